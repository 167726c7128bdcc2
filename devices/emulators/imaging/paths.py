"""How much of each material lies on the way from the source to each pixel.

The source stands beside the road and sees the vehicle as a fan: along the vehicle everything has
its true length, but what is nearer to the source looks taller. Solids are drawn in metres: x from
the image's left edge, y above the road, z from the side that faces the source.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.emulators.imaging.beam import Floats, Material
from devices.emulators.imaging.masks import FULL, filled_mask, line_mask

Profile = NDArray[np.floating]

CM = 100.0
SLICE_M = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Size of the image and place of the source.

    A pixel has its size at the middle of the vehicle. `source_m` is how far the source is from the
    vehicle's near side.
    """

    width_px: int
    height_px: int
    pixel_m: float
    top_m: float
    source_m: float = 11.0
    source_height_m: float = 1.7
    middle_m: float = 1.25

    def magnification(self, z_m: float) -> float:
        """How much taller something at this depth looks than at the middle."""
        return (self.source_m + self.middle_m) / (self.source_m + z_m)

    def row(self, y_m: float, z_m: float) -> float:
        """The row, from the top, at which a height at a depth is seen."""
        seen_m = self.source_height_m + (y_m - self.source_height_m) * self.magnification(z_m)
        return (self.top_m - seen_m) / self.pixel_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A box in space, in metres."""

    x: tuple[float, float]
    y: tuple[float, float]
    z: tuple[float, float]


class PathMap:
    """Adds solids to the paths of a scene. `paths_g_cm2` is (materials, height, width)."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        shape = (len(Material), geometry.height_px, geometry.width_px)
        self.paths_g_cm2: Floats = np.zeros(shape, dtype=np.float32)
        rows = np.arange(geometry.height_px) + 0.5
        self._seen_m = geometry.top_m - rows * geometry.pixel_m
        self._left_m = np.arange(geometry.width_px) * geometry.pixel_m

    def box(self, material: Material, density: float, block: Block) -> None:
        """A solid box of `density` g/cm3."""
        columns = self._cover(*block.x)
        self._add(material, density * CM * self._depth(block), columns)

    def columns(
        self, material: Material, path_g_cm2: Sequence[float] | Floats, block: Block
    ) -> None:
        """A sheet that varies along the vehicle: its path at equal steps of the block's length."""
        cover = self._cover(*block.x)
        inside = np.flatnonzero(cover)
        if not inside.size:
            return
        path = np.asarray(path_g_cm2, dtype=np.float32)
        at = (self._left_m[inside] + self.geometry.pixel_m / 2 - block.x[0]) * (
            len(path) / (block.x[1] - block.x[0])
        )
        cover[inside] *= path[np.clip(at.astype(int), 0, len(path) - 1)]
        thickness = max(block.z[1] - block.z[0], 1e-6)
        self._add(material, self._depth(block) / thickness, cover)

    def upright(
        self, material: Material, density: float, block: Block, *, bore_m: float = 0
    ) -> None:
        """An upright cylinder as wide as the block is long; `bore_m` is an inner radius."""
        radius = (block.x[1] - block.x[0]) / 2
        across = self._left_m + self.geometry.pixel_m / 2 - (block.x[0] + radius)
        chord = _chord(across, radius) - _chord(across, bore_m)
        thickness = max(block.z[1] - block.z[0], 1e-6)
        self._add(material, density * CM * self._depth(block) / thickness, chord)

    def lying(self, material: Material, density: float, block: Block, *, bore_m: float = 0) -> None:
        """A cylinder along the vehicle; its radius is half the block's height."""
        radius = (block.y[1] - block.y[0]) / 2
        middle_z = sum(block.z) / 2
        height = self._height_at(middle_z) - (block.y[0] + radius)
        chord = _chord(height, radius) - _chord(height, bore_m)
        self._add(material, density * CM * chord, self._cover(*block.x))

    def disc(
        self,
        material: Material,
        density: float,
        centre: tuple[float, float],
        radii_m: tuple[float, float],
        z: tuple[float, float],
    ) -> None:
        """A wheel or ring between two radii whose axis points at the source."""
        slices = max(math.ceil((z[1] - z[0]) / SLICE_M), 1)
        step = (z[1] - z[0]) / slices
        for index in range(slices):
            self._ring(material, density * CM * step, centre, radii_m, z[0] + (index + 0.5) * step)

    def sheet(
        self,
        material: Material,
        path_g_cm2: float,
        outline: Sequence[tuple[float, float]],
        z_m: float,
    ) -> None:
        """A flat panel of any outline at one depth."""
        points = self._points(outline, z_m)
        left, top, right, bottom = box = self._window(points, pad=1)
        if right <= left or bottom <= top:
            return
        mask = filled_mask(points, box)
        self.paths_g_cm2[material, top:bottom, left:right] += mask * np.float32(path_g_cm2 / FULL)

    def line(
        self,
        material: Material,
        path_g_cm2: float,
        course: Sequence[tuple[float, float]],
        z_m: float,
        *,
        thick_px: int = 1,
    ) -> None:
        """An edge, pipe or wire at one depth."""
        points = self._points(course, z_m)
        left, top, right, bottom = box = self._window(points, pad=thick_px + 1)
        if right <= left or bottom <= top:
            return
        mask = line_mask(points, box, thick_px)
        self.paths_g_cm2[material, top:bottom, left:right] += mask * np.float32(path_g_cm2 / FULL)

    def _add(self, material: Material, rows: Profile, columns: Profile) -> None:
        """Add the outer product of a row profile and a column profile, where neither is nothing."""
        down, across = np.flatnonzero(rows), np.flatnonzero(columns)
        if not down.size or not across.size:
            return
        vertical = slice(int(down[0]), int(down[-1]) + 1)
        horizontal = slice(int(across[0]), int(across[-1]) + 1)
        part = self.paths_g_cm2[material, vertical, horizontal]
        part += np.outer(rows[vertical].astype(np.float32), columns[horizontal].astype(np.float32))

    def _cover(self, first_m: float, last_m: float) -> Profile:
        """Which part of each column lies between two positions."""
        pixel = self.geometry.pixel_m
        right = np.minimum(self._left_m + pixel, last_m)
        cover: Profile = np.clip((right - np.maximum(self._left_m, first_m)) / pixel, 0.0, 1.0)
        return cover

    def _depth(self, block: Block) -> Profile:
        """Metres of the block on the way to each row."""
        geometry = self.geometry
        slope = (self._seen_m - geometry.source_height_m) / (geometry.source_m + geometry.middle_m)
        slope = np.where(np.abs(slope) < 1e-9, 1e-9, slope)
        low = (block.y[0] - geometry.source_height_m) / slope - geometry.source_m
        high = (block.y[1] - geometry.source_height_m) / slope - geometry.source_m
        enter, leave = np.minimum(low, high), np.maximum(low, high)
        depth = np.minimum(leave, block.z[1]) - np.maximum(enter, block.z[0])
        inside: Profile = np.maximum(depth, 0.0)
        return inside

    def _height_at(self, z_m: float) -> Profile:
        source = self.geometry.source_height_m
        return source + (self._seen_m - source) / self.geometry.magnification(z_m)

    def _ring(
        self,
        material: Material,
        path_g_cm2: float,
        centre: tuple[float, float],
        radii_m: tuple[float, float],
        z_m: float,
    ) -> None:
        inner, outer = radii_m
        height = self._height_at(z_m) - centre[1]
        across = self._left_m + self.geometry.pixel_m / 2 - centre[0]
        down, along = (
            np.flatnonzero(np.abs(height) <= outer),
            np.flatnonzero(np.abs(across) <= outer),
        )
        if not down.size or not along.size:
            return
        vertical = slice(int(down[0]), int(down[-1]) + 1)
        horizontal = slice(int(along[0]), int(along[-1]) + 1)
        distance = (
            np.hypot(height[vertical, None], across[None, horizontal]) / self.geometry.pixel_m
        )
        pixel = self.geometry.pixel_m
        cover = np.clip(outer / pixel - distance + 0.5, 0, 1)
        if inner > 0:
            cover -= np.clip(inner / pixel - distance + 0.5, 0, 1)
        self.paths_g_cm2[material, vertical, horizontal] += (cover * path_g_cm2).astype(np.float32)

    def _points(self, outline: Sequence[tuple[float, float]], z_m: float) -> Profile:
        pixel = self.geometry.pixel_m
        return np.array([(x / pixel, self.geometry.row(y, z_m)) for x, y in outline])

    def _window(self, points: Profile, pad: int) -> tuple[int, int, int, int]:
        left, top = np.floor(points.min(axis=0)).astype(int) - pad
        right, bottom = np.ceil(points.max(axis=0)).astype(int) + pad + 1
        width, height = self.geometry.width_px, self.geometry.height_px
        return max(left, 0), max(top, 0), min(right, width), min(bottom, height)


def _chord(offset_m: Profile, radius_m: float) -> Profile:
    return np.asarray(2 * np.sqrt(np.maximum(radius_m**2 - offset_m**2, 0.0)))
