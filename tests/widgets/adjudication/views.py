"""Alarms as the screen meets them. Counts are simulated with fixed seeds; people are invented."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AdjudicationReason,
    AlarmOpinion,
    Band,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
    OwnNuclide,
    OwnOutcome,
)
from app.domain.finding import Priority
from app.domain.identifiers import Badge, CaseId
from app.domain.occupancy import Occupancy, Radiation
from app.domain.spectrum import (
    NuclideReport,
)
from app.domain.time_history import TimePart
from app.radiation.commodity import check_commodity
from app.radiation.verdict import assess_occupancy, expected_profile
from tests.widgets.adjudication.spectra import (
    NORM_LINES,
    drive_by,
    in_panels,
    spectrum_file,
    wide_occupancy,
)
from tests.widgets.secondary import measured
from tests.widgets.secondary.measured import NOW
from tests.widgets.secondary.papers import ITEMS
from widgets.adjudication.state import (
    ACT_KEYS,
    ActKey,
    AdjudicationView,
    AlarmListView,
    AlarmRow,
    AlarmView,
    BundleState,
    BundleView,
    ListState,
    NuclideLine,
    Step,
    StepLine,
    StepState,
    TrendPoint,
)
from widgets.radiation.gamma_lines import LINES_KEV

TILES = ITEMS[:1]


def line(
    name: str,
    category: NuclideCategory,
    confidence: float | None = None,
    band: Band | None = None,
) -> NuclideLine:
    energies = LINES_KEV.get(name, ())
    return NuclideLine(
        name=name,
        category=category,
        instrument=NuclideReport(name=name, confidence=confidence) if confidence else None,
        own=OwnNuclide(name=name, band=band, category=category, lines_kev=energies)
        if band
        else None,
        lines_kev=energies,
    )


def keys(
    code: AdjudicationCode, *locks: AdjudicationLock, others: tuple[AdjudicationLock, ...] = ()
) -> tuple[ActKey, ...]:
    return tuple(
        ActKey(act=act, code=code, locks=locks)
        if act is AdjudicationAct.CLOSE
        else ActKey(act=act, locks=others)
        for _, act in ACT_KEYS
    )


def steps(*states: StepState) -> tuple[StepLine, ...]:
    return tuple(StepLine(step=step, state=state) for step, state in zip(Step, states, strict=True))


DONE, OPEN, NOT_NEEDED, TROUBLE = StepState


def passed(alarm: AlarmView, passage: Occupancy) -> AlarmView:
    """The alarm with a passage and what this station makes of it."""
    verdict, expected = assess_occupancy(passage), expected_profile(passage)
    return replace(alarm, occupancy=passage, verdict=verdict, expected=expected)


def tiles() -> AlarmView:
    """A load of ceramic tiles: natural, spread along the load, explained by the manifest."""
    named = ("K-40", "Ra-226", "Th-232")
    reports = tuple(NuclideReport(name=name, confidence=8.0) for name in named)
    alarm = AlarmView(
        case_id=CaseId("case-tiles"),
        title="MSCU 660342 0",
        plate="CJK 4419",
        lane="3",
        opinion=AlarmOpinion.NORM_EXPLAINED,
        occupancy=None,
        verdict=None,
        keys=keys(AdjudicationCode.NORM),
        check=check_commodity(named, [item.hs_code for item in TILES]),
        spectrum=spectrum_file(NORM_LINES, *reports),
        spectra=1,
        nuclides=tuple(line(name, NuclideCategory.NORM, 8.0, Band.LIKELY) for name in named),
        named=named,
        own=OwnOutcome.IDENTIFIED,
        goods=TILES,
        steps=steps(DONE, DONE, NOT_NEEDED, OPEN),
        simulated=True,
    )
    return passed(alarm, in_panels(wide_occupancy(), side=0.0, height=0.1))


def caesium() -> AlarmView:
    """A caesium source among declared tiles: two spectra, both sides name it."""
    named = ("Cs-137", "K-40")
    reports = (NuclideReport(name="Cs-137", confidence=9.0, category="Industrial"),)
    return replace(
        passed(tiles(), in_panels(measured.occupancy(), side=0.55, height=-0.4)),
        case_id=CaseId("case-caesium"),
        title="TGHU 884213 7",
        plate="BRX 901",
        opinion=AlarmOpinion.FOREIGN_NUCLIDE,
        keys=keys(
            AdjudicationCode.NORM, AdjudicationLock.FOREIGN_NUCLIDE, AdjudicationLock.COMMODITY
        ),
        check=check_commodity(named, [item.hs_code for item in ITEMS]),
        spectrum=spectrum_file(((661.7, 2.5), (32.0, 0.6)), *reports),
        spectra=2,
        spectrum_number=1,
        nuclides=(
            line("Cs-137", NuclideCategory.INDUSTRIAL, 9.0, Band.STRONG),
            line("K-40", NuclideCategory.NORM, None, Band.LIKELY),
        ),
        named=named,
        goods=ITEMS,
        medical=MedicalAnswer.NO,
        steps=steps(DONE, DONE, DONE, OPEN),
        adjudications=(
            Adjudication(
                act=AdjudicationAct.SECOND_SPECTRUM,
                code=None,
                reason=AdjudicationReason.FOREIGN_NUCLIDE,
                badge=Badge("41877"),
                adjudicated_at=NOW - timedelta(minutes=9),
                shown_sha256="0" * 64,
                passage=1,
            ),
        ),
        armed=AdjudicationAct.SPECIALIST,
        bundle=BundleView(
            state=BundleState.WRITTEN, text="case-caesium-20261124T142608000000Z.zip"
        ),
    )


def patient() -> AlarmView:
    """A person after a scan, in a car with nothing declared."""
    named = ("Tc-99m",)
    report = NuclideReport(name="Tc-99m", confidence=9.0, category="Medical")
    return replace(
        passed(tiles(), measured.occupancy()),
        case_id=CaseId("case-patient"),
        title="HLX 8801",
        plate="HLX 8801",
        opinion=AlarmOpinion.MEDICAL_TO_ASK,
        keys=keys(AdjudicationCode.MEDICAL, AdjudicationLock.INTERVIEW),
        check=check_commodity(named, None),
        spectrum=spectrum_file(((140.5, 6.0),), report, live_s=60.0),
        nuclides=(line("Tc-99m", NuclideCategory.MEDICAL, 9.0, Band.STRONG),),
        named=named,
        goods=None,
        steps=steps(DONE, DONE, OPEN, OPEN),
    )


def shielded() -> AlarmView:
    """Neutrons and a gamma continuum without a line: what a shielded source looks like."""
    alarm = passed(tiles(), in_panels(measured.occupancy(), side=-0.6, height=-0.6))
    assert alarm.occupancy is not None
    assert alarm.verdict is not None
    return replace(
        alarm,
        case_id=CaseId("case-shielded"),
        title="CAXU 331008 4",
        plate="T4471",
        opinion=AlarmOpinion.NEUTRONS,
        occupancy=replace(alarm.occupancy, alarms=frozenset(Radiation)),
        verdict=replace(alarm.verdict, neutron_alarm=True),
        keys=keys(
            AdjudicationCode.NORM, AdjudicationLock.NEUTRONS, AdjudicationLock.NOT_IDENTIFIED
        ),
        check=check_commodity((), [item.hs_code for item in ITEMS]),
        spectrum=spectrum_file(((90.0, 0.0), (180.0, 2.0), (120.0, 2.5))),
        nuclides=(),
        own=OwnOutcome.INSUFFICIENT,
        possible_snm=True,
        measure_s=240,
        named=(),
        goods=ITEMS,
        steps=steps(TROUBLE, DONE, OPEN, OPEN),
    )


def possible_snm() -> AlarmView:
    """Something that may be nuclear material, measured with a scale that had to be moved."""
    return replace(
        shielded(),
        opinion=AlarmOpinion.POSSIBLE_SNM,
        occupancy=measured.occupancy(),
        verdict=assess_occupancy(measured.occupancy()),
        keys=keys(AdjudicationCode.NORM, AdjudicationLock.POSSIBLE_SNM),
        gain_correction=-0.048,
        measure_s=1800,
        steps=steps(DONE, DONE, OPEN, OPEN),
    )


def slices() -> AlarmView:
    """A long measurement of which a part is looked at, the rest as its background."""
    return replace(
        caesium(),
        spectrum=spectrum_file(((661.7, 25.0), (32.0, 6.0)), live_s=13.0),
        spectra=1,
        spectrum_number=0,
        nuclides=(line("Cs-137", NuclideCategory.INDUSTRIAL, None, Band.STRONG),),
        named=("Cs-137",),
        history=drive_by(),
        part=TimePart(first=38, last=50, outside=True),
        measure_s=30,
        armed=None,
    )


def searching() -> AlarmView:
    """Too weak to name: how much longer to measure is the next step."""
    return replace(
        tiles(),
        opinion=AlarmOpinion.NOT_IDENTIFIED,
        keys=keys(AdjudicationCode.NORM, AdjudicationLock.NOT_IDENTIFIED),
        nuclides=(),
        named=(),
        own=OwnOutcome.INSUFFICIENT,
        measure_s=90,
        gain_correction=0.031,
        history=drive_by(),
        part_pending=True,
    )


def no_spectrum() -> AlarmView:
    """An alarm that nobody has measured yet, without goods, verdict or a word from the list."""
    return replace(
        tiles(),
        opinion=AlarmOpinion.NO_SPECTRUM,
        verdict=None,
        expected=None,
        keys=keys(AdjudicationCode.NORM, AdjudicationLock.NO_SPECTRUM),
        check=check_commodity((), None),
        spectrum=None,
        spectra=0,
        nuclides=(),
        own=None,
        named=(),
        goods=None,
        steps=steps(DONE, OPEN, OPEN, OPEN),
        bundle=BundleView(state=BundleState.FAILED, text="disk full"),
    )


def closed() -> AlarmView:
    """A tile load after its end."""
    end = Adjudication(
        act=AdjudicationAct.CLOSE,
        code=AdjudicationCode.NORM,
        reason=AdjudicationReason.COMMODITY_EXPLAINS,
        badge=Badge("41877"),
        adjudicated_at=NOW - timedelta(minutes=2),
        shown_sha256="0" * 64,
        passage=1,
        commodity=CommodityOutcome.EXPLAINED,
    )
    gone = AdjudicationLock.ALREADY_CLOSED
    return replace(
        tiles(),
        keys=keys(AdjudicationCode.NORM, gone, others=(gone,)),
        adjudications=(end,),
        steps=steps(DONE, DONE, NOT_NEEDED, NOT_NEEDED),
    )


NEWEST = (
    ("case-caesium", "TGHU 884213 7", 8.4, ("Cs-137",), None),
    ("case-tiles", "MSCU 660342 0", 11.2, ("K-40", "Ra-226", "Th-232"), None),
    ("case-patient", "HLX 8801", 6.1, ("Tc-99m",), None),
    ("case-shielded", "CAXU 331008 4", 9.9, (), None),
)


def rows() -> tuple[AlarmRow, ...]:
    """A page: four open alarms, then what was closed before."""
    older = [
        (f"case-{number}", f"AB {number:05d}", 5.5 + number % 5, ("K-40",), 3 + number % 2)
        for number in range(46)
    ]
    return tuple(
        AlarmRow(
            case_id=CaseId(case_id),
            at=NOW - timedelta(minutes=21 + 37 * index),
            lane="3",
            title=title,
            priority=Priority.P1 if code is None else Priority.NONE,
            sigma=sigma,
            neutron=case_id == "case-shielded",
            nuclides=nuclides,
            code=None if code is None else AdjudicationCode(code),
            key=1000 - index,
        )
        for index, (case_id, title, sigma, nuclides, code) in enumerate((*NEWEST, *older))
    )


def trend() -> tuple[TrendPoint, ...]:
    """A day with rain at noon and four quiet hours at night."""
    at = np.arange(0, 24, 1 / 6)
    at = at[(at < 8) | (at > 12)]
    rates = 21_000 + 900 * np.sin(at / 4) + 2500 * np.exp(-(((at - 18) / 1.2) ** 2))
    noise = np.random.default_rng(5).normal(0, 90, len(at))
    return tuple(
        TrendPoint(at=NOW - timedelta(hours=24 - hour), background_cps=float(rate))
        for hour, rate in zip(at.tolist(), (rates + noise).tolist(), strict=True)
    )


def on_screen(alarm: AlarmView | None) -> AdjudicationView:
    """The screen with an alarm, the list and the trend."""
    nuclides = ("Cs-137", "K-40", "Ra-226", "Tc-99m", "Th-232")
    events = AlarmListView(rows=rows(), has_next=True, nuclides=nuclides)
    return AdjudicationView(alarm=alarm, events=events, trend=trend(), now=NOW)


def empty() -> AdjudicationView:
    """A station on which there never was an alarm, and whose list cannot be read."""
    return AdjudicationView(events=AlarmListView(state=ListState.FAILED, why="the disk is full"))
