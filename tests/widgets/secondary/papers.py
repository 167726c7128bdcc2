"""What is declared of the load, what was read of it, and what the policies make of it."""

from datetime import date, timedelta

from app.domain.consignment import Consignment, GoodsItem
from app.domain.identifiers import Country
from app.domain.risk import Action, Assessment, Determination, MissingFact, MissingWhy, RowTrace
from app.domain.traveller import Occupant, Seat, TravelDocument
from tests.widgets.secondary.measured import (
    CONTAINER,
    NOW,
)
from widgets.secondary.state import (
    SealLine,
    SealStep,
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
