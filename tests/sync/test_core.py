"""What the core believes, what it sends, and when it stops."""

from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.sync.backoff import CEILING_S, FIRST_S, Backoff
from app.sync.batching import BATCH_BYTES
from app.sync.core import SyncCore
from app.sync.states import State
from app.sync.steps import (
    Action,
    Answered,
    AskReceipt,
    Enrol,
    Enrolled,
    Failed,
    Grown,
    HashFound,
    Load,
    Loaded,
    LookUp,
    Prompted,
    Send,
    Settle,
    Started,
    Tick,
)
from app.wire.envelope import GENESIS, SealedEvent, chain_hash
from app.wire.messages import IngestReply, Refusal
from app.wire.receipt import Receipt, open_receipt, sign_receipt
from tests.builders import NOW, place

STATION = place().station
CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"x" * 32)


def log_of(count: int, *, salt: str = "", body_bytes: int = 8) -> dict[int, SealedEvent]:
    prev, log = GENESIS, {}
    for seq in range(1, count + 1):
        body = f"{salt}{seq}".encode().ljust(body_bytes, b".")
        digest = chain_hash(prev, body)
        log[seq] = SealedEvent(body=body, prev=prev, hash=digest, signature=bytes(64))
        prev = digest
    return log


LOG = log_of(30)


def reply(
    seq: int,
    *,
    digest: bytes | None = None,
    gaps: tuple[tuple[int, int], ...] = (),
    fork_seq: int | None = None,
    key: Ed25519PrivateKey = CENTRE,
    epoch: int = 1,
) -> IngestReply:
    known = LOG[seq].hash if seq else GENESIS
    receipt = Receipt(
        station=STATION,
        epoch=epoch,
        watermark_seq=seq,
        chain_hash=known if digest is None else digest,
        issued_at=NOW,
        gaps=gaps,
    )
    signed = sign_receipt(receipt, key)
    return IngestReply(signed.body, signed.signature, fork_seq)


class Driver:
    """Answers the core's questions to the log at once, and keeps what it wants of the centre."""

    def __init__(self, *, head: int, receipt: int = 0, batch: int = 5) -> None:
        self.core = SyncCore(
            STATION,
            1,
            lambda signed: open_receipt(signed, CENTRE.public_key()),
            Random(1),  # noqa: S311 - jitter
            batch_events=batch,
        )
        self.sent: list[Send] = []
        self.settled: list[int] = []
        self.asked: list[int] = []
        self.log = LOG
        self.do(self.core.handle(Started(head, receipt, enrolled=True), 0.0))
        self.do(self.core.handle(Tick(), 0.0))

    def do(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Load(after_seq, limit):
                    span = range(after_seq + 1, after_seq + limit + 1)
                    events = tuple((seq, self.log[seq]) for seq in span)
                    self.tell(Loaded(after_seq, events))
                case LookUp(seq):
                    self.tell(HashFound(seq, self.log[seq].hash if seq else GENESIS))
                case Send():
                    self.sent.append(action)
                case Settle(_, receipt):
                    self.settled.append(receipt.watermark_seq)
                case AskReceipt(request) | Enrol(request):
                    self.asked.append(request)

    def tell(self, step: Loaded | HashFound | Answered | Failed | Grown | Tick | Prompted) -> None:
        self.do(self.core.handle(step, 1.0))

    def greet(self, answer: IngestReply) -> None:
        self.tell(Answered(self.asked[-1], answer))

    def answer(self, index: int, answer: IngestReply) -> None:
        self.tell(Answered(self.sent[index].request, answer))

    def spans(self) -> list[tuple[int, int]]:
        return [(it.first_seq, it.first_seq + len(it.events) - 1) for it in self.sent]


def test_what_is_owed_goes_out_in_contiguous_batches_up_to_the_window() -> None:
    driver = Driver(head=30)
    driver.greet(reply(0))
    assert driver.spans() == [(1, 5), (6, 10), (11, 15), (16, 20)]
    driver.answer(0, reply(5))
    assert driver.spans()[4:] == [(21, 25)]
    assert driver.settled == [5]


def test_a_greeting_resumes_where_the_centre_is() -> None:
    driver = Driver(head=12, receipt=3)
    driver.greet(reply(9))
    assert driver.spans() == [(10, 12)]
    assert driver.settled == [9]


def test_nothing_is_owed_and_the_core_is_idle() -> None:
    driver = Driver(head=9, receipt=9)
    driver.greet(reply(9))
    assert driver.core.state is State.IDLE
    assert driver.sent == []


def test_named_gaps_are_sent_again_exactly_and_first() -> None:
    driver = Driver(head=30)
    driver.greet(reply(4, gaps=((5, 6), (9, 9))))
    assert driver.spans() == [(5, 6), (9, 9), (10, 14), (15, 19)]


def test_a_gap_that_is_under_way_is_not_sent_again() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    driver.answer(1, reply(0, gaps=((1, 5),)))
    assert driver.spans() == [(1, 5), (6, 10)]


def test_a_receipt_that_regresses_settles_nothing_and_unsettles_nothing() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    driver.answer(1, reply(10))
    driver.answer(0, reply(2))
    assert driver.settled == [10]
    assert driver.core.settled_seq == 10


def test_another_chain_hash_is_a_fork_and_nothing_more_is_sent() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    sent = len(driver.sent)
    driver.answer(0, reply(5, digest=b"?" * 32))
    driver.tell(Grown(30))
    driver.tell(Tick())
    driver.tell(Prompted())
    assert driver.core.state is State.FORKED
    assert driver.core.fork_seq == 5
    assert driver.settled == []
    assert len(driver.sent) == sent
    assert driver.core.wake_at_s is None


def test_a_centre_that_knows_more_than_we_ever_recorded_is_a_fork() -> None:
    driver = Driver(head=5)
    driver.log = {seq: LOG[seq] for seq in range(1, 6)}
    receipt = reply(20)
    for action in driver.core.handle(Answered(driver.asked[-1], receipt), 1.0):
        assert action == LookUp(20)
    driver.core.handle(HashFound(20, None), 1.0)
    assert driver.core.state is State.FORKED


def test_the_centres_word_of_a_fork_is_enough() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0, fork_seq=7))
    assert driver.core.state is State.FORKED
    assert driver.core.fork_seq == 7


