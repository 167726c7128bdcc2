"""The sync core: decides what to send and what to believe, and does neither itself.

It knows no socket, no clock and no database. It is told what happened (`handle`), says what to do
(`app.sync.steps`), and can be run through thousands of outages in a second. Its rules:

- Only a receipt settles anything: signed by the centre, without a gap up to its watermark, and with
  the chain hash that this station has itself at that number. Another hash is a fork, and ends
  sending until a person has looked.
- A receipt that regresses is not believed; what was settled stays settled. But a connection is at
  rest only when the centre has said, on this very connection, that it holds everything.
- Events are sent again for two reasons only: a receipt names a gap, or a new greeting says how far
  the centre really is. Never because time passed.
"""

from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any

from app.domain.identifiers import StationId
from app.sync.backoff import Backoff
from app.sync.batching import BATCH_EVENTS
from app.sync.states import CONNECTED, TABLE, Reaction, State
from app.sync.steps import (
    Action,
    Answered,
    AskReceipt,
    Enrol,
    Enrolled,
    Failed,
    Grown,
    HashFound,
    Input,
    Loaded,
    LookUp,
    Prompted,
    Send,
    Settle,
    Started,
    Tick,
)
from app.sync.window import Window
from app.wire.errors import WireError
from app.wire.messages import Refusal
from app.wire.receipt import Receipt, SignedReceipt

FINAL_REFUSALS = frozenset({Refusal.WRONG_SECRET, Refusal.FOREIGN_KEY, Refusal.NOT_ALLOWED})

OpenReceipt = Callable[[SignedReceipt], Receipt]


