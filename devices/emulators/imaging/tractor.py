"""The road tractor: hood, engine, cab, tanks, frame. Nobody is in it while the beam is on."""

from dataclasses import dataclass

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.paths import Block, PathMap
from devices.emulators.imaging.running_gear import ALUMINIUM, CAST_IRON, STEEL, axle, rails

SLEEPER_FROM_M = 4.6
WIDE = (0.08, 2.42)
SIDES_Z = (0.10, 2.40)

Outline = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tractor:
    """Where a tractor stands: front bumper, back of the cab, and the fifth wheel."""

    front_m: float
    cab_back_m: float
    fifth_wheel_m: float
    fairing_top_m: float

    @property
    def hood_m(self) -> float:
        """Where the hood ends and the cab begins."""
        cab = 1.5 if self.cab_back_m - self.front_m < SLEEPER_FROM_M else 2.75
        return max(self.cab_back_m - cab, self.front_m + 0.75)


def draw_tractor(paths: PathMap, tractor: Tractor) -> None:
    """Put a tractor into the beam."""
    rear = tractor.fifth_wheel_m + 1.15
    rails(paths, (tractor.front_m + 0.25, rear), (0.80, 1.06))
    _front(paths, tractor)
    _engine(paths, tractor)
    _body(paths, tractor)
    _inside(paths, tractor)
    _tanks(paths, tractor)
    axle(paths, tractor.front_m + 1.15, dual=False)
    for x_m in (tractor.fifth_wheel_m - 0.66, tractor.fifth_wheel_m + 0.66):
        axle(paths, x_m, dual=True, driven=True)
        bag = Block(x=(x_m + 0.18, x_m + 0.42), y=(0.58, 0.86), z=(0.75, 1.0))
        paths.upright(Material.ORGANIC, 0.5, bag)
    plate = Block(
        x=(tractor.fifth_wheel_m - 0.45, tractor.fifth_wheel_m + 0.45),
        y=(1.09, 1.13),
        z=(0.75, 1.7),
    )
    paths.box(Material.IRON, STEEL * 0.75, plate)
    for offset in (-0.3, 0.3):
        foot = tractor.fifth_wheel_m + offset
        paths.box(
            Material.IRON, 1.6, Block(x=(foot - 0.08, foot + 0.08), y=(1.0, 1.1), z=(0.8, 1.7))
        )


def _front(paths: PathMap, tractor: Tractor) -> None:
    front = tractor.front_m
    paths.box(Material.IRON, 0.32, Block(x=(front, front + 0.10), y=(0.42, 0.80), z=WIDE))
    paths.box(Material.IRON, 0.10, Block(x=(front + 0.1, front + 0.3), y=(0.5, 0.75), z=(0.2, 2.3)))
    radiator = Block(x=(front + 0.32, front + 0.44), y=(0.85, 1.72), z=(0.55, 1.95))
    paths.box(Material.MINERAL, 0.50, radiator)
    cooler = Block(x=(front + 0.24, front + 0.29), y=(0.95, 1.65), z=(0.6, 1.9))
    paths.box(Material.MINERAL, 0.45, cooler)
    fan = (front + 0.50, 1.28)
    paths.disc(Material.ORGANIC, 1.0, fan, (0.0, 0.10), (1.1, 1.4))
    paths.line(Material.ORGANIC, 12, [(fan[0], 0.92), (fan[0], 1.64)], 1.25, thick_px=5)
    for z in (0.15, 2.2):
        lamp = Block(x=(front + 0.08, front + 0.24), y=(0.95, 1.2), z=(z, z + 0.2))
        paths.box(Material.MINERAL, 0.35, lamp)


