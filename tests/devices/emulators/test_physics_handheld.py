"""The handheld made from physics: what it writes, what it says of the truth, what it refuses."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.cli.emulate_handheld import shape_of
from devices.emulators.physics_handheld import Order, Shape, put_measurement
from devices.emulators.vehicles import ScenarioError
from devices.radiation.n42_reader import read_n42

AT = datetime(2026, 1, 2, tzinfo=UTC)
EDGES_KEV = np.array([0.0, 600.0, 700.0, 3000.0])
PEAK = Shape(
    edges_kev=EDGES_KEV,
    source=np.array([0.0, 1.0, 0.0]),
    background=np.array([0.5, 0.1, 0.4]),
    background_cps=50.0,
)


def order(**changes: float) -> Order:
    return Order(
        nuclide="Cs-137",
        shield="bare",
        detector="IdentiFINDER-NG",
        seconds=changes.get("seconds", 60.0),
        net_cps=changes.get("net_cps", 200.0),
        gain_shift=changes.get("gain_shift", 0.0),
    )


def measured(folder: Path, wanted: Order) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    path, _ = put_measurement(folder, wanted, lambda *_: PEAK, AT)
    foreground = read_n42(path.read_bytes()).foreground()
    assert foreground is not None
    return np.array(foreground.counts), np.array(foreground.edges_kev()[:-1])


def test_the_counts_are_those_expected_within_chance_and_the_file_says_simulated(
    tmp_path: Path,
) -> None:
    counts, _ = measured(tmp_path, order())
    assert abs(counts.sum() - 250 * 60) < 5 * (250 * 60) ** 0.5
    [path] = tmp_path.glob("*.n42")
    assert read_n42(path.read_bytes()).simulated


def test_a_gain_that_is_off_moves_the_peak(tmp_path: Path) -> None:
    counts, edges_kev = measured(tmp_path, order(gain_shift=0.1))
    inside = (edges_kev > 660) & (edges_kev < 767)
    assert counts[inside].sum() > 0.75 * counts.sum()


def test_the_truth_stands_beside_the_file_and_no_unfinished_file_is_left(tmp_path: Path) -> None:
    path, truth = put_measurement(tmp_path, order(), lambda *_: PEAK, AT)
    told = json.loads(truth.read_text())
    assert (told["nuclide"], told["shield"], told["simulated"]) == ("Cs-137", "bare", True)
    assert told["net_counts_expected"] == pytest.approx(12_000)
    assert sorted(tmp_path.iterdir()) == [path, truth]


@pytest.mark.parametrize("wrong", [{"seconds": 0.0}, {"net_cps": -1.0}, {"gain_shift": 0.5}])
def test_a_measurement_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ScenarioError):
        order(**wrong)


def test_what_physics_expects_is_known_by_name_and_all_else_is_refused() -> None:
    shape = shape_of("Cs-137", "iron 6 g/cm2", "IdentiFINDER-NG")
    assert shape.source.sum() == pytest.approx(1.0)
    assert shape.background.sum() == pytest.approx(1.0)
    assert len(shape.edges_kev) == len(shape.source) + 1
    for wrong in (
        ("Cs-138", "bare", "IdentiFINDER-NG"),
        ("Cs-137", "paper", "IdentiFINDER-NG"),
        ("Cs-137", "bare", "a box"),
    ):
        with pytest.raises(ScenarioError, match="is called"):
            shape_of(*wrong)
