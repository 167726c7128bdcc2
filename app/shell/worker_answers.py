"""Answers of worker processes on the GUI thread, as long as somebody waits for them."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from app.ports import WorldError
from app.shell.bridge import GuiBridge

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    round: int
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class WorkerAnswers:
    """Calls `done` or `failed` on the GUI thread, and neither once all is forgotten.

    `refusals` are what a worker may answer instead; these, what the world does, and the death of a
    process reach `failed`. An error of ours rises on the GUI thread, to the crash hook.
    """

    def __init__(
        self, parent: QObject | None = None, *, refusals: tuple[type[Exception], ...] = ()
    ) -> None:
        self._bridge = GuiBridge(self._came, parent)
        self._refusals: tuple[type[BaseException], ...] = (
            WorldError,
            OSError,
            BrokenExecutor,
            *refusals,
        )
        self._round = 0

    def wait(
        self,
        future: Future[T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Be told of this future."""
        number = self._round
        future.add_done_callback(
            lambda item: self._bridge.publish(_Answer(number, item, done, failed))
        )

    def forget(self) -> None:
        """Nobody waits any more for what was asked until now."""
        self._round += 1

    def _came(self, event: object) -> None:
        if not isinstance(event, _Answer) or event.future.cancelled():
            return
        error = event.future.exception()
        if error is not None and not isinstance(error, self._refusals):
            raise error
        if event.round != self._round:
            return
        if error is None:
            event.done(event.future.result())
        else:
            event.failed(error)
