"""Ends worker processes whose call never ends: an officer is told, instead of waiting for ever."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Any

LOOKS_PER_DEADLINE = 8

_log = logging.getLogger(__name__)


class Deadline:
    """Watches calls from the moment they run; what waits in the queue has not begun yet.

    A thread looks while there is something to watch, and is gone when there is not.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._changed = threading.Condition()
        self._watched: dict[Future[Any], tuple[Callable[[], None], float | None]] = {}
        self._thread: threading.Thread | None = None

    def watch(self, call: Future[Any], kill: Callable[[], None]) -> None:
        """Call `kill` if `call` runs longer than the limit. From any thread."""
        with self._changed:
            self._watched[call] = (kill, None)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="deadline", daemon=True)
                self._thread.start()
        call.add_done_callback(self._forget)

    def _forget(self, call: Future[Any]) -> None:
        with self._changed:
            self._watched.pop(call, None)
            self._changed.notify()

    def _look(self) -> None:
        while True:
            with self._changed:
                if not self._watched:
                    self._thread = None
                    return
                kills = self._overdue(monotonic())
            for kill in kills:
                _log.error("a call took more than %g s; its process is ended", self._limit_s)
                kill()
            with self._changed:
                if self._watched:
                    self._changed.wait(self._limit_s / LOOKS_PER_DEADLINE)

    def _overdue(self, now_s: float) -> list[Callable[[], None]]:
        """What is to be called now; what began to run since the last look is dated."""
        kills: list[Callable[[], None]] = []
        for call, (kill, since_s) in list(self._watched.items()):
            if since_s is None:
                self._watched[call] = (kill, now_s if call.running() else None)
            elif now_s - since_s > self._limit_s:
                del self._watched[call]
                kills.append(kill)
        return kills
