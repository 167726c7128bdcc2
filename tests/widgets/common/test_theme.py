"""Every pair of colours can be read, in both themes, and the sheet asks for nothing unknown."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui_tools.stage import COMPACT, WIDE, dress
from widgets.common.theme import (
    Density,
    ThemeName,
    Tokens,
    apply_theme,
    load_theme,
    set_state,
    style_sheet,
    tokens_of,
)

TEXT_MIN = 4.5
BOOTH_BODY_MIN = 7.0
OUTLINE_MIN = 3.0
GROUNDS = ("bg0", "bg1", "bg2")
TEXT_PAIRS = (
    *product(("t1", "t2"), (*GROUNDS, "bg3")),
    *product(("t3", "acc", "p1_fg", "p2_fg"), GROUNDS),
    ("acct", "accbg"),
    ("p1_text", "p1_fill"),
    ("p2_text", "p2_fill"),
    ("p3_text", "p3_fill"),
    ("t1", "plot"),
    ("t2", "plot"),
    ("p1_fg", "plot"),
    ("t1", "band"),
    ("mark_halo", "mark"),
)
OUTLINE_PAIRS = (
    *product(("edge", "p1_edge", "p2_edge", "p3_edge", "acc"), GROUNDS),
    ("trace", "plot"),
    ("trace", "band"),
    ("background_trace", "plot"),
)
THEMES = list(ThemeName)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    made = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (made.redF(), made.greenF(), made.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _tokens(name: ThemeName) -> Tokens:
    return load_theme(name, Density.WIDE).tokens


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: ThemeName, text: str, ground: str) -> None:
    tokens = _tokens(theme)
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= TEXT_MIN


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("outline", "ground"), OUTLINE_PAIRS)
def test_outlines_and_traces_can_be_seen(theme: ThemeName, outline: str, ground: str) -> None:
    tokens = _tokens(theme)
    assert contrast(getattr(tokens, outline), getattr(tokens, ground)) >= OUTLINE_MIN


@pytest.mark.parametrize("ground", ["bg1", "bg2"])
def test_body_text_withstands_glare_in_the_booth(ground: str) -> None:
    tokens = _tokens(ThemeName.DAY)
    assert contrast(tokens.t1, getattr(tokens, ground)) >= BOOTH_BODY_MIN


@pytest.mark.parametrize("density", list(Density))
@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_knows_all_its_tokens(theme: ThemeName, density: Density) -> None:
    sheet = style_sheet(load_theme(theme, density))
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("density", list(Density))
def test_no_text_is_smaller_than_can_be_read_from_the_seat(density: Density) -> None:
    sizes = load_theme(ThemeName.DAY, density).sizes_px
    for name, size_px in sizes.items():
        least = 14 if name.startswith("dense") else 16
        assert size_px >= least, name


def test_a_painter_finds_its_tokens_through_the_palette(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for name in (*THEMES, ThemeName.DAY):
        apply_theme(qapp, load_theme(name, Density.WIDE))
        qapp.processEvents()
        assert tokens_of(label.palette()) == _tokens(name)
    assert tokens_of(QPalette()) == _tokens(ThemeName.DAY)


def test_a_state_restyles_the_widget_and_what_is_in_it(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setProperty("role", "value")
    set_state(label, "expired")
    label.ensurePolished()
    ink = label.palette().color(QPalette.ColorRole.WindowText)
    assert ink == QColor(_tokens(ThemeName.DAY).p2_fg)
    set_state(label, "")
    assert label.palette().color(QPalette.ColorRole.WindowText) != ink


def test_density_follows_the_width_of_the_window(qapp: QApplication) -> None:
    assert Density.of_width(WIDE[0]) is Density.WIDE
    assert Density.of_width(COMPACT[0]) is Density.COMPACT
    assert Density.of_width(1599) is Density.COMPACT
    dress(qapp, ThemeName.NIGHT, COMPACT)
    label = QLabel()
    label.setProperty("role", "name")
    label.ensurePolished()
    sizes = load_theme(ThemeName.NIGHT, Density.COMPACT).sizes_px
    assert label.font().pixelSize() == sizes["name"]
    assert label.font().family() == "B612"
