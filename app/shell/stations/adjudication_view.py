"""From a recorded case to what the adjudication screen shows. Pure; nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.clearance.adjudication import has_alarm, is_medical
from app.clearance.findings import is_norm, own_possible_snm
from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationCode,
    MedicalAnswer,
    NuclideCategory,
    OwnIdentification,
    OwnNuclide,
    OwnOutcome,
    ShownSpectrum,
)
from app.domain.alarm_list import AlarmEntry, AlarmPage, AlarmQuery
from app.domain.case import Case
from app.domain.finding import Priority
from app.domain.nuclide_name import plain_name
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.occupancy import Radiation
from app.domain.rate_profile import RateProfile
from app.domain.spectrum import NuclideReport, SpectrumFile
from app.domain.time_history import Measured, TimePart
from app.shell.stations.secondary_view import title_of
from app.workflow.adjudication import Assessment, act_locks, assess
from widgets.adjudication.state import (
    ACT_KEYS,
    ActKey,
    AlarmListView,
    AlarmRow,
    AlarmView,
    BundleView,
    ListState,
    NuclideLine,
    Step,
    StepLine,
    StepState,
)
from widgets.radiation.gamma_lines import LINES_KEV

NO_BUNDLE = BundleView()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLook:
    """What the officer has set on the screen: nothing of it is part of the record yet."""

    armed: AdjudicationAct | None = None
    code: AdjudicationCode | None = None
    medical: MedicalAnswer = MedicalAnswer.NOT_ASKED
    spectrum: int | None = None
    shown_since: datetime | None = None
    bundle: BundleView = NO_BUNDLE
    own: OwnIdentification | None = None
    own_pending: bool = False
    part: TimePart | None = None
    part_pending: bool = False
    measured: Measured | None = None
    expected: RateProfile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """Which page of the list is shown. `starts` are where the pages before it began."""

    query: AlarmQuery = field(default_factory=AlarmQuery)
    starts: tuple[int, ...] = ()
    page: AlarmPage | None = None
    state: ListState = ListState.LOADING
    why: str = ""


def chosen_code(case: Case, look: AlarmLook) -> AdjudicationCode:
    """The code on the closing key: the officer's choice, else what the facts suggest."""
    return look.code or assess(case, look.medical, look.own).suggested


def alarm_view(case: Case, look: AlarmLook, *, signed_in: bool) -> AlarmView:
    """The alarm as the officer sees it."""
    made = assess(case, look.medical, look.own)
    code = chosen_code(case, look)
    keys = _keys(case, look, code, signed_in=signed_in)
    number = spectrum_number(case, look)
    shown = look.measured
    own = shown.own if shown and look.part else look.own  # a part names its own nuclides
    goods = case.notice.consignment if case.notice else None
    locked = {key.act for key in keys if key.locks}
    return AlarmView(
        case_id=case.case_id,
        title=title_of(case),
        plate=case.plate.plate if case.plate else "",
        lane=case.place.lane if case.place else "",
        opinion=made.opinion,
        occupancy=case.occupancy,
        verdict=case.verdict,
        keys=keys,
        check=made.check,
        spectrum=_shown_file(case, look, number),
        history=shown.history if shown else None,
        part=look.part,
        part_pending=look.part_pending,
        spectra=len(case.spectra),
        spectrum_number=number,
        guessed=bool(case.spectra) and case.spectra[number].guessed,
        nuclides=nuclide_lines(case, own.nuclides if own else ()),
        named=made.nuclides,
        own=own.outcome if own else None,
        possible_snm=own_possible_snm(case) or (look.own is not None and look.own.possible_snm),
        measure_s=look.own.measure_s if look.own else 0,
        gain_correction=shown.own.gain_correction if shown else 0.0,
        expected=look.expected,
        own_pending=look.own_pending,
        goods=goods.items if goods is not None else None,
        medical=look.medical,
        steps=steps(case, made, look.medical),
        adjudications=case.adjudications,
        armed=look.armed if look.armed not in locked else None,
        bundle=look.bundle,
        passages=len(case.occupancies),
        simulated=case.simulated,
    )


def _keys(
    case: Case, look: AlarmLook, code: AdjudicationCode, *, signed_in: bool
) -> tuple[ActKey, ...]:
    return tuple(
        ActKey(
            act=act,
            locks=act_locks(case, act, code, look.medical, own=look.own, signed_in=signed_in),
            code=code if act is AdjudicationAct.CLOSE else None,
        )
        for _, act in ACT_KEYS
    )


def nuclide_lines(case: Case, own: Sequence[OwnNuclide]) -> tuple[NuclideLine, ...]:
    """Every nuclide that either side named, what is no nature first."""
    said: dict[str, NuclideReport] = {}
    for item in case.spectra:
        for report in item.file.nuclides:
            said[report.name] = report
    ours = {item.name: item for item in own}
    spelled = {plain_name(name): name for name in said}
    names = dict.fromkeys((*spelled, *ours))
    lines = [
        NuclideLine(
            name=name,
            category=ours[name].category if name in ours else category_of(name),
            instrument=said.get(spelled.get(name, "")),
            own=ours.get(name),
            lines_kev=LINES_KEV.get(name, ()),
        )
        for name in names
    ]
    return tuple(sorted(lines, key=lambda line: line.category is NuclideCategory.NORM))


