"""Crossings as an officer meets them, at a fixed moment. People and firms are invented."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.case import Case
from app.domain.consignment import AdvanceNotice, Consignment, GoodsItem
from app.domain.conveyance import ContainerNumber, PlateRead
from app.domain.events import AnalysisFailed, RadiographAttached
from app.domain.identifiers import CaseId, Country
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.domain.risk import Assessment, Determination, MissingFact, MissingWhy, RowTrace
from app.domain.traveller import Occupant, Seat, TravelDocument
from tests.ui_tools.measured import occupancy, verdict
from tests.ui_tools.post import NOW, PLACE


def person(
    family: str, given: str, born: date | None, nationality: str, seat: Seat, expires: date | None
) -> Occupant:
    """An invented person with a document."""
    number = f"{family[:2].upper()}{(born or date(1970, 1, 1)).toordinal() % 1_000_000:06d}"
    return Occupant(
        family_name=family,
        given_names=given,
        born=born,
        nationality=nationality,
        seat=seat,
        document=TravelDocument(kind="P", number=number, issuer=nationality, expires=expires),
    )


PEOPLE = (
    person(
        "DUBOIS",
        "\u00c9l\u00e9onore Marie",
        date(1984, 3, 17),
        "CAN",
        Seat.DRIVER,
        date(2029, 11, 2),
    ),
    person("DUBOIS", "Marc", date(1981, 7, 2), "CAN", Seat.PASSENGER, date(2028, 5, 9)),
    person("OKAFOR", "Chidi", date(1990, 1, 30), "NGA", Seat.PASSENGER, date(2030, 2, 28)),
)
GOODS = (
    GoodsItem(line=1, hs_code="690721", description="Ceramic tiles", gross_kg=14900, pieces=620),
    GoodsItem(line=2, hs_code="380894", description="Disinfectant", gross_kg=4180, pieces=209),
    GoodsItem(line=3, hs_code="940360", description="Wooden furniture", gross_kg=3400, pieces=34),
)


def notice(
    people: tuple[Occupant, ...] = PEOPLE, plate: str = "CJK 4419", minutes: int = 0
) -> AdvanceNotice:
    """What was announced."""
    consignment = Consignment(
        reference="8F2K-774120",
        container=ContainerNumber(text="MSCU6603420"),
        size_type="45G1",
        seals_declared=("CA 4471802",),
        shipper="Carrelages Sorel inc.",
        consignee="Big Sky Building Supply LLC",
        origin="CA",
        gross_kg=22480,
        items=GOODS,
    )
    return AdvanceNotice(
        reference="8F2K-774120",
        port=PLACE.port,
        plate=plate,
        plate_jurisdiction="CA-AB",
        expected_at=NOW + timedelta(minutes=minutes),
        consignment=consignment,
        occupants=people,
        facts=(),
        simulated=True,
    )


def assessments(
    canada: Determination = Determination.LOW, united_states: Determination = Determination.LOW
) -> tuple[Assessment, ...]:
    """What the two countries' example policies made of the load."""
    return tuple(
        _assessment(country, determination)
        for country, determination in (
            (Country.CANADA, canada),
            (Country.UNITED_STATES, united_states),
        )
    )


def _assessment(country: Country, determination: Determination) -> Assessment:
    missing = (MissingFact(name="tier", why=MissingWhy.ABSENT),)
    could = RowTrace(
        row="40",
        determination=Determination.HIGH,
        reason="origin of high risk, from a shipper not seen before",
        reason_fr="origine \u00e0 risque \u00e9lev\u00e9, exp\u00e9diteur inconnu",
        needs=(MissingFact(name="first_time_shipper", why=MissingWhy.STALE),),
    )
    fired = RowTrace(
        row="07",
        determination=determination,
        reason="trusted trader, no adverse rule"
        if determination is Determination.LOW
        else "goods not clearly described",
        reason_fr="n\u00e9gociant fiable, aucune r\u00e8gle d\u00e9favorable"
        if determination is Determination.LOW
        else "marchandises mal d\u00e9crites",
    )
    unknown = determination is Determination.UNKNOWN
    return Assessment(
        country=country,
        policy=f"{country.lower()}-land",
        policy_version=1,
        policy_sha256="0" * 64,
        assessed_at=NOW,
        determination=determination,
        fired=(fired,),
        could_fire=(could,) if unknown else (),
        missing_required=missing if unknown else (),
        actions=(),
    )


def radiograph(seal: str = "CA 4471802") -> RadiographAttached:
    """A radiograph whose site read a seal on the doors."""
    scan = Scan(
        scan_id="S-20261124-0412",
        site=PLACE.port,
        lane="3",
        device="imager",
        started_at=NOW - timedelta(seconds=8),
        width_px=3600,
        height_px=1100,
        pixel_mm=(5.0, 5.0),
        channels=(
            ScanChannel(
                role=ChannelRole.HIGH, energy_mv=6.0, unit=PixelUnit.TRANSMISSION, scale=1 / 65535
            ),
        ),
        container_number="MSCU6603420",
        iso_type="45G1",
        seals_read=(seal,),
        simulated=True,
    )
    return RadiographAttached(case_id=CaseId("c-412"), scan=scan, evidence=())


CLEAN = Case(
    case_id=CaseId("c-412"),
    place=PLACE,
    opened_at=NOW - timedelta(seconds=31),
    plate=PlateRead(
        lane="3",
        plate="CJK 4419",
        jurisdiction="CA-AB",
        read_at=NOW - timedelta(seconds=31),
        confidence=0.98,
    ),
    notice=notice(),
    notice_sought=True,
    assessments=assessments(),
    occupancies=(occupancy(),),
    verdicts=(verdict(),),
    radiographs=(radiograph(),),
    simulated=True,
)
GAMMA = replace(
    CLEAN,
    occupancies=(occupancy(source_cps=1700.0),),
    verdicts=(verdict(alarm=True),),
    assessments=assessments(canada=Determination.UNKNOWN),
    radiographs=(radiograph("CA 4471820"),),
)
NEUTRON = replace(
    CLEAN,
    occupancies=(occupancy(source_cps=900.0, neutron_cps=9.0),),
    verdicts=(verdict(alarm=True, neutron=True),),
)
UNKNOWN = replace(
    CLEAN,
    assessments=assessments(Determination.UNKNOWN, Determination.HIGH),
    radiographs=(radiograph("CA 4471820"),),
)
NO_NOTICE = replace(CLEAN, notice=None, assessments=(), radiographs=())
ARRIVING = replace(
    CLEAN,
    notice=None,
    notice_sought=False,
    assessments=(),
    occupancies=(),
    verdicts=(),
    radiographs=(),
)
BUS = replace(
    CLEAN,
    notice=notice(
        tuple(
            person(
                f"VOYAGEUR-{index:02d}",
                "Andr\u00e9e",
                date(1950 + index, 2, 3),
                "CAN",
                Seat.DRIVER if index == 0 else Seat.PASSENGER,
                date(2024, 6, 1) if index in (7, 31) else date(2031, 6, 1),
            )
            for index in range(52)
        )
    ),
)
UNANALYSED = replace(
    CLEAN,
    verdicts=(),
    failures=(AnalysisFailed(case_id=CaseId("c-412"), analysis="radiation", why="timed out"),),
)
JUST_PASSED = replace(
    CLEAN,
    verdicts=(),
    occupancies=(replace(occupancy(), closed_at=NOW - timedelta(seconds=1)),),
)
