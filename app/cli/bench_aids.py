"""How often the machine's hints are right, on varied synthetic scenes kept for judging.

No licensed real cargo image exists, so every figure here is of synthetic scenes: seeds from 50,000
on, with primitives that no scene for tuning has. Beside the aids run the plain rules they replace:
lead-class pixels, and the difference to an empty template whose threshold is set afterwards where
it errs as seldom as it can (which flatters it).
"""

import math
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from app.cli.binomial import interval_95

if TYPE_CHECKING:
    from app.cli.bench_aids_crowded import Crowded
    from app.cli.bench_aids_scene import Judged

Place = TypeVar("Place")
Answer = TypeVar("Answer")

SCENES = 400
FIRST_SEED = 50_000
BUDGET_S = 320.0
"""No scene is begun after this time; fewer scenes than asked for are said to be fewer."""

PATTERN = ("empty", "water", "empty", "shield", "cargo", "empty", "water", "shield")
"""Tasks in turn: most are empties, whose false alarms are the rarest thing to measure."""

CROWDED_SCENES, CROWDED_S = 60, 90.0
CROWDED_LATER = 10_000
"""Crowded spaces have seeds of their own, this far beyond the first."""

WORKERS = 2
MASS_WITHIN, STARVED_LIMIT = 0.05, 0.01
Z_95 = 1.959964
GROUP_MIN = 5


def bench_aids(*, json: bool, scenes: int = SCENES, first_seed: int = FIRST_SEED) -> dict[str, Any]:
    """Recall, false alarms and mass errors with n and intervals, in parts by variation."""
    del json  # the command prints
    from app.cli.bench_aids_crowded import crowded_figures

    started = time.perf_counter()
    crowded = _crowded(min(CROWDED_SCENES, scenes), first_seed + CROWDED_LATER)
    judged = _judged(scenes, first_seed, started)
    return {
        "synthetic": True,
        "generator": "parallel49 varied scene 1 (radiography reference, section 6.1)",
        "seeds": [first_seed, first_seed + len(judged) - 1],
        "grammar": "judging, with primitives that no tuning scene has"
        if first_seed >= FIRST_SEED
        else "tuning",
        "scenes": len(judged),
        "scenes_asked": scenes,
        "cores": os.cpu_count(),
        "elapsed_s": round(time.perf_counter() - started, 1),
        "aids_ms_median": _median([item.elapsed_ms for item in judged]),
        "shield": _shield(_of(judged, "shield"), _of(judged, "cargo")),
        "shield_crowded": crowded_figures(crowded, counted),
        "empty": _empty(_of(judged, "empty"), _of(judged, "water")),
        "mass": _mass(_of(judged, "cargo")),
    }


def wilson_95(hits: int, trials: int) -> list[float] | None:
    """Wilson's score interval (JASA 22 (1927) 209) at 95 %, None without trials."""
    if not trials:
        return None
    part, square = hits / trials, Z_95**2
    middle = part + square / (2 * trials)
    half = Z_95 * math.sqrt(part * (1 - part) / trials + square / (4 * trials**2))
    scale = 1 + square / trials
    return [round(max((middle - half) / scale, 0), 4), round(min((middle + half) / scale, 1), 4)]


def counted(hits: int, trials: int) -> dict[str, Any]:
    """A part with its n, Wilson's interval and the exact one."""
    return {
        "part": round(hits / trials, 4) if trials else None,
        "hits": hits,
        "n": trials,
        "wilson_95": wilson_95(hits, trials),
        "exact_95": interval_95(hits, trials) if trials else None,
    }


def _crowded(scenes: int, first_seed: int) -> list["Crowded"]:
    from app.cli.bench_aids_crowded import judge_crowded

    return _spread(judge_crowded, [first_seed + index for index in range(scenes)], CROWDED_S)


def _judged(scenes: int, first_seed: int, started: float) -> list["Judged"]:
    from app.cli.bench_aids_scene import judge
    from devices.emulators.imaging.varied.scene import Task

    places = [(first_seed + index, Task(PATTERN[index % len(PATTERN)])) for index in range(scenes)]
    return _spread(judge, places, BUDGET_S - (time.perf_counter() - started))


def _spread(
    judge: Callable[[Place], Answer], places: Sequence[Place], budget_s: float
) -> list[Answer]:
    """Answers in the order of the places, on all workers, until the time is over."""
    if len(places) <= WORKERS:
        return [judge(place) for place in places]
    found: list[Answer] = []
    deadline = time.monotonic() + budget_s
    context = multiprocessing.get_context("spawn")
    with context.Pool(WORKERS, initializer=_one_thread) as pool:
        for first in range(0, len(places), 4 * WORKERS):
            if time.monotonic() > deadline:
                break
            found += pool.map(judge, places[first : first + 4 * WORKERS], chunksize=1)
    return found


