"""The numbers, durations and times of N42 files, as instruments really write them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app.domain.spectrum import EnergyCalibration

CHANNELS_MAX = 65_536
COUNT_MAX = 2**53
COEFFICIENTS_MAX = 16
SAMPLED_CHANNELS = 64
KEV_PER_UNIT = {"": 1.0, "kev": 1.0, "mev": 1000.0, "ev": 0.001}
SECONDS_PER_UNIT = {
    "": 1.0,
    "s": 1.0,
    "sec": 1.0,
    "second": 1.0,
    "seconds": 1.0,
    "ms": 0.001,
    "msec": 0.001,
    "us": 1e-6,
    "min": 60.0,
    "minutes": 60.0,
    "h": 3600.0,
    "hr": 3600.0,
    "hours": 3600.0,
}

_SEPARATOR = re.compile(r"[\s,;]+")
_DURATION = re.compile(
    r"P(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.eE+-]+)S?)?)?"
)


class UnreadableValueError(ValueError):
    """A value cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Channel counts, and how many channels were negative and stand as 0."""

    counts: tuple[int, ...]
    negative: int = 0


def numbers(text: str, *, most: int = CHANNELS_MAX) -> list[float]:
    """Finite numbers separated by blanks or commas. Raises UnreadableValueError."""
    if "_" in text:  # Python would take it for a digit separator
        raise UnreadableValueError("an underscore among numbers")
    tokens = [token for token in _SEPARATOR.split(text) if token]
    if len(tokens) > most:
        raise UnreadableValueError(f"more than {most} numbers")
    try:
        values = [float(token) for token in tokens]
    except ValueError:
        wrong = next(token for token in tokens if not _is_number(token))
        raise UnreadableValueError(f"{wrong[:40]!r} is not a number") from None
    if not all(map(math.isfinite, values)):
        raise UnreadableValueError("a number is not finite")
    return values


def channel_counts(text: str, *, counted_zeroes: bool) -> Counts:
    """Counts per channel. "0 94 1 0 80 1" with counted zeroes is 94 zeros, 1, 80 zeros, 1.

    Numbers such as 1.05562e+06 and fractions are rounded. Raises UnreadableValueError.
    """
    values = numbers(text)
    if counted_zeroes:
        values = _expanded(values)
    if max(values, default=0) > COUNT_MAX:
        raise UnreadableValueError("a channel holds more counts than any instrument can count")
    negative = sum(value < 0 for value in values)
    return Counts(tuple(max(round(value), 0) for value in values), negative)


def _expanded(values: list[float]) -> list[float]:
    """Undo the counting of zeros. A 0 at the very end without its number is one zero."""
    expanded: list[float] = []
    rest = iter(values)
    for value in rest:
        if value != 0:
            expanded.append(value)
            continue
        run = next(rest, 1.0)
        if run < 0 or run != int(run):
            raise UnreadableValueError(f"a run of {run:g} zeros")
        if len(expanded) + run > CHANNELS_MAX:
            raise UnreadableValueError(f"more than {CHANNELS_MAX} channels")
        expanded += [0.0] * int(run)
    return expanded


def duration_s(text: str, unit: str = "") -> float | None:
    """Seconds of an ISO 8601 duration or of a plain number in `unit`; None if it is neither."""
    text = text.strip()
    match = _DURATION.fullmatch(text.upper())
    if match is not None and any(match.groups()):
        parts = (match["days"], match["hours"], match["minutes"], match["seconds"])
        scales = (86_400.0, 3600.0, 60.0, 1.0)
        if not all(part is None or _is_number(part) for part in parts):
            return None
        total = sum(float(part) * scale for part, scale in zip(parts, scales, strict=True) if part)
    elif _is_number(text):
        total = float(text) * SECONDS_PER_UNIT.get(unit.strip().lower(), 1.0)
    else:
        return None
    return total if math.isfinite(total) and total > 0 else None


def moment(text: str) -> datetime | None:
    """A time with its zone; None where the zone is missing, because then it is no moment."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def polynomial(text: str, unit: str, channels: int) -> EnergyCalibration:
    """A calibration from coefficients in `unit`. Raises UnreadableValueError if it cannot be one.

    More than the schema's three coefficients are usual and allowed.
    """
    scale = KEV_PER_UNIT.get(unit.strip().lower(), 1.0)
    return rising([term * scale for term in numbers(text, most=COEFFICIENTS_MAX)], channels)


def rising(coefficients_kev: Sequence[float], channels: int) -> EnergyCalibration:
    """A calibration of a polynomial that rises over all channels. Raises UnreadableValueError."""
    terms = list(coefficients_kev)
    while terms and terms[-1] == 0:
        terms.pop()
    if len(terms) < 2:
        raise UnreadableValueError("an energy calibration without a gain")
    calibration = EnergyCalibration(coefficients=tuple(terms))
    step = max(channels // SAMPLED_CHANNELS, 1)
    energies = [calibration.edge_kev(channel) for channel in range(0, channels + 1, step)]
    if not all(map(math.isfinite, energies)):
        raise UnreadableValueError("an energy calibration that is not finite")
    if any(high <= low for low, high in pairwise(energies)):
        raise UnreadableValueError("an energy calibration that does not rise with the channel")
    return calibration


def boundaries(text: str, unit: str, channels: int) -> EnergyCalibration:
    """A calibration from channel edges. Raises UnreadableValueError if it cannot be one."""
    scale = KEV_PER_UNIT.get(unit.strip().lower(), 1.0)
    edges = tuple(edge * scale for edge in numbers(text, most=CHANNELS_MAX + 1))
    if len(edges) != channels + 1:
        raise UnreadableValueError(f"{len(edges)} energy boundaries for {channels} channels")
    if any(high <= low for low, high in pairwise(edges)):
        raise UnreadableValueError("energy boundaries that do not rise")
    return EnergyCalibration(edges_kev=edges)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text
