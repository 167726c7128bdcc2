"""One fixed event of every kind, whose bytes are kept in tests/golden/wire and must not change."""

from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationReason,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
    OwnOutcome,
    ShownSpectrum,
)
from app.domain.consignment import AdvanceNotice, Consignment, GoodsItem
from app.domain.conveyance import ContainerNumber, PlateRead
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import (
    AlarmAcknowledged,
    AlarmAdjudicated,
    AnalysisFailed,
    CaseClaimed,
    CaseOpened,
    ConsignmentAssessed,
    DecisionMade,
    DeviceChanged,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    PersonalDataViewed,
    RadiographAttached,
    SessionChange,
    SessionChanged,
    SpectrumAttached,
    SpectrumIdentified,
    StationStarted,
    UnreadableInput,
)
from app.domain.evidence import EvidenceRef
from app.domain.facts import Fact
from app.domain.finding import FindingKind
from app.domain.identified import Identified, IdentifiedNuclide, LineSeen, LineVerdict
from app.domain.identifiers import Badge, CaseId, Country, EventRef, StationId
from app.domain.occupancy import (
    CountProfile,
    Occupancy,
    PortalFault,
    ProfileShape,
    Radiation,
    RadiationVerdict,
)
from app.domain.officer import Role
from app.domain.place import Place
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.risk import Assessment, Determination, MissingFact, MissingWhy, RowTrace
from app.domain.spectrum import EnergyCalibration, NuclideReport, Spectrum, SpectrumFile
from app.domain.traveller import Occupant, Seat, TravelDocument
from app.wire.codec import kind_of
from app.wire.envelope import GENESIS, EventHeader, SealedEvent, seal
from tests.wire.quality_examples import quality_examples
from tests.wire.review_examples import review_examples

AT = datetime(2026, 11, 24, 3, 0, 0, 123456, tzinfo=UTC)
CASE = CaseId("coutts-3-20261124-0118")
BADGE = Badge("41877")
STATION = StationId("coutts-3")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLACE = Place(
    station=STATION, country=Country.CANADA, port="CA-0705", port_name="Coutts AB", lane="3"
)
EVIDENCE = EvidenceRef(
    sha256="ab" * 32, media_type="application/xml", size_bytes=1024, name="item.n42"
)
NOTICE = AdvanceNotice(
    reference="N-1",
    port="CA-0705",
    plate="CJK4419",
    plate_jurisdiction="AB",
    expected_at=AT,
    consignment=Consignment(
        reference="C-1",
        container=ContainerNumber(text="MSCU6603420"),
        size_type="22G1",
        seals_declared=("CA118204",),
        shipper="Aciérie du Nord",
        consignee="Great Falls Steel",
        origin="CA",
        gross_kg=21_400.5,
        items=(
            GoodsItem(line=1, hs_code="720851", description="plates", gross_kg=21_400.5, pieces=12),
        ),
    ),
    occupants=(
        Occupant(
            family_name="Nguyễn",
            given_names="Minh",
            born=date(1981, 4, 2),
            nationality="CAN",
            seat=Seat.DRIVER,
            document=TravelDocument(
                kind="P", number="AB123456", issuer="CAN", expires=date(2030, 1, 31)
            ),
        ),
    ),
    facts=(
        Fact(name="c-tpat", value=True, source="carrier", as_of=AT),
        Fact(name="value", value=1.5, source="manifest", as_of=AT),
    ),
    simulated=True,
)
OCCUPANCY = Occupancy(
    lane="3",
    sequence=118,
    opened_at=AT,
    closed_at=AT + timedelta(seconds=6),
    profiles=(
        CountProfile(
            radiation=Radiation.GAMMA,
            interval_s=0.2,
            counts=(60, 300, 59),
            background_cps=None,
            panels=((30, 150, 29), (30, 150, 30)),
        ),
    ),
    alarms=frozenset({Radiation.GAMMA}),
    faults=frozenset({PortalFault.TAMPER, PortalFault.GAMMA_LOW}),
)
ASSESSMENT = Assessment(
    country=Country.UNITED_STATES,
    policy="us-land",
    policy_version=1,
    policy_sha256="cd" * 32,
    assessed_at=AT,
    determination=Determination.UNKNOWN,
    fired=(RowTrace(row="R1", determination=Determination.HIGH, reason="origin"),),
    could_fire=(),
    missing_required=(MissingFact(name="seal", why=MissingWhy.STALE),),
    actions=("image",),
)
DECISION = Decision(
    stage=Stage.PRIMARY,
    disposition=Disposition.REFER,
    reason=Reason.RADIATION,
    badge=BADGE,
    country=Country.CANADA,
    lane="3",
    decided_at=AT,
    seconds_on_screen=4.25,
    shown_sha256="ef" * 32,
    offline=True,
    note="à vérifier",
    supersedes=EventRef(station=STATION, epoch=1, seq=7),
    correction_reason="wrong lane",
)
SPECTRUM_FILE = SpectrumFile(
    spectra=(
        Spectrum(
            counts=(0, 3, 70_000),
            live_time_s=59.5,
            real_time_s=60.0,
            calibration=EnergyCalibration(coefficients=(0.0, 3.0)),
            started_at=AT,
            neutron_counts=0,
        ),
    ),
    instrument="identifier",
    nuclides=(NuclideReport(name="Cs-137", confidence=0.9),),
)
SCAN = Scan(
    scan_id="S-1",
    site="CA-0705",
    lane="3",
    device="imager",
    started_at=AT,
    width_px=4000,
    height_px=1000,
    pixel_mm=(5.0, 5.0),
    channels=(
        ScanChannel(
            role=ChannelRole.HIGH, energy_mv=6.0, unit=PixelUnit.TRANSMISSION, scale=1 / 65535
        ),
    ),
    seals_read=("CA118204",),
)
VERDICT = RadiationVerdict(
    gamma_alarm=True,
    neutron_alarm=False,
    peak_sigma=8.25,
    shape=ProfileShape.POINT,
    peak_at_s=1.2,
    peak_at_m=None,
    suppression=0.15,
    algorithm="k-sigma",
    version="1",
    window_sigma=6.5,
    window_alarm=True,
)
PLATE = PlateRead(lane="3", plate="CJK 4419", jurisdiction="AB", read_at=AT, confidence=0.98)

