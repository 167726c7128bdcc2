"""The benchmark of the journal measures real commits of both sides."""

import pytest

from app.cli import bench_journal


def test_both_sides_commit_as_often_and_every_figure_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_journal, "COMMITS_MAX", 60)
    monkeypatch.setattr(bench_journal, "WARM_UP", 10)
    figures = bench_journal.bench_journal(json=True)
    assert figures["commits"] == figures["peer"]["commits"] == 50
    assert 0 < figures["p50_ms"] <= figures["p99_ms"]
    assert 0 < figures["peer"]["p50_ms"] <= figures["peer"]["p99_ms"]
    expected = figures["commits_per_s"] / figures["peer"]["commits_per_s"]
    assert figures["ratio"] == pytest.approx(expected)
