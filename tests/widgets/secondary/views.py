"""The states of the secondary screen that tests look at, built once and varied with `replace`."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from app.domain.consignment import Consignment, GoodsItem
from app.domain.conveyance import ContainerNumber
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.finding import Finding, FindingKind, Lock, LockKind, Priority
from app.domain.identifiers import Badge, CaseId, Country
from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation, RadiationVerdict
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.risk import Action, Assessment, Determination, MissingFact, MissingWhy, RowTrace
from app.domain.spectrum import (
    EnergyCalibration,
    MeasurementClass,
    NuclideReport,
    Spectrum,
    SpectrumFile,
)
from app.domain.traveller import Occupant, Seat, TravelDocument
from tests.widgets.secondary.loads import HEIGHT_PX, PIXEL_MM, WIDTH_PX
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
    SealLine,
    SealStep,
    SecondaryView,
    ShiftFacts,
    SpectraState,
    WorkRow,
)

NOW = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)
CONTAINER = ContainerNumber.parse("MSCU6603420")
GAMMA_AT_M = 8.5
SPEED_M_PER_S = 2.0
SIGN_ON_CHANNELS = 1024


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


def scan(scan_id: str = "scan-1") -> Scan:
    return Scan(
        scan_id=scan_id,
        site="coutts",
        lane="bay-2",
        device="VACIS P7500",
        started_at=NOW - timedelta(minutes=18),
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        pixel_mm=PIXEL_MM,
        channels=(
            ScanChannel(
                role=ChannelRole.HIGH,
                energy_mv=6.0,
                unit=PixelUnit.TRANSMISSION,
                scale=1 / 52_000,
            ),
        ),
        container_number=CONTAINER.text,
        iso_type="45G1",
        seals_read=("CA 4471820",),
    )


def gamma_profile(*, peak: bool = True) -> CountProfile:
    """9.5 s in intervals of 0.1 s: a shadow under the load, and a source at 8.5 m."""
    interval_s, background_cps = 0.1, 21_400.0
    along_m = (np.arange(95) - 2) * interval_s * SPEED_M_PER_S
    rate = background_cps * (1 - 0.16 * ((along_m > 3) & (along_m < 17)))
    if peak:
        rate = rate + 14_000 * np.exp(-(((along_m - GAMMA_AT_M) / 0.9) ** 2) / 2)
    counts = np.random.default_rng(7).poisson(rate * interval_s)
    return CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=interval_s,
        counts=tuple(int(item) for item in counts),
        background_cps=background_cps,
        lead_intervals=2,
    )


def occupancy(*, alarm: bool = True) -> Occupancy:
    neutron = CountProfile(
        radiation=Radiation.NEUTRON,
        interval_s=0.1,
        counts=(0, 1, 0, 0, 2, 0, 1, 0, 0) * 10 + (0,) * 5,
        background_cps=4.0,
        lead_intervals=2,
    )
    return Occupancy(
        lane="3",
        sequence=412,
        opened_at=NOW - timedelta(minutes=21),
        closed_at=NOW - timedelta(minutes=20, seconds=50),
        profiles=(gamma_profile(peak=alarm), neutron),
        alarms=frozenset({Radiation.GAMMA}) if alarm else frozenset(),
        speed_m_per_s=SPEED_M_PER_S,
        alarm_level_cps=25_400.0,
    )


def verdict(*, alarm: bool = True) -> RadiationVerdict:
    return RadiationVerdict(
        gamma_alarm=alarm,
        neutron_alarm=False,
        peak_sigma=8.4 if alarm else 1.2,
        shape=ProfileShape.POINT if alarm else ProfileShape.NONE,
        peak_at_s=GAMMA_AT_M / SPEED_M_PER_S + 0.2 if alarm else None,
        peak_at_m=GAMMA_AT_M if alarm else None,
        suppression=0.16,
        algorithm="scan",
        version="1",
    )


def spectrum_file(*, nuclide: bool = True) -> SpectrumFile:
    """300 s of a sodium iodide detector, with caesium where `nuclide`."""
    source = _spectrum(300.0, 12.0 if nuclide else 0.0, MeasurementClass.FOREGROUND)
    background = _spectrum(600.0, 0.0, MeasurementClass.BACKGROUND)
    return SpectrumFile(
        spectra=(source, background),
        instrument="identiFINDER",
        nuclides=(NuclideReport(name="Cs-137", confidence=9, category="Industrial"),)
        if nuclide
        else (),
        simulated=True,
    )


def _spectrum(live_s: float, source_rate: float, kind: MeasurementClass) -> Spectrum:
    energy = (np.arange(SIGN_ON_CHANNELS) + 0.5) * 3000 / SIGN_ON_CHANNELS
    rate = 30 * np.exp(-energy / 330) + 0.15 * np.exp(-energy / 1500) + 0.02
    lines = ((1460.8, 0.35), (2614.5, 0.12), (609.3, 0.3), (661.7, source_rate))
    for line, height in lines:
        width = 0.03 * np.sqrt(661 * line)
        rate += height * np.exp(-(((energy - line) / width) ** 2) / 2)
    rate += source_rate * 0.1 * (energy < 480)
    seed = int(live_s) + int(source_rate)
    counts = np.random.default_rng(seed).poisson(rate * live_s)
    return Spectrum(
        counts=tuple(int(item) for item in counts),
        live_time_s=live_s,
        real_time_s=live_s * 1.02,
        calibration=EnergyCalibration(coefficients=(0.0, 3000 / SIGN_ON_CHANNELS)),
        measurement=kind,
    )


ITEMS = (
    GoodsItem(line=1, hs_code="690721", description="Ceramic tiles, bagged", gross_kg=14_900),
    GoodsItem(line=2, hs_code="380894", description="Disinfectant, cartons", gross_kg=4180),
    GoodsItem(line=3, hs_code="940360", description="Wooden furniture", gross_kg=3400),
)
CONSIGNMENT = Consignment(
    reference="CA-2026-118840",
    container=CONTAINER,
    size_type="45G1",
    seals_declared=("CA 4471802",),
    shipper="Northwest Tile Ltd",
    consignee="Lethbridge Building Supply",
    origin="US",
    gross_kg=22_480,
    items=ITEMS,
)
SEALS = (
    SealLine(
        step=SealStep.DECLARED,
        numbers=("CA 4471802",),
        at=NOW - timedelta(hours=5),
        by="Northwest Tile Ltd",
    ),
    SealLine(
        step=SealStep.READ,
        numbers=("CA 4471820",),
        at=NOW - timedelta(minutes=18),
        by="VACIS P7500",
        differs=True,
    ),
)
OCCUPANTS = (
    Occupant(
        family_name="Dubois",
        given_names="Éléonore",
        born=date(1984, 3, 17),
        nationality="CAN",
        seat=Seat.DRIVER,
        document=TravelDocument(kind="P", number="HK418220", issuer="CAN", expires=None),
    ),
    Occupant(
        family_name="Okafor",
        given_names="Chidi",
        born=date(1990, 7, 2),
        nationality="NGA",
        seat=Seat.PASSENGER,
        document=None,
    ),
)


def assessments() -> tuple[Assessment, ...]:
    canada = Assessment(
        country=Country.CANADA,
        policy="land goods (example)",
        policy_version=3,
        policy_sha256="0" * 64,
        assessed_at=NOW,
        determination=Determination.HIGH,
        fired=(
            RowTrace(
                row="CA-07",
                determination=Determination.HIGH,
                reason="The seal on the doors is not the declared one.",
                reason_fr="Le scellé des portes n'est pas celui qui a été déclaré.",
            ),
        ),
        could_fire=(),
        missing_required=(),
        actions=(Action.IMAGE, Action.VERIFY_SEAL),
    )
    needs = MissingFact(name="filed_h_before", why=MissingWhy.ABSENT)
    united_states = Assessment(
        country=Country.UNITED_STATES,
        policy="land goods (example)",
        policy_version=2,
        policy_sha256="1" * 64,
        assessed_at=NOW,
        determination=Determination.UNKNOWN,
        fired=(),
        could_fire=(
            RowTrace(
                row="US-03",
                determination=Determination.HIGH,
                reason="The manifest was filed later than one hour before arrival.",
                reason_fr="Le manifeste a été déposé moins d'une heure avant l'arrivée.",
                needs=(needs,),
            ),
        ),
        missing_required=(needs,),
        actions=(Action.REQUEST_INFORMATION, Action.IMAGE),
    )
    return canada, united_states


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
