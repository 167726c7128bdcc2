"""One decoded radiograph laid on another, and what differs. For a worker process."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from app.domain.radiograph import PixelUnit, Scan, Window
from app.radiography.difference import difference
from app.radiography.image_cache import open_cached
from app.radiography.image_questions import LaidAsked
from app.radiography.pyramid import Pixels, build_pyramid, write_pyramid
from app.radiography.registration import RegistrationError, register, warp

LAID, DIFFERENCE, SCORE_NAME = "laid", "difference", "score.json"
SAME_SIZE = 0.001
"""Pixel sizes that differ by less are one: registration stretches by more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOver:
    """Folders of two pyramids of the size of the own image, and how well both images agree, 0 to 1.

    `window` is how the difference is looked at.
    """

    laid: Path
    difference: Path
    window: Window
    score: float


def lay_over(asked: LaidAsked) -> LaidOver:
    """Lay the other image on the own one; made once, beside the own one in the cache.

    Raises RegistrationError where the two do not show the same frame.
    """
    home = asked.own / f"compared-{asked.other.name}"
    if not (home / SCORE_NAME).exists():
        _make(asked, home)
    made = json.loads((home / SCORE_NAME).read_text("utf-8"))
    low, high = made["window"]
    return LaidOver(
        laid=home / LAID,
        difference=home / DIFFERENCE,
        window=Window(low=low, high=high),
        score=made["score"],
    )


def _make(asked: LaidAsked, home: Path) -> None:
    for scan in (asked.own_scan, asked.other_scan):
        if scan.channels[0].unit is PixelUnit.LOG:
            raise RegistrationError("a logarithmic image is not laid on another one")
    own, other = open_cached(asked.own), open_cached(asked.other)
    fixed = np.asarray(own.channels[0][0])
    moving = _in_size_of(np.asarray(other.channels[0][0]), asked.other_scan, asked.own_scan)
    found = register(moving, fixed, moving_levels=other.levels[0], fixed_levels=own.levels[0])
    laid, covered = warp(moving, found, (fixed.shape[0], fixed.shape[1]))
    change = difference(fixed, laid, covered, now_levels=own.levels[0], then_levels=other.levels[0])
    window = change.window()
    with tempfile.TemporaryDirectory(dir=asked.own, ignore_cleanup_errors=True) as aside:
        write_pyramid(Path(aside) / LAID, build_pyramid(laid))
        write_pyramid(Path(aside) / DIFFERENCE, build_pyramid(change.picture))
        told = {"score": found.score, "window": [window.low, window.high]}
        (Path(aside) / SCORE_NAME).write_text(json.dumps(told), "utf-8")
        try:
            Path(aside).rename(home)
        except OSError:
            if not (home / SCORE_NAME).exists():  # else another worker was quicker
                raise


def _in_size_of(pixels: Pixels, scan: Scan, wanted: Scan) -> Pixels:
    """Pixels as large as those of the wanted scan; as they are where a size is not known."""
    if scan.pixel_mm is None or wanted.pixel_mm is None:
        return pixels
    across, down = (
        mine / other for mine, other in zip(scan.pixel_mm, wanted.pixel_mm, strict=True)
    )
    if max(abs(across - 1), abs(down - 1)) < SAME_SIZE:
        return pixels
    height, width = pixels.shape
    size = (max(round(width * across), 1), max(round(height * down), 1))
    resized = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(resized, dtype=np.uint16)