def _one_thread() -> None:
    import cv2

    cv2.setNumThreads(1)


def _of(judged: Iterable["Judged"], task: str) -> list["Judged"]:
    return [item for item in judged if item.task.value == task]


def _shield(items: Sequence["Judged"], cargo: Sequence["Judged"]) -> dict[str, Any]:
    hits = sum(item.found for item in items)
    wrong = sum(item.false_things for item in [*items, *cargo])
    others = sum(item.other_things for item in [*items, *cargo])
    return {
        "target": "recall >= 0.9, other blobs flagged <= 0.03",
        "recall": counted(hits, len(items)),
        "found_or_called_opaque": counted(sum(item.found_or_opaque for item in items), len(items)),
        "other_blobs_flagged": counted(wrong, others),
        "no_cargo_space_found": sum(item.no_space for item in items),
        "recall_by_variation": _by_group(items, lambda item: item.found),
        "missed_seeds": [item.seed for item in items if not item.found][:40],
        "published_peer": {
            "name": "peeled ratio < 1.06 where alpha < 8, blob = alpha - opening",
            "recall": counted(sum(item.published_found for item in items), len(items)),
            "other_blobs_flagged": counted(
                sum(item.published_false for item in items),
                sum(item.published_others for item in items),
            ),
        },
        "peer": {
            "name": "lead-class pixels: ratio < 1.06 where alpha > 2",
            "recall": counted(sum(item.peer_found for item in items), len(items)),
            "scenes_with_false_region": counted(
                sum(item.peer_false > 0 for item in items), len(items)
            ),
            "false_regions": sum(item.peer_false for item in items),
        },
    }


def _empty(empties: Sequence["Judged"], waters: Sequence["Judged"]) -> dict[str, Any]:
    seen = [item for item in empties if not item.no_space]
    # Where no space was found the aid gives no verdict; that counts against recall.
    threshold = max((item.peer_score for item in seen), default=0.0)
    return {
        "target": "1 litre of water found >= 0.9, false alarms <= 0.01",
        "recall": counted(sum(item.found for item in waters), len(waters)),
        "false_alarms": counted(sum(item.found for item in empties), len(empties)),
        "no_cargo_space_found": sum(item.no_space for item in [*empties, *waters]),
        "recall_by_variation": _by_group(waters, lambda item: item.found),
        "false_alarms_by_variation": _by_group(empties, lambda item: item.found),
        "missed_seeds": [item.seed for item in waters if not item.found][:40],
        "false_seeds": [item.seed for item in empties if item.found][:40],
        "with_empty_reference": {
            "recall": counted(sum(item.with_reference is True for item in waters), len(waters)),
            "false_alarms": counted(
                sum(item.with_reference is True for item in empties), len(empties)
            ),
        },
        "peer": {
            "name": "difference to an empty template, threshold where these empties never alarm",
            "recall": counted(sum(item.peer_score > threshold for item in waters), len(waters)),
            "threshold_alpha": round(threshold, 3),
        },
    }


def _mass(items: Sequence["Judged"]) -> dict[str, Any]:
    errors = {
        item.seed: item.estimated_kg / item.true_kg - 1
        for item in items
        if item.estimated_kg is not None and item.true_kg > 0 and item.starved < STARVED_LIMIT
    }
    clear = [item for item in items if item.seed in errors]
    sizes = [abs(error) for error in errors.values()]
    within = sum(size <= MASS_WITHIN for size in sizes)
    return {
        "target": "within 5 % where the starved fraction is below 1 %",
        "within_5_percent": counted(within, len(sizes)),
        "median_error": round(_median(list(errors.values())), 4),
        "median_size_of_error": round(_median(sizes), 4),
        "largest_size_of_error": round(max(sizes, default=0.0), 4),
        "true_inside_interval": counted(sum(item.inside_interval for item in clear), len(clear)),
        "starved": sum(item.starved >= STARVED_LIMIT for item in items),
        "within_by_variation": _by_group(clear, lambda item: abs(errors[item.seed]) <= MASS_WITHIN),
        "outside": {
            str(seed): round(error, 3) for seed, error in errors.items() if abs(error) > MASS_WITHIN
        },
        "shield_hints_without_shield": sum(item.false_things for item in items),
    }


def _by_group(
    items: Sequence["Judged"], good: Callable[["Judged"], bool]
) -> dict[str, dict[str, Any]]:
    """Hits and n per variation that occurs often enough to say something."""
    names = sorted({group for item in items for group in item.groups})
    table = {}
    for name in names:
        part = [item for item in items if name in item.groups]
        if len(part) >= GROUP_MIN:
            hits = sum(good(item) for item in part)
            table[name] = {"hits": hits, "n": len(part), "wilson_95": wilson_95(hits, len(part))}
    return table


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
