"""An officer of the demonstration looks at the screen and presses keys, and nothing else.

What an officer knows is what stands on the screen. Keys go through the window like any
key, so what the demonstration shows is what a person can do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.demo.crew import Person
from app.shell.workstation import Workstation
from widgets.common.action_spec import ScreenId

LOOK_MS = 60

AWAKE_S = 120.0
"""A station locks when nobody touches it; an officer who waits for work or an image has hands."""

STATUS = "status"
STATUS_AFTER = 2
"""Decisions that an officer makes before looking at the page of links and devices."""

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
        person: Person,
        moment: Moment,
    ) -> None:
        super().__init__(workstation)
        self.workstation = workstation
        self.notebook = Notebook()
        self.person = person
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
        self._type(form.badge, self.person.badge)
        form.roles[self.person.role].click()
        self._type(form.pin, self.person.pin)
        self.press(Qt.Key.Key_Return)

    def _type(self, widget: QWidget, text: str) -> None:
        widget.setFocus()
        QTest.keyClicks(widget, text)
