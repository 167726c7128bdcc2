"""Whatever is recorded, confirmed, closed and killed, in whatever order: the log is the model."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.events import RecordedEvent
from app.ports import RecordError
from app.storage.verification import verify_folder
from app.wire.envelope import GENESIS, check, open_event
from app.wire.keys import public_key_from_bytes
from tests.storage.station import SetClock, open_store, receipt_for
from tests.wire.examples import EXAMPLES


class StationMachine(RuleBasedStateMachine):
    """A station, and beside it what we know that we recorded and what was confirmed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="parallel49-"))
        self.clock = SetClock()
        self.lives = 0
        self.recorded: list[RecordedEvent] = []
        self.confirmed = 0
        self.earlier = 0

    @initialize()
    def start(self) -> None:
        self.directory = self.root / "0"
        self.store = open_store(self.directory, clock=self.clock)

    @rule(event=st.sampled_from(EXAMPLES))
    def append(self, event: object) -> None:
        recorded = self.store.journal.append(event)  # type: ignore[arg-type]  # drawn from events
        assert recorded.ref.seq == len(self.recorded) + 1
        assert not self.recorded or recorded.hlc > self.recorded[-1].hlc
        self.recorded.append(recorded)

    @rule(part=st.floats(0, 1))
    def confirm(self, part: float) -> None:
        seq = round(part * len(self.recorded))
        self.store.outbox.settle(*receipt_for(self.store, seq))
        self.confirmed = max(self.confirmed, seq)

    @rule(beyond=st.integers(1, 5))
    def confirm_what_was_never_recorded(self, beyond: int) -> None:
        with pytest.raises(RecordError, match="another history"):
            self.store.outbox.settle(*receipt_for(self.store, len(self.recorded) + beyond))

    @rule(part=st.floats(0, 1))
    def confirm_another_history(self, part: float) -> None:
        seq = max(1, round(part * len(self.recorded)))
        wrong = receipt_for(self.store, seq, chain_hash=b"x" * 32)
        with pytest.raises(RecordError, match="another history"):
            self.store.outbox.settle(*wrong)

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = open_store(self.directory, clock=self.clock)

    @rule()
    def kill_and_open(self) -> None:
        """Go on with the files as they are while the station still runs: what a kill leaves."""
        self.lives += 1
        left = self.root / str(self.lives)
        shutil.copytree(self.directory, left)
        self.store.close()
        shutil.rmtree(self.directory)
        self.directory = left
        self.store = open_store(left, clock=self.clock)

    @rule()
    def begin_a_new_life(self) -> None:
        self.earlier += len(self.recorded) - self.confirmed
        self.recorded, self.confirmed = [], 0
        self.store.close()
        self.store = open_store(self.directory, clock=self.clock, epoch_min=self.store.epoch + 1)

    @invariant()
    def what_was_recorded_is_there(self) -> None:
        assert list(self.store.journal.events()) == self.recorded

    @invariant()
    def what_is_owed_is_what_was_not_confirmed(self) -> None:
        count, oldest_at = self.store.outbox.owed()
        assert count == self.earlier + len(self.recorded) - self.confirmed
        assert (oldest_at is None) == (count == 0)
        assert self.store.outbox.receipt_seq() == self.confirmed

    @invariant()
    def the_outbox_is_the_chain(self) -> None:
        prev = GENESIS
        pending = self.store.outbox.pending(after_seq=0, limit=1000)
        assert [open_event(sealed.body) for _, sealed in pending] == self.recorded
        for seq, sealed in pending:
            check(sealed, prev=prev, public_key=public_key_from_bytes(self.store.public_key))
            assert self.store.outbox.hash_at(seq) == sealed.hash
            prev = sealed.hash
        assert self.store.outbox.head() == (len(self.recorded), prev)

    def teardown(self) -> None:
        self.store.close()
        assert verify_folder(self.directory).is_whole
        shutil.rmtree(self.root)


StationMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestStation = StationMachine.TestCase
