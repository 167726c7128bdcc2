"""Is a cargo space empty? Against the scanner's own empty reference, or against itself.

Without a reference the structure explains itself: walls, posts, slats, corrugation and stripes are
all constant along rows or along columns, so the median of each, taken off in turn (Tukey's median
polish, 1977), leaves only what is local. What is left is opened with squares of several sizes, so
that a strap or an edge falls away and a litre of water does not.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import Floats, Picture

ALGORITHM, VERSION = "median-polish", "1"
REFERENCE_ALGORITHM = "empty-reference"

SCALES_MM: tuple[tuple[float, float], ...] = ((20.0, 0.32), (40.0, 0.115), (80.0, 0.055))
"""Side of the opening square and the alpha that it must leave."""

LOADED_ALPHA, LOADED_SHARE = 0.25, 0.04
"""A space is loaded where this much of it is denser than the wall by this."""

ROOF_SHARE_MAX = 0.2

COLUMN_ALPHA, COLUMN_MM = 0.12, 60.0
"""A column of goods from floor to roof, and how long it is at the least."""

LOW_MM, LONG_MM = 330.0, 700.0
"""Pallets and dunnage are long, low, and on the floor."""

BOARD_MM, BOARD_LONG_MM = 60.0, 300.0
POST_MM, POSTS_MIN = 130.0, 3
"""Several narrow columns from floor to roof are the posts of a tarpaulin."""

CASTING_MM, CASTING_UNDER_ROOF_MM = (200.0, 140.0), 110.0
"""Length and height of a corner casting: what is hidden there is not looked for."""

DECK_SHARE = 0.6
MASS_MIN_KG = 0.25
"""What is lighter is not the litre that is looked for."""

ALPHA_PER_G_CM2 = 0.043
POLISH_ROUNDS = 2
CERTAIN_TIMES = 2.0


Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remnant:
    """Something that structure does not explain: box in the picture, alpha, mass in kilograms."""

    left: int
    top: int
    right: int
    bottom: int
    strength: float
    mass_kg: float
    on_floor_and_low: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyVerdict:
    """What was found in a space that was taken for empty.

    `strength` is how many times the threshold the strongest remnant reached, 0 without one.
    `left_behind` are pallets and dunnage: they do not make a space loaded, and are listed.
    """

    empty: bool
    loaded: bool
    strength: float
    algorithm: str
    remnants: tuple[Remnant, ...] = ()
    left_behind: tuple[Remnant, ...] = ()

    @property
    def confidence(self) -> float:
        """0.5 at the threshold, towards 1 away from it on the side of the verdict."""
        if self.loaded:
            return 0.99
        part = self.strength / (self.strength + 1)
        return part if not self.empty else 1 - part


def verify_empty(
    picture: Picture, alpha: Floats, hold: Hold, reference: tuple[Floats, Hold] | None = None
) -> EmptyVerdict:
    """The verdict on a space; `reference` is alpha and hold of the same kind of space, empty."""
    room = alpha[hold.inside]
    algorithm = ALGORITHM if reference is None else REFERENCE_ALGORITHM
    below_roof = room[_roof_rows(room, hold) :]
    dense = float((below_roof > hold.wall_alpha + LOADED_ALPHA).mean())
    if dense > LOADED_SHARE:
        return EmptyVerdict(empty=False, loaded=True, strength=dense / LOADED_SHARE,
                            algorithm=algorithm)  # fmt: skip
    if reference is not None:
        room = room - _registered(room, reference[0][reference[1].inside])
    residual, columns = polished(room)
    walls = _full_height(picture, columns, room.shape[0]) if reference is None else []
    strengths = strength_map(picture, residual)
    _leave_out_castings(picture, strengths, hold)
    found = [*walls, *_remnants(picture, residual, strengths)]
    remnants = tuple(
        _moved(item, hold)
        for item in found
        if not item.on_floor_and_low and item.strength >= 1 and item.mass_kg >= MASS_MIN_KG
    )
    left_behind = tuple(_moved(item, hold) for item in found if item.on_floor_and_low)
    return EmptyVerdict(
        empty=not remnants,
        loaded=False,
        strength=max((item.strength for item in remnants), default=_below_one(strengths)),
        algorithm=algorithm,
        remnants=remnants,
        left_behind=left_behind,
    )


def _roof_rows(room: Floats, hold: Hold) -> int:
    """Rows that the roof darkens over the whole length: a source below it sees its underside."""
    dark = np.percentile(room, 10, axis=1) > hold.wall_alpha + LOADED_ALPHA
    rows = int(np.argmin(dark)) if not dark.all() else len(dark)
    return min(rows, int(ROOF_SHARE_MAX * len(dark)))


def polished(room: Floats) -> tuple[Floats, Floats]:
    """What rows and columns do not explain, and the column medians that were taken off."""
    residual = room.astype(np.float32, copy=True)
    columns = np.zeros(room.shape[1], dtype=np.float32)
    for _ in range(POLISH_ROUNDS):
        middle = np.median(residual, axis=0).astype(np.float32)
        residual -= middle[None, :]
        columns += middle
        residual -= np.median(residual, axis=1).astype(np.float32)[:, None]
    return residual, columns


def strength_map(picture: Picture, residual: Floats) -> Floats:
    """How many times the threshold each pixel reaches at the size where it reaches most."""
    calm = cv2.GaussianBlur(residual, (0, 0), max(6.0 / picture.pixel_mm, 0.8))
    strongest = np.zeros_like(residual)
    for side_mm, threshold in SCALES_MM:
        side = max(picture.px(side_mm), 2)
        square = np.ones((side, side), np.uint8)
        opened = cv2.morphologyEx(calm, cv2.MORPH_OPEN, square, borderType=cv2.BORDER_REPLICATE)
        np.maximum(strongest, opened / np.float32(threshold), out=strongest)
    return strongest


def _leave_out_castings(picture: Picture, strengths: Floats, hold: Hold) -> None:
    wide, high = (picture.px(side) for side in CASTING_MM)
    left = max(hold.left + wide - hold.inner_left, 0)
    right = max(wide - (hold.right - hold.inner_right), 0)
    top = picture.px(CASTING_UNDER_ROOF_MM)
    columns = np.zeros(strengths.shape[1], dtype=bool)
    columns[:left] = True
    columns[strengths.shape[1] - right :] = True
    strengths[:top, columns] = 0
    if hold.inner_bottom > hold.bottom - high:
        strengths[hold.bottom - high - hold.inner_top :, columns] = 0


def _below_one(strengths: Floats) -> float:
    return min(float(strengths.max(initial=0.0)), 0.99)


def _remnants(picture: Picture, residual: Floats, strengths: Floats) -> list[Remnant]:
    mask = (strengths >= 1).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = [(stats[label], labels == label) for label in range(1, min(count, 200))]
    mask_low = np.zeros_like(mask)
    found = []
    for (left, top, width, height, _), body in pieces:
        box = (int(left), int(top), int(left + width), int(top + height))
        if top >= residual.shape[0] - picture.px(LOW_MM):
            mask_low[body] = 1
            continue
        found.append(_remnant(picture, residual, strengths, box, low=False))
    return found + _low_things(picture, residual, strengths, mask_low)


def _low_things(
    picture: Picture, residual: Floats, strengths: Floats, mask: NDArray[np.uint8]
) -> list[Remnant]:
    """Pallets and boards among what stands low on the floor; what stands on them is its own."""
    gap = np.ones((picture.px(60), picture.px(120)), np.uint8)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, gap)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[label])
        box = (left, top, left + width, top + height)
        board = height <= picture.px(BOARD_MM) and width >= picture.px(BOARD_LONG_MM)
        if width < picture.px(LONG_MM):
            found.append(_remnant(picture, residual, strengths, box, low=board))
            continue
        found += _layers(picture, residual, strengths, labels == label, box)
    return found


def _layers(
    picture: Picture, residual: Floats, strengths: Floats, body: NDArray[np.bool_], box: Box
) -> list[Remnant]:
    """A long low thing from its deck down, and what stands on it as things of their own."""
    found = []
    left, top, right, bottom = box
    while right - left >= picture.px(LONG_MM):
        wide = body[top:bottom, left:right].sum(axis=1)
        deck = top + int(np.argmax(wide >= DECK_SHARE * (right - left)))
        found.append(_remnant(picture, residual, strengths, (left, deck, right, bottom), low=True))
        if deck - top < picture.px(40):
            return found
        bottom = deck
        columns = np.flatnonzero(body[top:bottom, left:right].any(axis=0))
        left, right = left + int(columns[0]), left + int(columns[-1]) + 1
    return [*found, _remnant(picture, residual, strengths, (left, top, right, bottom), low=False)]


def _remnant(
    picture: Picture,
    residual: Floats,
    strengths: Floats,
    box: Box,
    *,
    low: bool,
) -> Remnant:
    left, top, right, bottom = box
    part = residual[top:bottom, left:right]
    area_cm2 = (picture.pixel_mm / 10) ** 2
    mass = float(np.maximum(part, 0).sum()) / ALPHA_PER_G_CM2 * area_cm2 / 1000
    return Remnant(
        left=left, top=top, right=right, bottom=bottom,
        strength=float(strengths[top:bottom, left:right].max()),
        mass_kg=mass, on_floor_and_low=low,
    )  # fmt: skip


def _full_height(picture: Picture, columns: Floats, height: int) -> list[Remnant]:
    """Goods or walls from floor to roof: columns denser than their like, for some length."""
    usual = float(np.percentile(columns, 30))
    spread = float(np.percentile(columns, 60)) - usual
    over = columns - usual - max(2 * spread, 0.0)
    side = picture.px(COLUMN_MM)
    line = cv2.morphologyEx(over[None, :], cv2.MORPH_OPEN, np.ones((1, side), np.uint8))[0]
    dense = np.concatenate(([0], (line > COLUMN_ALPHA).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(dense))
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    posts = [run for run in runs if run[1] - run[0] <= picture.px(POST_MM)]
    if len(posts) >= POSTS_MIN:
        runs = [run for run in runs if run not in posts]
    area_cm2 = (picture.pixel_mm / 10) ** 2
    return [
        Remnant(
            left=int(first), top=0, right=int(last), bottom=height,
            strength=float(line[first:last].max()) / COLUMN_ALPHA,
            mass_kg=float(over[first:last].sum()) * height / ALPHA_PER_G_CM2 * area_cm2 / 1000,
            on_floor_and_low=False,
        )
        for first, last in runs
    ]  # fmt: skip


def _registered(room: Floats, reference: Floats) -> Floats:
    """The reference's room, laid over this one and moved to where their patterns agree."""
    height, width = room.shape
    fitted = cv2.resize(reference, (width, height), interpolation=cv2.INTER_LINEAR)
    (dx, dy), _ = cv2.phaseCorrelate(fitted.astype(np.float64), room.astype(np.float64))
    if abs(dx) > width / 20 or abs(dy) > height / 20:
        return np.asarray(fitted, dtype=np.float32)
    move = np.array([[1, 0, dx], [0, 1, dy]], dtype=np.float64)
    return np.asarray(
        cv2.warpAffine(fitted, move, (width, height), borderMode=cv2.BORDER_REPLICATE),
        dtype=np.float32,
    )


def _moved(item: Remnant, hold: Hold) -> Remnant:
    return Remnant(
        left=item.left + hold.inner_left,
        top=item.top + hold.inner_top,
        right=item.right + hold.inner_left,
        bottom=item.bottom + hold.inner_top,
        strength=item.strength,
        mass_kg=item.mass_kg,
        on_floor_and_low=item.on_floor_and_low,
    )
