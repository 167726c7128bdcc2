"""The bench of the screens measures what it says, on widgets that really paint."""

import pytest

from app.cli.bench_ui_load import IMAGES_PER_S, READINGS_PER_S, SPECTRA_PER_S, measure_load
from app.cli.bench_ui_start import StartError, measure_start


def test_every_published_event_reaches_pixels_and_is_counted_once(qapp: object) -> None:
    load = measure_load(1.0)
    seen = {name: kind["events"] for name, kind in load["event_to_pixels_ms"].items()}
    assert load["events_never_painted"] <= 1  # what was under way when the load stopped
    assert seen["spectrum"] == pytest.approx(SPECTRA_PER_S, abs=3)
    assert seen["image"] == pytest.approx(IMAGES_PER_S, abs=1)
    assert seen["reading"] == pytest.approx(READINGS_PER_S, abs=2)
    assert seen["all"] == seen["spectrum"] + seen["image"] + seen["reading"]
    assert load["event_to_pixels_ms"]["all"]["p50"] > 0


def test_the_heartbeat_beats_every_five_milliseconds(qapp: object) -> None:
    gaps = measure_load(1.0)["heartbeat_gap_ms"]
    assert gaps["beats"] > 50
    assert 4 < gaps["p50"] < 20


def test_a_start_is_told_from_nothing_to_window_to_ready() -> None:
    start = measure_start(1)
    assert 0 < start["first_window_ms"]["median"] < start["ready_ms"]["median"]


def test_a_workstation_that_does_not_come_up_is_an_error_and_no_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.cli.bench_ui_start.SITE", "nonsense = true")
    with pytest.raises(StartError):
        measure_start(1)
