"""The picture of a radiograph at full size, grey or coloured by material."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from app.cli.radiograph_files import OpenedRadiograph
from app.domain.radiograph import ChannelRole, ScanChannel, Window, WindowPreset
from app.domain.view_state import Palette
from app.radiography.material import (
    ENERGIES_MV,
    HATCHED,
    NO_INFORMATION,
    material_levels,
    material_pair,
)
from app.radiography.palettes import material_colours
from app.radiography.pyramid import build_pyramid
from app.radiography.windows import (
    histogram,
    levels_of,
    preset_window,
    review_lut,
    window_lut,
)

Greys = NDArray[np.uint8]

HATCH_PERIOD_PX, HATCH_LINE_PX = 9, 2


class NoMaterialError(Exception):
    """A radiograph without the two energies that materials are told apart by."""


def greys(opened: OpenedRadiograph, window: Window | None, channel: int = 0) -> Greys:
    """A channel as the officer sees it first, or exactly through `window`; (height, width)."""
    pixels = opened.pixels[channel]
    if window is not None:
        return np.asarray(cv2.LUT(pixels, window_lut(window)), dtype=np.uint8)
    levels = levels_of(histogram(pixels))
    lut = review_lut(preset_window(WindowPreset.LOG, levels, opened.channels[channel]))
    return np.asarray(cv2.LUT(pixels, lut), dtype=np.uint8)


def coloured(opened: OpenedRadiograph, window: Window | None) -> Greys:
    """Blue, green, red of every pixel of the high energy, (height, width, 3).

    Raises NoMaterialError.
    """
    channels = tuple(_with_energy(channel) for channel in opened.channels)
    pair = material_pair(channels)
    if pair is None:
        raise NoMaterialError("materials need one image at 9 MV and one at 6 MV")
    high, low = pair
    high_air, low_air = (levels_of(histogram(opened.pixels[number])) for number in pair)
    [finest, *_] = material_levels(
        build_pyramid(opened.pixels[high])[:2],
        build_pyramid(opened.pixels[low])[:2],
        high_air,
        low_air,
        (channels[high], channels[low]),
    )
    height, width = opened.pixels[high].shape
    indices = _enlarged(finest, (height, width))
    lines = np.add.outer(np.arange(height), np.arange(width)) % HATCH_PERIOD_PX < HATCH_LINE_PX
    indices[lines & (indices == NO_INFORMATION)] = HATCHED
    table = material_colours(Palette.DUAL)
    return np.ascontiguousarray(table[indices, greys(opened, window, high)][..., :3])


def _enlarged(indices: Greys, shape: tuple[int, int]) -> Greys:
    if indices.shape == shape:
        return indices
    twice = indices.repeat(2, axis=0).repeat(2, axis=1)
    return np.ascontiguousarray(twice[: shape[0], : shape[1]])


def _with_energy(channel: ScanChannel) -> ScanChannel:
    """The channel, with the energy that files without a word of it are taken to have."""
    roles = (ChannelRole.HIGH, ChannelRole.LOW)
    if channel.energy_mv is not None or channel.role not in roles:
        return channel
    return replace(channel, energy_mv=ENERGIES_MV[roles.index(channel.role)])
