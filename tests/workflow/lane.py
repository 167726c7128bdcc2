"""A lane over an in-memory record: what its tests feed it, and what they read of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain.adjudication import NuclideCategory, OwnOutcome
from app.domain.case import Case
from app.domain.facts import Fact
from app.domain.identified import Identified, IdentifiedNuclide
from app.domain.identifiers import Country
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.risk import Assessment, Determination
from app.domain.spectrum import SpectrumFile
from app.workflow.casebook import CaseBook
from app.workflow.intake import Analyses, Intake
from app.workflow.quality_scans import QualityScans
from app.workflow.recorder import Recorder
from app.workflow.spectra import Identifier
from app.workflow.updates import Update
from tests.builders import notice, place, verdict
from tests.workflow.fakes import (
    FakeClock,
    HandExecutor,
    InlineExecutor,
    InlineSerial,
    MemoryEvidence,
    MemoryJournal,
    MemoryNotices,
)


def judge(measured: Occupancy) -> RadiationVerdict:
    if measured.sequence == 666:
        raise ValueError("the background is missing")
    return verdict(gamma=bool(measured.alarms))


def determine(facts: Sequence[Fact], now: datetime) -> tuple[Assessment, ...]:
    known = {item.name for item in facts}
    return (
        Assessment(
            country=Country.CANADA,
            policy="test",
            policy_version=1,
            policy_sha256="0" * 64,
            assessed_at=now,
            determination=Determination.LOW if "tier" in known else Determination.UNKNOWN,
            fired=(),
            could_fire=(),
            missing_required=(),
            actions=(),
        ),
    )


UNREADABLE = "unreadable"


def name_caesium(file: SpectrumFile) -> Identified:
    """Names the same in every spectrum but one."""
    if file.item == UNREADABLE:
        raise ValueError("the channels have no energies")
    caesium = IdentifiedNuclide(name="Cs-137", category=NuclideCategory.INDUSTRIAL, confidence=0.97)
    return Identified(
        outcome=OwnOutcome.IDENTIFIED, nuclides=(caesium,), algorithm="test", version="1"
    )


class Lane:
    """A station's intake; `journal` is what an earlier run of it left."""

    def __init__(
        self, journal: MemoryJournal | None = None, quality: "Quality | None" = None
    ) -> None:
        self.clock = FakeClock()
        self.journal = journal or MemoryJournal(self.clock, place().station)
        self.casebook = CaseBook()
        self.casebook.load(self.journal.events())
        self.identifiers = HandExecutor()
        self.updates: list[Update] = []
        self.notices = MemoryNotices(notice())
        self.evidence = MemoryEvidence()
        self.recorder = Recorder(self.journal, self.casebook, self.updates.append)
        self.quality: QualityScans | None = quality(self) if quality else None
        numbers = iter(range(1, 1000))
        self.intake = Intake(
            place(),
            self.clock,
            InlineSerial(),
            self.casebook,
            self.recorder,
            self.notices,
            self.evidence,
            Analyses(
                workers=InlineExecutor(),
                assess_occupancy=judge,
                assess_consignment=determine,
                facts_of=lambda case, now: case.notice.facts if case.notice else (),
                identifier=Identifier(self.identifiers, name_caesium),
            ),
            lambda: f"{next(numbers):04d}",
            self.updates.append,
            simulated=True,
            quality=self.quality,
        )

    def only_case(self) -> Case:
        (case,) = self.casebook.cases()
        return case


Quality = Callable[[Lane], QualityScans]
