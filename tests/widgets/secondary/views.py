"""The states of the secondary screen that tests look at, built once and varied with `replace`."""

from dataclasses import replace
from datetime import timedelta

from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.finding import Finding, FindingKind, Lock, LockKind, Priority
from app.domain.identifiers import Badge, CaseId, Country
from tests.widgets.secondary.measured import (
    CONTAINER,
    GAMMA_AT_M,
    NOW,
    occupancy,
    scan,
    spectrum_file,
    verdict,
)
from tests.widgets.secondary.papers import CONSIGNMENT, ITEMS, OCCUPANTS, SEALS, assessments
from widgets.secondary.state import (
    DECISION_KEYS,
    CaseView,
    DecisionLine,
    FindingRow,
    ImageState,
    ImageStatus,
    KeyState,
    LastDone,
    ManifestLine,
    Problem,
    ProblemKind,
    SecondaryView,
    ShiftFacts,
    SpectraState,
    WorkRow,
)

__all__ = [
    "CONSIGNMENT",
    "GAMMA_AT_M",
    "ITEMS",
    "NOW",
    "OCCUPANTS",
    "SEALS",
    "assessments",
    "occupancy",
    "scan",
    "spectrum_file",
    "verdict",
]


def finding(kind: FindingKind, priority: Priority, *details: str) -> Finding:
    return Finding(kind=kind, priority=priority, details=details)


def row(
    kind: FindingKind, priority: Priority, *details: str, acknowledged: bool = False
) -> FindingRow:
    return FindingRow(finding=finding(kind, priority, *details), acknowledged=acknowledged)


GAMMA = row(FindingKind.GAMMA_ALARM, Priority.P1)
OWN_GAMMA = row(FindingKind.OWN_GAMMA, Priority.P1, "8.4", "8.5")
SEAL_DIFFERS = row(
    FindingKind.SEAL_DIFFERS, Priority.P2, "CA 4471820", "CA 4471802", acknowledged=True
)
NUCLIDE = row(FindingKind.NUCLIDE_REPORTED, Priority.P1, "Cs-137", "9")
NEUTRON_CLEAR = row(FindingKind.NEUTRON_CLEAR, Priority.NONE)
IMAGE_RECEIVED = row(FindingKind.IMAGE_RECEIVED, Priority.NONE)


REFERRED = DecisionLine(
    decision=Decision(
        stage=Stage.PRIMARY,
        disposition=Disposition.REFER,
        reason=Reason.RADIATION,
        badge=Badge("40912"),
        country=Country.CANADA,
        lane="3",
        decided_at=NOW - timedelta(minutes=18),
        seconds_on_screen=11.0,
        shown_sha256="2" * 64,
        offline=False,
    ),
    officer="Roy",
)

OPEN = tuple(KeyState(disposition=disposition) for _, disposition in DECISION_KEYS)
RELEASE_LOCKS = (
    Lock(kind=LockKind.ALARM_OPEN, details=("gamma-alarm",)),
    Lock(kind=LockKind.SEAL_DIFFERS),
    Lock(kind=LockKind.DWELL),
)
KEYS = tuple(
    replace(key, locks=RELEASE_LOCKS) if key.disposition is Disposition.RELEASE else key
    for key in OPEN
)


def work_rows() -> tuple[WorkRow, ...]:
    def made(
        name: str, title: str, worst: FindingRow | None, minutes: int, claimed_by: str = ""
    ) -> WorkRow:
        return WorkRow(
            case_id=CaseId(name),
            title=title,
            worst=worst,
            waiting_min=minutes,
            claimed_by=claimed_by,
        )

    return (
        replace(made("case-1", str(CONTAINER), GAMMA, 18), mine=True),
        made("case-2", "TGHU 304122 1", row(FindingKind.RISK_HIGH, Priority.P2, "CA"), 11),
        made("case-3", "AB · T4471", SEAL_DIFFERS, 9, claimed_by="Nguyen · bay 1"),
        made("case-4", "CMAU 118840 7", row(FindingKind.NO_IMAGE, Priority.P3), 6),
        made("case-5", "QC · L88204", row(FindingKind.RISK_UNKNOWN, Priority.P2, "US"), 5),
        made("case-6", "OOLU 701992 3", None, 3),
    )


