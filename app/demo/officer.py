"""Officers of the demonstration: they look at the screens and press keys, and nothing else.

What they know is what stands on the screen in front of them. Keys go through the window like any
key, so what the demonstration shows is what a person can do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.finding import LockKind, Priority
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.shell.workstation import Workstation
from widgets.common.action_spec import ScreenId
from widgets.secondary.state import ImageStatus, SecondaryView

LOOK_MS = 60
DWELL_S = 6.0
IMAGE_WAIT_S = 900.0
"""Longer than the outage: an image that is at the centre comes when the link is back."""

AWAKE_S = 120.0
"""A station locks when nobody touches it; an officer who waits for work or an image has hands."""

STATUS = "status"
STATUS_AFTER = 2
"""Decisions that an officer makes before looking at the page of links and devices."""

SETTLE_S = 50.0
"""Seconds of the station's clock that an officer waits for what may still come."""

PASSING = frozenset({LockKind.JUST_ARRIVED, LockKind.DWELL})
"""Locks that open by themselves while the officer looks."""

Moment = Callable[[str], None]


@dataclass(slots=True)
class Notebook:
    """What an officer has done so far, for the summary and the pictures."""

    decided: int = 0
    undone: int = 0
    seen: set[str] = field(default_factory=set)


class Officer(QObject):
    """Signs in and then looks at the screen again and again."""

    def __init__(
        self,
        workstation: Workstation,
        badge: str,
        pin: str,
        role: Role,
        moment: Moment,
    ) -> None:
        super().__init__(workstation)
        self.workstation = workstation
        self.notebook = Notebook()
        self._badge = badge
        self._pin = pin
        self._role = role
        self._moment = moment
        self._is_looking = False
        self._awake_s = workstation.station.clock.monotonic_s()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Sit down."""
        self._timer.start()

    def rest(self) -> None:
        """Stop looking."""
        self._timer.stop()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the window."""
        handle = self.workstation.window.windowHandle()
        QTest.keyClick(handle, key, modifier or Qt.KeyboardModifier.NoModifier)

    def moment(self, name: str) -> bool:
        """Something worth a picture is on the screen; each is told once.

        True if it was told: that takes a while, so look again before you press anything.
        """
        if name in self.notebook.seen:
            return False
        self.notebook.seen.add(name)
        self._moment(name)
        return True

    def work(self) -> None:
        """Look at the working screen once."""
        raise NotImplementedError

    def _look(self) -> None:
        window = self.workstation.window
        if self._is_looking or not window.isActiveWindow():
            window.activateWindow()  # keys go to the active window only
            return
        self._is_looking = True
        try:
            self._look_at(window.screen_id)
        finally:
            self._is_looking = False

    def _look_at(self, screen: ScreenId | None) -> None:
        if screen is ScreenId.SIGN_IN:
            self._sign_in()
        elif screen is ScreenId.STATUS:
            if not self.moment(STATUS):
                self.press(Qt.Key.Key_Escape)
        elif screen in (ScreenId.PRIMARY, ScreenId.SECONDARY):
            self._stay_awake()
            self.work()

    def _stay_awake(self) -> None:
        now_s = self.workstation.station.clock.monotonic_s()
        if now_s - self._awake_s > AWAKE_S:
            self._awake_s = now_s
            self.press(Qt.Key.Key_Shift)

    def _looks_at_status(self) -> bool:
        """After the first decisions: how are the devices, what is owed? True if it goes there."""
        if STATUS in self.notebook.seen or self.notebook.decided < STATUS_AFTER:
            return False
        self.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
        return self.workstation.window.screen_id is ScreenId.STATUS

    def _sign_in(self) -> None:
        session = self.workstation.session
        if not session.is_ready or session.acting is not None or session.is_checking:
            return
        sync = self.workstation.board.sync
        if sync is None or sync.notices == 0:
            return  # officers come with the notices
        if self.moment("sign-in"):
            return
        form = self.workstation.sign_in_screen.form
        self._type(form.badge, self._badge)
        form.roles[self._role].click()
        self._type(form.pin, self._pin)
        self.press(Qt.Key.Key_Return)

    def _type(self, widget: QWidget, text: str) -> None:
        widget.setFocus()
        QTest.keyClicks(widget, text)


