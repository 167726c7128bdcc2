"""One workstation of the demonstration with an officer at it, as a process of its own.

Says in JSON lines on its standard output how far it is, so that whoever started it knows when the
shift is over.
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from PySide6.QtCore import QObject, QTimer

from app.demo.crew import Person
from app.demo.officer import Officer
from app.demo.pictures import Photographer
from app.demo.primary_officer import PrimaryOfficer
from app.demo.secondary_officer import SecondaryOfficer
from app.demo.site_files import (
    DEMO_BADGE,
    DEMO_PIN,
    DEMO_SECOND_BADGE,
    DEMO_SUPERVISOR_BADGE,
    DEMO_THIRD_BADGE,
)
from app.domain.identifiers import Badge
from app.domain.officer import Role
from app.main.run import run_workstation
from app.runtime.settings import read_site
from app.shell.workstation import Workstation

REPORT_MS = 200
UNDO_AT = 7
"""The release that the primary officer takes back within five seconds."""
AT_THE_BOOTH = Person(badge=Badge(DEMO_BADGE), pin=DEMO_PIN, role=Role.PRIMARY)
AT_THE_BAY = (
    Person(badge=Badge(DEMO_SECOND_BADGE), pin=DEMO_PIN, role=Role.SECONDARY),
    Person(badge=Badge(DEMO_THIRD_BADGE), pin=DEMO_PIN, role=Role.SECONDARY),
    Person(badge=Badge(DEMO_SUPERVISOR_BADGE), pin=DEMO_PIN, role=Role.SUPERVISOR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a station is."""

    at_primary: int
    at_secondary: int
    in_review: int
    to_send: int
    decided: int
    said: str


class Reporter(QObject):
    """Writes the station's progress whenever it changes."""

    def __init__(self, workstation: Workstation, officer: Officer) -> None:
        super().__init__(workstation)
        self._workstation = workstation
        self._officer = officer
        self._last: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(REPORT_MS)
        self._timer.timeout.connect(self._report)
        self._timer.start()

    def _report(self) -> None:
        board = self._workstation.board
        progress = Progress(
            at_primary=len(board.at_primary()),
            at_secondary=len(board.at_secondary()),
            in_review=len(board.in_review()),
            to_send=board.sync.to_send if board.sync else -1,
            decided=self._officer.notebook.decided,
            said=self._workstation.window.messages.words.text(),
        )
        if progress != self._last:
            self._last = progress
            print(json.dumps(asdict(progress)), flush=True)  # noqa: T201 - what this program says


def run(
    site: Path,
    role: Annotated[Role, typer.Option()],
    shots: Annotated[Path, typer.Option()],
) -> None:
    """Run one station until it is asked to stop."""

    def begin(workstation: Workstation) -> None:
        photographer = Photographer(workstation, shots)
        officer: Officer
        if role is Role.PRIMARY:
            officer = PrimaryOfficer(workstation, AT_THE_BOOTH, photographer.take, undo_at=UNDO_AT)
        else:
            officer = SecondaryOfficer(workstation, AT_THE_BAY, photographer.take)
        Reporter(workstation, officer)
        officer.begin()
        print(json.dumps({"ready": True}), flush=True)  # noqa: T201 - what this program says

    raise SystemExit(run_workstation(read_site(site), arguments=sys.argv[:1], when_open=begin))


if __name__ == "__main__":
    typer.run(run)
