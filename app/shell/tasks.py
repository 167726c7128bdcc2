"""Work off the GUI thread that comes back with a result or a failure."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject

from app.ports import WorldError
from app.shell.bridge import GuiBridge

P = ParamSpec("P")
T = TypeVar("T")


class Submits(Protocol):
    """An executor, or whatever runs a call elsewhere."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a call and give its future."""


@dataclass(frozen=True, slots=True)
class _Finished:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[WorldError], None]


class Tasks:
    """Runs calls elsewhere; `done` or `failed` is called on the GUI thread.

    Only failures of the world reach `failed`. An error of ours rises on the GUI thread, to the
    crash hook.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        self._bridge = GuiBridge(self._finish, parent)

    def run(
        self,
        executor: Submits,
        call: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[WorldError], None],
    ) -> None:
        """Start `call` on `executor`."""
        future = executor.submit(call)
        future.add_done_callback(lambda item: self._bridge.publish(_Finished(item, done, failed)))

    def _finish(self, event: object) -> None:
        if not isinstance(event, _Finished) or event.future.cancelled():
            return
        error = event.future.exception()
        if error is None:
            event.done(event.future.result())
        elif isinstance(error, WorldError):
            event.failed(error)
        else:
            raise error