def _engine(paths: PathMap, tractor: Tractor) -> None:
    first = tractor.front_m + 0.62
    last = max(tractor.hood_m - 0.05, first + 0.95)
    depth = (0.95, 1.55)
    paths.box(Material.IRON, 2.7, Block(x=(first, last), y=(0.98, 1.42), z=depth))
    paths.box(Material.IRON, 1.3, Block(x=(first + 0.02, last - 0.05), y=(1.42, 1.60), z=depth))
    paths.box(Material.MINERAL, 0.9, Block(x=(first + 0.05, last - 0.1), y=(1.60, 1.68), z=depth))
    paths.box(Material.IRON, 0.45, Block(x=(first + 0.1, last - 0.1), y=(0.72, 0.98), z=(1.0, 1.5)))
    pitch = (last - first - 0.1) / 6
    for cylinder in range(6):
        at = first + 0.05 + (cylinder + 0.5) * pitch
        bore = Block(x=(at - 0.062, at + 0.062), y=(1.12, 1.40), z=(1.19, 1.31))
        paths.upright(Material.IRON, -2.5, bore)
        piston = 1.16 + 0.14 * (cylinder % 3) / 2
        block = Block(x=(at - 0.06, at + 0.06), y=(piston, piston + 0.1), z=(1.19, 1.31))
        paths.upright(Material.IRON, 3.0, block)
        paths.box(Material.IRON, 3.5, Block(x=(at - 0.02, at + 0.02), y=(0.82, 0.98), z=(1.2, 1.3)))
    turbo = ((first + last) / 2 + 0.1, 1.5)
    paths.disc(Material.IRON, CAST_IRON * 0.6, turbo, (0.03, 0.15), (0.72, 0.9))
    gearbox = Block(x=(last, last + 0.72), y=(0.84, 1.22), z=(1.02, 1.48))
    paths.box(Material.MINERAL, 1.1, gearbox)
    paths.box(
        Material.IRON, 1.5, Block(x=(last + 0.05, last + 0.68), y=(0.92, 1.14), z=(1.08, 1.42))
    )
    paths.disc(Material.IRON, 0.1, (last + 0.3, 1.03), (0.05, 0.14), (1.1, 1.4))
    shaft = Block(x=(last + 0.72, tractor.fifth_wheel_m - 0.8), y=(0.78, 0.90), z=(1.19, 1.31))
    paths.lying(Material.IRON, STEEL, shaft, bore_m=0.055)


def _body(paths: PathMap, tractor: Tractor) -> None:
    front, hood, back = tractor.front_m, tractor.hood_m, tractor.cab_back_m
    cowl = 1.98
    hood_line: Outline = [
        (front + 0.08, 0.62), (front + 0.10, 1.30), (front + 0.26, 1.66), (front + 0.55, 1.80),
        (hood, cowl), (hood, 0.95), (front + 1.72, 0.95), (front + 1.60, 1.15),
        (front + 1.15, 1.27), (front + 0.72, 1.15), (front + 0.60, 0.62),
    ]  # fmt: skip
    roof = 2.98
    cab_line: Outline = [
        (hood, 0.72), (hood, cowl), (hood + 0.42, 2.74), (hood + 0.62, roof - 0.05),
        (hood + 0.95, roof), (back - 0.06, roof), (back, roof - 0.08), (back, 0.85),
        (hood + 1.2, 0.72),
    ]  # fmt: skip
    window: Outline = [
        (hood + 0.30, 1.95), (hood + 0.60, 2.62), (hood + 1.12, 2.66), (hood + 1.14, 1.95),
    ]  # fmt: skip
    door_back = min(hood + 1.25, back - 0.08)
    door: Outline = [(hood + 0.12, 0.9), (hood + 0.12, 1.92), (hood + 0.55, 2.7), (door_back, 2.72),
                     (door_back, 0.9), (hood + 0.12, 0.9)]  # fmt: skip
    fairing: Outline = [
        (hood + 0.75, roof), (hood + 1.05, roof + 0.28), (back - 0.02, tractor.fairing_top_m),
        (back + 0.03, tractor.fairing_top_m), (back, roof),
    ]  # fmt: skip
    for z_m in SIDES_Z:
        paths.sheet(Material.ORGANIC, 1.3, hood_line, z_m)
        paths.sheet(Material.MINERAL, 1.1, cab_line, z_m)
        paths.sheet(Material.ORGANIC, 1.2, cab_line, z_m)
        paths.sheet(Material.MINERAL, -0.3, window, z_m)
        paths.sheet(Material.ORGANIC, -0.9, window, z_m)
        paths.sheet(Material.ORGANIC, 0.7, fairing, z_m)
        for outline, edge in (
            (hood_line[:5], 5.0),
            (cab_line[1:8], 8.0),
            (door, 3.5),
            (window, 2.0),
        ):
            paths.line(Material.MINERAL, edge, outline, z_m, thick_px=3)
        paths.line(Material.ORGANIC, 3.0, fairing[:4], z_m, thick_px=2)
    paths.box(
        Material.MINERAL, 0.16, Block(x=(hood + 0.9, back - 0.1), y=(roof - 0.03, roof), z=WIDE)
    )
    paths.box(Material.MINERAL, 0.10, Block(x=(back - 0.05, back), y=(0.95, roof - 0.1), z=WIDE))
    paths.box(Material.MINERAL, 0.14, Block(x=(hood - 0.03, hood + 0.02), y=(1.0, cowl), z=WIDE))


