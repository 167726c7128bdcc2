"""`parallel49 bench aids` in small: its figures' shape and its intervals."""

import json

import pytest

from app.cli.bench_aids import PATTERN, bench_aids, counted, wilson_95
from app.cli.bench_aids_scene import judge
from devices.emulators.imaging.varied.scene import Task


@pytest.mark.parametrize(
    ("hits", "trials", "expected"),
    [(0, 10, [0.0, 0.2775]), (10, 10, [0.7225, 1.0]), (5, 10, [0.2366, 0.7634]), (0, 0, None)],
)
def test_wilsons_interval_is_the_published_one(
    hits: int, trials: int, expected: list[float] | None
) -> None:
    assert wilson_95(hits, trials) == expected


def test_a_part_comes_with_its_n() -> None:
    assert counted(3, 4)["n"] == 4
    assert counted(0, 0)["part"] is None


def test_every_task_is_judged() -> None:
    assert {Task(name) for name in PATTERN} == set(Task)


def test_a_scene_is_judged_against_its_truth() -> None:
    shield, water = judge((46_003, Task.SHIELD)), judge((46_001, Task.WATER))
    assert shield.task is Task.SHIELD
    assert water.found
    assert any(group.startswith("carrier ") for group in water.groups)


def test_the_answer_is_json_and_says_synthetic() -> None:
    answer = json.loads(json.dumps(bench_aids(json=True, scenes=2, first_seed=46_000)))
    assert answer["synthetic"] is True
    assert (answer["scenes"], answer["grammar"]) == (2, "tuning")
    assert answer["empty"]["false_alarms"]["n"] == 1