class PrimaryOfficer(Officer):
    """Decides each vehicle at the booth as soon as what is to be known is known."""

    def __init__(
        self, workstation: Workstation, badge: str, pin: str, moment: Moment, *, undo_at: int
    ) -> None:
        super().__init__(workstation, badge, pin, Role.PRIMARY, moment)
        self._undo_at = undo_at
        self._pressed: tuple[CaseId, int] | None = None
        self._wants_back = False

    def work(self) -> None:
        """Look at the vehicle at the booth and decide."""
        presenter = self.workstation.primary
        if presenter is None or (view := presenter.view) is None:
            return
        if view.case is None and not self._wants_back and self._looks_at_status():
            return
        if self._wants_back and view.recent and view.recent[0].undo_left_s:
            self._take_back()
            return
        if self._show_moments():
            return
        case = view.case
        if case is None or not self._is_complete(case):
            return
        state = (case.case_id, len(case.decisions))
        if self._pressed == state:
            return
        if not view.release_locks:
            self._pressed = state
            self.press(Qt.Key.Key_F9)
            self._released()
        elif not view.refer_locks and view.suggested is not None:
            self._pressed = state
            self.press(Qt.Key.Key_F5)
            self.notebook.decided += 1

    def _released(self) -> None:
        self.notebook.decided += 1
        self._wants_back = self.notebook.decided == self._undo_at

    def _take_back(self) -> None:
        self._wants_back = False
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.notebook.undone += 1
        self.notebook.decided += 1

    def _is_complete(self, case: Case) -> bool:
        """Whether everything that comes by itself has come, or has had its time."""
        now = self.workstation.station.clock.now()
        waited_s = (now - case.opened_at).total_seconds() if case.opened_at else 0.0
        if case.occupancy is None:
            return waited_s > SETTLE_S * 2
        since_s = (now - case.occupancy.closed_at).total_seconds()
        judged = case.verdict is not None or bool(case.failures)
        expects_scan = case.notice is not None and case.notice.consignment is not None
        complete = judged and (bool(case.radiographs) or not expects_scan)
        return complete or since_s > SETTLE_S

    def _show_moments(self) -> bool:
        presenter = self.workstation.primary
        view = presenter.view if presenter else None
        if view is None:
            return False
        if view.case is None:
            return self.moment("primary-empty" if self.notebook.decided else "primary-first")
        if not self._is_complete(view.case):
            return False
        worst = view.worst
        if self.moment(f"primary-{worst.kind}" if worst else "primary-clean"):
            return True
        sync = self.workstation.board.sync
        is_offline = sync is not None and sync.last_good_at is not None and bool(sync.why)
        return is_offline and self.moment("primary-offline")


class SecondaryOfficer(Officer):
    """Takes referred cases one by one, looks at the image, acknowledges, and decides."""

    def __init__(self, workstation: Workstation, badge: str, pin: str, moment: Moment) -> None:
        super().__init__(workstation, badge, pin, Role.SECONDARY, moment)
        self._seen_share: float | None = None

    def work(self) -> None:
        """Look at the case on the screen, or take the next one."""
        presenter = self.workstation.secondary
        if presenter is None or (view := presenter.view) is None:
            return
        if (case := view.case) is None:
            self._between_cases(view)
            return
        if not self._is_ready():
            return
        if self.moment(f"secondary-{self._name()}"):
            return
        if any(row.is_open_alarm for row in case.findings if row.finding.priority <= Priority.P2):
            self.press(Qt.Key.Key_F10)
            return
        if case.armed is not None:
            if not self.moment("secondary-armed"):
                self.press(Qt.Key.Key_Return)
                self.notebook.decided += 1
            return
        locks = {lock.kind for lock in case.key(Disposition.RELEASE).locks}
        if LockKind.COVERAGE in locks and case.review.look.seen_share != self._seen_share:
            self._seen_share = case.review.look.seen_share
            self.press(Qt.Key.Key_U)
            return
        if locks and locks <= PASSING and case.image.status is not ImageStatus.FAILED:
            return
        self.press(Qt.Key.Key_F5 if locks else Qt.Key.Key_F9)

    def _between_cases(self, view: SecondaryView) -> None:
        if self._looks_at_status():
            return
        if view.work:
            self.press(Qt.Key.Key_J)
        elif view.last_done is not None:
            self.moment("secondary-empty")

    def _is_ready(self) -> bool:
        presenter = self.workstation.secondary
        case = self.workstation.board.case(presenter.case_id) if presenter else None
        if presenter is None or case is None or (since := presenter.shown_since) is None:
            return False
        looked_s = (self.workstation.station.clock.now() - since).total_seconds()
        failed = presenter.view is not None and _has_failed(presenter.view)
        has_image = presenter.image_is_ready or failed or looked_s > IMAGE_WAIT_S
        return looked_s > DWELL_S and (has_image or not case.radiographs)

    def _name(self) -> str:
        presenter = self.workstation.secondary
        case = self.workstation.board.case(presenter.case_id) if presenter else None
        if case is not None and case.spectra:
            return "spectrum"
        made = case.standing(Stage.PRIMARY) if case else None
        return str(made.decision.reason) if made else "case"


def _has_failed(view: SecondaryView) -> bool:
    return view.case is not None and view.case.image.status is ImageStatus.FAILED
