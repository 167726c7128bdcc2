"""PRIMARY: banner, vehicle, four keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.decision import Disposition, Reason
from app.domain.occupancy import PortalReading
from widgets.common.actions import ActionId
from widgets.common.banner import Banner
from widgets.common.page_stack import PageStack
from widgets.common.screen import Screen
from widgets.decision.decision_bar import DecisionBar
from widgets.decision.reason_chooser import ReasonChooser
from widgets.primary.banner_words import banner_text
from widgets.primary.empty_page import EmptyPage
from widgets.primary.state import PrimaryView
from widgets.primary.vehicle_page import VehiclePage

CHOOSER_MARGIN_PX = 12
_REASON_KEYS: dict[ActionId, Reason] = {
    ActionId(f"reason-{digit}"): reason for digit, reason in enumerate(Reason, start=1)
}


class PrimaryScreen(Screen):
    """Shows a `PrimaryView` and emits what the officer wants. It decides nothing and keeps nothing.

    `decision_requested` carries a Disposition and a Reason, None for a release. A key that is
    locked emits nothing; the workflow checks again all the same.
    """

    decision_requested = Signal(object, object)
    occupant_selected = Signal(int)
    acknowledge_requested = Signal()
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PrimaryView | None = None
        self.banner = Banner(self)
        self.vehicle = VehiclePage(self)
        self.empty = EmptyPage(self)
        self.pages = PageStack(self)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.vehicle)
        self.bar = DecisionBar(self)
        self.chooser = ReasonChooser(self)
        self.chooser.setProperty("layer", "over")
        self.chooser.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.bar)
        self._join_signals()

    def show_view(self, view: PrimaryView) -> None:
        """Show `view`; it may come many times a second."""
        before, self._view = self._view, view
        if before is not None and _case_id(before) != _case_id(view):
            self.cancel()
            self.clear_trace()
        page = self.vehicle if view.case is not None else self.empty
        page.show_view(view)
        self.pages.setCurrentWidget(page)
        self._show_banner(view)
        self.bar.show_keys(
            suggested=view.suggested,
            refer=view.refer_locks,
            hold=view.hold_locks,
            release=view.release_locks,
        )

    def add_reading(self, reading: PortalReading) -> None:
        """Draw one portal reading on the page that is shown."""
        page = self.vehicle if self.pages.currentWidget() is self.vehicle else self.empty
        page.add_reading(reading)

    def clear_trace(self) -> None:
        """Forget the live readings of the vehicle before."""
        self.vehicle.portal.clear_trace()
        self.empty.portal.clear_trace()

    def retranslate(self) -> None:
        """The parts follow by themselves; the banner's words are made here."""
        if self._view is not None:
            self._show_banner(self._view)

    def refer(self) -> None:
        """F5: refer for the suggested reason, or ask for one."""
        view = self._view
        if view is None or view.refer_locks:
            return
        if view.suggested is None:
            self.refer_other()
        else:
            self.decision_requested.emit(Disposition.REFER, view.suggested)

    def refer_other(self) -> None:
        """F6: offer the nine reasons."""
        if self._view is None or self._view.refer_locks:
            return
        self._place_chooser()
        self.chooser.show()
        self.chooser.raise_()

    def choose(self, reason: Reason) -> None:
        """A digit: refer for `reason`, if reasons are offered."""
        if self.chooser.isHidden() or self._view is None or self._view.refer_locks:
            return
        self.chooser.hide()
        self.decision_requested.emit(Disposition.REFER, reason)

    def hold(self) -> None:
        """F7: hold the vehicle in the lane."""
        if self._view is not None and not self._view.hold_locks:
            self.cancel()
            reason = self._view.suggested or Reason.JUDGEMENT
            self.decision_requested.emit(Disposition.HOLD, reason)

    def release(self) -> None:
        """F9: let the vehicle go on."""
        if self._view is not None and not self._view.release_locks:
            self.cancel()
            self.decision_requested.emit(Disposition.RELEASE, None)

    def cancel(self) -> None:
        """Esc: no longer offer reasons."""
        self.chooser.hide()

    def step_occupant(self, by: int) -> None:
        """Up and down: ask for the person before or after, in the order of the list."""
        order = list(self.vehicle.occupants.cards)
        if self._view is None or self._view.selected not in order:
            return
        at = order.index(self._view.selected) + by
        self.occupant_selected.emit(order[min(max(at, 0), len(order) - 1)])

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What PRIMARY does for its keys."""
        digits: dict[ActionId, Callable[[], None]] = {
            action: self._choosing(reason) for action, reason in _REASON_KEYS.items()
        }
        return digits | {
            ActionId.REFER: self.refer,
            ActionId.REFER_OTHER: self.refer_other,
            ActionId.HOLD: self.hold,
            ActionId.RELEASE: self.release,
            ActionId.NEXT_OCCUPANT: lambda: self.step_occupant(1),
            ActionId.PREVIOUS_OCCUPANT: lambda: self.step_occupant(-1),
            ActionId.UNDO: self.undo_requested.emit,
            ActionId.CANCEL: self.cancel,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the reasons above the keys."""
        super().resizeEvent(event)
        self._place_chooser()

    def _choosing(self, reason: Reason) -> Callable[[], None]:
        return lambda: self.choose(reason)

    def _show_banner(self, view: PrimaryView) -> None:
        text = banner_text(view)
        self.banner.show_banner(
            text.priority, text.sentence, note=text.note, acknowledged=text.acknowledged
        )

    def _place_chooser(self) -> None:
        height = self.chooser.sizeHint().height()
        top = self.bar.geometry().top() - height - CHOOSER_MARGIN_PX
        width = self.width() - 2 * CHOOSER_MARGIN_PX
        self.chooser.setGeometry(CHOOSER_MARGIN_PX, top, width, height)

    def _join_signals(self) -> None:
        self.bar.refer_requested.connect(self.refer)
        self.bar.refer_other_requested.connect(self.refer_other)
        self.bar.hold_requested.connect(self.hold)
        self.bar.release_requested.connect(self.release)
        self.chooser.reason_chosen.connect(self.choose)
        self.chooser.cancelled.connect(self.cancel)
        self.banner.acknowledge_requested.connect(self.acknowledge_requested)
        self.vehicle.occupant_selected.connect(self.occupant_selected)
        self.vehicle.undo_requested.connect(self.undo_requested)
        self.empty.undo_requested.connect(self.undo_requested)


def _case_id(view: PrimaryView) -> str | None:
    return view.case.case_id if view.case else None
