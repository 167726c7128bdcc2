"""The image under review beside another one, blinked, and their difference. On the GUI thread."""

import logging
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain.events import RadiographAttached
from app.domain.radiograph import WindowPreset
from app.radiography.cached_comparison import LaidOver
from app.radiography.image_cache import open_cached
from app.radiography.image_questions import LaidAsked, Reference, References
from app.radiography.pyramid import open_pyramid
from app.radiography.registration import RegistrationError
from app.radiography.windows import preset_window
from app.shell.acts import Acts
from app.shell.board import Board
from app.shell.stations.compared_images import Compared, earlier_images, reference_images
from app.shell.stations.shown_image import ShownImage
from app.shell.worker_answers import WorkerAnswers
from app.workflow.analysis_words import why_not_analysed
from app.workflow.updates import ImageFailed, ImageReady
from widgets.secondary.review_state import CompareState, CompareStatus
from widgets.secondary.screen import SecondaryScreen

_log = logging.getLogger(__name__)


class SecondaryCompare:
    """Offers what there is to compare with, and fetches, decodes and lays on what is chosen.

    The container's last image is fetched by itself; a reference of the site when it is asked for.
    """

    def __init__(
        self, screen: SecondaryScreen, acts: Acts, board: Board, changed: Callable[[], None]
    ) -> None:
        self._screen = screen
        self._acts = acts
        self._board = board
        self._changed = changed
        self._answers = WorkerAnswers(screen, refusals=(RegistrationError, ValueError))
        self._listing = WorkerAnswers(screen)
        self._references: tuple[Reference, ...] | None = None
        self._shown: ShownImage | None = None
        self._offered: tuple[Compared, ...] = ()
        self._wanted: str | None = None
        self.state = CompareState()
        screen.comparison_requested.connect(self.select)

    def begin(self, shown: ShownImage) -> None:
        """Another image is on the screen."""
        self.end()
        self._shown = shown
        self._offer()
        if any(isinstance(item.source, RadiographAttached) for item in self._offered):
            self.select(0)
        if self._references is None:
            self._listing.wait(
                self._acts.image_tasks.references(), done=self._listed, failed=self._unlisted
            )

    def end(self) -> None:
        """It is no longer."""
        self._answers.forget()
        self._shown, self._offered, self._wanted = None, (), None
        self.state = CompareState()

    def refresh(self, *, is_offline: bool) -> None:
        """Say whether older images may be where they cannot be fetched; fetch what now can be."""
        if self._shown is None:
            return
        self.state = replace(self.state, older_at_centre=is_offline)
        current = self.state.current
        if current is not None and current.status is CompareStatus.AT_CENTRE and not is_offline:
            self.select(self.state.selected)

    def select(self, index: int) -> None:
        """Compare with one of the images that are offered."""
        if self._shown is None or not 0 <= index < len(self._offered):
            return
        self._answers.forget()
        chosen = self._offered[index]
        self._wanted = chosen.choice.choice_id
        self._say(CompareStatus.FETCHING, selected=index)
        if isinstance(chosen.source, RadiographAttached):
            self._acts.request_image(chosen.source)
        else:
            self._answers.wait(
                self._acts.image_tasks.reference_image(chosen.source),
                done=self._show,
                failed=self._unreadable,
            )
        self._changed()

    def came(self, update: ImageReady | ImageFailed) -> bool:
        """A radiograph was decoded or did not come; whether it is the one to compare with."""
        current = self.state.current
        waits = current is not None and current.status is CompareStatus.FETCHING
        if not waits or update.image_id != self._wanted:
            return False
        if isinstance(update, ImageReady):
            self._show(Path(update.folder))
        elif self._board.is_offline:
            self._say(CompareStatus.AT_CENTRE)
        else:
            self._say(CompareStatus.FAILED, why=update.why)
        return True

    def _show(self, folder: Path) -> None:
        shown, current = self._shown, self.state.current
        if shown is None or current is None:
            return
        image, scan = open_cached(folder), current.scan
        windows = {
            preset: preset_window(preset, image.levels[0], scan.channels[0])
            for preset in WindowPreset
        }
        front_px = image.extent_px[0] if image.extent_px else 0
        front_m = front_px * scan.pixel_mm[0] / 1000 if scan.pixel_mm else 0.0
        self._say(CompareStatus.READY)
        self._changed()  # the panel takes pixels of the image that it names
        show = partial(
            self._screen.show_comparison, image.channels[0], scan, windows, front_m=front_m
        )
        show()
        asked = LaidAsked(
            own=shown.folder, own_scan=shown.attached.scan, other=folder, other_scan=scan
        )
        self._answers.wait(
            self._acts.image_tasks.lay_over(asked),
            done=lambda made: self._lay(made, show),
            failed=self._unlike,
        )

    def _lay(self, made: LaidOver, show: Callable[..., None]) -> None:
        show(
            laid=open_pyramid(made.laid),
            difference=open_pyramid(made.difference),
            difference_window=made.window,
        )
        self.state = replace(self.state, score=made.score)
        self._changed()

    def _unlike(self, error: BaseException) -> None:
        _log.info("two images were not laid on each other: %s", error)
        self.state = replace(self.state, is_unlike=True)
        self._changed()

    def _unreadable(self, error: BaseException) -> None:
        why = why_not_analysed(error) if isinstance(error, BrokenExecutor) else str(error)
        self._say(CompareStatus.FAILED, why=why)
        self._changed()

    def _listed(self, references: References) -> None:
        for name, why in references.unreadable:
            _log.warning("the reference image %s cannot be used: %s", name, why)
        self._references = references.found
        self._offer()
        self._changed()

    def _unlisted(self, error: BaseException) -> None:
        _log.warning("the reference images cannot be listed: %s", error)

    def _offer(self) -> None:
        """What there is to compare with; the one that is chosen stays it."""
        if self._shown is None:
            return
        earlier = earlier_images(self._board.cases(), self._shown)
        self._offered = (*earlier, *reference_images(self._references or ()))
        before = {item.choice_id: item for item in self.state.choices}
        choices = tuple(before.get(item.choice.choice_id, item.choice) for item in self._offered)
        ids = [item.choice_id for item in choices]
        selected = ids.index(self._wanted) if self._wanted in ids else 0
        self.state = replace(self.state, choices=choices, selected=selected)

    def _say(self, status: CompareStatus, *, why: str = "", selected: int | None = None) -> None:
        """How far the chosen image is; another one is not laid on anything yet."""
        at = self.state.selected if selected is None else selected
        choices = list(self.state.choices)
        choices[at] = replace(choices[at], status=status, why=why)
        self.state = replace(
            self.state, choices=tuple(choices), selected=at, score=None, is_unlike=False
        )
