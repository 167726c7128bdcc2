"""From two prepared spectra to the nuclides that explain them: model, scale, search, pruning."""

from dataclasses import dataclass, replace

import numpy as np

from app.radiation.identification.attenuation import Floats
from app.radiation.identification.detectors import DetectorModel, detector_models, models_of
from app.radiation.identification.explain import Explanation, explain
from app.radiation.identification.fitting import Indices, gains
from app.radiation.identification.grid import NARROW_KEV, bins_per_fwhm, rebin
from app.radiation.identification.peaks import find_peaks, peak_kernel, significances
from app.radiation.identification.prepared import Prepared
from app.radiation.identification.scale import Scale, background_scale, narrow_scale
from app.radiation.identification.search import (
    SCANNED,
    View,
    best_templates,
    view,
)
from app.radiation.identification.templates import Library, library

FINE_CHANNELS = 8000
# Sodium iodide is what most instruments hold; caesium iodide peaks are hardly wider.
KIND_PRIOR = {"NaI": 1.15, "CsI": 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the search found, and on what terms."""

    kind: str
    model: str
    scale: Scale
    explanation: Explanation


def analyse(
    fore: Prepared,
    back: Prepared | None,
    *,
    models: tuple[DetectorModel, ...] = (),
) -> Analysis:
    """Explain `fore` by `back`, or by any background if that is None, and by nuclides."""
    kind = fore.kind or (back.kind if back else "") or kind_by_width(fore)
    background = _background(fore, back)
    seen, scale = _best_view(fore, background, models or models_of(kind))
    neutrons = bool(fore.neutron_counts and fore.neutron_counts > 5 + 0.2 * fore.live_time_s)
    return Analysis(
        kind=kind,
        model=seen.library.model.name,
        scale=scale,
        explanation=explain(seen, neutrons=neutrons),
    )


def _background(fore: Prepared, back: Prepared | None) -> tuple[Floats, Floats, float] | None:
    if back is None or back.total <= 0:
        return None
    return back.counts, back.edges_kev, fore.live_time_s / back.live_time_s


def kind_by_width(spectrum: Prepared) -> str:
    """The kind whose peak width makes the spectrum's peaks stand out most.

    Only germanium is recorded in so many channels as FINE_CHANNELS.
    """
    if len(spectrum.counts) >= FINE_CHANNELS:
        return "HPGe"
    scores = {}
    for model in {model.kind: model for model in detector_models()}.values():
        grid = library(model).grid_kev
        counts = rebin(spectrum.counts, spectrum.edges_kev, grid)
        kernel = peak_kernel(bins_per_fwhm(model.resolution))
        top = np.sort(significances(counts, counts, kernel))[-3:]
        scores[model.kind] = float(top.sum()) * KIND_PRIOR.get(model.kind, 1.0)
    return max(scores, key=lambda kind: scores[kind])


def _best_view(
    fore: Prepared,
    background: tuple[Floats, Floats, float] | None,
    models: tuple[DetectorModel, ...],
) -> tuple[View, Scale]:
    """The model and energy scale under which the best nuclides explain most."""
    best: tuple[float, View, Scale] | None = None
    built_in = fore.built_in_kev
    for model in models:
        of_model = library(model)
        for start in {Scale(), _start_scale(fore, background, of_model)}:
            seen = view(of_model, fore.counts, fore.edges_kev, background, start, built_in)
            top = best_templates(seen, seen.base, None, SCANNED)
            for scale in _scales(start, model):
                moved = seen
                if scale != start:
                    edges = fore.edges_kev
                    moved = view(of_model, fore.counts, edges, background, scale, built_in)
                rest = _rest(moved, top, scale, start)
                if best is None or rest < best[0]:
                    best = (rest, moved, scale)
    if best is None:
        raise ValueError("no detector model")
    return best[1], best[2]


def _rest(moved: View, top: Indices, scale: Scale, start: Scale) -> float:
    """Misfit per bin that the best of some templates leaves, and what moving the scale costs."""
    of = moved.library
    found, ground = gains(moved.counts, moved.base, of.direct[top], of.softened[top], moved.known)
    away, far = (scale.gain - start.gain) / 0.01, scale.gain / 0.03
    moving = 4 * away**2 + far**2 + (scale.bow_kev / 5.0) ** 2
    return (ground - float(found.max()) + moving) / len(moved.counts)


def _scales(start: Scale, model: DetectorModel) -> list[Scale]:
    if model.resolution.at_662_kev < NARROW_KEV:
        return [start]
    steps = (0.0, -0.01, 0.01, -0.02, 0.02)
    moved = [replace(start, gain=start.gain + step) for step in steps]
    return moved + [replace(scale, bow_kev=bow) for scale in moved[:3] for bow in (8.0, 16.0)]


def _start_scale(
    fore: Prepared, background: tuple[Floats, Floats, float] | None, of_model: Library
) -> Scale:
    counts, edges = background[:2] if background else (fore.counts, fore.edges_kev)
    if of_model.model.resolution.at_662_kev >= NARROW_KEV:
        return background_scale(counts, edges, of_model, fore.built_in_kev)
    binned = rebin(counts, edges, of_model.grid_kev)
    kernel = peak_kernel(bins_per_fwhm(of_model.model.resolution))
    peaks = find_peaks(significances(binned, binned, kernel), of_model.grid_kev)
    energy = np.array([peak.energy_kev for peak in peaks])
    return narrow_scale(energy, np.array([peak.significance for peak in peaks]))