def together(found: Sequence[OwnIdentification]) -> OwnIdentification | None:
    """What several spectra of one vehicle say: what one of them named is not unsaid by another.

    The outcome is the latest's, unless something was named before. Where several could be surer,
    the surest tells how much longer to measure.
    """
    if not found:
        return None
    named = {item.name: item for one in found for item in one.nuclides}
    telling = [one.measure_s for one in found if one.outcome in _TELLING]
    return OwnIdentification(
        outcome=OwnOutcome.IDENTIFIED if named else found[-1].outcome,
        nuclides=tuple(named.values()),
        possible_snm=any(one.possible_snm for one in found),
        measure_s=min(telling, default=0),
        gain_correction=max((one.gain_correction for one in found), key=abs),
    )


_TELLING = frozenset({OwnOutcome.IDENTIFIED, OwnOutcome.INSUFFICIENT})


INDUSTRIAL = frozenset(
    {"Cs-137", "Co-60", "Ir-192", "Se-75", "Am-241", "Ba-133", "Co-57", "Eu-152", "Na-22", "Mn-54"}
)
NUCLEAR = frozenset({"U-235", "U-233", "Pu-239", "Np-237", "U-238", "Pu-240", "Pu-241"})


def category_of(name: str) -> NuclideCategory:
    """Where a nuclide is usually met, by its name alone."""
    if is_norm(name):
        return NuclideCategory.NORM
    if is_medical(name):
        return NuclideCategory.MEDICAL
    proper = plain_name(name)
    if proper in NUCLEAR:
        return NuclideCategory.SNM
    return NuclideCategory.INDUSTRIAL if proper in INDUSTRIAL else NuclideCategory.OTHER


def steps(case: Case, made: Assessment, medical: MedicalAnswer) -> tuple[StepLine, ...]:
    """The four steps and how far each is."""
    occupancy = case.occupancy
    neutron = occupancy.profile(Radiation.NEUTRON) if occupancy else None
    is_alarm = Radiation.NEUTRON in monitor_alarms(case) | own_alarms(case)
    neutrons = StepState.DONE if neutron is not None else StepState.OPEN
    asked = medical is not MedicalAnswer.NOT_ASKED
    needed = any(is_medical(name) for name in made.nuclides) or not made.nuclides
    interview = StepState.OPEN if needed else StepState.NOT_NEEDED
    sent = any(
        item.act is AdjudicationAct.REACH_BACK and item.passage == len(case.occupancies)
        for item in case.adjudications
    )
    closed = case.closing is not None or not has_alarm(case)
    reach_back = StepState.NOT_NEEDED if closed else StepState.OPEN
    return (
        StepLine(step=Step.NEUTRONS, state=StepState.TROUBLE if is_alarm else neutrons),
        StepLine(step=Step.SPECTRUM, state=StepState.DONE if case.spectra else StepState.OPEN),
        StepLine(step=Step.INTERVIEW, state=StepState.DONE if asked else interview),
        StepLine(step=Step.REACH_BACK, state=StepState.DONE if sent else reach_back),
    )


def list_view(look: ListLook) -> AlarmListView:
    """One page of the list."""
    page = look.page
    return AlarmListView(
        rows=tuple(_row(entry) for entry in page.entries) if page else (),
        page=len(look.starts) + 1,
        has_next=page.has_next if page else False,
        nuclide=look.query.nuclide,
        open_only=look.query.open_only,
        nuclides=page.nuclides if page else (),
        state=look.state,
        why=look.why,
    )


def next_filter(current: str, nuclides: Sequence[str]) -> str:
    """The nuclide after `current` in the list, after the last one all."""
    choices = ["", *nuclides]
    at = choices.index(current) if current in choices else 0
    return choices[(at + 1) % len(choices)]


def _row(entry: AlarmEntry) -> AlarmRow:
    neutron = Radiation.NEUTRON in entry.monitor | entry.own
    natural = bool(entry.nuclides) and all(is_norm(name) for name in entry.nuclides)
    doubtful = neutron or entry.possible_snm
    priority = Priority.P2 if natural and not doubtful else Priority.P1
    return AlarmRow(
        case_id=entry.case_id,
        at=entry.closed_at,
        lane=entry.lane,
        title=entry.title,
        priority=priority if entry.code is None else Priority.NONE,
        sigma=entry.sigma,
        neutron=neutron,
        nuclides=entry.nuclides,
        code=entry.code,
        key=entry.position,
        own_only=entry.own_only,
    )


def _shown_file(case: Case, look: AlarmLook, number: int) -> SpectrumFile | None:
    """The file, or the sum of its records where it is a row of them."""
    if look.measured is not None and look.measured.file is not None:
        return look.measured.file
    return case.spectra[number].file if case.spectra else None


def shown_spectrum(case: Case, look: AlarmLook) -> ShownSpectrum | None:
    """Which file is on the screen, and which part of it."""
    if not case.spectra:
        return None
    part = look.part
    return ShownSpectrum(
        sha256=case.spectra[spectrum_number(case, look)].evidence.sha256,
        first_record=part.first if part else None,
        last_record=part.last if part else None,
        rest_is_background=part is not None and part.outside,
    )


def spectrum_number(case: Case, look: AlarmLook) -> int:
    """The chosen spectrum, the latest until the officer chooses."""
    last = max(len(case.spectra) - 1, 0)
    return last if look.spectrum is None else min(look.spectrum, last)
