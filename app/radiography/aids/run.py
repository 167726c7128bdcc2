"""All aids over one radiograph. Pure and slow (a second or two): it belongs in a worker process.

What the hints' details say, per kind, as `name value` texts:

- shield: ratio, likeness (0 iron, 1 lead) and its sigma, alpha; "shield + source" comes first where
  the portal's position lies within 1 m.
- opaque: alpha; "cannot exclude" always; "shield + source" as above.
- not-empty: alpha as a multiple of the threshold, mass in kg; pallets left behind.
- repetition: deviation in robust standard deviations, pitch in mm.
- false-wall: part of the height, distance behind it, length of the room and of its ISO type.
- mass: estimate, interval, declared, starved fraction.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.hint import Hint, HintKind
from app.domain.radiograph import Scan
from app.radiography.aids import empty as empties
from app.radiography.aids import false_wall, mass, repetition, shield
from app.radiography.aids.empty import EmptyVerdict, Remnant, verify_empty
from app.radiography.aids.hold import Hold, find_hold
from app.radiography.aids.mass import MassEstimate, estimate_mass
from app.radiography.aids.picture import Floats, Picture, Pixels, picture_of

NEAR_M = 1.0
"""How well a portal's alarm position is known along the vehicle."""

OPAQUE_ALPHA = 5.5
ODD_CELLS_MAX, REMNANTS_MAX = 8, 8
ORDER = (
    HintKind.SHIELD,
    HintKind.OPAQUE,
    HintKind.FALSE_WALL,
    HintKind.NOT_EMPTY,
    HintKind.MASS,
    HintKind.REPETITION,
)
STEPS = ("picture", "cargo space", "shield", "empty", "mass", "repetition", "false wall")

Algorithm = tuple[str, str]
SHIELD: Algorithm = (shield.ALGORITHM, shield.VERSION)
EMPTY: Algorithm = (empties.ALGORITHM, empties.VERSION)
MASS: Algorithm = (mass.ALGORITHM, mass.VERSION)
REPETITION: Algorithm = (repetition.ALGORITHM, repetition.VERSION)
FALSE_WALL: Algorithm = (false_wall.ALGORITHM, false_wall.VERSION)

Progress = Callable[[str, float], bool]
"""Called before each step with its name and the part done; False stops the run."""


