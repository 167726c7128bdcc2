"""The one thread that owns the database and the case book."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from app.runtime.crash import raise_to_hook

P = ParamSpec("P")
T = TypeVar("T")


class WriterThread(Executor):
    """Runs calls one at a time, in order.

    A call whose result nobody takes must not fail unseen: `post` hands its error to the crash hook.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call; its result or error is in the future."""
        return self._pool.submit(fn, *args, **kwargs)

    def post(self, fn: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Queue a call that cannot fail for reasons of the world."""
        self._pool.submit(fn, *args, **kwargs).add_done_callback(raise_to_hook)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - signature of Executor
        """Finish what is queued and end the thread."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
