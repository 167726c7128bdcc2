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
from app.radiation.identification.scale import GAIN_MAX, Scale, background_scale, narrow_scale
from app.radiation.identification.search import (
    SCANNED,
    best_templates,
)
from app.radiation.identification.templates import Library, library
from app.radiation.identification.view import View, is_without_background, view

FINE_CHANNELS = 8000
# Sodium iodide is what most instruments hold: another kind has to fit clearly better.
KIND_PRICE = {"NaI": 0.95}
SCALE_STEPS, CLIMBS_MAX = ((0.01, 8.0), (0.005, 4.0)), 3
BOW_MIN_KEV, BOW_MAX_KEV = -8.0, 40.0


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
    if not fore.kind and back is not None:
        fore = replace(fore, kind=back.kind)
    background = _background(fore, back)
    seen, scale = _best_view(fore, background, models or models_for(fore))
    neutrons = bool(fore.neutron_counts and fore.neutron_counts > 5 + 0.2 * fore.live_time_s)
    return Analysis(
        kind=seen.library.model.kind,
        model=seen.library.model.name,
        scale=scale,
        explanation=explain(seen, neutrons=neutrons),
    )


def _background(fore: Prepared, back: Prepared | None) -> tuple[Floats, Floats, float] | None:
    if back is None or back.total <= 0:
        return None
    return back.counts, back.edges_kev, fore.live_time_s / back.live_time_s


def models_for(spectrum: Prepared) -> tuple[DetectorModel, ...]:
    """The models of its kind; of an unknown kind all that record in as few channels.

    Only germanium is recorded in so many channels as FINE_CHANNELS.
    """
    if spectrum.kind:
        return models_of(spectrum.kind)
    if len(spectrum.counts) >= FINE_CHANNELS:
        return models_of("HPGe")
    return tuple(model for model in detector_models() if model.kind != "HPGe")


def _best_view(
    fore: Prepared,
    background: tuple[Floats, Floats, float] | None,
    models: tuple[DetectorModel, ...],
) -> tuple[View, Scale]:
    """The model and energy scale under which the best nuclides explain most."""
    starts: dict[str, tuple[float, View, Scale, Indices]] = {}
    for model in models:
        of_model = library(model)
        for start in {Scale(), _start_scale(fore, background, of_model)}:
            at_start = _view(fore, background, of_model, start)
            top = best_templates(at_start, at_start.base, SCANNED)
            rest = _rest(at_start, top, start, start)
            if model.kind not in starts or rest < starts[model.kind][0]:
                starts[model.kind] = (rest, at_start, start, top)
    if not starts:
        raise ValueError("no detector model")
    found = [_climb(fore, background, *start) for start in starts.values()]
    best = min(found, key=lambda item: item[0] * KIND_PRICE.get(item[1].library.model.kind, 1.0))
    return best[1], best[2]


def _view(
    fore: Prepared,
    background: tuple[Floats, Floats, float] | None,
    of_model: Library,
    scale: Scale,
) -> View:
    edges = fore.edges_kev
    return view(of_model, fore.counts, edges, background, scale, fore.built_in_kev)


def _climb(
    fore: Prepared,
    background: tuple[Floats, Floats, float] | None,
    rest: float,
    at_start: View,
    start: Scale,
    top: Indices,
) -> tuple[float, View, Scale]:
    """Move gain and bow as long as some templates leave less: what is left, view, scale."""
    best = (rest, at_start, start)
    if at_start.library.model.resolution.at_662_kev < NARROW_KEV:
        return best
    tried = {start}
    for gain_step, bow_step in SCALE_STEPS:
        for _ in range(CLIMBS_MAX):
            before = best[0]
            here = best[2]
            for gain, bow in (
                (gain_step, 0.0),
                (-gain_step, 0.0),
                (0.0, bow_step),
                (0.0, -bow_step),
            ):
                scale = Scale(
                    gain=round(min(max(here.gain + gain, -GAIN_MAX), GAIN_MAX), 4),
                    bow_kev=min(max(here.bow_kev + bow, BOW_MIN_KEV), BOW_MAX_KEV),
                )
                if scale in tried:
                    continue
                tried.add(scale)
                moved = _view(fore, background, at_start.library, scale)
                rest = _rest(moved, top, scale, start)
                if rest < best[0]:
                    best = (rest, moved, scale)
            if best[0] >= before:
                break
    return best


def _rest(moved: View, top: Indices, scale: Scale, start: Scale) -> float:
    """Misfit per bin that the best of some templates leaves, and what moving the scale costs."""
    of = moved.library
    found, ground = gains(moved.counts, moved.base, of.direct[top], of.softened[top], moved.known)
    away, far = (scale.gain - start.gain) / 0.01, scale.gain / 0.03
    moving = 4 * away**2 + far**2 + (scale.bow_kev / 5.0) ** 2
    return (ground - float(found.max()) + moving) / len(moved.counts)


def _start_scale(
    fore: Prepared, background: tuple[Floats, Floats, float] | None, of_model: Library
) -> Scale:
    counts, edges = background[:2] if background else (fore.counts, fore.edges_kev)
    if is_without_background(counts, edges):
        return Scale()
    if of_model.model.resolution.at_662_kev >= NARROW_KEV:
        return background_scale(counts, edges, of_model, fore.built_in_kev)
    binned = rebin(counts, edges, of_model.grid_kev)
    kernel = peak_kernel(bins_per_fwhm(of_model.model.resolution))
    peaks = find_peaks(significances(binned, binned, kernel), of_model.grid_kev)
    energy = np.array([peak.energy_kev for peak in peaks])
    return narrow_scale(energy, np.array([peak.significance for peak in peaks]))
