"""An officer's reading as files for others, on demand. Lives on the GUI thread."""

from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

from app.domain.case import Case
from app.domain.events import RadiographAttached
from app.domain.identifiers import Badge
from app.domain.reading import Reading
from app.shell.acts import Acts, Station
from app.shell.board import Board
from app.shell.stations.secondary_asides import CaseInHand
from app.shell.stations.secondary_view import title_of
from app.shell.worker_answers import WorkerAnswers
from app.workflow.analysis_words import why_not_analysed
from app.workflow.desk import Acting
from widgets.common.world_words import nothing_read_words, report_failed_words, report_words
from widgets.secondary.screen import SecondaryScreen

OwnReading = tuple[Case, RadiographAttached, Reading]


class SecondaryReport:
    """Reports on the officer's own reading: of the case on the screen, else the last one made.

    A case leaves the screen when it is decided. Nothing is reported that was not recorded.
    """

    def __init__(
        self,
        screen: SecondaryScreen,
        acts: Acts,
        board: Board,
        station: Station,
        in_hand: CaseInHand,
        acting: Callable[[], Acting | None],
    ) -> None:
        self._screen = screen
        self._acts = acts
        self._board = board
        self._station = station
        self._in_hand = in_hand
        self._acting = acting
        self._answers = WorkerAnswers(screen, refusals=(ValueError,))
        screen.report_requested.connect(self.write)

    def write(self) -> None:
        """Begin to write; how it went is said."""
        acting, in_hand = self._acting(), self._in_hand()
        if acting is None:
            return
        badge = acting.officer.badge
        here = last_reading([in_hand[0]], badge) if in_hand is not None else None
        found = here or last_reading(self._board.cases(), badge)
        if found is None:
            self._acts.tell(nothing_read_words())
            return
        case, attached, reading = found
        title = title_of(case)

        def begun(future: Future[Path]) -> None:
            self._answers.wait(
                future,
                done=lambda folder: self._acts.tell(report_words(title, str(folder))),
                failed=lambda error: self._failed(title, error),
            )

        self._acts.report(
            attached,
            reading,
            acting,
            self._station.place.port_name,
            self._screen.image.view.window_shown if here is not None else None,
            begun=begun,
        )

    def _failed(self, title: str, error: BaseException) -> None:
        why = why_not_analysed(error) if isinstance(error, BrokenExecutor) else str(error)
        self._acts.tell(report_failed_words(title, why))


def last_reading(cases: Iterable[Case], badge: Badge) -> OwnReading | None:
    """The last reading of this officer, with its case and image."""
    found: OwnReading | None = None
    for case in cases:
        images = {item.image_id: item for item in case.radiographs}
        for made in case.readings:
            reading = made.reading
            is_own = reading.badge == badge and reading.image_id in images
            if is_own and (found is None or reading.decided_at > found[2].decided_at):
                found = (case, images[reading.image_id], reading)
    return found
