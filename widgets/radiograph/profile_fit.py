"""What explains a portal profile, drawn under it: vehicle, background, pillars and the place."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from widgets.common.theme import Tokens
from widgets.radiograph.profile_drawing import ProfilePlaces
from widgets.radiograph.state import ProfileState

EXPECTED_PX, THIN_PX = 2.0, 1.0
MARK_PX = 6.0
SAMPLE_PX = 26.0
LEGEND_GAP_PX = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FitLegend:
    """What the lines are called; the pillars in the order of `ProfileState.pillars`.

    `alarm` is empty where the monitor's level has its name beside its line.
    """

    expected: str
    background: str
    pillars: tuple[str, str]
    alarm: str = ""


def paint_fit(
    painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
) -> None:
    """Draw the lines below the counts, and a mark over where the source is taken to be."""
    for number, pillar in enumerate(state.pillars):
        painter.setPen(_pillar_pen(number, tokens))
        painter.drawPolyline(
            _line(pillar.start_s, pillar.interval_s, pillar.rates_cps, places, state)
        )
    if state.expected is None:
        return
    gamma = state.gamma
    if gamma is not None and gamma.background_cps is not None:
        y = places.gamma.px(gamma.background_cps)
        painter.setPen(_background_pen(tokens))
        painter.drawLine(QLineF(places.area.left(), y, places.area.right(), y))
    painter.setPen(_expected_pen(tokens))
    fit = state.expected
    painter.drawPolyline(_line(fit.start_s, fit.interval_s, fit.rates_cps, places, state))
    if state.peak_s is not None:
        x, top = places.x.px(state.along(state.peak_s)), places.area.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.p2_edge))
        corners = ((x - MARK_PX, top), (x + MARK_PX, top), (x, top + 1.5 * MARK_PX))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_legend(
    painter: QPainter, room: QRectF, state: ProfileState, legend: FitLegend, tokens: Tokens
) -> None:
    """Draw a sample of each line and its name, from the left of `room`."""
    entries = []
    if state.expected is not None:
        entries.append((legend.expected, _expected_pen(tokens)))
        if state.gamma is not None and state.gamma.background_cps is not None:
            entries.append((legend.background, _background_pen(tokens)))
    entries += [
        (legend.pillars[number], _pillar_pen(number, tokens))
        for number in range(len(state.pillars))
    ]
    if legend.alarm:
        entries.append((legend.alarm, QPen(QColor(tokens.p1_edge), THIN_PX, Qt.PenStyle.DashLine)))
    x, middle = room.left(), room.center().y()
    for words, pen in entries:
        painter.setPen(pen)
        painter.drawLine(QLineF(x, middle, x + SAMPLE_PX, middle))
        x += SAMPLE_PX + LEGEND_GAP_PX / 2
        painter.setPen(QColor(tokens.t2))
        width = painter.fontMetrics().horizontalAdvance(words) + 1
        painter.drawText(
            QRectF(x, room.top(), width, room.height()), Qt.AlignmentFlag.AlignLeft, words
        )
        x += width + LEGEND_GAP_PX


def _expected_pen(tokens: Tokens) -> QPen:
    return QPen(QColor(tokens.acc), EXPECTED_PX, Qt.PenStyle.DashLine)


def _background_pen(tokens: Tokens) -> QPen:
    return QPen(QColor(tokens.t2), THIN_PX, Qt.PenStyle.DotLine)


def _pillar_pen(number: int, tokens: Tokens) -> QPen:
    style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashDotLine
    return QPen(QColor(tokens.background_trace), THIN_PX, style)


def _line(
    start_s: float,
    interval_s: float,
    rates_cps: tuple[float, ...],
    places: ProfilePlaces,
    state: ProfileState,
) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(
                places.x.px(state.along(start_s + (number + 0.5) * interval_s)),
                places.gamma.px(rate),
            )
            for number, rate in enumerate(rates_cps)
        ]
    )
