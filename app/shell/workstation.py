"""Joins the window, the presenters and the record. It decides nothing itself."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer

from app.domain.officer import Role
from app.ports import WorldError
from app.shell.acts import Acts, Station
from app.shell.application import Appearance
from app.shell.board import Board
from app.shell.bridge import GuiBridge
from app.shell.homes import home_of, may_see
from app.shell.idle import IdleWatch
from app.shell.main_window import HEIGHT_PX, WIDTH_PX, MainWindow
from app.shell.stations.session import Seat, SessionPresenter
from app.shell.strip import strip_view
from app.shell.tasks import Tasks
from app.shell.window_helps import WindowHelps
from app.workflow.desk import Acting, DecisionRefusedError
from app.workflow.session import SessionState, is_idle
from app.workflow.updates import (
    CaseChanged,
    DeviceUpdate,
    Expected,
    ImageFailed,
    ImageReady,
    NotRecorded,
    QualityUpdate,
    Reading,
    SyncUpdate,
)
from widgets.common.action_spec import ActionId, ScreenId
from widgets.common.lock_words import locks_sentence
from widgets.common.theme import ThemeName
from widgets.common.world_words import not_done_words, not_recorded_words, problem_words
from widgets.session.lock_overlay import LockOverlay
from widgets.session.sign_in_screen import SignInScreen

if TYPE_CHECKING:
    from app.shell.adjudicating import Adjudicating
    from app.shell.stations.adjudication import AdjudicationPresenter
    from app.shell.stations.primary import PrimaryPresenter
    from app.shell.stations.quality import QualityPresenter
    from app.shell.stations.secondary import SecondaryPresenter
    from app.shell.stations.status import StatusPresenter

    _Presenter = PrimaryPresenter | SecondaryPresenter | AdjudicationPresenter

TICK_MS = 250

_log = logging.getLogger(__name__)


class Workstation(QObject):
    """One officer's place: the screens, and which of them is in front."""

    def __init__(self, station: Station, appearance: Appearance) -> None:
        super().__init__()
        self.station = station
        self.appearance = appearance
        self.board = Board(station.place)
        self.window = MainWindow()
        self.tasks = Tasks(self)
        self._idle = IdleWatch(station.reaction_s, self)
        self._helps = WindowHelps(self.window, self._role)
        self._crashes = GuiBridge(self._crashed, self)
        self._acts: Acts | None = None
        self.primary: PrimaryPresenter | None = None
        self.secondary: SecondaryPresenter | None = None
        self.radiation: AdjudicationPresenter | None = None
        self.quality: QualityPresenter | None = None
        self.status: StatusPresenter | None = None
        self.sign_in_screen, self.lock_screen = SignInScreen(), LockOverlay()
        self.session = SessionPresenter(
            self.sign_in_screen, self.lock_screen, station, self.board, self.tasks, self._seated
        )
        self.window.add_screen(ScreenId.SIGN_IN, self.sign_in_screen, self._common())
        self.window.add_screen(ScreenId.LOCK, self.lock_screen, self._common())
        self.window.show_screen(ScreenId.SIGN_IN)
        self.window.resized.connect(appearance.set_width)
        self.window.strip.language_requested.connect(appearance.toggle_language)
        self.sign_in_screen.language_requested.connect(appearance.toggle_language)
        self.window.strip.status_requested.connect(lambda: self.go(ScreenId.STATUS))
        self.window.strip.acknowledge_requested.connect(self.acknowledge)
        self._takes: dict[type, Callable[[Any], None]] = {
            CaseChanged: self._case_changed,
            Reading: self._reading,
            DeviceUpdate: self.board.hear,
            SyncUpdate: self.board.hear,
            Expected: self.board.hear,
            QualityUpdate: self.board.hear,
            ImageReady: self._image,
            ImageFailed: self._image,
            NotRecorded: lambda update: self.say(not_recorded_words(update.why)),
        }
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def open(self, acts: Acts, seat: Seat, adjudicating: "Adjudicating") -> None:
        """The record is open: build the working screens and let officers in."""
        # Imported here, for with numpy and OpenCV they take longer than the sign-in screen.
        from app.radiography.windows import review_lut
        from app.shell.material_hues import MaterialHues
        from app.shell.stations.adjudication import AdjudicationPresenter
        from app.shell.stations.primary import PrimaryPresenter
        from app.shell.stations.quality import QualityPresenter
        from app.shell.stations.secondary import SecondaryPresenter
        from app.shell.stations.status import StatusPresenter
        from widgets.adjudication.screen import AdjudicationScreen
        from widgets.primary.screen import PrimaryScreen
        from widgets.quality.screen import QualityScreen
        from widgets.secondary.screen import SecondaryScreen
        from widgets.status.sync_devices_screen import SyncDevicesScreen

        self._acts = acts
        primary, secondary = PrimaryScreen(), SecondaryScreen(review_lut)
        radiation, status = AdjudicationScreen(), SyncDevicesScreen()
        self.primary = PrimaryPresenter(primary, self.station, self.board, acts)
        self.secondary = SecondaryPresenter(secondary, self.station, self.board, acts)
        self.radiation = AdjudicationPresenter(radiation, self.station, self.board, adjudicating)
        self.status = StatusPresenter(status, self.station, self.board)
        self.window.add_screen(ScreenId.PRIMARY, primary, self._common())
        self.hues = MaterialHues(secondary.image.view)
        at_secondary = {ActionId.CANCEL: self.secondary.disarm, ActionId.HUES: self.hues.toggle}
        self.window.add_screen(ScreenId.SECONDARY, secondary, self._common() | at_secondary)
        at_radiation = self._common() | {ActionId.CANCEL: self.radiation.disarm}
        self.window.add_screen(ScreenId.RADIATION, radiation, at_radiation)
        quality = QualityScreen()
        self.quality = QualityPresenter(quality, self.station, self.board)
        self.window.add_screen(ScreenId.QUALITY, quality, self._common())
        self.window.add_screen(ScreenId.STATUS, status, self._common())
        status.retry_requested.connect(acts.retry_sync)
        status.closed.connect(self._go_back)
        self.session.open(seat)
        self._timer.start()
        self._idle.watch(self.window.windowHandle())

    def take(self, update: object) -> None:
        """Take an `Update` of the workflow. Called on the GUI thread, in order."""
        if (handle := self._takes.get(type(update))) is None:
            raise TypeError(f"not an update: {update!r}")
        handle(update)

    def fit(self, screen: QSize) -> None:
        """Take the whole screen, up to the size for which the screens are drawn."""
        size = screen.boundedTo(QSize(WIDTH_PX, HEIGHT_PX))
        self.appearance.set_width(size.width())
        self.window.resize(size)

    def say(self, words: str) -> None:
        """Show a message that stays until it is dismissed."""
        self.window.messages.show_message(words, error=True)

    def refused(self, error: WorldError) -> None:
        """Say why an officer's act was not done."""
        _log.warning("an act was not done: %s", error)
        if isinstance(error, DecisionRefusedError):
            self.say(locks_sentence(error.locks))
        else:
            self.say(not_done_words(str(error)))

    def crashed(self, reference: str) -> None:
        """Say that the program made a mistake, and where it was written down. From any thread."""
        self._crashes.publish(reference)

    def go(self, screen: ScreenId) -> None:
        """Bring a working screen to the front, if the officer may see it."""
        acting = self.session.acting
        if acting is None or self.window.screen_id in (ScreenId.SIGN_IN, ScreenId.LOCK):
            return
        if not may_see(acting.role, screen):
            return
        if screen is ScreenId.RADIATION and self.radiation and self.secondary:
            self.radiation.take_along(self.secondary.case_id)
        self.window.show_screen(screen)
        self.refresh()

    def acknowledge(self) -> None:
        """Acknowledge the top alarm of the screen in front."""
        if self.window.screen_id is ScreenId.SECONDARY and self.secondary is not None:
            self.secondary.asides.acknowledge_first()
        elif self.primary is not None:
            self.primary.acknowledge()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.session.refresh()
        if self.status is not None:
            acting, unseen = self.session.acting, self._unacknowledged()
            self.window.show_strip(strip_view(self.station, self.board, acting, unseen))
        presenters = {
            ScreenId.PRIMARY: self.primary,
            ScreenId.SECONDARY: self.secondary,
            ScreenId.RADIATION: self.radiation,
            ScreenId.QUALITY: self.quality,
            ScreenId.STATUS: self.status,
        }
        shown = self.window.screen_id
        if shown is not None and (presenter := presenters.get(shown)) is not None:
            presenter.refresh()

    def close(self) -> None:
        """Stop the timer and let the window go."""
        self._timer.stop()
        self._idle.watch(None)
        self.window.close()
        self.window.deleteLater()

    def _case_changed(self, update: CaseChanged) -> None:
        self.board.take(update.case)
        if self.secondary is not None and self.radiation is not None:
            self.secondary.case_changed(update.case)
            self.radiation.case_changed(update.case)
        self._refresh_soon()

    def _image(self, update: ImageReady | ImageFailed) -> None:
        if self.secondary is not None:
            self.secondary.image_came(update)

    def _reading(self, update: Reading) -> None:
        if self.primary is not None:
            self.primary.reading(update.reading)

    def _crashed(self, reference: object) -> None:
        self.say(problem_words(str(reference)))

    def _refresh_soon(self) -> None:
        """Show what changed once, after all that has come in by now."""
        if not self._soon.isActive():
            self._soon.start()

    def lock_if_idle(self) -> None:
        """Hand back what nobody works on; lock the station that nobody has touched for too long."""
        if self.secondary is not None:
            self.secondary.idle(self._idle.idle_s)
        if is_idle(self._idle.idle_s):
            self.session.lock()

    def _tick(self) -> None:
        self.refresh()
        self.lock_if_idle()
        if self._acts is not None:
            self._acts.retry_waiting()

    def _seated(self, acting: Acting | None, state: SessionState) -> None:
        self._each(lambda presenter: presenter.sign_in(acting))
        self.window.allow(acting.role if acting else None)
        if state is SessionState.SIGNED_OUT:
            self.hues.reset()
            self.window.show_screen(ScreenId.SIGN_IN)
        elif state is SessionState.LOCKED:
            self.window.show_screen(ScreenId.LOCK)
        elif acting is not None:
            home = home_of(acting.role)
            # Day for the booth, night for reviewing images, until the officer says otherwise.
            at_night = home is ScreenId.SECONDARY
            self.appearance.set_theme(ThemeName.NIGHT if at_night else ThemeName.DAY)
            self.window.show_screen(home)
        self.refresh()

    def _unacknowledged(self) -> int:
        at_primary = self.window.screen_id is ScreenId.PRIMARY
        return self.primary.unacknowledged if self.primary and at_primary else 0

    def _each(self, call: "Callable[[_Presenter], None]") -> None:
        for presenter in (self.primary, self.secondary, self.radiation):
            if presenter is not None:
                call(presenter)

    def _common(self) -> dict[ActionId, Callable[[], None]]:
        return {
            **self._helps.handlers(),
            ActionId.LANGUAGE: self.appearance.toggle_language,
            ActionId.THEME: self.appearance.toggle_theme,
            ActionId.GO_PRIMARY: lambda: self.go(ScreenId.PRIMARY),
            ActionId.GO_SECONDARY: lambda: self.go(ScreenId.SECONDARY),
            ActionId.GO_RADIATION: lambda: self.go(ScreenId.RADIATION),
            ActionId.GO_QUALITY: lambda: self.go(ScreenId.QUALITY),
            ActionId.GO_STATUS: lambda: self.go(ScreenId.STATUS),
            ActionId.ACKNOWLEDGE: self.acknowledge,
            ActionId.LOCK: self.session.lock,
            ActionId.SIGN_OUT: self.session.sign_out,
            ActionId.CANCEL: self.window.messages.clear,
        }

    def _role(self) -> Role | None:
        acting = self.session.acting
        return acting.role if acting else None

    def _go_back(self) -> None:
        if (acting := self.session.acting) is not None:
            self.go(home_of(acting.role))
