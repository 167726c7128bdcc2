"""Two looks of one workstation: day for the booth, night for reviewing images.

The colours are data (`resources/themes/tokens.toml`). From them one palette and one style sheet are
made for the whole application; no widget has a sheet of its own. A widget that paints itself asks
`tokens_of(self.palette())`, so a change of theme reaches it as an ordinary palette change.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

WIDE_WIDTH_MIN = 1600
_PLACEHOLDER = re.compile(r"@([a-z0-9_]+)")


class ThemeName(StrEnum):
    """The two themes; F12 goes from one to the other."""

    DAY = "day"
    NIGHT = "night"

    @property
    def other(self) -> "ThemeName":
        """The theme that F12 leads to."""
        return ThemeName.NIGHT if self is ThemeName.DAY else ThemeName.DAY


class Density(StrEnum):
    """The two classes of screen, by width in logical pixels."""

    WIDE = "wide"
    COMPACT = "compact"

    @classmethod
    def of_width(cls, width_px: int) -> "Density":
        """The class of a window that is `width_px` wide."""
        return cls.WIDE if width_px >= WIDE_WIDTH_MIN else cls.COMPACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours by meaning, as "#RRGGBB". The use of each is noted in tokens.toml."""

    bg0: str
    bg1: str
    bg2: str
    bg3: str
    line: str
    edge: str
    t1: str
    t2: str
    t3: str
    acc: str
    accbg: str
    acct: str
    p1_fill: str
    p1_text: str
    p1_edge: str
    p1_fg: str
    p2_fill: str
    p2_text: str
    p2_edge: str
    p2_fg: str
    p3_fill: str
    p3_text: str
    p3_edge: str
    plot: str
    trace: str
    background_trace: str
    band: str
    mark: str
    mark_halo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Everything a look is made of. `sizes_px` are text heights and control heights."""

    name: ThemeName
    density: Density
    tokens: Tokens
    sizes_px: Mapping[str, int]


@cache
def load_theme(name: ThemeName, density: Density) -> Theme:
    """Read a theme from the shipped tokens."""
    tables = tomllib.loads((files("resources") / "themes" / "tokens.toml").read_text("utf-8"))
    return Theme(
        name=name,
        density=density,
        tokens=Tokens(**tables[name]),
        sizes_px=MappingProxyType(tables[density]),
    )


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application the look of `theme`; widgets follow with their next events."""
    if app.styleSheet():
        # Qt replaces one sheet by another in four times the time that it takes to begin anew.
        app.setStyleSheet("")
    else:
        app.setStyle("Fusion")
    app.setPalette(palette(theme.tokens))
    app.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """The one style sheet, with every @token replaced. Raises KeyError for an unknown token."""
    template = (files("resources") / "themes" / "officer.qss").read_text("utf-8")
    values: dict[str, str] = {name: getattr(theme.tokens, name) for name in Tokens.__slots__}
    values |= {name: f"{size}px" for name, size in theme.sizes_px.items()}
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme. Its accent is what `tokens_of` knows a theme by."""
    roles = {
        QPalette.ColorRole.Window: tokens.bg0,
        QPalette.ColorRole.WindowText: tokens.t1,
        QPalette.ColorRole.Base: tokens.bg2,
        QPalette.ColorRole.AlternateBase: tokens.bg1,
        QPalette.ColorRole.Text: tokens.t1,
        QPalette.ColorRole.Button: tokens.bg3,
        QPalette.ColorRole.ButtonText: tokens.t1,
        QPalette.ColorRole.BrightText: tokens.p1_fg,
        QPalette.ColorRole.Highlight: tokens.accbg,
        QPalette.ColorRole.HighlightedText: tokens.acct,
        QPalette.ColorRole.Link: tokens.acc,
        QPalette.ColorRole.LinkVisited: tokens.acc,
        QPalette.ColorRole.PlaceholderText: tokens.t3,
        QPalette.ColorRole.ToolTipBase: tokens.bg2,
        QPalette.ColorRole.ToolTipText: tokens.t1,
        QPalette.ColorRole.Light: tokens.line,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.edge,
        QPalette.ColorRole.Accent: tokens.acc,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.t3))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(tokens.t3))
    return made


def tokens_of(used: QPalette) -> Tokens:
    """The tokens behind a palette; the day theme's for a palette that no theme made."""
    night = load_theme(ThemeName.NIGHT, Density.WIDE).tokens
    if used.color(QPalette.ColorRole.Accent) == QColor(night.acc):
        return night
    return load_theme(ThemeName.DAY, Density.WIDE).tokens


def set_state(widget: QWidget, state: str) -> None:
    """Set the `state` that the style sheet selects on, for the widget and its children."""
    if widget.property("state") == state:
        return
    widget.setProperty("state", state)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet anew to a widget whose properties changed, and to what is in it.

    What was never styled is left alone: it will be when it is first measured or shown.
    """
    for item in (widget, *widget.findChildren(QWidget)):
        if not item.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            continue
        item.style().unpolish(item)
        item.style().polish(item)
        item.update()
