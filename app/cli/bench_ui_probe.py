"""The workstation with a stop watch: run by `bench_ui_start` in a process of its own.

It runs the real command; only the class that joins the screens is watched from outside.
"""

import json
import sys
import time
from pathlib import Path


def main(site: str) -> None:
    """Run the workstation, note its first Expose and readiness, print both and leave."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    import app.main.run as running
    from app.main.start import start
    from app.shell.acts import Acts, Station
    from app.shell.adjudicating import Adjudicating
    from app.shell.application import Appearance
    from app.shell.stations.session import Seat
    from app.shell.workstation import Workstation

    marks: dict[str, float] = {}

    def note(name: str) -> None:
        marks.setdefault(name, time.monotonic())
        marks.setdefault(f"{name}_cpu", time.process_time())

    class ExposeWatch(QObject):
        """Notes when the first window was exposed."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            if event.type() == QEvent.Type.Expose:
                note("exposed")
            return False

    class WatchedWorkstation(Workstation):
        """Notes when the record is open, and closes."""

        def __init__(self, station: Station, appearance: Appearance) -> None:
            super().__init__(station, appearance)
            self._watch = ExposeWatch()
            application = QCoreApplication.instance()
            assert application is not None  # noqa: S101 - the appearance belongs to it
            application.installEventFilter(self._watch)

        def open(self, acts: Acts, seat: Seat, adjudicating: Adjudicating) -> None:
            super().open(acts, seat, adjudicating)
            note("ready")
            QTimer.singleShot(0, self.window.close)

    vars(running)["Workstation"] = WatchedWorkstation
    if start(Path(site)) != 0:
        raise SystemExit("the workstation did not start")
    if "ready" not in marks:
        raise SystemExit("the workstation did not become ready")
    sys.stdout.write(json.dumps(marks) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
