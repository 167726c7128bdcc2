"""What works on the image on the screen: hints, comparison, report. Lives on the GUI thread."""

from collections.abc import Callable

from app.shell.acts import Acts, Station
from app.shell.board import Board
from app.shell.stations.secondary_asides import CaseInHand
from app.shell.stations.secondary_compare import SecondaryCompare
from app.shell.stations.secondary_hints import SecondaryHints
from app.shell.stations.secondary_image import SecondaryImage
from app.shell.stations.secondary_report import SecondaryReport
from app.shell.stations.secondary_sight import ImageSight
from app.workflow.desk import Acting
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.review_state import LookState, ReviewState, SecondReader
from widgets.secondary.screen import SecondaryScreen


class SecondaryTools:
    """Joins them to the image, and gives what the screen says of them."""

    def __init__(
        self,
        screen: SecondaryScreen,
        acts: Acts,
        board: Board,
        station: Station,
        sight: ImageSight,
        image: SecondaryImage,
        in_hand: CaseInHand,
        acting: Callable[[], Acting | None],
        changed: Callable[[], None],
    ) -> None:
        self._board = board
        self.hints = SecondaryHints(screen, acts, sight, in_hand, changed)
        self.compare = SecondaryCompare(screen, acts, board, changed)
        self.report = SecondaryReport(screen, acts, board, station, in_hand, acting)
        image.followers = (self.hints, self.compare)

    def refresh(self) -> None:
        """The link to the centre may have come or gone."""
        self.compare.refresh(is_offline=self._board.is_offline)

    def came(self, update: ImageReady | ImageFailed) -> bool:
        """A radiograph was decoded or did not come; whether it was waited for here."""
        return self.compare.came(update)

    def review(self, look: LookState, second: SecondReader) -> ReviewState:
        """All that review discipline knows of the case on the screen."""
        return ReviewState(
            look=look, aids=self.hints.state, compare=self.compare.state, second=second
        )
