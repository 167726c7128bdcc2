"""A station with one officer, for the tests of signing in."""

from datetime import datetime, timedelta

import pytest

from app.domain.events import SessionChange, SessionChanged
from app.domain.identifiers import Badge
from app.domain.officer import OfficerVerifier, Role
from app.ports import RecordError
from app.workflow.session import Session, SignInRefusedError
from tests.builders import NOW, officer, place
from tests.workflow.fakes import FakeClock, MemoryJournal

PIN = "4471-8026"
BADGE = Badge("41877")
STRANGER = Badge("90001")
HASH = "$argon2id$for:" + PIN
NOBODYS_HASH = "$argon2id$for nobody"


class MemoryOfficers:
    """Verifiers and counters, and how they were asked."""

    def __init__(self, *verifiers: OfficerVerifier) -> None:
        self.verifiers = {item.officer.badge: item for item in verifiers}
        self.counters: dict[Badge, tuple[int, datetime | None]] = {}
        self.full = False

    def verifier(self, badge: Badge) -> OfficerVerifier | None:
        return self.verifiers.get(badge)

    def failures(self, badge: Badge) -> tuple[int, datetime | None]:
        return self.counters.get(badge, (0, None))

    def set_failures(self, badge: Badge, count: int, locked_until: datetime | None) -> None:
        if self.full:
            raise RecordError("the disk is full")
        self.counters[badge] = (count, locked_until)


class Desk:
    """A station with one officer, and everything that its session touched, in order."""

    def __init__(self, verifier: OfficerVerifier | None = None) -> None:
        self.clock = FakeClock()
        self.journal = MemoryJournal(self.clock)
        self.officers = MemoryOfficers(verifier or known())
        self.checked: list[tuple[str, tuple[int, datetime | None]]] = []
        self.session = self.restarted()

    def restarted(self) -> Session:
        self.session = Session(
            place(), self.clock, self.officers, self.journal.append, self._verify, NOBODYS_HASH
        )
        return self.session

    def _verify(self, argon2_hash: str, pin: str) -> bool:
        self.checked.append((argon2_hash, self.officers.failures(BADGE)))
        return argon2_hash == "$argon2id$for:" + pin

    def told(self) -> list[tuple[Badge, SessionChange]]:
        events = [item.event for item in self.journal.written]
        return [(item.badge, item.change) for item in events if isinstance(item, SessionChanged)]

    def refused(self, badge: Badge = BADGE, pin: str = "wrong", role: Role = Role.PRIMARY) -> str:
        with pytest.raises(SignInRefusedError) as caught:
            self.session.sign_in(badge, pin, role)
        return caught.value.refusal


def known() -> OfficerVerifier:
    return OfficerVerifier(
        officer=officer(), argon2_hash=HASH, valid_until=NOW + timedelta(days=14)
    )
