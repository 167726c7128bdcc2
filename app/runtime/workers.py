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

from app.runtime.deadline import Deadline

CALL_S_MAX = 120.0
"""A call that runs longer is taken to hang. The longest honest one, the aids on a large radiograph,
takes some seconds on a slow machine."""

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Workers(Executor):
    """Worker processes, spawned so that they share no lock and no socket with the workstation.

    A process that dies, of a bad input or for want of memory, takes the calls it had with it: their
    futures end with `BrokenProcessPool`. The next call gets new processes. So it is with a process
    that does not answer within `call_s_max`: it is ended.
    """

    def __init__(self, count: int, *, call_s_max: float = CALL_S_MAX) -> None:
        self._count = count
        self._deadline = Deadline(call_s_max)
        self._lock = threading.Lock()
        self._pool = _pool(count)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a call for a worker, from any thread."""
        with self._lock:
            try:
                call = self._pool.submit(fn, *args, **kwargs)
            except BrokenProcessPool:
                _log.exception("a worker process died; new ones are started")
                self._pool.shutdown(wait=False)
                self._pool = _pool(self._count)
                call = self._pool.submit(fn, *args, **kwargs)
            pool = self._pool
        self._deadline.watch(call, lambda: _kill(pool))
        return call

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - signature of Executor
        """End the processes once they have done what they have begun."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def make_workers(count: int = 1) -> Workers:
    """Worker processes that are started when they are first needed."""
    return Workers(count)


def _pool(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=count, mp_context=context, initializer=_quiet)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once; Python has a public call for it only from 3.14 on."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 - see above
        process.kill()


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The matrices of a verdict are small: several BLAS threads only wait for one another, and on a
    # busy machine that costs ten times the work. numpy is not yet imported here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
