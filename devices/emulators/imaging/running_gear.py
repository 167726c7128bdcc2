"""Wheels, axles and frames: what every road vehicle stands on."""

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.paths import Block, PathMap

TYRE_M = 0.51
TYRE_WIDTH_M = 0.27
NEAR_SIDE, FAR_SIDE = (0.0, 0.60), (1.90, 2.50)
RAILS_Z = ((0.84, 0.92), (1.58, 1.66))

RUBBER, STEEL, CAST_IRON, ALUMINIUM = 1.15, 7.85, 7.2, 2.7


def axle(paths: PathMap, x_m: float, *, dual: bool, driven: bool = False) -> None:
    """An axle with its wheels on the road: two single tyres, or two pairs."""
    for side in (NEAR_SIDE, FAR_SIDE):
        outer_first = side is NEAR_SIDE
        for place in range(2 if dual else 1):
            edge = side[0] if outer_first else side[1] - TYRE_WIDTH_M
            shift = place * (TYRE_WIDTH_M + 0.05)
            first = edge + shift if outer_first else edge - shift
            wheel(paths, x_m, (first, first + TYRE_WIDTH_M))
    hub = (x_m, TYRE_M)
    paths.disc(Material.IRON, STEEL, hub, (0.05, 0.065), (0.3, 2.2))
    if driven:
        paths.disc(Material.IRON, 3.5, hub, (0.0, 0.21), (1.05, 1.45))


def wheel(paths: PathMap, x_m: float, z: tuple[float, float]) -> None:
    """A tyre on a steel rim with its brake drum and hub."""
    centre = (x_m, TYRE_M)
    paths.disc(Material.ORGANIC, RUBBER, centre, (0.455, TYRE_M), z)
    paths.disc(Material.IRON, 0.9, centre, (0.47, 0.485), z)
    paths.disc(Material.ORGANIC, RUBBER, centre, (0.29, 0.455), (z[0], z[0] + 0.045))
    paths.disc(Material.IRON, 2.4, centre, (0.272, 0.296), z)
    paths.disc(Material.IRON, STEEL, centre, (0.06, 0.272), (z[0] + 0.1, z[0] + 0.112))
    paths.disc(Material.IRON, CAST_IRON, centre, (0.195, 0.212), (z[0], z[0] + 0.16))
    paths.disc(Material.IRON, 3.4, centre, (0.0, 0.105), z)


def rails(paths: PathMap, x: tuple[float, float], y: tuple[float, float]) -> None:
    """The two long members of a frame: steel channels, web and flanges."""
    for z in RAILS_Z:
        web = Block(x=x, y=y, z=(z[0], z[0] + 0.008))
        paths.box(Material.IRON, STEEL, web)
        for edge in (y[0], y[1] - 0.01):
            flange = Block(x=x, y=(edge, edge + 0.01), z=z)
            paths.box(Material.IRON, STEEL, flange)


def cross_members(
    paths: PathMap, x: tuple[float, float], y: tuple[float, float], pitch_m: float
) -> None:
    """Steel channels across the vehicle, seen from their ends as dark ticks."""
    count = max(int((x[1] - x[0]) / pitch_m), 1)
    for index in range(count + 1):
        at = x[0] + index * (x[1] - x[0]) / count
        paths.box(Material.IRON, 0.9, Block(x=(at, at + 0.012), y=y, z=(0.1, 2.4)))
        foot = (y[0], y[0] + 0.012)
        paths.box(Material.IRON, 0.7, Block(x=(at, at + 0.045), y=foot, z=(0.1, 2.4)))


def tandem(paths: PathMap, rear_m: float, *, deck_m: float) -> None:
    """Two axles under the rear of a trailer, with springs, hangers, flaps and the rear guard."""
    for x_m in (rear_m - 2.45, rear_m - 1.20):
        axle(paths, x_m, dual=True)
        for z in RAILS_Z:
            spring = Block(x=(x_m - 0.5, x_m + 0.5), y=(0.62, 0.69), z=z)
            paths.box(Material.IRON, STEEL * 0.8, spring)
            hanger = Block(x=(x_m - 0.62, x_m - 0.52), y=(0.6, deck_m - 0.2), z=z)
            paths.box(Material.IRON, 2.2, hanger)
    for side in (NEAR_SIDE, FAR_SIDE):
        flap = Block(x=(rear_m - 0.52, rear_m - 0.505), y=(0.25, 0.95), z=side)
        paths.box(Material.ORGANIC, 1.1, flap)
        post = Block(
            x=(rear_m - 0.08, rear_m), y=(0.45, deck_m), z=(side[0] + 0.25, side[0] + 0.33)
        )
        paths.box(Material.IRON, 1.6, post)
    guard = Block(x=(rear_m - 0.1, rear_m), y=(0.43, 0.53), z=(0.1, 2.4))
    paths.box(Material.IRON, 0.75, guard)


def landing_gear(paths: PathMap, x_m: float, deck_m: float) -> None:
    """The legs on which a trailer stands alone."""
    for z in ((0.45, 0.6), (1.9, 2.05)):
        paths.box(Material.IRON, 2.0, Block(x=(x_m, x_m + 0.13), y=(0.55, deck_m), z=z))
        paths.box(Material.IRON, 2.6, Block(x=(x_m + 0.02, x_m + 0.11), y=(0.33, 0.95), z=z))
        paths.box(Material.IRON, 1.5, Block(x=(x_m - 0.06, x_m + 0.2), y=(0.30, 0.34), z=z))
    brace = [(x_m + 0.1, 0.7), (x_m + 0.75, deck_m - 0.15)]
    paths.line(Material.IRON, 18, brace, 1.25, thick_px=6)
