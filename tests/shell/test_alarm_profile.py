"""At RADIATION: what the vehicle alone would leave of the background comes from a worker, once."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import OwnIdentification, OwnOutcome
from app.domain.time_history import Measured
from app.radiation.verdict import expected_profile
from app.shell.stations.adjudication_view import together
from tests.shell.alarms import CASE, REVIEWER, alarm, go, listed
from tests.shell.booth import shown_booth
from tests.shell.cases import alarmed, opening

WEAK = OwnIdentification(outcome=OwnOutcome.INSUFFICIENT, measure_s=240, gain_correction=-0.03)


def test_the_expected_profile_of_the_latest_passage_is_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    bay = shown_booth(qtbot, qapp, identify=lambda _file, _part: Measured(own=WEAK))
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    go(qtbot, bay)
    qtbot.waitUntil(lambda: alarm(bay).expected is not None)
    view = alarm(bay)
    assert view.occupancy is not None
    assert view.expected == expected_profile(view.occupancy)
    bay.close()


def test_a_station_without_workers_shows_the_counts_alone(qtbot: QtBot, qapp: QApplication) -> None:
    bay = shown_booth(qtbot, qapp)
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    go(qtbot, bay)
    assert alarm(bay).occupancy is not None
    assert alarm(bay).expected is None
    bay.close()


def test_of_several_spectra_the_surest_tells_how_much_longer_to_measure() -> None:
    background = OwnIdentification(outcome=OwnOutcome.BACKGROUND)
    surer = replace(WEAK, measure_s=30, gain_correction=0.01)
    both = together([WEAK, background, surer])
    assert both is not None
    assert (both.measure_s, both.gain_correction) == (30, -0.03)
    assert together([background]) == background
