"""Alarms as the screen meets them. Counts are simulated with fixed seeds; people are invented."""

from dataclasses import replace
from datetime import timedelta

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
    OwnOutcome,
)
from app.domain.identifiers import Badge, CaseId
from app.domain.occupancy import ProfileShape, Radiation
from app.domain.spectrum import (
    NuclideReport,
)
from app.domain.time_history import TimePart
from app.radiation.commodity import check_commodity
from tests.widgets.adjudication.parts import (
    DONE,
    NOT_NEEDED,
    OPEN,
    TROUBLE,
    keys,
    line,
    passed,
    steps,
)
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
    AlarmView,
    BundleState,
    BundleView,
)

TILES = ITEMS[:1]


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
    return passed(
        alarm,
        in_panels(wide_occupancy(), side=0.0, height=0.1),
        shape=ProfileShape.DISTRIBUTED,
        suppression=0.10,
        peak_sigma=11.2,
        peak_at_m=10.2,
        peak_at_s=5.3,
    )


def caesium() -> AlarmView:
    """A caesium source among declared tiles: two spectra, both sides name it."""
    named = ("Cs-137", "K-40")
    reports = (NuclideReport(name="Cs-137", confidence=9.0, category="Industrial"),)
    return replace(
        passed(
            tiles(),
            in_panels(measured.occupancy(), side=0.55, height=-0.4),
            side=0.55,
            height=-0.4,
        ),
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
        passed(tiles(), measured.occupancy(), peak_sigma=6.1),
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
    passage = in_panels(measured.occupancy(), side=-0.6, height=-0.6)
    judged = {"side": -0.6, "height": -0.6, "peak_sigma": 9.9, "neutron_alarm": True}
    return replace(
        passed(tiles(), replace(passage, alarms=frozenset(Radiation)), **judged),
        case_id=CaseId("case-shielded"),
        title="CAXU 331008 4",
        plate="T4471",
        opinion=AlarmOpinion.NEUTRONS,
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
        verdict=replace(measured.verdict(), peak_sigma=9.9),
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
        check=check_commodity((), [item.hs_code for item in TILES]),
        spectrum=spectrum_file(((80.0, 0.4), (120.0, 0.3)), live_s=80.0),
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
