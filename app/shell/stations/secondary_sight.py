"""How the officer looks at the image on the screen: since when, how much of it, in which states."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QObject

from app.clearance.readings import COVERAGE_FULL
from app.domain.annotation import Annotation
from app.domain.reading import FirstLookEnd, HintSource
from app.domain.view_state import ViewState
from app.ports import Clock
from app.workflow.reading_act import ImageLook
from app.workflow.view_log import ViewLog
from widgets.radiograph.radiograph_view import RadiographView
from widgets.secondary.review_state import LookState

FIRST_LOOK_S = 20.0
"""The first look ends by itself after so long, seen or not: then hints may be asked for."""


class ImageSight(QObject):
    """Measures one look after the other.

    An image is looked at while it is painted and not hidden: not behind another screen, and by a
    clock that nobody sets.
    """

    def __init__(self, view: RadiographView, clock: Clock) -> None:
        super().__init__(view)
        self._view = view
        self._clock = clock
        self._image_id: str | None = None
        self._painted_at: datetime | None = None
        self._looked_s = 0.0
        self._since_s: float | None = None
        self._opaque_share = 0.0
        self._log = ViewLog("")
        self.first_look: FirstLookEnd | None = None
        self.hints: tuple[HintSource, ...] = ()
        self.marks: tuple[Annotation, ...] = ()
        view.installEventFilter(self)
        view.look_changed.connect(self._looked)

    @property
    def opaque_share(self) -> float:
        """The part of the vehicle that the image could not see through."""
        return self._opaque_share

    def begin(self, image_id: str, opaque_share: float) -> None:
        """Another image comes on the screen; its look begins with its first full paint."""
        self.end()
        self._image_id, self._opaque_share = image_id, opaque_share
        self._log = ViewLog(image_id)

    def end(self) -> None:
        """The image leaves the screen."""
        self._image_id, self._painted_at = None, None
        self._looked_s, self._since_s = 0.0, None
        self._opaque_share = 0.0
        self.first_look, self.hints, self.marks = None, (), ()

    def armed(self) -> None:
        """A verdict was prepared: that ends the first look."""
        if self._painted_at is not None and self.first_look is None:
            self.first_look = FirstLookEnd.ARMED

    def look(self) -> ImageLook | None:
        """The look until now; None before the image was painted."""
        if self._image_id is None or self._painted_at is None:
            return None
        self._end_first_look()
        return ImageLook(
            image_id=self._image_id,
            started_at=self._painted_at,
            dwell_s=self._dwell_s,
            coverage=self._view.coverage,
            opaque_share=self._opaque_share,
            annotations=self.marks,
            first_look=self.first_look,
            hints=self.hints,
        )

    def logged_look(self) -> ImageLook | None:
        """The look until now with every view state, to be kept as evidence."""
        self._view.flush_look()
        look = self.look()
        log = self._log.to_bytes() if len(self._log) else None
        return replace(look, view_log=log) if look is not None else None

    def state(self, hand_back_in_s: int | None) -> LookState:
        """What the screen says of the look."""
        look = self.look()
        if look is None:
            return LookState(hand_back_in_s=hand_back_in_s)
        ended = self.first_look is not None
        return LookState(
            dwell_s=look.dwell_s,
            seen_share=look.coverage,
            ended=ended,
            hints_in_s=None if ended else max(int(FIRST_LOOK_S - look.dwell_s) + 1, 0),
            hand_back_in_s=hand_back_in_s,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note the first paint of an image, and while it can be looked at."""
        if event.type() is QEvent.Type.Paint and self._image_id is not None:
            self._painted_at = self._painted_at or self._clock.now()
            if self._since_s is None:
                self._since_s = self._clock.monotonic_s()
        elif event.type() is QEvent.Type.Hide:
            self._looked_s, self._since_s = self._dwell_s, None
        return super().eventFilter(watched, event)

    @property
    def _dwell_s(self) -> float:
        since_s = self._since_s
        return self._looked_s + (0.0 if since_s is None else self._clock.monotonic_s() - since_s)

    def _end_first_look(self) -> None:
        if self.first_look is not None or self._painted_at is None:
            return
        if self._view.coverage >= COVERAGE_FULL:
            self.first_look = FirstLookEnd.COVERED
        elif self._dwell_s >= FIRST_LOOK_S:
            self.first_look = FirstLookEnd.TIMED_OUT

    def _looked(self, state: object) -> None:
        if isinstance(state, ViewState) and self._image_id is not None:
            self._log.note(state, self._dwell_s)
