"""Guessing a PIN: however attempts, waits, crashes and restarts follow each other."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.officer import Role
from app.workflow.session import FAILURES_MAX, SessionState, SignInRefusedError
from tests.workflow.signing_in import BADGE, PIN, Desk


class PowerCutError(Exception):
    """The power went while the hash was computed."""


class Guessing(RuleBasedStateMachine):
    """Somebody at the keyboard who does not know the PIN, and can pull the plug."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.tries: list[datetime] = []

    def _guess(self, pin: str) -> None:
        before = len(self.desk.checked)
        try:
            self.desk.session.sign_in(BADGE, pin, Role.PRIMARY)
        except SignInRefusedError:
            assert self.desk.session.state is SessionState.SIGNED_OUT
        if len(self.desk.checked) > before:
            self.tries.append(self.desk.clock.now())

    @rule(pin=st.sampled_from(["0000", "1234", ""]))
    def guess(self, pin: str) -> None:
        self._guess(pin)

    @rule()
    def guess_and_pull_the_plug(self) -> None:
        def cut(argon2_hash: str, pin: str) -> bool:
            self.desk.checked.append((argon2_hash, (0, None)))
            raise PowerCutError

        self.desk.session._verify_hash = cut
        try:
            self._guess("1111")
        except PowerCutError:
            self.tries.append(self.desk.clock.now())
        self.desk.restarted()

    @rule(minutes=st.sampled_from([1, 5, 15, 60]))
    def wait(self, minutes: int) -> None:
        self.desk.clock.advance(minutes * 60)

    @rule()
    def restart(self) -> None:
        self.desk.restarted()

    @invariant()
    def nobody_got_in(self) -> None:
        assert self.desk.session.acting is None

    @invariant()
    def there_are_few_tries_in_any_quarter_of_an_hour(self) -> None:
        for first in self.tries:
            window = [at for at in self.tries if first <= at < first + timedelta(minutes=15)]
            assert len(window) <= FAILURES_MAX

    def teardown(self) -> None:
        """The officer gets in as soon as the lock-out is over."""
        self.desk.clock.advance(4 * 3600)
        assert self.desk.session.sign_in(BADGE, PIN, Role.PRIMARY)


TestGuessing = Guessing.TestCase
TestGuessing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
