"""An officer sees that a spectrum was attached by a guess, and which side named a nuclide."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.widgets.adjudication.page import rows
from tests.widgets.adjudication.views import caesium
from widgets.adjudication.event_table import HEADS, EventTable
from widgets.adjudication.steps_panel import StepsPanel


def test_a_guess_is_said_in_a_sentence_and_only_then(qtbot: QtBot) -> None:
    panel = StepsPanel()
    qtbot.addWidget(panel)
    for guessed in (False, True, False):
        panel.show_alarm(replace(caesium(), guessed=guessed))
        assert panel.guess.isVisibleTo(panel) is guessed
    assert "several alarms were open" in panel.guess.text()


def test_a_nuclide_that_only_this_station_named_is_marked_as_ours() -> None:
    row = replace(rows()[0], nuclides=("Cs-137", "K-40"), own_only=("K-40",))
    assert EventTable().cells(row)[HEADS.index("nuclides")] == "Cs-137, K-40 (ours)"
