"""Which goods lie where, by the name of the cargo."""

from collections.abc import Callable
from dataclasses import replace

from numpy.random import Generator

from devices.emulators.imaging.cargo import bottles, cartons, furniture, nothing, produce
from devices.emulators.imaging.container import Bay
from devices.emulators.imaging.heavy_goods import (
    bags,
    crates,
    drums,
    lumber,
    machinery,
    rolls,
    scrap,
    slabs,
    tiles,
)
from devices.emulators.imaging.paths import PathMap

Goods = Callable[[PathMap, Bay, Generator], None]

LOADS: dict[str, tuple[tuple[float, Goods], ...]] = {
    "furniture": ((1.0, furniture),),
    "paper": ((1.0, rolls),),
    "beef": ((1.0, cartons),),
    "lumber": ((1.0, lumber),),
    "auto-parts": ((0.4, crates), (0.6, cartons)),
    "produce": ((1.0, produce),),
    "bananas": ((1.0, produce),),
    "machinery": ((1.0, machinery),),
    "beverages": ((1.0, bottles),),
    "clothing": ((1.0, cartons),),
    "electronics": ((1.0, cartons),),
    "ceramic-tiles": ((0.55, tiles), (0.27, cartons), (0.18, furniture)),
    "fertilizer": ((1.0, bags),),
    "granite": ((1.0, slabs),),
    "scrap": ((1.0, scrap),),
    "gauges": ((1.0, crates),),
    "mixed": ((0.35, cartons), (0.2, drums), (0.2, furniture), (0.25, cartons)),
    "drums": ((1.0, drums),),
    "norm": ((1.0, bags),),
    "empty": ((1.0, nothing),),
}
"""Parts of the bay from the front, and what fills each."""

ANYTHING = LOADS["mixed"]


def load_cargo(paths: PathMap, bay: Bay, names: tuple[str, ...], random: Generator) -> None:
    """Fill a bay with the first of `names` that is known, or with mixed goods."""
    parts = next((LOADS[name] for name in names if name in LOADS), ANYTHING)
    at = bay.x[0]
    for share, goods in parts:
        end = at + share * (bay.x[1] - bay.x[0])
        goods(paths, replace(bay, x=(at, end)), random)
        at = end
