"""Spectra as arrays that can be drawn: one axis, and the background brought to the same terms."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.spectrum import Spectrum

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trace:
    """A spectrum on one axis.

    `edges` (channels + 1) are in keV if `calibrated`, else channel numbers. `counts` (channels) are
    as measured. `background` (channels) are the counts expected from background alone in the same
    live time and channels, None where there is none that can be compared.
    """

    edges: Floats
    counts: Floats
    background: Floats | None
    calibrated: bool

    def channel_at(self, position: float) -> int:
        """The channel that holds `position` on the axis; the first or last beyond its ends."""
        channel = int(np.searchsorted(self.edges, position, side="right")) - 1
        return min(max(channel, 0), len(self.counts) - 1)

    def centre(self, channel: int) -> float:
        """The middle of a channel on the axis."""
        return float(self.edges[channel] + self.edges[channel + 1]) / 2


def trace_of(spectrum: Spectrum, background: Spectrum | None) -> Trace:
    """Bring a spectrum and its background to one axis.

    A calibration whose energies do not rise is no calibration. A background is compared only
    where both spectra are calibrated, or where both are not and have equally many channels.
    """
    edges, calibrated = _edges(spectrum)
    axis = (edges, calibrated)
    expected = None if background is None else _expected(background, spectrum, axis)
    return Trace(
        edges=edges,
        counts=np.asarray(spectrum.counts, dtype=np.float64),
        background=expected,
        calibrated=calibrated,
    )


def rebinned(counts: Floats, edges: Floats, wanted: Floats) -> Floats:
    """Counts (n) with `edges` (n + 1), shared out to the `wanted` edges (m + 1): m counts.

    Counts are taken to be spread evenly within a channel, and none are lost or made within the
    range that both cover.
    """
    cumulative = np.concatenate([[0.0], np.cumsum(counts)])
    return np.diff(np.interp(wanted, edges, cumulative))


def columns(trace_counts: Floats, positions_px: Floats) -> tuple[Floats, Floats]:
    """A line to draw: x and y of each corner of the histogram with `positions_px` (n + 1) edges.

    Where channels are narrower than a pixel, only the lowest and highest of each pixel column are
    kept: a narrow peak is never lost to the width of the plot.
    """
    width = positions_px[-1] - positions_px[0]
    if len(trace_counts) <= width:
        return np.repeat(positions_px, 2)[1:-1], np.repeat(trace_counts, 2)
    starts = np.flatnonzero(np.diff(np.floor(positions_px[:-1]), prepend=-np.inf))
    lows = np.minimum.reduceat(trace_counts, starts)
    highs = np.maximum.reduceat(trace_counts, starts)
    return np.repeat(np.floor(positions_px[starts]), 2), np.column_stack([lows, highs]).ravel()


def _edges(spectrum: Spectrum) -> tuple[Floats, bool]:
    channels = np.arange(len(spectrum.counts) + 1, dtype=np.float64)
    calibration = spectrum.calibration
    if calibration is None:
        return channels, False
    if calibration.edges_kev:
        edges = np.asarray(calibration.edges_kev, dtype=np.float64)
    else:
        values = np.polynomial.polynomial.polyval(channels, calibration.coefficients)
        edges = values.astype(np.float64, copy=False)
    rises = bool(np.all(np.isfinite(edges)) and np.all(np.diff(edges) > 0))
    return (edges, True) if rises else (channels, False)


def _expected(background: Spectrum, spectrum: Spectrum, axis: tuple[Floats, bool]) -> Floats | None:
    edges, calibrated = axis
    background_edges, background_calibrated = _edges(background)
    if background_calibrated is not calibrated:
        return None
    if not calibrated and len(background.counts) != len(spectrum.counts):
        return None
    counts = np.asarray(background.counts, dtype=np.float64)
    scale = spectrum.live_time_s / background.live_time_s
    return rebinned(counts, background_edges, edges) * scale
