"""Worker processes for analysis: a busy Python thread would cost the screen 60 ms."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Workers(Executor):
    """Worker processes, spawned so that they share no lock and no socket with the workstation.

    A process that dies, of a bad input or for want of memory, takes the calls it had with it: their
    futures end with `BrokenProcessPool`. The next call gets new processes.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = threading.Lock()
        self._pool = _pool(count)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call for a worker, from any thread."""
        with self._lock:
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenProcessPool:
                _log.exception("a worker process died; new ones are started")
                self._pool.shutdown(wait=False)
                self._pool = _pool(self._count)
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - signature of Executor
        """End the processes once they have done what they have begun."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def make_workers(count: int = 1) -> Workers:
    """Worker processes that are started when they are first needed."""
    return Workers(count)


def _pool(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=count, mp_context=context, initializer=_quiet)


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The matrices of a verdict are small: several BLAS threads only wait for one another, and on a
    # busy machine that costs ten times the work. numpy is not yet imported here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
