"""Names the nuclides in a spectrum file, or says honestly why it cannot."""

from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from app.domain.spectrum import SpectrumFile
from app.radiation.identification.analysis import analyse
from app.radiation.identification.confidence import confidence as confidence_of
from app.radiation.identification.detectors import DetectorModel
from app.radiation.identification.explain import Explanation, Found
from app.radiation.identification.prepared import (
    COUNTS_MIN,
    Prepared,
    UnusableSpectrumError,
    foreground_of,
    prepare,
)

MISFIT_MAX = 60.0
HINT_GAIN = 14.0
SURE_GAIN = 25.0
SURE_CONFIDENCE, NAMED_CONFIDENCE_MIN = 0.6, 0.25
NEUTRONS_PER_S_HIGH = 2.0
MEASURE_S_MIN, MEASURE_S_MAX = 10.0, 1800.0
CLASS_NAMES = {
    "positron emitter": "positron emitter: F-18, Cu-64, Ga-68 (Ge-68) and Rb-82 look alike",
    "pure beta": "pure beta emitter: Sr-90, Y-90, P-32 and Tl-204 look alike",
    "thorium": "Th-228 and Th-232 differ in the Ac-228 lines only",
    "radium": "Ra-226 and uranium ore share the Ra-226 chain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNuclide:
    """A name of the answer. `evidence` is ready to be shown as a table."""

    name: str
    category: str
    confidence: float
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """The answer for one spectrum. `status`: identified, background, insufficient, unusable.

    `measure_s` is how many seconds more would make a surer answer, 0 if none. `gain_correction`
    is by what share the energy scale was moved to fit the background's own lines.
    """

    status: str
    nuclides: tuple[NamedNuclide, ...] = ()
    possible_snm: bool = False
    advice: str = ""
    reason: str = ""
    elapsed_ms: float = 0.0
    measure_s: int = 0
    gain_correction: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the order in which they are read."""
        return {
            "status": self.status,
            "nuclides": [
                {
                    "name": item.name,
                    "category": item.category,
                    "confidence": item.confidence,
                    "evidence": item.evidence,
                }
                for item in self.nuclides
            ],
            "possible_snm": self.possible_snm,
            "advice": self.advice,
            "reason": self.reason,
            "measure_s": self.measure_s,
            "gain_correction": self.gain_correction,
            "elapsed_ms": self.elapsed_ms,
        }


def identify_file(file: SpectrumFile, background: SpectrumFile | None = None) -> Identification:
    """Identify the foreground of a file; its own background is used where none is given."""
    started = perf_counter()
    try:
        spectrum = foreground_of(file)
        fore = prepare(spectrum, hint=f"{file.instrument} {file.instrument_kind}")
        other = background.background() or foreground_of(background) if background else None
        other = other or file.background()
        back = None
        if other is not None and other is not spectrum:
            back = prepare(other, hint=file.instrument)
    except UnusableSpectrumError as error:
        return _timed(Identification(status="unusable", reason=str(error)), started)
    return _timed(identify(fore, back), started)


def identify(
    fore: Prepared, back: Prepared | None, *, models: tuple[DetectorModel, ...] = ()
) -> Identification:
    """Identify a prepared spectrum, with the models of its kind unless others are given."""
    if fore.total < COUNTS_MIN:
        seconds = fore.live_time_s * (2 * COUNTS_MIN / max(fore.total, 1.0) - 1)
        return _insufficient(seconds, f"{fore.total:.0f} counts are too few to judge")
    if fore.kind == "PVT":
        return Identification(status="unusable", reason="plastic detectors show no peaks")
    found = analyse(fore, back, models=models)
    answer = decide(fore, back, found.explanation)
    return replace(answer, gain_correction=round(found.scale.gain, 4))


def decide(fore: Prepared, back: Prepared | None, found: Explanation) -> Identification:
    """What an officer is told about an explanation."""
    neutrons = (fore.neutron_counts or 0) > NEUTRONS_PER_S_HIGH * fore.live_time_s + 5
    # How far uranium is enriched shows in few of its lines, and a shield of it hides them.
    uranium = any(item.candidate.nuclide.name == "U-238" for item in found.found)
    possible = found.possible_snm or neutrons or uranium
    if not found.found:
        return _nothing_named(fore, found, possible=possible)
    nuclides = tuple(_named(item, found) for item in found.found)
    first = found.found[0]
    if found.unproven:
        reason = f"{found.unproven} fits best, but its own peaks do not prove it"
        return _insufficient(fore.live_time_s, reason, possible=True)
    doubt = _doubt(first, nuclides[0].confidence)
    if doubt:
        seconds = fore.live_time_s * (2 * SURE_GAIN / max(first.candidate.gain, 1.0) - 1)
        answer = _insufficient(max(seconds, fore.live_time_s), doubt, possible=possible)
        return replace(answer, nuclides=tuple(n for n in nuclides if n.category != "SNM"))
    advice = []
    if possible and not any(item.category == "SNM" for item in nuclides):
        advice.append("Special nuclear material cannot be excluded: secondary examination.")
    more_s = _seconds(fore.live_time_s) if nuclides[0].confidence < SURE_CONFIDENCE else 0
    if more_s:
        advice.append(f"Measure {more_s} s more to be surer.")
    if back is None:
        advice.append("No background was given: a typical one was assumed.")
    reason = ", ".join(f"{item.name} ({item.category})" for item in nuclides)
    if found.misfit > MISFIT_MAX:
        reason += "; the spectrum holds more than these explain"
    return Identification(
        status="identified",
        nuclides=nuclides,
        possible_snm=possible,
        advice=" ".join(advice),
        reason=reason,
        measure_s=more_s,
    )


def _doubt(first: Found, confidence: float) -> str:
    """Why the clearest name may not be given yet, or "" if it may."""
    name = first.candidate.nuclide.name
    if abs(first.margin) < 1.0 and first.candidate.gain < SURE_GAIN:
        return f"{name} and {first.runner_up} fit equally well"
    if confidence < NAMED_CONFIDENCE_MIN:
        return f"{name} fits best of all, and not well"
    return ""


def _nothing_named(fore: Prepared, found: Explanation, *, possible: bool) -> Identification:
    if found.first_gain > HINT_GAIN:
        if found.first_gain > 2 * SURE_GAIN:
            reason = "something is above background, and no known nuclide fits its peaks"
            return _insufficient(fore.live_time_s, reason, possible=possible)
        seconds = fore.live_time_s * (SURE_GAIN / found.first_gain - 1)
        return _insufficient(seconds, "something is above background, too weak to name")
    advice = "Neutrons are high: secondary examination." if possible else ""
    reason = "nothing beyond background and its natural lines"
    return Identification(status="background", possible_snm=possible, advice=advice, reason=reason)


def _insufficient(seconds: float, reason: str, *, possible: bool = False) -> Identification:
    more_s = _seconds(seconds)
    return Identification(
        status="insufficient",
        advice=f"Measure {more_s} s more.",
        reason=reason,
        possible_snm=possible,
        measure_s=more_s,
    )


def _seconds(seconds: float) -> int:
    return round(min(max(seconds, MEASURE_S_MIN), MEASURE_S_MAX))


def _named(item: Found, found: Explanation) -> NamedNuclide:
    nuclide = item.candidate.nuclide
    lines = [
        {
            "energy_kev": round(line.energy_kev, 1),
            "expected_sigma": round(line.expected_sigma, 1),
            "found_sigma": round(line.found_sigma, 1),
            "verdict": line.verdict,
        }
        for line in item.evidence.lines
    ]
    return NamedNuclide(
        name=nuclide.name,
        category=nuclide.category,
        confidence=round(confidence_of(item, found.misfit), 3),
        evidence={
            "gain_chi2": round(item.candidate.gain, 1),
            "margin_chi2": round(item.margin, 1),
            "runner_up": item.runner_up,
            "share_of_net": round(item.share, 3),
            "shield_like": item.shield,
            "pattern_sigma": round(item.evidence.pattern_sigma, 1),
            "lines": lines,
            "class": CLASS_NAMES.get(nuclide.group, ""),
        },
    )


def _timed(answer: Identification, started: float) -> Identification:
    return replace(answer, elapsed_ms=round((perf_counter() - started) * 1000, 1))
