"""Exact intervals of a part that was counted (Clopper and Pearson, Biometrika 26 (1934) 404)."""

import math
from collections.abc import Callable

STEPS = 60
OUTSIDE = 0.05


def interval_95(hits: int, trials: int) -> list[float]:
    """The lowest and highest part for which `hits` of `trials` is no surprise at 95 %."""
    low = 0.0 if hits == 0 else _solve(lambda part: 1 - _below(hits - 1, trials, part))
    high = 1.0 if hits == trials else _solve(lambda part: 1 - _below(hits, trials, part), high=True)
    return [_short(low), _short(high)]


def _solve(tail: Callable[[float], float], *, high: bool = False) -> float:
    """Where a tail that grows with the part crosses half of what may lie outside."""
    wanted = 1 - OUTSIDE / 2 if high else OUTSIDE / 2
    lower, upper = 0.0, 1.0
    for _ in range(STEPS):
        middle = (lower + upper) / 2
        lower, upper = (middle, upper) if tail(middle) < wanted else (lower, middle)
    return (lower + upper) / 2


def _below(hits: int, trials: int, part: float) -> float:
    """The chance of at most `hits`."""
    if part <= 0 or part >= 1:
        return 1.0 if part <= 0 else float(hits >= trials)
    whole = math.lgamma(trials + 1)
    return math.fsum(
        math.exp(
            whole
            - math.lgamma(k + 1)
            - math.lgamma(trials - k + 1)
            + k * math.log(part)
            + (trials - k) * math.log1p(-part)
        )
        for k in range(hits + 1)
    )


def _short(part: float) -> float:
    return float(f"{part:.3g}")