class SyncCore:
    """One station's side of the exchange. `open_receipt` raises WireError unless it is genuine."""

    def __init__(
        self,
        station: StationId,
        epoch: int,
        open_receipt: OpenReceipt,
        random: Random,
        batch_events: int = BATCH_EVENTS,
    ) -> None:
        self.state = State.OFFLINE
        self.why = ""
        self.wake_at_s: float | None = None
        self.fork_seq: int | None = None
        self.settled_seq = 0
        self.head_seq = 0
        self._station = station
        self._epoch = epoch
        self._open_receipt = open_receipt
        self._backoff = Backoff(random)
        self._enrolled = False
        self._requests = 0
        self._greeting: int | None = None
        self._heard_seq = 0
        self._window = Window(batch_events)
        self._unchecked: deque[tuple[int, SignedReceipt, Receipt]] = deque()
        self._actions: list[Action] = []
        self._reactions: dict[Reaction, Callable[[Any, float], None]] = {
            Reaction.START: self._start,
            Reaction.NOTE: self._note,
            Reaction.NOTE_AND_SEND: self._note_and_send,
            Reaction.CONNECT_WHEN_DUE: self._connect_when_due,
            Reaction.CONNECT: self._connect_now,
            Reaction.GREET: self._enrolled_now,
            Reaction.CHECK: self._check,
            Reaction.COMPARE: self._compare,
            Reaction.SEND: self._send,
            Reaction.FAIL: self._fail,
            Reaction.PASS: self._pass_over,
            Reaction.IMPOSSIBLE: self._impossible,
        }

    def handle(self, step: Input, now_s: float) -> list[Action]:
        """Take note of what happened at `now_s`, and say what to do next."""
        self._actions = []
        self._reactions[TABLE[self.state, type(step)]](step, now_s)
        return self._actions

    def _start(self, step: Started, now_s: float) -> None:
        self.head_seq, self.settled_seq = step.head_seq, step.receipt_seq
        self._enrolled = step.enrolled
        if self.wake_at_s is None:  # else it is a start after a failure, which waits its time
            self.wake_at_s = now_s

    def _note(self, step: Grown, now_s: float) -> None:
        self.head_seq = max(self.head_seq, step.head_seq)

    def _note_and_send(self, step: Grown, now_s: float) -> None:
        self._note(step, now_s)
        self._go_on(now_s)

    def _connect_when_due(self, step: Tick, now_s: float) -> None:
        if self.wake_at_s is not None and now_s >= self.wake_at_s:
            self._connect()

    def _connect_now(self, step: Prompted, now_s: float) -> None:
        self._connect()

    def _connect(self) -> None:
        self.wake_at_s = None
        if self._enrolled:
            self._greet()
            return
        self.state = State.ENROLLING
        self._greeting = self._next_request()
        self._actions.append(Enrol(self._greeting))

    def _enrolled_now(self, step: Enrolled, now_s: float) -> None:
        if step.request == self._greeting:
            self._enrolled = True
            self._greet()

    def _greet(self) -> None:
        self.state = State.GREETING
        self._greeting = self._next_request()
        self._actions.append(AskReceipt(self._greeting))

    def _check(self, step: Answered, now_s: float) -> None:
        """Check all of a receipt but the chain, for which our own hash is wanted first."""
        if step.request != self._greeting and not self._window.is_under_way(step.request):
            return
        try:
            receipt = self._open_receipt(step.reply.receipt)
        except WireError as error:
            self._fall(f"the centre's receipt is not genuine: {error}", now_s)
            return
        if (receipt.station, receipt.epoch) != (self._station, self._epoch):
            self._fall("the centre sent another station's receipt", now_s)
        elif step.reply.fork_seq is not None:
            self._fork(step.reply.fork_seq)
        else:
            self._unchecked.append((step.request, step.reply.receipt, receipt))
            self._actions.append(LookUp(receipt.watermark_seq))

    def _compare(self, step: HashFound, now_s: float) -> None:
        """Believe the receipts that waited for this hash, if the centre holds our history."""
        waiting = [item for item in self._unchecked if item[2].watermark_seq == step.seq]
        for item in waiting:
            self._unchecked.remove(item)
            request, signed, receipt = item
            if not self._is_our_history(receipt, step.hash):
                self._fork(max(receipt.watermark_seq, 1))
                return
            self._believe(request, signed, receipt)
        if waiting:
            self._go_on(now_s)

    def _is_our_history(self, receipt: Receipt, own_hash: bytes | None) -> bool:
        if own_hash is None:
            # Above what was settled, the centre knows events that we do not: a fork. Below it the
            # events may be purged, and the receipt that let them go was checked in its time.
            return receipt.watermark_seq <= self.settled_seq
        return own_hash == receipt.chain_hash

    def _believe(self, request: int, signed: SignedReceipt, receipt: Receipt) -> None:
        is_greeting = request == self._greeting
        if receipt.watermark_seq > self.settled_seq:
            self.settled_seq = receipt.watermark_seq
            self._backoff.succeeded()
            self._actions.append(Settle(signed, receipt))
        elif is_greeting and receipt.watermark_seq == self.settled_seq > 0:
            self._actions.append(Settle(signed, receipt))  # the storage may have failed last time
        if is_greeting:
            self._resume(receipt)
        else:
            self._window.answered(request)
            self._heard_seq = max(self._heard_seq, receipt.watermark_seq)
            if receipt.watermark_seq >= self.settled_seq:
                self._window.send_again(receipt.gaps)

    def _resume(self, receipt: Receipt) -> None:
        """Go on where a greeting says that the centre is, be it behind what was settled."""
        self._greeting = None
        self.state = State.SENDING
        self.why = ""
        self._heard_seq = receipt.watermark_seq
        self._window.resume(receipt.watermark_seq, receipt.gaps)

    def _go_on(self, now_s: float) -> None:
        """Send what is to be sent; know when all is said."""
        if self.state not in CONNECTED:
            return
        if not self._window.is_done(self.head_seq):
            self.state = State.SENDING
            if (load := self._window.next_load(self.head_seq)) is not None:
                self._actions.append(load)
        elif self._heard_seq < self.head_seq:
            self._fall("the centre did not account for everything it was sent", now_s)
        else:
            self.state = State.IDLE
            self._backoff.succeeded()

    def _send(self, step: Loaded, now_s: float) -> None:
        request = self._next_request()
        batch = self._window.take(
            step.after_seq, step.events, head_seq=self.head_seq, request=request
        )
        if batch:
            events = tuple(event for _, event in batch)
            self._actions.append(Send(request, batch[0][0], events))
        self._go_on(now_s)

    def _fail(self, step: Failed, now_s: float) -> None:
        is_current = step.request in (None, self._greeting)
        if not is_current and not self._window.is_under_way(step.request):
            return
        if step.refusal is Refusal.UNKNOWN_STATION:
            self._enrolled = False
        self._fall(step.why, now_s, is_final=step.refusal in FINAL_REFUSALS)

    def _fall(self, why: str, now_s: float, *, is_final: bool = False) -> None:
        """Give up this connection, and wait; the next one begins with a greeting."""
        self._forget_exchange()
        self.state = State.OFFLINE
        self.why = why
        self.wake_at_s = now_s + (self._backoff.refused() if is_final else self._backoff.failed())

    def _fork(self, seq: int) -> None:
        self._forget_exchange()
        self.state = State.FORKED
        self.fork_seq = seq
        self.wake_at_s = None
        self.why = f"the centre holds another history of this station at event {seq}"

    def _forget_exchange(self) -> None:
        self._greeting = None
        self._window.forget()
        self._unchecked.clear()

    def _next_request(self) -> int:
        self._requests += 1
        return self._requests

    def _pass_over(self, step: Input, now_s: float) -> None:
        """Nothing follows: it came too late, or says nothing in this state."""

    def _impossible(self, step: Input, now_s: float) -> None:
        raise AssertionError(f"{type(step).__name__} while {self.state}")