@pytest.mark.parametrize("wrong", [reply(5, key=STRANGER), reply(5, epoch=2)])
def test_a_receipt_of_somebody_else_or_for_somebody_else_settles_nothing(
    wrong: IngestReply,
) -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    driver.answer(0, wrong)
    assert driver.settled == []
    assert driver.core.state is State.OFFLINE
    assert driver.core.why


def test_a_connection_that_never_accounts_for_everything_is_given_up() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    driver.answer(0, reply(5))
    driver.answer(1, reply(5))
    assert driver.core.state is State.OFFLINE
    assert driver.core.settled_seq == 5


def test_a_failed_batch_ends_the_connection_and_time_alone_sends_nothing_again() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    sent = len(driver.sent)
    driver.tell(Failed(driver.sent[0].request, "no answer"))
    wake_at_s = driver.core.wake_at_s
    assert wake_at_s is not None
    assert driver.core.handle(Tick(), wake_at_s - 0.01) == []
    (greeting,) = driver.core.handle(Tick(), wake_at_s)
    assert isinstance(greeting, AskReceipt)
    assert len(driver.sent) == sent


def test_a_late_answer_to_a_request_that_was_given_up_is_passed_over() -> None:
    driver = Driver(head=10)
    driver.greet(reply(0))
    driver.tell(Failed(None, "connection lost"))
    driver.answer(0, reply(5))
    assert driver.settled == []


def test_a_station_that_the_centre_does_not_know_enrols_again() -> None:
    driver = Driver(head=3)
    driver.tell(Failed(driver.asked[-1], "unknown", Refusal.UNKNOWN_STATION))
    wake_at_s = driver.core.wake_at_s
    assert wake_at_s is not None
    actions = driver.core.handle(Tick(), wake_at_s)
    assert [type(action) for action in actions] == [Enrol]
    (enrol,) = actions
    assert isinstance(enrol, Enrol)
    actions = driver.core.handle(Enrolled(enrol.request), 5.0)
    assert [type(action) for action in actions] == [AskReceipt]


def test_a_refusal_that_stands_is_not_asked_again_for_a_good_while() -> None:
    driver = Driver(head=3)
    driver.tell(Failed(driver.asked[-1], "wrong secret", Refusal.WRONG_SECRET))
    assert driver.core.wake_at_s is not None
    assert driver.core.wake_at_s >= 1.0 + CEILING_S / 2


def test_somebody_may_ask_for_an_attempt_at_once() -> None:
    driver = Driver(head=3)
    driver.tell(Failed(driver.asked[-1], "no answer"))
    driver.tell(Prompted())
    assert driver.core.state is State.GREETING


def test_a_big_event_goes_alone_and_small_ones_share_a_batch() -> None:
    big = log_of(5, body_bytes=BATCH_BYTES)
    driver = Driver(head=5)
    driver.log = big
    driver.greet(reply(0))
    assert driver.spans()[:2] == [(1, 1), (2, 2)]


def test_waits_grow_to_a_ceiling_with_jitter_and_start_anew_after_a_success() -> None:
    backoff = Backoff(Random(7))  # noqa: S311 - jitter
    waits = [backoff.failed() for _ in range(60)]
    for number, wait_s in enumerate(waits):
        longest_s = min(FIRST_S * 2**number, CEILING_S)
        assert longest_s / 2 <= wait_s <= longest_s
    assert len(set(waits)) == len(waits)
    backoff.succeeded()
    assert backoff.failed() <= FIRST_S
