"""Lays an earlier image of a container over the present one.

Imagers differ in speed and start: the earlier image is moved and stretched along the vehicle, and
moved a little up or down. Cargo may have changed and the tractor too, so small tiles are matched on
their own, and the line on which most of them agree is the answer: the container's frame, its posts,
rails, floor and corrugation, is in all of them, a load only in some.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.radiography.windows import Levels

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float32]

ALPHA_MAX = 5.0
COARSE_PX = 4
COARSE_BANDS = 12
STRETCHES = tuple(1 + step / 400 for step in range(-16, 17))
"""Portal scans differ by up to 3 % in speed; 4 % are searched."""

EDGE_SOFT = 0.03
TILE_PX = 160
TILE_STEP_PX = 80
TILE_BANDS = 4
SEARCH_X_PX, SEARCH_Y_PX = 14, 8
TILE_TEXTURE_MIN = 0.05
PEAK_MIN = 0.25
INLIER_PX = 1.0
INLIERS_MIN = 8
SPAN_MIN = 0.4
SCORE_MIN = 0.68
TRIALS = 400


class RegistrationError(Exception):
    """Two images do not show the same frame, or not clearly enough to be laid over one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Where a pixel (x, y) of the fixed image is in the moving one: (x*stretch + dx, y + dy).

    `score` is the part of telling tiles that agree, 0 to 1, between the first and the last that
    does: another tractor costs nothing. `spread_px` is how far those are from what they agree on
    (root mean square).
    """

    stretch: float
    shift_x_px: float
    shift_y_px: float
    score: float
    spread_px: float

    def to_moving(self, x: float, y: float) -> tuple[float, float]:
        """The point of the moving image that lies on a point of the fixed one."""
        return x * self.stretch + self.shift_x_px, y + self.shift_y_px

    def to_fixed(self, x: float, y: float) -> tuple[float, float]:
        """The point of the fixed image on which a point of the moving one lies."""
        return (x - self.shift_x_px) / self.stretch, y - self.shift_y_px


def register(
    moving: Pixels, fixed: Pixels, *, moving_levels: Levels, fixed_levels: Levels
) -> Registration:
    """Find how `moving` lies on `fixed`, both (height, width) of the same pixel size.

    Raises RegistrationError where fewer than `SCORE_MIN` of the tiles agree, or those that do cover
    too little of the vehicle to fix its stretch.
    """
    there, here = _edges(moving, moving_levels), _edges(fixed, fixed_levels)
    stretch, shift = _coarse(there, here)
    tiles = _match_tiles(there, here, stretch, shift)
    return _agreed(tiles, fixed.shape[1])


def warp(
    moving: Pixels, registration: Registration, shape: tuple[int, int]
) -> tuple[Pixels, NDArray[np.bool_]]:
    """The moving image in the frame of the fixed one, and where it has pixels. (height, width)."""
    matrix = np.array(
        [
            [registration.stretch, 0.0, registration.shift_x_px],
            [0.0, 1.0, registration.shift_y_px],
        ]
    )
    laid = cv2.warpAffine(
        moving,
        matrix,
        (shape[1], shape[0]),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    x = np.arange(shape[1]) * registration.stretch + registration.shift_x_px
    y = np.arange(shape[0]) + registration.shift_y_px
    seen_x = (x >= 0) & (x <= moving.shape[1] - 1)
    seen_y = (y >= 0) & (y <= moving.shape[0] - 1)
    return np.asarray(laid, dtype=np.uint16), seen_y[:, None] & seen_x[None, :]


def _edges(pixels: Pixels, levels: Levels) -> Floats:
    """Edges across the vehicle's length and height, (2, height, width), each within -1 and 1.

    Strong and weak edges count nearly alike, so that a dense load does not outweigh the frame.
    """
    depth = -np.log(np.maximum(pixels, max(levels.floor, 1)) / np.float32(levels.air))
    depth = cv2.GaussianBlur(np.minimum(depth, ALPHA_MAX).astype(np.float32), (0, 0), 1.2)
    across = cv2.Sobel(depth, cv2.CV_32F, 1, 0, ksize=3, scale=0.25)
    down = cv2.Sobel(depth, cv2.CV_32F, 0, 1, ksize=3, scale=0.25)
    soft = [edge / (np.abs(edge) + EDGE_SOFT) for edge in (across, down)]
    return np.asarray(soft, dtype=np.float32)


def _coarse(there: Floats, here: Floats) -> tuple[float, float]:
    """Stretch and shift along the vehicle, to a few pixels, by correlating bands of rows."""
    fixed, moving = _bands(here[0]), _bands(there[0])
    size = cv2.getOptimalDFTSize(fixed.shape[1] + round(moving.shape[1] * STRETCHES[-1]) + 2)
    spectrum = np.fft.rfft(fixed, size)
    best = (-np.inf, 1.0, 0.0)
    for stretch in STRETCHES:
        width = max(round(moving.shape[1] / stretch), 2)
        scaled = cv2.resize(moving, (width, moving.shape[0]), interpolation=cv2.INTER_LINEAR)
        norm = float(np.linalg.norm(scaled)) or 1.0
        match = np.fft.irfft((np.conj(spectrum) * np.fft.rfft(scaled, size)).sum(axis=0), size)
        at = int(np.argmax(match))
        lag = at if at < size // 2 else at - size
        best = max(best, (float(match[at]) / norm, stretch, lag * stretch * COARSE_PX))
    return best[1], best[2]


def _bands(edges: Floats) -> Floats:
    """Signed edges summed over bands of rows, at a quarter of the width."""
    width = max(edges.shape[1] // COARSE_PX, 1)
    size = (width, COARSE_BANDS)
    return np.asarray(cv2.resize(edges, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tiles:
    """Where tiles of the fixed image were found: centre column, column found, rows moved."""

    at_px: NDArray[np.float64]
    found_px: NDArray[np.float64]
    down_px: NDArray[np.float64]
    peaks: NDArray[np.float64]


def _match_tiles(there: Floats, here: Floats, stretch: float, shift: float) -> _Tiles:
    height = min(here.shape[1], there.shape[1])
    band = max((height - 2 * SEARCH_Y_PX) // TILE_BANDS, 1)
    rows: list[tuple[float, float, float, float]] = []
    for left in range(0, here.shape[2] - TILE_PX + 1, TILE_STEP_PX):
        centre = left + (TILE_PX - 1) / 2
        begin = round(centre * stretch + shift - (TILE_PX - 1) / 2) - SEARCH_X_PX
        end = begin + TILE_PX + 2 * SEARCH_X_PX
        if begin < 0 or end > there.shape[2]:
            continue
        for top in range(SEARCH_Y_PX, height - band - SEARCH_Y_PX + 1, band):
            tile = here[:, top : top + band, left : left + TILE_PX]
            if float(np.abs(tile).mean()) < TILE_TEXTURE_MIN:
                continue
            area = there[:, top - SEARCH_Y_PX : top + band + SEARCH_Y_PX, begin:end]
            x, y, peak = _found(tile, area, stretch)
            rows.append((centre, begin + x + (TILE_PX - 1) / 2, y - SEARCH_Y_PX, peak))
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    return _Tiles(at_px=table[:, 0], found_px=table[:, 1], down_px=table[:, 2], peaks=table[:, 3])


def _found(tile: Floats, area: Floats, stretch: float) -> tuple[float, float, float]:
    """Place of the best match of a tile, to a part of a pixel, and its correlation.

    The tile is stretched about its middle first, for 3 % of 160 pixels would blur the match.
    """
    match = np.zeros(())
    for edges, part in zip(tile, area, strict=True):
        matrix = np.array(
            [[1 / stretch, 0.0, (TILE_PX - 1) / 2 * (1 - 1 / stretch)], [0.0, 1.0, 0.0]]
        )
        template = cv2.warpAffine(
            edges,
            matrix,
            (TILE_PX, edges.shape[0]),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        match = match + cv2.matchTemplate(part, template, cv2.TM_CCORR_NORMED) / 2
    row, column = np.unravel_index(int(np.argmax(match)), match.shape)
    return (
        column + _vertex(match[row, :], int(column)),
        row + _vertex(match[:, column], int(row)),
        float(match[row, column]),
    )


def _vertex(values: NDArray[np.float64], at: int) -> float:
    """How far the top of a parabola through three samples lies from the middle one."""
    if not 0 < at < values.size - 1:
        return 0.0
    before, top, after = (float(value) for value in values[at - 1 : at + 2])
    bend = before - 2 * top + after
    return 0.0 if bend >= 0 else 0.5 * (before - after) / bend


def _agreed(tiles: _Tiles, width: int) -> Registration:
    """The line through most tiles: pairs are tried at random, the best is fitted to its own."""
    telling = tiles.peaks >= PEAK_MIN
    at, found, down = tiles.at_px[telling], tiles.found_px[telling], tiles.down_px[telling]
    if at.size < INLIERS_MIN:
        raise RegistrationError("too few parts of the images look alike")
    random = np.random.default_rng(0)
    best = np.zeros(at.size, dtype=bool)
    for one, other in random.integers(0, at.size, (TRIALS, 2)):
        if abs(at[one] - at[other]) < TILE_PX:
            continue
        stretch = (found[one] - found[other]) / (at[one] - at[other])
        if not STRETCHES[0] - 0.01 <= stretch <= STRETCHES[-1] + 0.01:
            continue
        off_x = np.abs(found - found[one] - stretch * (at - at[one]))
        agree = (off_x < INLIER_PX) & (np.abs(down - down[one]) < INLIER_PX)
        if agree.sum() > best.sum():
            best = agree
    if best.sum() < INLIERS_MIN or np.ptp(at[best]) < SPAN_MIN * np.ptp(at):
        raise RegistrationError("what agrees is at most one end of the vehicle")
    among = (at >= at[best].min()) & (at <= at[best].max())
    score = float(best.sum() / among.sum())
    if score < SCORE_MIN:
        raise RegistrationError(f"only {score:.0%} of the parts that look alike agree")
    stretch, shift = np.polyfit(at[best], found[best], 1)
    off = found[best] - (stretch * at[best] + shift)
    return Registration(
        stretch=float(stretch),
        shift_x_px=float(shift),
        shift_y_px=float(np.median(down[best])),
        score=score,
        spread_px=float(np.sqrt(np.mean(off**2))),
    )
