"""The portal's counts along the vehicle, under its radiograph, on the same metre axis."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.common.theme import Tokens, tokens_of
from widgets.common.translated import TranslatedWidget
from widgets.radiation.axes import LinearScale, linear_ticks
from widgets.radiation.label_place import label_box
from widgets.radiograph.overlay import GUIDE_DASHES, GUIDE_PX
from widgets.radiograph.profile_drawing import (
    ProfilePlaces,
    gamma_range,
    highest_cps,
    rate_words,
    trace_of,
)
from widgets.radiograph.profile_fit import FitLegend, paint_fit, paint_legend
from widgets.radiograph.state import ProfileState

TICK_SPACING_PX = 80
COUNT_TICKS = 3
TICK_PX = 5
GAP_PX = 6
TRACE_PX = 1.6
NEUTRON_SHARE = 0.22
"""The neutron trace takes this part of the height, at the bottom, on a scale of its own."""

RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MINIMUM_SIZE = QSize(320, 96)
LINES = 8
"""Height in lines of text: axis and title take two, the rest is for the traces."""


class ProfileStrip(TranslatedWidget):
    """Draws count profiles, the monitor's alarm level and the peak band.

    The strip follows a range in metres that somebody else sets, usually the view above. Without a
    speed nothing can be laid along the vehicle: then the axis is time, the whole passage is shown,
    and the strip says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ProfileState | None = None
        self._range_m: tuple[float, float] | None = None
        self._alarm_is_named = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(MINIMUM_SIZE)
        self.retranslate()

    def show_profile(self, state: ProfileState | None) -> None:
        """Show a passage; None says that none was measured."""
        self._state = state
        self.retranslate()
        self.update()

    def set_range(self, first_m: float, last_m: float) -> None:
        """Follow what the view above shows, in metres from the front bumper."""
        if last_m != first_m:
            self._range_m = (first_m, last_m)
            self.update()

    def follow_nothing(self) -> None:
        """Show the whole passage: there is no image above."""
        self._range_m = None
        self.update()

    @property
    def in_metres(self) -> bool:
        """Whether positions along the vehicle are known."""
        return self._state is not None and self._state.speed_m_per_s is not None

    @property
    def margins_px(self) -> tuple[int, int]:
        """Room left and right of the axis. The view above keeps the same, so that they align."""
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("00 000") + 2 * GAP_PX + TICK_PX + metrics.height()
        return left, metrics.horizontalAdvance("00.0") // 2 + GAP_PX

    @property
    def axis_range(self) -> tuple[float, float]:
        """First and last value on the axis: metres, or seconds where no speed is known."""
        if self.in_metres and self._range_m is not None:
            return self._range_m
        return self._whole_passage()

    def x_of(self, position: float) -> float:
        """Where a position of the axis lies, in logical pixels of this widget."""
        return self._x_scale().px(position)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Tall enough for a few count ticks and the axis."""
        return QSize(800, LINES * self.fontMetrics().height())

    def retranslate(self) -> None:
        """Set every text anew."""
        self._nothing = self.tr("No portal profile of this passage")
        self._axis_words = self._axis_title()
        self._gamma_words = self.tr("γ counts/s")
        self._alarm_words = self.tr("alarm {level}")
        self._neutron_words = self.tr("n {most}")
        self._legend = FitLegend(
            expected=self.tr("vehicle alone"),
            background=self.tr("background"),
            pillars=(self.tr("master ×2"), self.tr("slave ×2")),
        )
        self.setAccessibleName(self.tr("Portal profile"))
        self.setAccessibleDescription(self._axis_words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw band, traces, alarm level, guides and axes."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.plot))
        state = self._state
        if state is None or (state.gamma is None and state.neutron is None):
            painter.setPen(QColor(tokens.t2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)
            return
        places = self._places(state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(places.area)
        self._paint_band(painter, places, state, tokens)
        paint_fit(painter, places, state, tokens)
        self._paint_traces(painter, places, state, tokens)
        self._paint_alarm_level(painter, places, state, tokens)
        painter.restore()
        self._paint_axes(painter, places, state, tokens)

    def _paint_band(
        self, painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
    ) -> None:
        if state.band_s is None:
            return
        left, right = (places.x.px(state.along(time_s)) for time_s in state.band_s)
        band = QRectF(left, places.area.top(), right - left, places.area.height())
        painter.fillRect(band, QColor(tokens.band))
        pen = QPen(QColor(tokens.p2_edge), GUIDE_PX)
        pen.setDashPattern(GUIDE_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for x in (left, right):
            painter.drawLine(QLineF(x, places.area.top(), x, places.area.bottom()))

    def _paint_traces(
        self, painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
    ) -> None:
        if state.neutron is not None:
            painter.setPen(QPen(QColor(tokens.background_trace), TRACE_PX, Qt.PenStyle.DotLine))
            painter.drawPolyline(trace_of(state, state.neutron, places.x, places.neutron))
        if state.gamma is not None:
            painter.setPen(QPen(QColor(tokens.trace), TRACE_PX))
            painter.drawPolyline(trace_of(state, state.gamma, places.x, places.gamma))

    def _paint_alarm_level(
        self, painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
    ) -> None:
        if state.alarm_level_cps is None:
            return
        y = places.gamma.px(state.alarm_level_cps)
        pen = QPen(QColor(tokens.p1_edge), GUIDE_PX)
        pen.setDashPattern(GUIDE_DASHES)
        painter.setPen(pen)
        painter.drawLine(QLineF(places.area.left(), y, places.area.right(), y))
        words = self._alarm_words.format(level=rate_words(state.alarm_level_cps))
        painter.setPen(QColor(tokens.p1_fg))
        size = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, words)
        traces = [
            point
            for profile, scale in ((state.gamma, places.gamma), (state.neutron, places.neutron))
            if profile is not None
            for point in trace_of(state, profile, places.x, scale).toList()
        ]
        box = label_box(size, y, places.area, traces)
        self._alarm_is_named = box is not None
        if box is not None:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_axes(
        self, painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        area, metrics = places.area, self.fontMetrics()
        painter.setPen(QColor(tokens.edge))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        first, last = self.axis_range
        low, high = sorted((first, last))
        for value in linear_ticks(low, high, max(int(area.width() / TICK_SPACING_PX), 1)):
            x = places.x.px(value)
            painter.setPen(QColor(tokens.edge))
            painter.drawLine(QLineF(x, area.bottom(), x, area.bottom() + TICK_PX))
            painter.setPen(QColor(tokens.t2))
            room = QRectF(x - 40, area.bottom() + TICK_PX, 80, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, f"{value:g}")
        for value in self._count_ticks(places):
            y = places.gamma.px(value)
            painter.setPen(QColor(tokens.edge))
            painter.drawLine(QLineF(area.left() - TICK_PX, y, area.left(), y))
            painter.setPen(QColor(tokens.t2))
            height = metrics.height()
            room = QRectF(0, y - height / 2, area.left() - TICK_PX - GAP_PX / 2, height)
            painter.drawText(room, RIGHT_MIDDLE, rate_words(value))
        self._paint_titles(painter, places, state, tokens)

    def _paint_titles(
        self, painter: QPainter, places: ProfilePlaces, state: ProfileState, tokens: Tokens
    ) -> None:
        area, metrics = places.area, self.fontMetrics()
        painter.setPen(QColor(tokens.t2))
        room = QRectF(
            area.left(), self.height() - metrics.height() - 1, area.width(), metrics.height()
        )
        if state.expected is None and not state.pillars:
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, self._axis_words)
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._axis_words)
            self._paint_legend(painter, room, state, tokens)
            painter.setPen(QColor(tokens.t2))
        if state.gamma is not None:
            painter.save()
            half = self.height() / 2  # more than the area where that is lower than the words
            painter.translate(0, half)
            painter.rotate(-90)
            turned = QRectF(-half, 1, 2 * half, metrics.height())
            painter.drawText(turned, Qt.AlignmentFlag.AlignHCenter, self._gamma_words)
            painter.restore()
        if state.neutron is not None:
            most = max(state.neutron.counts) / state.neutron.interval_s
            height = metrics.height()
            middle = (places.neutron.start_px + places.neutron.end_px) / 2
            gutter = QRectF(0, middle - height / 2, area.left() - TICK_PX - GAP_PX / 2, height)
            words = self._neutron_words.format(most=rate_words(most))
            painter.drawText(gutter, RIGHT_MIDDLE, words)

    def _paint_legend(
        self, painter: QPainter, room: QRectF, state: ProfileState, tokens: Tokens
    ) -> None:
        alarm = ""
        if state.alarm_level_cps is not None and not self._alarm_is_named:
            alarm = self._alarm_words.format(level=rate_words(state.alarm_level_cps))
        paint_legend(painter, room, state, replace(self._legend, alarm=alarm), tokens)

    def _count_ticks(self, places: ProfilePlaces) -> Sequence[float]:
        if self._state is None or self._state.gamma is None:
            return ()
        return linear_ticks(places.gamma.low, places.gamma.high, COUNT_TICKS)

    def _places(self, state: ProfileState) -> ProfilePlaces:
        metrics = self.fontMetrics()
        left, right = self.margins_px
        below = 2 * metrics.height() + TICK_PX + 2
        area = QRectF(left, GAP_PX, self.width() - left - right, self.height() - below - GAP_PX)
        floor = area.bottom()
        roof = floor - area.height() * NEUTRON_SHARE
        low, high = gamma_range(state)
        top = area.top()
        base = roof - GAP_PX if state.neutron is not None else floor
        return ProfilePlaces(
            area=area,
            x=self._x_scale(),
            gamma=LinearScale(low=low, high=high, start_px=base, end_px=top),
            neutron=LinearScale(
                low=0, high=highest_cps(state.neutron), start_px=floor, end_px=roof
            ),
        )

    def _x_scale(self) -> LinearScale:
        left, right = self.margins_px
        first, last = self.axis_range
        right = self.width() - right
        if first > last:  # a mirrored image has the front of the vehicle at its right
            return LinearScale(low=last, high=first, start_px=right, end_px=left)
        return LinearScale(low=first, high=last, start_px=left, end_px=right)

    def _whole_passage(self) -> tuple[float, float]:
        state = self._state
        profile = None if state is None else state.gamma or state.neutron
        if state is None or profile is None:
            return 0.0, 1.0
        return state.along(0.0), state.along(profile.duration_s)

    def _axis_title(self) -> str:
        if self._state is None or self.in_metres:
            return self.tr("metres from front bumper")
        return self.tr("seconds in the portal · speed unknown, not aligned with the image")
