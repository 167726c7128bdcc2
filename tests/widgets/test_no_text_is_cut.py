"""No text is cut, sticks out or lies on another: any screen, both sizes, longer languages too."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui_tools.clipping import clipped
from tests.ui_tools.languages import Tongue, pseudo, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress, stage
from tests.widgets.shown import SHOWN
from widgets.common.theme import ThemeName


@pytest.mark.parametrize("tongue", list(Tongue))
@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["wide", "compact"])
@pytest.mark.parametrize("name", SHOWN)
def test_no_text_is_cut(
    qapp: QApplication, qtbot: QtBot, name: str, size: tuple[int, int], tongue: Tongue
) -> None:
    shown = SHOWN[name]
    dress(qapp, ThemeName.DAY, size)
    with speaking(qapp, tongue):
        window = stage(
            qtbot,
            shown.make,
            size=size,
            sync=shown.sync,
            title=shown.title,
            has_strip=shown.has_strip,
        )
        assert (window.width(), window.height()) == size
        assert clipped(window, elided_too=tongue is not Tongue.PSEUDO) == []


def test_the_detector_finds_a_cut_an_overlap_and_a_label_outside(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    for words, box in (
        ("a text that is far too long for its place", (10, 10, 60, 20)),
        ("below", (10, 100, 100, 30)),
        ("above it", (20, 105, 100, 30)),
        ("outside", (260, 150, 100, 30)),
    ):
        label = QLabel(words, window)
        label.setGeometry(*box)
    window.show()
    found = clipped(window)
    assert any("across" in problem and "far too long" in problem for problem in found)
    assert any("lies on" in problem for problem in found)
    assert any("sticks out" in problem for problem in found)


def test_pseudo_text_is_a_third_longer_and_keeps_its_placeholders() -> None:
    text = "locked: {reasons} and &more"
    longer = pseudo(text)
    assert len(longer) >= len(text) * 1.25
    assert "{reasons}" in longer
    assert "&" in longer
