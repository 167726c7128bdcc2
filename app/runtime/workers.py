"""Worker processes for analysis: a busy Python thread would cost the screen 60 ms."""

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor


def make_workers(count: int = 1) -> ProcessPoolExecutor:
    """Worker processes, spawned so that they share no lock and no socket with the workstation."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=count, mp_context=context, initializer=_quiet)


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The matrices of a verdict are small: several BLAS threads only wait for one another, and on a
    # busy machine that costs ten times the work. numpy is not yet imported here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
