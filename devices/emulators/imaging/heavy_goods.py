"""Heavy goods: minerals, metal, wood and liquids, which fill a bay by weight and not by room."""

import math

from numpy.random import Generator

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.cargo import PALLET_HEIGHT_M, pallet, pallet_places
from devices.emulators.imaging.container import Bay
from devices.emulators.imaging.paths import Block, PathMap


def bags(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Mineral goods in bags on pallets: heavy, so they stand low; such loads are often NORM."""
    for at, z in pallet_places(bay, random, gap_m=0.10):
        density = float(random.normal(0.78, 0.03))
        layers = int(random.integers(5, 7))
        for layer in range(layers):
            bulge = float(random.normal(0.012, 0.006))
            bottom = bay.y[0] + PALLET_HEIGHT_M + layer * 0.135
            for part in range(3):
                left = at + part * 0.4 - bulge + float(random.normal(0, 0.008))
                bag = Block(
                    x=(left, left + 0.395 + 2 * bulge),
                    y=(bottom, bottom + 0.128 + float(random.normal(0, 0.003))),
                    z=(z[0] - bulge, z[1] + bulge),
                )
                paths.box(Material.MINERAL, density, bag)
        pallet(paths, at, bay, z)


def tiles(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Ceramic tiles standing on edge in cartons, strapped to pallets."""
    for at, z in pallet_places(bay, random, gap_m=0.16):
        rows = int(random.integers(2, 4))
        for row in range(rows):
            bottom = bay.y[0] + PALLET_HEIGHT_M + row * 0.315
            for part in range(10):
                left = at + 0.02 + part * 0.115
                pack = Block(
                    x=(left, left + 0.098), y=(bottom, bottom + 0.305), z=(z[0] + 0.3, z[1] - 0.15)
                )
                paths.box(Material.MINERAL, 1.9 * float(random.normal(1, 0.015)), pack)
        pallet(paths, at, bay, z)


def rolls(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Rolls of paper on their ends, two across and two high."""
    radius, height = 0.57, 1.05
    at = bay.x[0] + 0.05
    while at + 2 * radius < bay.x[1] - 0.2:
        for level in range(2):
            bottom = bay.y[0] + level * height
            for near in (bay.z[0], bay.z[0] + 2 * radius + 0.03):
                left = at + float(random.normal(0, 0.02))
                roll = Block(
                    x=(left, left + 2 * radius), y=(bottom, bottom + height - 0.01),
                    z=(near, near + 2 * radius),
                )  # fmt: skip
                paths.upright(Material.ORGANIC, 0.62, roll, bore_m=0.04)
        at += 2 * radius + 0.05


def drums(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Steel drums of liquid, four across, two high, not all filled alike."""
    radius, height = 0.29, 0.88
    at = bay.x[0] + 0.05
    density = float(random.uniform(0.82, 1.05))
    while at + 2 * radius < bay.x[1] - 0.3:
        for level in range(2):
            bottom = bay.y[0] + level * (height + 0.03)
            for place in range(4):
                near = bay.z[0] + place * 2 * radius
                where = (at + float(random.normal(0, 0.012)), (near, near + 2 * radius))
                filled = height * float(random.normal(0.88, 0.03))
                _drum(paths, where, (bottom, height, radius), density, filled)
            ply = Block(
                x=(at, at + 2 * radius), y=(bottom + height, bottom + height + 0.012), z=bay.z
            )
            paths.box(Material.ORGANIC, 0.6, ply)
        at += 2 * radius + 0.015


def _drum(
    paths: PathMap,
    where: tuple[float, tuple[float, float]],
    size: tuple[float, float, float],
    density: float,
    filled_m: float,
) -> None:
    (left, z), (bottom, height, radius) = where, size
    x = (left, left + 2 * radius)
    inside = Block(
        x=(x[0] + 0.002, x[1] - 0.002), y=(bottom + 0.02, bottom + filled_m), z=(z[0], z[1])
    )
    paths.upright(Material.ORGANIC, density, inside)
    whole = Block(x=x, y=(bottom, bottom + height), z=z)
    paths.upright(Material.IRON, 7.85, whole, bore_m=radius - 0.0012)
    for level in (0.0, 0.29, 0.585, height - 0.012):
        ring = Block(x=x, y=(bottom + level, bottom + level + 0.012), z=z)
        paths.upright(Material.IRON, 7.85, ring, bore_m=radius - 0.006)


def machinery(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Machines in open crates: castings, motors, gears and shafts."""
    at = bay.x[0] + 0.3
    while at < bay.x[1] - 1.8:
        length = min(float(random.uniform(1.6, 3.2)), bay.x[1] - 0.3 - at)
        height = float(random.uniform(1.2, 2.0))
        _machine(paths, bay, (at, at + length), height, random)
        _crate(paths, bay, (at, at + length), height + 0.15)
        at += length + float(random.uniform(0.2, 0.6))


def _machine(
    paths: PathMap, bay: Bay, x: tuple[float, float], height: float, random: Generator
) -> None:
    floor, middle = bay.y[0] + 0.15, (bay.z[0] + bay.z[1]) / 2
    length = x[1] - x[0]
    bed = Block(x=(x[0] + 0.1, x[1] - 0.1), y=(floor, floor + 0.25), z=(middle - 0.6, middle + 0.6))
    paths.box(Material.IRON, 1.6, bed)
    for place in (0.2, 0.75):
        post = Block(
            x=(x[0] + place * length, x[0] + place * length + 0.18),
            y=(floor + 0.25, floor + height * 0.8),
            z=(middle - 0.3, middle + 0.3),
        )
        paths.box(Material.IRON, 2.2, post)
    motor = Block(
        x=(x[0] + 0.35 * length, x[0] + 0.35 * length + 0.6),
        y=(floor + 0.3, floor + 0.72),
        z=(middle - 0.2, middle + 0.2),
    )
    paths.lying(Material.IRON, 6.5, motor, bore_m=0.16)
    paths.lying(Material.IRON, 6.0, Block(x=motor.x, y=(floor + 0.4, floor + 0.62), z=motor.z))
    for _ in range(int(random.integers(3, 6))):
        radius = float(random.uniform(0.08, 0.28))
        centre = (
            x[0] + float(random.uniform(0.2, 0.8)) * length,
            floor + 0.3 + float(random.uniform(0.2, 0.8)) * (height - 0.5),
        )
        z = (middle - 0.15, middle - 0.15 + float(random.uniform(0.04, 0.12)))
        paths.disc(Material.IRON, 7.6, centre, (radius * 0.72, radius), z)
        paths.disc(Material.IRON, 7.6, centre, (0.0, radius * 0.25), (z[0] - 0.1, z[1] + 0.1))
        for spoke in range(5):
            angle = 2 * math.pi * spoke / 5 + radius
            rim = (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
            paths.line(Material.IRON, 25, [centre, rim], sum(z) / 2, thick_px=4)
    pipe = [(x[0] + 0.2, floor + 0.5), (x[0] + 0.5 * length, floor + height * 0.9),
            (x[1] - 0.3, floor + height * 0.85)]  # fmt: skip
    paths.line(Material.IRON, 14, pipe, middle + 0.3, thick_px=7)


def _crate(paths: PathMap, bay: Bay, x: tuple[float, float], height: float) -> None:
    floor = bay.y[0]
    z = (bay.z[0] + 0.35, bay.z[1] - 0.35)
    for level in (0.0, height - 0.1):
        beam = Block(x=x, y=(floor + level, floor + level + 0.1), z=(z[0], z[0] + 0.1))
        paths.box(Material.ORGANIC, 0.5, beam)
        far = Block(x=x, y=beam.y, z=(z[1] - 0.1, z[1]))
        paths.box(Material.ORGANIC, 0.5, far)
    count = max(round((x[1] - x[0]) / 0.8), 2)
    for index in range(count + 1):
        left = x[0] + index * (x[1] - x[0] - 0.1) / count
        for side in (z[0], z[1] - 0.1):
            post = Block(x=(left, left + 0.1), y=(floor, floor + height), z=(side, side + 0.1))
            paths.box(Material.ORGANIC, 0.5, post)


def lumber(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Bundles of sawn boards along the bay, on bearers, two bundles deep."""
    at = bay.x[0] + 0.1
    while at < bay.x[1] - 2.6:
        length = min(float(random.choice([3.66, 4.88, 6.1])), bay.x[1] - 0.15 - at)
        for near in (bay.z[0] + 0.02, bay.z[0] + 1.17):
            for level in range(2):
                bottom = bay.y[0] + 0.1 + level * 0.74
                for board in range(15):
                    low = bottom + board * 0.043
                    end = at + length + float(random.normal(0, 0.02))
                    row = Block(x=(at, end), y=(low, low + 0.038), z=(near, near + 1.12))
                    paths.box(Material.ORGANIC, 0.44, row)
                for place in (0.15, 0.5, 0.85):
                    left = at + place * length
                    bearer = Block(
                        x=(left, left + 0.09), y=(bottom - 0.09, bottom), z=(near, near + 1.12)
                    )
                    paths.box(Material.ORGANIC, 0.5, bearer)
                    strap = Block(
                        x=(left, left + 0.02), y=(bottom, bottom + 0.645), z=(near, near + 0.003)
                    )
                    paths.box(Material.IRON, 7.8, strap)
        at += length + 0.12


def slabs(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Polished stone on edge, leaning on steel frames along the middle."""
    at = bay.x[0] + 0.4
    middle = (bay.z[0] + bay.z[1]) / 2
    while at < bay.x[1] - 2.2:
        length = float(random.uniform(2.4, 3.0))
        length = min(length, bay.x[1] - 0.2 - at)
        for side in (-0.25, 0.12):
            for slab in range(int(random.integers(5, 9))):
                left, cut = at + float(random.normal(0.05, 0.03)), float(random.normal(0, 0.06))
                z = middle + side + slab * 0.021
                stone = Block(
                    x=(left, left + length - 0.15 + cut),
                    y=(bay.y[0] + 0.22, bay.y[0] + 1.65 + cut),
                    z=(z, z + 0.02),
                )
                paths.box(Material.MINERAL, 2.7, stone)
        for place in (0.1, 0.5, 0.9):
            foot = at + place * length
            lean = [(foot, bay.y[0] + 0.1), (foot + 0.02, bay.y[0] + 1.75)]
            paths.line(Material.IRON, 20, lean, middle, thick_px=9)
        bed = Block(
            x=(at, at + length), y=(bay.y[0], bay.y[0] + 0.2), z=(middle - 0.6, middle + 0.6)
        )
        paths.box(Material.IRON, 0.55, bed)
        at += length + float(random.uniform(0.4, 0.7))


def scrap(paths: PathMap, bay: Bay, random: Generator) -> None:
    """Loose iron and steel: plates, pipes and castings in a heap of uneven height."""
    first, last = bay.x[0] + 0.1, bay.x[1] - 0.4
    waves = [float(random.uniform(0, 2 * math.pi)) for _ in range(3)]
    step = 0.06
    for index in range(int((last - first) / step)):
        x_m = first + index * step
        top = bay.y[0] + _heap_m(x_m, waves) * float(random.normal(0.93, 0.05))
        part = Block(x=(x_m, x_m + step), y=(bay.y[0], top), z=bay.z)
        paths.box(Material.IRON, 0.36 * float(random.normal(1, 0.12)), part)
    for _ in range(620):
        x_m = float(random.uniform(first, last - 0.5))
        y_m = bay.y[0] + 0.03 + float(random.random()) * _heap_m(x_m, waves)
        z = float(random.uniform(bay.z[0] + 0.1, bay.z[1] - 0.5))
        _piece_of_scrap(paths, (x_m, y_m), z, random)


def _heap_m(x_m: float, waves: list[float]) -> float:
    """How high the heap is."""
    return (
        0.78
        + 0.22 * math.sin(1.1 * x_m + waves[0])
        + 0.12 * math.sin(3.1 * x_m + waves[1])
        + 0.05 * math.sin(8.3 * x_m + waves[2])
    )


def _piece_of_scrap(paths: PathMap, at: tuple[float, float], z: float, random: Generator) -> None:
    x_m, y_m = at
    size = float(random.uniform(0.05, 0.26))
    match int(random.integers(0, 4)):
        case 0:
            flat = Block(x=(x_m, x_m + size * 1.5), y=(y_m, y_m + 0.012), z=(z, z + size))
            paths.box(Material.IRON, 7.85, flat)
        case 1:
            end = max(y_m + float(random.normal(0, size / 2)), 1.4)
            course = [(x_m, y_m), (x_m + size * 1.8, end)]
            paths.line(Material.IRON, 9, course, z, thick_px=int(random.integers(3, 9)))
        case 2:
            paths.disc(Material.IRON, 6.8, at, (size * 0.25, size * 0.5), (z, z + 0.06))
        case _:
            solid = Block(
                x=(x_m, x_m + size * 0.7), y=(y_m, y_m + size * 0.5), z=(z, z + size * 0.5)
            )
            paths.box(Material.IRON, 1.6, solid)


def crates(paths: PathMap, bay: Bay, random: Generator) -> None:
    """A few wooden crates with instruments in foam."""
    at = bay.x[0] + 0.2
    while at < bay.x[1] - 1.3 and at < bay.x[0] + 8.0:
        size = (float(random.uniform(0.8, 1.2)), float(random.uniform(0.7, 1.3)))
        box = Block(
            x=(at, at + size[0]), y=(bay.y[0] + 0.1, bay.y[0] + 0.1 + size[1]), z=(0.6, 1.7)
        )
        paths.box(Material.ORGANIC, 0.03, box)
        for edge in (box.y[0], box.y[1] - 0.018):
            paths.box(Material.ORGANIC, 0.6, Block(x=box.x, y=(edge, edge + 0.018), z=box.z))
        for edge in (box.x[0], box.x[1] - 0.018):
            paths.box(Material.ORGANIC, 0.6, Block(x=(edge, edge + 0.018), y=box.y, z=box.z))
        for row in range(2):
            for column in range(2):
                middle = (at + (column + 0.5) * size[0] / 2, box.y[0] + (row + 0.5) * size[1] / 2)
                paths.disc(Material.IRON, 3.0, middle, (0.06, 0.10), (1.0, 1.2))
                paths.disc(Material.MINERAL, 2.2, middle, (0.0, 0.13), (1.05, 1.15))
                stem = Block(
                    x=(middle[0] - 0.02, middle[0] + 0.02),
                    y=(middle[1] + 0.1, middle[1] + 0.25),
                    z=(1.05, 1.12),
                )
                paths.box(Material.IRON, 6.0, stem)
        at += size[0] + float(random.uniform(0.1, 0.5))
