"""Two sources are told from one, however strong the one is."""

from collections import Counter

import numpy as np
import pytest

from app.cli import bench_shapes
from app.domain.occupancy import ProfileShape


def said(shape: str, net_cps: float, monkeypatch: pytest.MonkeyPatch) -> Counter[ProfileShape]:
    """What is said of forty passages of a shape in the emulator's lane."""
    monkeypatch.setattr(bench_shapes, "NET_CPS", net_cps)
    random = np.random.default_rng(71)
    verdicts = [bench_shapes._judged(random, shape)[1] for _ in range(40)]
    return Counter(verdict.shape for verdict in verdicts if verdict.gamma_alarm)


@pytest.mark.parametrize("net_cps", [500.0, 900.0, 2000.0])
def test_one_strong_source_stays_one(net_cps: float, monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(bench_shapes.POINT, net_cps, monkeypatch)
    assert found[ProfileShape.POINT] >= 0.9 * found.total()


def test_two_sources_well_apart_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(bench_shapes.TWO, 900.0, monkeypatch)
    assert found[ProfileShape.TWO_SOURCES] >= 0.85 * found.total()