FIRST_EXAMPLES: tuple[Event, ...] = (
    StationStarted(place=PLACE, version="0.1.0", simulated=True),
    CaseOpened(case_id=CASE, place=PLACE, opened_at=AT, plate=PLATE),
    NoticeMatched(case_id=CASE, notice=NOTICE, notice_version=2),
    ConsignmentAssessed(case_id=CASE, assessments=(ASSESSMENT,)),
    OccupancyRecorded(case_id=CASE, occupancy=OCCUPANCY, raw_lines=EVIDENCE),
    OccupancyAssessed(case_id=CASE, verdict=VERDICT),
    AnalysisFailed(case_id=CASE, analysis="occupancy", why="timeout"),
    SpectrumAttached(case_id=CASE, file=SPECTRUM_FILE, evidence=EVIDENCE, guessed=True),
    RadiographAttached(case_id=CASE, scan=SCAN, evidence=(EVIDENCE,)),
    CaseClaimed(case_id=CASE, place=PLACE, badge=BADGE, claimed=True),
    AlarmAcknowledged(case_id=CASE, finding=FindingKind.GAMMA_ALARM, badge=BADGE),
    DecisionMade(case_id=CASE, decision=DECISION),
    PersonalDataViewed(case_id=CASE, badge=BADGE, purpose="inspection"),
    SessionChanged(badge=BADGE, change=SessionChange.SIGNED_IN, role=Role.PRIMARY),
    DeviceChanged(device="portal-3", state="up", why=""),
    UnreadableInput(device="spectra", name="broken.n42", why="no root", evidence=None),
)
"""One of every kind that the first journals held; the kept chain and signatures are of these."""

LATER_EXAMPLES: tuple[Event, ...] = (
    AlarmAdjudicated(
        case_id=CASE,
        adjudication=Adjudication(
            act=AdjudicationAct.CLOSE,
            code=AdjudicationCode.NORM,
            reason=AdjudicationReason.COMMODITY_EXPLAINS,
            badge=BADGE,
            adjudicated_at=AT,
            shown_sha256="ab" * 32,
            passage=1,
            medical=MedicalAnswer.NO,
            commodity=CommodityOutcome.EXPLAINED,
            nuclides=("K-40", "Ra-226"),
            seconds_on_screen=31.5,
            note="bagged tiles",
            spectrum=ShownSpectrum(
                sha256="ef" * 32, first_record=40, last_record=47, rest_is_background=True
            ),
        ),
    ),
    SpectrumIdentified(
        case_id=CASE,
        evidence=EVIDENCE,
        found=Identified(
            outcome=OwnOutcome.IDENTIFIED,
            nuclides=(
                IdentifiedNuclide(
                    name="Cs-137",
                    category=NuclideCategory.INDUSTRIAL,
                    confidence=0.97,
                    share=0.8,
                    runner_up="Ba-133",
                    lines=(
                        LineSeen(
                            energy_kev=661.7,
                            expected_sigma=12.5,
                            found_sigma=11.0,
                            verdict=LineVerdict.SEEN,
                        ),
                    ),
                ),
            ),
            possible_snm=True,
            reason="Cs-137 (industrial)",
            measure_s=30,
            gain_correction=-0.0125,
            algorithm="peaks and spectrum fit",
            version="1",
        ),
    ),
    *review_examples(CASE, BADGE, EVIDENCE, AT),
    *quality_examples(SCAN, EVIDENCE),
)
EXAMPLES = FIRST_EXAMPLES + LATER_EXAMPLES


def header(event: Event, *, seq: int = 1) -> EventHeader:
    return EventHeader(
        station=STATION,
        epoch=1,
        seq=seq,
        hlc=116_604_764_045_312 + seq,
        recorded_at=AT,
        kind=kind_of(event),
        case_id=getattr(event, "case_id", None),
    )


def chain(events: tuple[Event, ...] = FIRST_EXAMPLES) -> list[SealedEvent]:
    """Examples as one station's log."""
    sealed: list[SealedEvent] = []
    prev = GENESIS
    for seq, event in enumerate(events, start=1):
        sealed.append(seal(header(event, seq=seq), event, prev=prev, key=KEY))
        prev = sealed[-1].hash
    return sealed