class AidsStoppedError(Exception):
    """Whoever asked for the hints no longer wants them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidReport:
    """Hints, the most urgent first, and the two estimates; None where they do not apply.

    `missing` names aids that could not run and why; `things_seen` counts the closed dense regions
    that were judged, which is what a share of false hints refers to. `hold` is in pixels of the
    file divided by `shrink`.
    """

    hints: tuple[Hint, ...]
    mass: MassEstimate | None
    empty: EmptyVerdict | None
    elapsed_ms: float
    hold: Hold | None = None
    shrink: int = 1
    things_seen: int = 0
    missing: tuple[str, ...] = ()


def _go_on(step: str, done: float) -> bool:
    del step, done
    return True


def find_hints(
    channels: Sequence[Pixels],
    scan: Scan | None,
    *,
    declared_kg: float | None = None,
    radiation_at_m: float | None = None,
    front_px: int = 0,
    empty: Pixels | None = None,
    progress: Progress = _go_on,
) -> AidReport:
    """Hints on a radiograph whose front is on the left, pixels as the imager wrote them.

    `radiation_at_m` is where a portal saw most, from the vehicle's front, which is at column
    `front_px`; `empty` is the high-energy image of an empty space of the same kind from the same
    scanner. Raises AidsStoppedError when `progress` says so, ValueError without channels.
    """
    started = time.perf_counter()
    run = _Run(channels, scan, progress)
    run.shields(radiation_at_m, front_px)
    run.empty_check(empty)
    run.weigh(declared_kg)
    run.repetitions()
    run.walls()
    return AidReport(
        hints=tuple(sorted(run.hints, key=_urgency)),
        mass=run.mass,
        empty=run.verdict,
        elapsed_ms=(time.perf_counter() - started) * 1000,
        hold=run.hold,
        shrink=run.picture.shrink,
        things_seen=run.things_seen,
        missing=tuple(run.missing),
    )


def _urgency(hint: Hint) -> tuple[bool, int, float]:
    return ("shield + source" not in hint.details, ORDER.index(hint.kind), -hint.confidence)


class _Run:
    """One radiograph on its way through the aids."""

    def __init__(self, channels: Sequence[Pixels], scan: Scan | None, progress: Progress) -> None:
        self._progress, self._done = progress, 0
        self.scan = scan
        self._step()
        self.picture: Picture = picture_of(channels, scan)
        self.alpha: Floats = self.picture.alpha()
        self._step()
        self.hold = find_hold(self.picture, self.alpha)
        self.hints: list[Hint] = []
        self.missing: list[str] = []
        self.mass: MassEstimate | None = None
        self.verdict: EmptyVerdict | None = None
        self.things_seen = 0
        if not self.picture.dual:
            self.missing.append("shield needs two energies")
            self.missing.append("mass with one energy takes everything for organic")
        if self.hold is None:
            self.missing.append("no cargo space was found: empty, mass, repetition, false wall")

    def shields(self, radiation_at_m: float | None, front_px: int) -> None:
        """Things of high atomic number, and what cannot be seen through."""
        self._step()
        height, width = self.picture.shape
        part = self.hold.inside if self.hold else (slice(0, height), slice(0, width))
        things = shield.find_things(self.picture, self.alpha, part)
        self.things_seen = len(things)
        for thing in things:
            if not (thing.high_z or (thing.opaque and thing.alpha > OPAQUE_ALPHA)):
                continue
            near = self._near(thing, radiation_at_m, front_px)
            self.hints.append(self._of_thing(thing, near=near))

    def empty_check(self, reference: Pixels | None) -> None:
        """Whether the space is empty."""
        self._step()
        if self.hold is None:
            return
        known = None
        if reference is not None:
            other = picture_of([reference], self.scan)
            alpha = other.alpha()
            found = find_hold(other, alpha)
            if found is None:
                self.missing.append("the empty reference shows no cargo space: not used")
            else:
                known = (alpha, found)
        self.verdict = verify_empty(self.picture, self.alpha, self.hold, known)
        if self.verdict.loaded:
            return
        strongest = sorted(self.verdict.remnants, key=lambda item: -item.strength)
        self.hints += [self._of_remnant(item) for item in strongest[:REMNANTS_MAX]]

    def weigh(self, declared_kg: float | None) -> None:
        """Mass, and whether a declared weight fits it."""
        self._step()
        if self.hold is None:
            return
        self.mass = estimate_mass(self.picture, self.alpha, self.hold)
        found = self.mass
        if declared_kg is None or not found.comparable:
            return
        if found.low_kg <= declared_kg <= found.high_kg:
            return
        half = max((found.high_kg - found.low_kg) / 2, 1.0)
        over = abs(declared_kg - found.cargo_kg) / half
        details = (
            f"estimate_kg {found.cargo_kg:.0f}",
            f"low_kg {found.low_kg:.0f}",
            f"high_kg {found.high_kg:.0f}",
            f"declared_kg {declared_kg:.0f}",
            f"starved_fraction {found.starved_fraction:.4f}",
        )
        confidence = min(over / (over + 1), 0.95)
        self.hints.append(self._made(HintKind.MASS, None, confidence, MASS, details))

    def repetitions(self) -> None:
        """Cells that break a repeating load."""
        self._step()
        if self.hold is None or (self.verdict and not self.verdict.loaded):
            return
        cells = repetition.find_odd_cells(self.picture, self.alpha, self.hold)
        for cell in cells[:ODD_CELLS_MAX]:
            size = abs(cell.deviation)
            box = (cell.left, cell.top, cell.right, cell.bottom)
            details = (f"deviation {cell.deviation:.1f}", f"pitch_mm {cell.pitch_mm:.0f}")
            self.hints.append(
                self._made(HintKind.REPETITION, box, size / (size + 6), REPETITION, details)
            )

    def walls(self) -> None:
        """A partition near the front wall."""
        self._step()
        if self.hold is None:
            return
        iso_type = self.scan.iso_type if self.scan else None
        wall = false_wall.find_false_wall(self.picture, self.alpha, self.hold, iso_type)
        if wall is None:
            return
        details = [
            f"height_share {wall.height_share:.2f}",
            f"behind_mm {wall.behind_mm:.0f}",
            f"remaining_inner_mm {wall.remaining_inner_mm:.0f}",
        ]
        if wall.expected_inner_mm is not None:
            details.append(f"iso_inner_mm {wall.expected_inner_mm:.0f}")
        box = (wall.left, wall.top, wall.right, wall.bottom)
        confidence = wall.height_share * 0.9
        self.hints.append(
            self._made(HintKind.FALSE_WALL, box, confidence, FALSE_WALL, tuple(details))
        )

    def _of_thing(self, thing: shield.Thing, *, near: bool) -> Hint:
        box = (thing.left, thing.top, thing.right, thing.bottom)
        details = ["shield + source"] if near else []
        if thing.likeness is None or thing.ratio is None or thing.sigma is None:
            details += ["cannot exclude", f"alpha {thing.alpha:.1f}"]
            return self._made(HintKind.OPAQUE, box, 0.8 if near else 0.4, SHIELD, tuple(details))
        details += [
            f"ratio {thing.ratio:.3f}",
            f"likeness {thing.likeness:.2f}",
            f"sigma {thing.sigma:.2f}",
            f"alpha {thing.alpha:.1f}",
        ]
        confidence = thing.confidence
        confidence = 1 - (1 - confidence) * (0.5 if near else 1)
        return self._made(HintKind.SHIELD, box, confidence, SHIELD, tuple(details))

    def _of_remnant(self, item: Remnant) -> Hint:
        box = (item.left, item.top, item.right, item.bottom)
        details = [f"times_threshold {item.strength:.1f}", f"mass_kg {item.mass_kg:.2f}"]
        if self.verdict and self.verdict.left_behind:
            details.append(f"left_behind {len(self.verdict.left_behind)}")
        return self._made(
            HintKind.NOT_EMPTY,
            box,
            item.strength / (item.strength + 1),
            (self.verdict.algorithm, empties.VERSION) if self.verdict else EMPTY,
            tuple(details),
        )

    def _near(self, thing: shield.Thing, radiation_at_m: float | None, front_px: int) -> bool:
        if radiation_at_m is None:
            return False
        pixel_m = self.picture.pixel_mm / 1000
        front = front_px / self.picture.shrink
        first, last = ((x - front) * pixel_m for x in (thing.left, thing.right))
        return first - NEAR_M <= radiation_at_m <= last + NEAR_M

    def _made(
        self,
        kind: HintKind,
        box: tuple[int, int, int, int] | None,
        confidence: float,
        algorithm: Algorithm,
        details: tuple[str, ...],
    ) -> Hint:
        return Hint(
            kind=kind,
            box=None if box is None else self.picture.box(*box),
            confidence=min(max(confidence, 0.0), 1.0),
            algorithm=algorithm[0],
            version=algorithm[1],
            details=details,
        )

    def _step(self) -> None:
        step = min(self._done, len(STEPS) - 1)
        if not self._progress(STEPS[step], self._done / len(STEPS)):
            raise AidsStoppedError(STEPS[step])
        self._done += 1
