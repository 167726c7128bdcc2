"""A machine's hints, found when the officer asks for them. Lives on the GUI thread."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from itertools import count

from app.domain.case import Case
from app.domain.hint import HintKind
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.reading import HintSource
from app.ports import WorldError
from app.radiography.aids.mass import MassEstimate
from app.radiography.aids.run import MASS, AidReport, AidsStoppedError
from app.radiography.image_questions import HintsAsked
from app.shell.acts import Acts
from app.shell.stations.secondary_asides import CaseInHand
from app.shell.stations.secondary_sight import ImageSight
from app.shell.stations.shown_image import ShownImage
from app.shell.worker_answers import WorkerAnswers
from app.workflow.analysis_words import why_not_analysed
from widgets.secondary.review_state import AidState, AidStatus, MassLine
from widgets.secondary.screen import SecondaryScreen

_numbers = count()


class SecondaryHints:
    """Asks a worker once for each look, records what it says, and only then lets it be shown.

    Before the first look has ended nothing is asked. Hints that are put away while the machine
    still looks are called off.
    """

    def __init__(
        self,
        screen: SecondaryScreen,
        acts: Acts,
        sight: ImageSight,
        in_hand: CaseInHand,
        changed: Callable[[], None],
    ) -> None:
        self._acts = acts
        self._sight = sight
        self._in_hand = in_hand
        self._changed = changed
        self._answers = WorkerAnswers(screen, refusals=(AidsStoppedError,))
        self._shown: ShownImage | None = None
        self._asked: HintsAsked | None = None
        self._future: Future[AidReport] | None = None
        self.state = AidState()
        screen.hints_requested.connect(self.want)

    def begin(self, shown: ShownImage) -> None:
        """Another image is on the screen."""
        self.end()
        self._shown = shown

    def end(self) -> None:
        """It is no longer: nobody waits for its hints."""
        self._call_off()
        self._shown = None
        self.state = AidState()

    def want(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        """The officer asks for hints, or puts them away."""
        if not on:
            if self.state.status is AidStatus.COMPUTING:
                self._call_off()
                self.state = AidState()
        elif self.state.status in (AidStatus.NOT_ASKED, AidStatus.FAILED):
            self._ask()
        self._changed()

    def _ask(self) -> None:
        shown, in_hand = self._shown, self._in_hand()
        if shown is None or in_hand is None or self._sight.first_look is None:
            return
        case, _ = in_hand
        self._asked = HintsAsked(
            folder=shown.folder,
            scan=shown.attached.scan,
            declared_kg=declared_kg(case),
            radiation_at_m=radiation_at_m(case),
            stop=shown.folder / f"hints-{next(_numbers)}.stop",
        )
        self.state = AidState(status=AidStatus.COMPUTING)
        self._future = self._acts.image_tasks.hints(self._asked)
        self._answers.wait(self._future, done=self._found, failed=self._failed)

    def _found(self, report: AidReport) -> None:
        shown, in_hand, first_look = self._shown, self._in_hand(), self._sight.first_look
        if shown is None or in_hand is None or first_look is None:
            return
        case, acting = in_hand
        image_id, number = shown.attached.image_id, self._asked
        ready = AidState(
            status=AidStatus.READY,
            hints=report.hints,
            mass=mass_line(report.mass, declared_kg(case)),
            elapsed_ms=report.elapsed_ms,
        )

        def recorded(_nothing: None) -> None:
            if self._asked is number:
                self._sight.hints = sources_of(report)
                self.state = ready
                self._changed()

        def refused(error: WorldError) -> None:
            if self._asked is number:
                self._failed(error)

        self._acts.hints_shown(
            case.case_id,
            image_id,
            report.hints,
            first_look,
            acting,
            done=recorded,
            failed=refused,
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, AidsStoppedError):
            why = why_not_analysed(error) if isinstance(error, BrokenExecutor) else str(error)
            self.state = AidState(status=AidStatus.FAILED, why=why)
            self._changed()

    def _call_off(self) -> None:
        self._answers.forget()
        if self._future is not None and self._asked is not None and not self._future.done():
            self._asked.stop.touch()
            self._future.cancel()
        self._asked = self._future = None


def declared_kg(case: Case) -> float | None:
    """The weight that is declared to be in the container; None where nothing is declared."""
    goods = case.notice.consignment if case.notice else None
    return goods.gross_kg if goods is not None else None


def radiation_at_m(case: Case) -> float | None:
    """Where a portal saw most, in metres from the front; None without an alarm or a speed."""
    if case.verdict is None or not (monitor_alarms(case) or own_alarms(case)):
        return None
    return case.verdict.peak_at_m


def mass_line(mass: MassEstimate | None, declared: float | None) -> MassLine | None:
    """The mass in the image beside what is declared, with the interval and the starved part."""
    if mass is None:
        return None
    return MassLine(
        estimated_kg=mass.cargo_kg,
        low_kg=mass.low_kg,
        high_kg=mass.high_kg,
        declared_kg=declared,
        starved_share=mass.starved_fraction,
        is_comparable=mass.comparable,
        algorithm=MASS[0],
        version=MASS[1],
    )


def sources_of(report: AidReport) -> tuple[HintSource, ...]:
    """The algorithms whose word stood on the screen, each once."""
    said = [(hint.algorithm, hint.version) for hint in report.hints]
    if report.mass is not None and HintKind.MASS not in {hint.kind for hint in report.hints}:
        said.append(MASS)
    return tuple(
        HintSource(algorithm=name, version=version) for name, version in dict.fromkeys(said)
    )
