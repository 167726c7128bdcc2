"""A whole station with its window, in one process: real record, real workers, keys for hands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import Case
from app.domain.decision import Disposition
from app.domain.events import DecisionMade
from app.domain.officer import OfficerVerifier
from app.main.run import Opening
from app.runtime.clock import SystemClock
from app.runtime.passwords import hash_pin
from app.runtime.settings import Site, read_site
from app.shell.acts import Station
from app.shell.application import Appearance
from app.shell.languages import Language
from app.shell.workstation import Workstation
from app.storage.station_store import StationStore
from app.wire.reference import officer_item
from tests.builders import officer
from tests.shell.cases import decision
from widgets.common.theme import ThemeName
from widgets.secondary.state import CaseView, ImageStatus

SITE = """
[station]
id = "bay-2"
country = "CA"
port = "CA-0705"
port_name = "Coutts AB"
lane = "2"
data_dir = "data"
roles = ["secondary", "supervisor"]
simulated = true

[devices.imager]
kind = "radiograph/scan-folder"
path = "scans"

[review]
random_share = 0.0
outgoing_dir = "outgoing"
"""
PIN = "493021"
WAIT_MS = 30_000
NO_KEYS = Qt.KeyboardModifier.NoModifier


def site_at(folder: Path) -> Site:
    """A bay at which radiographs arrive in a folder."""
    path = folder / "site.toml"
    path.write_text(SITE, encoding="utf-8")
    (folder / "scans").mkdir(exist_ok=True)
    return read_site(path)


def enrol(site: Site, *badges: str) -> None:
    """Let the station know officers, as the centre would have told it."""
    clock, key = SystemClock(), Ed25519PrivateKey.generate()
    until = clock.now() + timedelta(days=1)
    known = [
        OfficerVerifier(officer=officer(badge), argon2_hash=hash_pin(PIN), valid_until=until)
        for badge in badges
    ]
    with StationStore.open(site.data_dir, place=site.place, clock=clock) as store:
        store.reference.install([officer_item(item, version=1, key=key) for item in known], 1)


class Hands:
    """An officer in front of the window, who has a keyboard and nothing else."""

    def __init__(self, qtbot: QtBot, workstation: Workstation, opening: Opening) -> None:
        self.qtbot = qtbot
        self.workstation = workstation
        self.opening = opening

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS, times: int = 1) -> None:
        """Press a key, wherever the focus is."""
        for _ in range(times):
            QTest.keyClick(self._focused(), key, modifier)
            self.workstation.refresh()

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        QTest.keyClicks(self._focused(), text)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until the screen, or the record, has come so far."""
        self.qtbot.waitUntil(holds, timeout=WAIT_MS)

    def sign_in(self, badge: str) -> None:
        """Badge, Enter, PIN, Enter."""
        self.type(badge)
        self.press(Qt.Key.Key_Return)
        self.type(PIN)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.workstation.session.acting is not None)

    def open_image(self) -> None:
        """Take the next case, and look at all of its vehicle."""
        self.press(Qt.Key.Key_J)
        self.until(lambda: self.shown is not None)
        self.until(lambda: self.case_shown.image.status is ImageStatus.READY)
        while self.seen < 1.0:
            self._look_further(self.seen)

    def _look_further(self, seen: float) -> None:
        self.press(Qt.Key.Key_U)
        self.until(lambda: self.seen > seen)

    @property
    def shown(self) -> CaseView | None:
        """The case on the screen."""
        presenter = self.workstation.secondary
        return presenter.view.case if presenter and presenter.view else None

    @property
    def case_shown(self) -> CaseView:
        """The case on the screen, as there is one."""
        assert self.shown is not None
        return self.shown

    @property
    def seen(self) -> float:
        """The part of the vehicle that was in view at 1:2 or better."""
        self.workstation.refresh()
        return self.shown.review.look.seen_share if self.shown else 0.0

    def cases(self) -> list[Case]:
        """The cases of the board."""
        return list(self.workstation.board.cases())

    def refer(self, case: Case) -> None:
        """Another officer, at primary, sends the case here."""
        event = DecisionMade(case_id=case.case_id, decision=decision(Disposition.REFER))
        backend = self.opening.backend
        assert backend is not None
        self.opening.writer.submit(backend.recorder.record, event).result()

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.workstation.window


@contextmanager
def station(qtbot: QtBot, application: QApplication, site: Site) -> Iterator[Hands]:
    """The station as `app.main.run` opens it, with its window on the display."""
    facts = Station(
        place=site.place,
        roles=site.roles,
        clock=SystemClock(),
        simulated=site.simulated,
        version="test",
    )
    workstation = Workstation(facts, Appearance(application, Language.ENGLISH, ThemeName.DAY))
    opened: list[Workstation] = []
    opening = Opening(site, SystemClock(), workstation, opened.append)
    window = workstation.window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    opening.start()
    try:
        qtbot.waitUntil(lambda: bool(opened), timeout=WAIT_MS)
        yield Hands(qtbot, workstation, opening)
    finally:
        opening.finish()
