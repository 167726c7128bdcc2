"""What an officer says of the case on the screen beside the decision. Lives on the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.case import Case
from app.domain.finding import FindingKind
from app.domain.reading import ThreatTest
from app.shell.acts import Acts
from app.shell.stations.secondary_page import revealed_view
from app.shell.stations.secondary_view import line_at
from app.workflow.desk import Acting
from widgets.secondary.review_state import TestImage
from widgets.secondary.screen import SecondaryScreen

CaseInHand = Callable[[], tuple[Case, Acting] | None]


class SecondaryAsides:
    """Findings seen, goods seen, a second reader called: each is recorded as it is said."""

    def __init__(self, screen: SecondaryScreen, acts: Acts, in_hand: CaseInHand) -> None:
        self._screen = screen
        self._acts = acts
        self._in_hand = in_hand
        screen.acknowledge_requested.connect(self._acknowledge)
        screen.second_requested.connect(self._call_second)
        screen.line_judged.connect(self._judge_line)

    def acknowledge_first(self) -> None:
        """Acknowledge the most urgent finding that nobody has acknowledged."""
        if (row := self._screen.first_unacknowledged()) is not None:
            self._acknowledge(row.finding.kind)

    def _acknowledge(self, kind: FindingKind) -> None:
        if (in_hand := self._in_hand()) is not None:
            case, acting = in_hand
            self._acts.acknowledge(case.case_id, kind, acting)

    def _call_second(self) -> None:
        if (in_hand := self._in_hand()) is not None:
            case, acting = in_hand
            if case.image_id is not None:
                self._acts.request_second(case.case_id, case.image_id, acting)

    def _judge_line(self, index: int, seen: object) -> None:
        if (in_hand := self._in_hand()) is not None:
            case, acting = in_hand
            line = line_at(case, index)
            if line is not None and (seen is None or isinstance(seen, bool)):
                self._acts.judge_line(case.case_id, line, acting, seen=seen)


class Reveals:
    """The test images that officers decided on here, and the one that is just told.

    `case` is that one as it was decided on, as long as its image stays on the screen.
    """

    def __init__(self, known: Sequence[ThreatTest]) -> None:
        self.results: list[ThreatTest] = list(known)
        self.shown: TestImage | None = None
        self.case: Case | None = None

    def tell(self, case: Case, test: ThreatTest) -> None:
        """The decided case was a test."""
        self.results.append(test)
        self.shown = revealed_view(case, test, self.results)
        self.case = case

    def leave(self) -> None:
        """Another case comes on the screen: no box of the test may be drawn in its image."""
        self.case = None
        if self.shown is not None:
            self.shown = replace(self.shown, box=None)

    def close(self) -> None:
        """The officer has seen it."""
        self.shown = self.case = None
