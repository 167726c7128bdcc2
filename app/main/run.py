"""Runs one workstation until its window closes.

The sign-in screen is on the display before the record is open: an officer types while the journal
is checked and the devices are connected.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.main.quality_limits import limits_of
from app.ports import WorldError
from app.runtime.clock import FastClock, SystemClock
from app.runtime.crash import CrashHooks
from app.runtime.logs import start_logging
from app.runtime.settings import Site
from app.runtime.writer import WriterThread
from app.shell.acts import Acts, Station
from app.shell.application import Appearance
from app.shell.bridge import GuiBridge
from app.shell.languages import Language
from app.shell.signals import TerminationSignals
from app.shell.stations.session import Seat
from app.shell.workstation import Workstation
from widgets.common.theme import ThemeName

if TYPE_CHECKING:
    from app.main.backend import Backend

SWITCH_INTERVAL_S = 0.0005
"""A busy thread gives the interpreter back this soon; the default costs the screen 60 ms."""

OWNER_ONLY = 0o077
"""Record, logs and crash reports are for the account that the workstation runs as."""


def run_workstation(
    site: Site,
    *,
    arguments: list[str],
    when_open: Callable[[Workstation], None] = lambda _workstation: None,
) -> int:
    """Open the workstation of `site` and return the exit code when its window has closed.

    `when_open` is called once the record is open. Raises WorldError if it cannot be opened.
    """
    os.umask(OWNER_ONLY)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = QApplication(arguments)
    application.setApplicationName("Parallel 49")
    clock = _clock(site)
    station = Station(
        place=site.place,
        roles=site.roles,
        clock=clock,
        simulated=site.simulated,
        version=version("parallel49"),
        quality_limits=limits_of(site),
    )
    appearance = Appearance(application, Language(site.language), ThemeName.DAY)
    workstation = Workstation(station, appearance)
    workstation.window.closed.connect(application.quit)
    signals = TerminationSignals(workstation.window.close, application)
    with CrashHooks(site.data_dir / "crashes", workstation.crashed):
        start_logging(site.data_dir / "logs")
        workstation.fit(application.primaryScreen().availableGeometry().size())
        workstation.window.show()
        opening = Opening(site, clock, workstation, when_open)
        QTimer.singleShot(0, opening.start)
        code = application.exec()
        signals.close()
        opening.finish()
    if opening.failure is not None:
        raise opening.failure
    return code


class Opening:
    """Opens the record beside the screen, and closes it after the window.

    `backend` is what stands behind the screens, once it is open; its calls are for `writer`.
    """

    def __init__(
        self,
        site: Site,
        clock: SystemClock | FastClock,
        workstation: Workstation,
        when_open: Callable[[Workstation], None],
    ) -> None:
        self._site = site
        self._clock = clock
        self._workstation = workstation
        self._when_open = when_open
        self.writer = WriterThread()
        self._bridge = GuiBridge(workstation.take, workstation)
        self.backend: Backend | None = None
        self.failure: WorldError | None = None

    def start(self) -> None:
        """Begin to open the record on the writer thread."""
        self._workstation.tasks.run(self.writer, self._open, done=self._opened, failed=self._failed)

    def finish(self) -> None:
        """Close the record and end the threads."""
        self.writer.submit(self._close).result()
        self.writer.shutdown()
        self._workstation.close()

    def _open(self) -> "Backend":
        from app.main.backend import open_backend

        self.backend = open_backend(self._site, self._clock, self.writer, self._bridge.publish)
        return self.backend

    def _close(self) -> None:
        """After `_open` on the same thread, also when the window was closed before it was done."""
        if self.backend is not None:
            self.backend.close()

    def _opened(self, backend: "Backend") -> None:
        # Imported here, for it is not needed before the record is open.
        from app.radiation.own_opinion import own_opinion
        from app.radiation.time_slice import identify_part
        from app.shell.adjudicating import Adjudicating, Identification

        workstation = self._workstation
        acts = Acts(
            backend.desk,
            backend.review,
            backend.imagery,
            self.writer,
            workstation.tasks,
            workstation.refused,
            backend.recorder,
            backend.retry_sync,
            backend.image_tasks,
            backend.tests,
            backend.told_tests,
            workstation.window.messages.show_message,
        )
        for case in backend.cases:
            workstation.board.take(case)
        adjudicating = Adjudicating(
            backend.adjudication,
            self.writer,
            workstation.tasks,
            acts,
            Identification(backend.identifiers, partial(identify_part, own_opinion)),
        )
        workstation.open(acts, Seat(backend.session, self.writer), adjudicating)
        self._when_open(workstation)

    def _failed(self, error: WorldError) -> None:
        self.failure = error
        self._workstation.window.close()


def _clock(site: Site) -> SystemClock | FastClock:
    if site.clock_rate == 1.0:
        return SystemClock()
    return FastClock(site.clock_rate, site.clock_anchor or datetime.now(UTC))
