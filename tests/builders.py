"""Builders of valid values, so that a test states only what it is about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.annotation import (
    Ability,
    Annotation,
    AssessmentFlag,
    PixelBox,
    ThreatCategory,
)
from app.domain.consignment import AdvanceNotice, Consignment, GoodsItem
from app.domain.conveyance import ContainerNumber, PlateRead
from app.domain.facts import Fact
from app.domain.identifiers import Badge, Country, StationId
from app.domain.occupancy import (
    CountProfile,
    Occupancy,
    ProfileShape,
    Radiation,
    RadiationVerdict,
)
from app.domain.officer import Officer, Role
from app.domain.place import Place
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.reading import Reading, ReadingReason, ReadingVerdict
from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from app.domain.traveller import Occupant, Seat, TravelDocument

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
OPENED_AT = NOW
GAMMA_ALARM = frozenset({Radiation.GAMMA})
CONTAINER = "MSCU6603420"


def place(station: str = "coutts-3", *, lane: str = "3", port: str = "CA-0705") -> Place:
    return Place(
        station=StationId(station),
        country=Country.CANADA,
        port=port,
        port_name="Coutts AB",
        lane=lane,
    )


def officer(
    badge: str = "41877", *, roles: frozenset[Role] = frozenset({Role.PRIMARY, Role.SECONDARY})
) -> Officer:
    return Officer(
        badge=Badge(badge), name="Tremblay", country=Country.CANADA, port="CA-0705", roles=roles
    )


def plate_read(plate: str = "CJK 4419", *, at: datetime = NOW) -> PlateRead:
    return PlateRead(lane="3", plate=plate, jurisdiction="AB", read_at=at, confidence=0.98)


def gamma_profile(
    counts: tuple[int, ...] = (60, 61, 59), *, background_cps: float | None = 300.0
) -> CountProfile:
    return CountProfile(
        radiation=Radiation.GAMMA, interval_s=0.2, counts=counts, background_cps=background_cps
    )


def occupancy(
    *,
    alarms: frozenset[Radiation] = frozenset(),
    at: datetime = OPENED_AT,
    profiles: tuple[CountProfile, ...] | None = None,
) -> Occupancy:
    return Occupancy(
        lane="3",
        sequence=118,
        opened_at=at,
        closed_at=at + timedelta(seconds=6),
        profiles=profiles or (gamma_profile(),),
        alarms=alarms,
        speed_m_per_s=2.2,
    )


def verdict(*, gamma: bool = False, neutron: bool = False) -> RadiationVerdict:
    return RadiationVerdict(
        gamma_alarm=gamma,
        neutron_alarm=neutron,
        peak_sigma=8.4 if gamma else 0.4,
        shape=ProfileShape.POINT if gamma else ProfileShape.NONE,
        peak_at_s=3.9 if gamma else None,
        peak_at_m=8.5 if gamma else None,
        suppression=0.1,
        algorithm="shadow-glrt",
        version="1",
    )


def occupant(family_name: str = "DUBOIS", *, expires: date = date(2029, 11, 2)) -> Occupant:
    return Occupant(
        family_name=family_name,
        given_names="Éléonore Marie",
        born=date(1984, 3, 17),
        nationality="CAN",
        seat=Seat.DRIVER,
        document=TravelDocument(kind="P", number="HK418220", issuer="CAN", expires=expires),
    )


def consignment(*, seals: tuple[str, ...] = ("CA4471802",)) -> Consignment:
    return Consignment(
        reference="8HQT-0001",
        container=ContainerNumber.parse(CONTAINER),
        size_type="45G1",
        seals_declared=seals,
        shipper="Céramiques du Lac",
        consignee="Prairie Tile Ltd.",
        origin="IT",
        gross_kg=22480.0,
        items=(
            GoodsItem(line=1, hs_code="690721", description="Ceramic tiles", gross_kg=14900.0),
            GoodsItem(line=2, hs_code="380894", description="Disinfectant", gross_kg=4180.0),
            GoodsItem(line=3, hs_code="940360", description="Wooden furniture", gross_kg=3400.0),
        ),
    )


def fact(name: str, value: str | float | bool, *, at: datetime = NOW) -> Fact:  # noqa: FBT001 - a fact's value may be a bool
    return Fact(name=name, value=value, source="notice", as_of=at)


def notice(
    plate: str = "CJK4419",
    *,
    facts: tuple[Fact, ...] = (),
    goods: Consignment | None = None,
    at: datetime = NOW,
) -> AdvanceNotice:
    return AdvanceNotice(
        reference="N-1",
        port="CA-0705",
        plate=plate,
        plate_jurisdiction="AB",
        expected_at=at,
        consignment=goods or consignment(),
        occupants=(occupant(),),
        facts=facts,
        simulated=True,
    )


def scan(*, seals: tuple[str, ...] = ("CA4471802",), container: str = CONTAINER) -> Scan:
    return Scan(
        scan_id="S-1",
        site="Coutts",
        lane="3",
        device="test imager",
        started_at=NOW,
        width_px=400,
        height_px=120,
        pixel_mm=(45.0, 30.0),
        channels=(
            ScanChannel(
                role=ChannelRole.HIGH,
                energy_mv=6.0,
                unit=PixelUnit.TRANSMISSION,
                scale=1 / 65535,
            ),
        ),
        container_number=container,
        plate="CJK4419",
        seals_read=seals,
        simulated=True,
    )


def spectrum_file(*, item: str = "") -> SpectrumFile:
    calibration = EnergyCalibration(coefficients=(0.0, 3.0))
    counts = tuple(1000 // (channel + 1) for channel in range(1024))
    return SpectrumFile(
        spectra=(
            Spectrum(
                counts=counts,
                live_time_s=300.0,
                real_time_s=301.0,
                calibration=calibration,
                measurement=MeasurementClass.FOREGROUND,
            ),
        ),
        instrument="test",
        item=item,
    )


MARK = Annotation(
    number=1,
    box=PixelBox(left=10, top=10, right=40, bottom=30),
    category=ThreatCategory.ANOMALY,
    ability=Ability.NO_INTERFERENCE,
    flag=AssessmentFlag.THREAT,
)


def reading(
    verdict: ReadingVerdict = ReadingVerdict.CLEAR,
    *,
    image_id: str,
    badge: str = "41877",
    role: Role = Role.SECONDARY,
    at: datetime = NOW,
    **changes: Any,
) -> Reading:
    """A careful reading that no rule wants a second of, with `changes`."""
    suspect = verdict is ReadingVerdict.SUSPECT
    given: dict[str, Any] = {
        "image_id": image_id,
        "badge": Badge(badge),
        "role": role,
        "verdict": verdict,
        "reasons": (ReadingReason.MARKED if suspect else ReadingReason.JUDGEMENT,),
        "coverage": 1.0,
        "dwell_s": 60.0,
        "opaque_share": 0.0,
        "started_at": at,
        "decided_at": at + timedelta(seconds=60),
        "annotations": (MARK,) if suspect else (),
    }
    return Reading(**{**given, **changes})