def _inside(paths: PathMap, tractor: Tractor) -> None:
    hood, back = tractor.hood_m, tractor.cab_back_m
    paths.box(Material.MINERAL, 0.10, Block(x=(hood, back), y=(1.06, 1.10), z=(0.15, 2.35)))
    dash = Block(x=(hood + 0.05, hood + 0.38), y=(1.62, 1.98), z=(0.2, 2.3))
    paths.box(Material.ORGANIC, 0.13, dash)
    paths.box(Material.IRON, 0.05, Block(x=(hood + 0.1, hood + 0.3), y=(1.68, 1.9), z=(0.3, 1.2)))
    paths.line(Material.IRON, 6, [(hood + 0.38, 1.70), (hood + 0.56, 2.02)], 0.7, thick_px=3)
    for z in ((0.35, 0.85), (1.65, 2.15)):
        seat = hood + 0.72
        paths.box(Material.ORGANIC, 0.09, Block(x=(seat, seat + 0.5), y=(1.48, 1.64), z=z))
        paths.sheet(
            Material.ORGANIC, 5.0,
            [(seat + 0.38, 1.6), (seat + 0.52, 2.35), (seat + 0.64, 2.35), (seat + 0.52, 1.6)],
            sum(z) / 2,
        )  # fmt: skip
        paths.box(Material.IRON, 0.22, Block(x=(seat + 0.05, seat + 0.4), y=(1.10, 1.46), z=z))
        frame = [(seat + 0.05, 1.47), (seat + 0.45, 1.50), (seat + 0.58, 2.3)]
        paths.line(Material.IRON, 9, frame, sum(z) / 2, thick_px=3)
    if back - hood > 2.2:
        bunk = Block(x=(hood + 1.75, back - 0.1), y=(1.45, 1.62), z=(0.2, 2.3))
        paths.box(Material.ORGANIC, 0.06, bunk)
        paths.box(
            Material.ORGANIC, 0.10, Block(x=(hood + 1.75, back - 0.1), y=(1.1, 1.4), z=(0.3, 1.4))
        )
        shelf = Block(x=(back - 0.5, back - 0.06), y=(2.3, 2.32), z=(0.2, 2.3))
        paths.box(Material.ORGANIC, 0.5, shelf)


def _tanks(paths: PathMap, tractor: Tractor) -> None:
    first = max(tractor.hood_m + 0.35, tractor.front_m + 1.75)
    last = max(min(first + 1.55, tractor.fifth_wheel_m - 1.3), first + 0.7)
    for z in ((0.02, 0.64), (1.86, 2.48)):
        tank = Block(x=(first, last), y=(0.40, 1.02), z=z)
        paths.lying(Material.MINERAL, ALUMINIUM, tank, bore_m=0.306)
        fuel = Block(x=(first + 0.01, last - 0.01), y=(0.42, 0.84), z=(z[0] + 0.05, z[1] - 0.05))
        paths.box(Material.ORGANIC, 0.84, fuel)
        for strap in (first + 0.2, last - 0.25):
            paths.box(
                Material.IRON,
                1.0,
                Block(x=(strap, strap + 0.05), y=(0.40, 1.02), z=(z[0], z[0] + 0.06)),
            )
        for end in (first, last - 0.012):
            paths.box(Material.MINERAL, 0.8, Block(x=(end, end + 0.012), y=(0.45, 0.97), z=z))
    stack = tractor.cab_back_m + 0.12
    for z_m in (0.25, 2.25):
        pipe = Block(
            x=(stack, stack + 0.13),
            y=(1.0, tractor.fairing_top_m - 0.1),
            z=(z_m - 0.06, z_m + 0.06),
        )
        paths.upright(Material.IRON, STEEL, pipe, bore_m=0.062)
        muffler = Block(x=(stack - 0.05, stack + 0.18), y=(1.55, 2.6), z=(z_m - 0.11, z_m + 0.11))
        paths.upright(Material.IRON, STEEL, muffler, bore_m=0.111)
    battery = Block(
        x=(tractor.cab_back_m - 0.3, tractor.cab_back_m + 0.05), y=(0.62, 0.86), z=(1.0, 1.5)
    )
    paths.box(Material.LEAD, 1.1, battery)
    air = Block(
        x=(tractor.fifth_wheel_m - 1.6, tractor.fifth_wheel_m - 0.95), y=(0.55, 0.78), z=(1.1, 1.33)
    )
    paths.lying(Material.IRON, STEEL, air, bore_m=0.111)
