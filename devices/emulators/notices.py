"""What was announced of a scenario's vehicles: the declared side, which need not be true."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from app.domain.consignment import AdvanceNotice, Consignment, GoodsItem
from app.domain.conveyance import ContainerNumber
from app.domain.facts import Fact, FactName, FactValue
from devices.emulators.freight import CARGOES, ORIGIN_RISK
from devices.emulators.people import occupants
from devices.emulators.timetable import arrivals_s
from devices.emulators.vehicles import Notice, Scenario, Vehicle

PORT = "CA-0705"
FILED_BEFORE = timedelta(hours=3)
LOOKOUT_CARGO = "mixed"
RANDOM_EVERY = 17


def notices_for(scenario: Scenario, *, port: str = PORT) -> tuple[AdvanceNotice, ...]:
    """The notices of all vehicles that have one, in order of arrival."""
    notices = []
    for number, (vehicle, at_s) in enumerate(
        zip(scenario.vehicles, arrivals_s(scenario), strict=True)
    ):
        if vehicle.notice is not Notice.NONE:
            random = Random(scenario.seed * 100_003 + number)  # noqa: S311 # simulated people
            expected_at = scenario.start + timedelta(seconds=round(at_s))
            notices.append(_notice(vehicle, number, expected_at, random, port))
    return tuple(notices)


def _notice(
    vehicle: Vehicle, number: int, expected_at: datetime, random: Random, port: str
) -> AdvanceNotice:
    reference = f"P49-{expected_at:%y%m%d}-{number + 1:04d}"
    people = 1 if vehicle.cargo else random.choice((1, 1, 2, 3))
    return AdvanceNotice(
        reference=reference,
        port=port,
        plate=vehicle.plate,
        plate_jurisdiction=vehicle.jurisdiction,
        expected_at=expected_at,
        consignment=_consignment(vehicle, reference, random) if vehicle.cargo else None,
        occupants=occupants(random, people, expected_at),
        facts=tuple(_facts(vehicle, number, expected_at - FILED_BEFORE, random)),
        simulated=True,
    )


def _consignment(vehicle: Vehicle, reference: str, random: Random) -> Consignment | None:
    if vehicle.cargo is None:
        return None
    cargo = CARGOES[vehicle.cargo]
    items = tuple(
        GoodsItem(
            line=line,
            hs_code=goods.hs_code,
            description=goods.description,
            gross_kg=float(round(goods.gross_kg * random.uniform(0.92, 1.06), -1)),
            pieces=random.randrange(12, 900),
        )
        for line, goods in enumerate(cargo.goods, start=1)
    )
    return Consignment(
        reference=reference.replace("P49", "CN"),
        container=ContainerNumber.parse(vehicle.container) if vehicle.container else None,
        size_type=vehicle.iso_type or "",
        seals_declared=vehicle.seals_declared,
        shipper=cargo.shipper,
        consignee=cargo.consignee,
        origin=cargo.origin,
        gross_kg=sum(item.gross_kg for item in items),
        items=items,
    )


def _facts(vehicle: Vehicle, number: int, as_of: datetime, random: Random) -> Iterator[Fact]:
    """What the centre knows. Left out is not known: a notice with facts missing stays unknown."""

    def fact(name: FactName, value: FactValue, source: str = "notice") -> Fact:
        return Fact(name=name.value, value=value, source=source, as_of=as_of)

    drawn = number % RANDOM_EVERY == RANDOM_EVERY - 1 and vehicle.cargo in (None, "paper", "beef")
    yield fact(FactName.RANDOM_SELECTED, drawn, "draw")
    if vehicle.cargo is None:
        return
    origin = CARGOES[vehicle.cargo].origin
    risk = ORIGIN_RISK.get(origin, "medium")
    tier = random.choice(("none", "2", "3")) if risk == "low" else random.choice(("2", "3"))
    yield fact(FactName.TIER, tier, "trusted-traders")
    yield fact(FactName.DESCRIPTION_CLEAR, vehicle.cargo != LOOKOUT_CARGO)
    yield fact(FactName.FIRST_TIME_SHIPPER, vehicle.cargo == LOOKOUT_CARGO, "history")
    yield fact(FactName.FILED_H_BEFORE, FILED_BEFORE / timedelta(hours=1))
    if vehicle.notice is Notice.FACTS_MISSING:
        return
    yield fact(FactName.LOOKOUT_GOODS, vehicle.cargo == LOOKOUT_CARGO, "lookouts")
    yield fact(FactName.ORIGIN_RISK, risk, "risk-centre")
