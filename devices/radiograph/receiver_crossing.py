"""The crossing from the DICOM library's threads to the loop on which a receiver lives."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

from devices.radiograph.receiver_server import Answer


class Crossing:
    """From the library's threads to the loop, until the link stops."""

    def __init__(self, loop: asyncio.AbstractEventLoop, wait_s: float) -> None:
        self._loop = loop
        self._wait_s = wait_s
        self._lock = threading.Lock()
        self._asked: set[Future[Answer]] = set()
        self._is_closed = False

    def ask(self, coroutine: Coroutine[Any, Any, Answer], otherwise: Answer) -> Answer:
        """Run on the loop and wait; `otherwise` where that takes too long or the link stops."""
        with self._lock:
            if self._is_closed:
                coroutine.close()
                return otherwise
            future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
            self._asked.add(future)
        try:
            return future.result(self._wait_s)
        except (CancelledError, TimeoutError):
            future.cancel()
            return otherwise
        finally:
            with self._lock:
                self._asked.discard(future)

    def tell(self, what: Callable[[str], None], text: str) -> None:
        """Call on the loop, soon."""
        with self._lock:
            if not self._is_closed:
                self._loop.call_soon_threadsafe(what, text)

    def close(self) -> None:
        """Nothing is asked any more; who waits is answered."""
        with self._lock:
            self._is_closed = True
            asked = tuple(self._asked)
        for future in asked:
            future.cancel()


async def uninterrupted(work: Callable[[], object], then: Callable[[], object]) -> None:
    """Run `work` on another thread and `then` here; a cancellation takes effect behind both.

    What the disk holds and what is known of it would differ otherwise. Raises what `work` raises.
    """
    working = asyncio.get_running_loop().run_in_executor(None, work)
    is_cancelled = await ended(working)
    working.result()
    then()
    if is_cancelled:
        raise asyncio.CancelledError


async def ended(work: asyncio.Future[Any]) -> bool:
    """Wait until work on another thread has ended, and say whether this task was cancelled.

    A link is cancelled twice when the workstation stops: by the loop and by its supervisor.
    """
    is_cancelled = False
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError:
            is_cancelled = True
    return is_cancelled
