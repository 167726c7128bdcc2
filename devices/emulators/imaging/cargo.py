"""Light goods: each function fills a bay with one kind."""

from numpy.random import Generator

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.container import Bay
from devices.emulators.imaging.paths import Block, PathMap

PALLET_LENGTH_M, PALLET_HEIGHT_M = 1.2, 0.144


def nothing(paths: PathMap, bay: Bay, random: Generator) -> None:
    """An empty bay, with what drivers leave behind."""
    if random.random() < 0.6:
        pallet(paths, bay.x[0] + 0.1, bay, (0.3, 1.3))
    strap = [(bay.x[0] + 2.0, bay.y[0]), (bay.x[0] + 2.4, bay.y[0] + 0.02)]
    paths.line(Material.ORGANIC, 1.0, strap, 1.2, thick_px=2)


def cartons(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Cartons of several goods, floor to ceiling, five or six deep, with a gap at the doors."""
    at = bay.x[0] + 0.03
    end = bay.x[1] - float(random.uniform(0.25, 1.1))
    while at < end - 0.5:
        lot = min(float(random.uniform(1.8, 4.5)), end - at)
        _lot_of_cartons(paths, bay, (at, at + lot), random)
        at += lot + float(random.uniform(0.0, 0.06))


def _lot_of_cartons(paths: PathMap, bay: Bay, x: tuple[float, float], random: Generator) -> None:
    length = float(random.uniform(0.32, 0.62))
    height = float(random.uniform(0.24, 0.42))
    density = float(random.uniform(0.10, 0.30))
    metal = float(random.choice([0.0, 0.0, 0.02, 0.05]))
    filled = float(random.uniform(0.68, 0.94)) * (bay.y[1] - bay.y[0])
    across = max(round((x[1] - x[0]) / length), 1)
    length = (x[1] - x[0]) / across
    deep = 5
    depth = (bay.z[1] - bay.z[0]) / deep
    for layer in range(deep):
        z = (bay.z[0] + layer * depth + 0.004, bay.z[0] + (layer + 1) * depth - 0.004)
        lean = float(random.normal(0, 0.008))
        for column in range(across):
            high = max(int(filled / height) - int(random.random() < 0.12), 1)
            for level in range(high):
                left = x[0] + column * length + lean + float(random.normal(0, 0.003))
                bottom = bay.y[0] + level * height * (1 - 0.004)
                box = Block(
                    x=(left + 0.004, left + length - 0.004),
                    y=(bottom, bottom + height - 0.005),
                    z=z,
                )
                _carton(paths, box, density * float(random.normal(1, 0.05)), metal)


def _carton(paths: PathMap, box: Block, density: float, metal: float) -> None:
    """A carton; one with metal in it holds rows of tins, which leave air between them."""
    paths.box(Material.ORGANIC, density if not metal else density / 2, box)
    if metal:
        count = max(round((box.x[1] - box.x[0]) / 0.075), 1)
        width = (box.x[1] - box.x[0]) / count
        for index in range(count):
            left = box.x[0] + index * width
            tin = Block(
                x=(left + 0.003, left + width - 0.003),
                y=(box.y[0] + 0.012, box.y[1] - 0.03),
                z=box.z,
            )
            paths.upright(Material.IRON, metal * 4, tin)
            paths.upright(Material.ORGANIC, density * 2, tin)
    for edge in (box.x[0], box.x[1] - 0.006):
        wall = Block(x=(edge, edge + 0.006), y=box.y, z=box.z)
        paths.box(Material.ORGANIC, 0.35, wall)
    flap = Block(x=box.x, y=(box.y[1] - 0.01, box.y[1]), z=box.z)
    paths.box(Material.ORGANIC, 0.35, flap)


def pallet(paths: PathMap, x_m: float, bay: Bay, z: tuple[float, float]) -> None:
    """A wooden pallet on the floor of the bay."""
    x = (x_m, x_m + PALLET_LENGTH_M)
    floor = bay.y[0]
    for low, high in ((0.0, 0.022), (0.122, PALLET_HEIGHT_M)):
        paths.box(Material.ORGANIC, 0.42, Block(x=x, y=(floor + low, floor + high), z=z))
    for place in (0.0, 0.55, 1.1):
        foot = Block(x=(x[0] + place, x[0] + place + 0.1), y=(floor + 0.022, floor + 0.122), z=z)
        paths.box(Material.ORGANIC, 0.5, foot)


def furniture(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Wooden furniture, mattresses and cartons: light, of many shapes, with springs."""
    at = bay.x[0] + 0.05
    while at < bay.x[1] - 0.9:
        length = float(random.uniform(0.5, 1.5))
        height = float(random.uniform(0.9, 1.9))
        _cabinet(paths, bay, (at, at + length), height, random)
        top = bay.y[0] + height + 0.03
        if random.random() < 0.4:
            _mattress(paths, (at, at + length), (top, min(top + 0.25, bay.y[1])))
        else:
            high = float(random.uniform(0.3, 0.9))
            pack = Block(
                x=(at, at + length * 0.9), y=(top, min(top + high, bay.y[1])), z=(0.3, 1.8)
            )
            _carton(paths, pack, float(random.uniform(0.04, 0.14)), 0.0)
        at += length + float(random.uniform(0.01, 0.12))


def _cabinet(
    paths: PathMap, bay: Bay, x: tuple[float, float], height: float, random: Generator
) -> None:
    board, depth = float(random.uniform(0.018, 0.03)), (0.2, 1.9)
    for level in range(int(random.integers(3, 6))):
        bottom = bay.y[0] + level * height / 5
        shelf = Block(x=x, y=(bottom, bottom + board), z=depth)
        paths.box(Material.ORGANIC, 0.65, shelf)
        if random.random() < 0.7:
            goods = float(random.uniform(0.04, 0.16))
            inside = Block(
                x=(x[0] + 0.05, x[0] + float(random.uniform(0.4, 0.95)) * (x[1] - x[0])),
                y=(bottom + board, bottom + float(random.uniform(0.5, 0.9)) * height / 5 + board),
                z=(0.35, 1.7),
            )
            paths.box(Material.ORGANIC, goods, inside)
    for edge in (x[0], x[1] - board):
        side = Block(x=(edge, edge + board), y=(bay.y[0], bay.y[0] + height), z=depth)
        paths.box(Material.ORGANIC, 0.65, side)
    back = Block(x=x, y=(bay.y[0], bay.y[0] + height), z=(1.88, 1.9))
    paths.box(Material.ORGANIC, 0.65, back)


def _mattress(paths: PathMap, x: tuple[float, float], y: tuple[float, float]) -> None:
    paths.box(Material.ORGANIC, 0.05, Block(x=x, y=y, z=(0.2, 2.0)))
    for spring in range(int((x[1] - x[0]) / 0.09)):
        left = x[0] + spring * 0.09 + 0.03
        wire = [(left, y[0]), (left + 0.04, sum(y) / 2), (left, y[1])]
        paths.line(Material.IRON, 3, wire, 1.0)


def produce(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Open crates of fruit on pallets, stacked high with air between the stacks."""
    for at, z in pallet_places(bay, random, gap_m=0.05):
        density = float(random.normal(0.19, 0.015))
        for level in range(8):
            bottom = bay.y[0] + PALLET_HEIGHT_M + level * 0.235
            for part in range(2):
                left = at + part * 0.6 + float(random.normal(0, 0.004))
                crate = Block(
                    x=(left + 0.004, left + 0.596), y=(bottom + 0.004, bottom + 0.205), z=z
                )
                paths.box(Material.ORGANIC, density * float(random.normal(1, 0.04)), crate)
                rim = Block(x=crate.x, y=(bottom, bottom + 0.012), z=z)
                paths.box(Material.ORGANIC, 0.45, rim)
        pallet(paths, at, bay, z)


def bottles(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Shrink-wrapped bottles on pallets, layer on layer with a sheet between."""
    for at, z in pallet_places(bay, random, gap_m=0.04):
        for level in range(int(random.integers(4, 6))):
            bottom = bay.y[0] + PALLET_HEIGHT_M + level * 0.315
            for column in range(15):
                left = at + column * 0.08
                body = Block(x=(left, left + 0.078), y=(bottom, bottom + 0.22), z=z)
                paths.upright(Material.ORGANIC, 6.6, body)
                neck = Block(x=(left + 0.025, left + 0.053), y=(bottom + 0.22, bottom + 0.29), z=z)
                paths.upright(Material.ORGANIC, 4.0, neck)
            sheet = Block(x=(at, at + PALLET_LENGTH_M), y=(bottom - 0.008, bottom), z=z)
            paths.box(Material.ORGANIC, 0.5, sheet)
        pallet(paths, at, bay, z)


def pallet_places(
    bay: Bay, random: Generator, *, gap_m: float
) -> list[tuple[float, tuple[float, float]]]:
    """Two rows of pallets from the front wall to the doors: left edge and depth of each."""
    places: list[tuple[float, tuple[float, float]]] = []
    for near in (bay.z[0] + 0.05, bay.z[0] + 1.2):
        at = bay.x[0] + 0.05
        while at + PALLET_LENGTH_M < bay.x[1] - 0.2:
            places.append((at + float(random.normal(0, 0.01)), (near, near + 1.0)))
            at += PALLET_LENGTH_M + gap_m
    return places