def gamma_case() -> CaseView:
    """A gamma alarm with image and spectrum, a seal that differs, release locked."""
    return CaseView(
        case_id=CaseId("case-1"),
        title=str(CONTAINER),
        plate="AB · T4471",
        iso_type="45G1",
        image=ImageState(status=ImageStatus.READY, scan=scan()),
        findings=(GAMMA, OWN_GAMMA, NUCLIDE, SEAL_DIFFERS, NEUTRON_CLEAR),
        keys=KEYS,
        occupancy=occupancy(),
        verdict=verdict(),
        consignment=CONSIGNMENT,
        manifest=tuple(ManifestLine(item=item) for item in ITEMS),
        seals=SEALS,
        assessments=assessments(),
        occupants=OCCUPANTS,
        spectra=SpectraState(files=(spectrum_file(),)),
        decisions=(REFERRED,),
        armed=Disposition.EXAMINE,
        on_screen_min=14,
        simulated=True,
    )


def gamma_view() -> SecondaryView:
    return SecondaryView(
        work=work_rows(),
        case=gamma_case(),
        shift=ShiftFacts(reviewed=42, median_review_s=58.0),
    )


def seal_view() -> SecondaryView:
    """No radiation alarm: the seal differs, everything else is quiet, nothing armed."""
    quiet = row(FindingKind.RADIATION_CLEAR, Priority.NONE)
    case = replace(
        gamma_case(),
        findings=(replace(SEAL_DIFFERS, acknowledged=False), quiet, NEUTRON_CLEAR, IMAGE_RECEIVED),
        occupancy=occupancy(alarm=False),
        verdict=verdict(alarm=False),
        spectra=SpectraState(files=(spectrum_file(nuclide=False), spectrum_file())),
        armed=None,
        simulated=False,
    )
    return SecondaryView(work=work_rows(), case=case, shift=ShiftFacts(reviewed=3))


def bare_view() -> SecondaryView:
    """A vehicle of which next to nothing is known: no notice, no image, no passage."""
    case = CaseView(
        case_id=CaseId("case-3"),
        title="AB · T4471",
        plate="AB · T4471",
        iso_type="",
        image=ImageState(status=ImageStatus.NONE),
        findings=(
            row(FindingKind.NOT_SCREENED, Priority.P2),
            row(FindingKind.NO_NOTICE, Priority.P2),
            row(FindingKind.NO_IMAGE, Priority.P3),
        ),
        keys=KEYS,
        decisions=(REFERRED,),
    )
    return SecondaryView(work=work_rows(), case=case)


def empty_view() -> SecondaryView:
    return SecondaryView(
        last_done=LastDone(
            title=str(CONTAINER), disposition=Disposition.EXAMINE, at=NOW - timedelta(minutes=4)
        ),
        shift=ShiftFacts(reviewed=42, median_review_s=58.0),
    )


def offline_view() -> SecondaryView:
    """The image is at the centre, which is not reached, and the last act was not recorded."""
    case = replace(
        gamma_case(), image=ImageState(status=ImageStatus.AT_CENTRE, scan=scan()), armed=None
    )
    return SecondaryView(
        work=work_rows(),
        case=case,
        offline=True,
        problem=Problem(
            kind=ProblemKind.NOT_RECORDED, since=NOW - timedelta(minutes=2), why="disk full"
        ),
    )


def with_case(case: CaseView) -> SecondaryView:
    return SecondaryView(work=work_rows(), case=case)


def open_case(**changes: object) -> CaseView:
    """A case in which every key is open and nothing is armed."""
    case = replace(gamma_case(), keys=OPEN, armed=None)
    return replace(case, **changes)  # type: ignore[arg-type]  # names are checked by replace
