"""Path lengths of a varied scene, drawn in pixels seen from the side (parallel rays)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from devices.emulators.imaging.beam import Floats
from devices.emulators.imaging.masks import FULL, filled_mask, line_mask
from devices.emulators.imaging.varied.spectra import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle of the image in pixels, parts of a pixel allowed; right and bottom excluded."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Rows."""
        return self.bottom - self.top

    def moved(self, dx: float, dy: float) -> "Rect":
        """The same rectangle elsewhere."""
        return Rect(
            left=self.left + dx, top=self.top + dy, right=self.right + dx, bottom=self.bottom + dy
        )


class Canvas:
    """Adds shapes to the path maps, one (height, width) map in g/cm2 per matter that occurs."""

    def __init__(self, width_px: int, height_px: int, pixel_mm: float) -> None:
        self.width_px, self.height_px, self.pixel_mm = width_px, height_px, pixel_mm
        self.paths_g_cm2: dict[Matter, Floats] = {}

    def px(self, mm: float) -> float:
        """Millimetres in pixels."""
        return mm / self.pixel_mm

    def of(self, matter: Matter) -> Floats:
        """The map of one matter."""
        if matter not in self.paths_g_cm2:
            shape = (self.height_px, self.width_px)
            self.paths_g_cm2[matter] = np.zeros(shape, dtype=np.float32)
        return self.paths_g_cm2[matter]

    def rect(self, matter: Matter, path_g_cm2: float, rect: Rect) -> None:
        """A slab."""
        self.texture(matter, np.array([path_g_cm2], dtype=np.float32), rect)

    def texture(self, matter: Matter, columns_g_cm2: Floats, rect: Rect) -> None:
        """A slab whose path changes along the vehicle, in equal steps over its width."""
        rows = _cover(rect.top, rect.bottom, self.height_px)
        across = _cover(rect.left, rect.right, self.width_px)
        down, along = np.flatnonzero(rows), np.flatnonzero(across)
        if not down.size or not along.size:
            return
        y, x = slice(down[0], down[-1] + 1), slice(along[0], along[-1] + 1)
        at = (np.arange(x.start, x.stop) + 0.5 - rect.left) * (len(columns_g_cm2) / rect.width)
        steps = np.clip(at.astype(int), 0, len(columns_g_cm2) - 1)
        part = self.of(matter)[y, x]
        part += np.outer(rows[y], across[x] * columns_g_cm2[steps]).astype(np.float32)

    def upright(self, matter: Matter, path_g_cm2: float, rect: Rect) -> None:
        """An upright cylinder whose middle has `path_g_cm2`."""
        count = max(round(rect.width * 2), 2)
        across = (np.arange(count) + 0.5) / count * 2 - 1
        self.texture(matter, (path_g_cm2 * np.sqrt(1 - across**2)).astype(np.float32), rect)

    def disc(
        self, matter: Matter, path_g_cm2: float, centre: tuple[float, float], radius: float
    ) -> None:
        """A cylinder seen along its axis."""
        self._masked(matter, path_g_cm2, centre, radius, ball=False)

    def ball(
        self, matter: Matter, path_g_cm2: float, centre: tuple[float, float], radius: float
    ) -> None:
        """A ball whose middle has `path_g_cm2`."""
        self._masked(matter, path_g_cm2, centre, radius, ball=True)

    def polygon(
        self, matter: Matter, path_g_cm2: float, points: Sequence[tuple[float, float]]
    ) -> None:
        """A slab of any outline."""
        corners = np.asarray(points, dtype=np.float64)
        left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int) - 1, 0)
        right = min(int(corners[:, 0].max()) + 2, self.width_px)
        bottom = min(int(corners[:, 1].max()) + 2, self.height_px)
        if right <= left or bottom <= top:
            return
        mask = filled_mask(corners, (left, top, right, bottom))
        self.of(matter)[top:bottom, left:right] += mask * np.float32(path_g_cm2 / FULL)

    def line(
        self,
        matter: Matter,
        path_g_cm2: float,
        ends: Sequence[tuple[float, float]],
        thick_px: int,
    ) -> None:
        """A strap, pipe or edge."""
        points = np.asarray(ends, dtype=np.float64)
        left, top = np.maximum(np.floor(points.min(axis=0)).astype(int) - thick_px, 0)
        right = min(int(points[:, 0].max()) + thick_px + 1, self.width_px)
        bottom = min(int(points[:, 1].max()) + thick_px + 1, self.height_px)
        if right <= left or bottom <= top:
            return
        mask = line_mask(points, (left, top, right, bottom), thick_px)
        self.of(matter)[top:bottom, left:right] += mask * np.float32(path_g_cm2 / FULL)

    def mass_kg(self, rect: Rect) -> dict[str, float]:
        """Mass of each matter inside a rectangle of whole pixels."""
        y = slice(max(round(rect.top), 0), round(rect.bottom))
        x = slice(max(round(rect.left), 0), round(rect.right))
        area_cm2 = (self.pixel_mm / 10) ** 2
        return {
            name.value: float(path[y, x].sum(dtype=np.float64)) * area_cm2 / 1000
            for name, path in self.paths_g_cm2.items()
        }

    def _masked(
        self,
        matter: Matter,
        path_g_cm2: float,
        centre: tuple[float, float],
        radius: float,
        *,
        ball: bool,
    ) -> None:
        left, top = max(int(centre[0] - radius) - 1, 0), max(int(centre[1] - radius) - 1, 0)
        right = min(int(centre[0] + radius) + 2, self.width_px)
        bottom = min(int(centre[1] + radius) + 2, self.height_px)
        if right <= left or bottom <= top:
            return
        dy = np.arange(top, bottom)[:, None] + 0.5 - centre[1]
        dx = np.arange(left, right)[None, :] + 0.5 - centre[0]
        distance = np.hypot(dy, dx)
        if ball:
            shape = np.sqrt(np.maximum(1 - (distance / radius) ** 2, 0))
        else:
            shape = np.clip(radius - distance + 0.5, 0, 1)
        self.of(matter)[top:bottom, left:right] += (shape * path_g_cm2).astype(np.float32)


def _cover(first: float, last: float, count: int) -> Floats:
    edges = np.arange(count, dtype=np.float64)
    cover = np.clip(np.minimum(edges + 1, last) - np.maximum(edges, first), 0, 1)
    return np.asarray(cover, dtype=np.float32)
