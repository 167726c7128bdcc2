"""Worker processes for analysis: a busy Python thread would cost the screen 60 ms."""

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor


def make_workers(count: int = 1) -> ProcessPoolExecutor:
    """Worker processes, spawned so that they share no lock and no socket with the workstation."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=count, mp_context=context, initializer=_quiet)


def _quiet() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
