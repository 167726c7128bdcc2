"""One writer, one I/O loop: calls run in order, and an error of ours is never swallowed."""

import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from types import TracebackType

import pytest

from app.runtime.crash import CrashHooks
from app.runtime.io_thread import IoThread
from app.runtime.writer import WriterThread


@pytest.fixture
def writer() -> Iterator[WriterThread]:
    writer = WriterThread()
    yield writer
    writer.shutdown()


def test_the_writer_runs_calls_one_at_a_time_in_order(writer: WriterThread) -> None:
    seen: list[int] = []
    for number in range(200):
        writer.post(seen.append, number)
    writer.submit(lambda: None).result()
    assert seen == list(range(200))


def test_an_error_in_a_posted_call_reaches_the_hook(
    writer: WriterThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        assert kind is ZeroDivisionError
        told.set()

    monkeypatch.setattr(sys, "excepthook", hook)
    writer.post(lambda: 1 / 0)
    assert told.wait(5)


def test_the_io_thread_runs_coroutines_and_cancels_them_at_the_end() -> None:
    with IoThread() as io:
        assert io.submit(asyncio.sleep(0, "done")).result(5) == "done"
        forever = io.submit(asyncio.Event().wait())
    with pytest.raises(CancelledError):
        forever.result(5)


def test_a_crash_is_written_in_full_and_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    with CrashHooks(tmp_path, told.append) as hooks:
        for _ in range(3):
            try:
                os.environ["P49_NO_SUCH_THING"]
            except KeyError as error:
                hooks.report(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert told[0].startswith("KeyError")
    (report,) = tmp_path.glob("error-*.txt")
    assert "P49_NO_SUCH_THING" in report.read_text(encoding="utf-8")


def test_the_old_hooks_come_back(tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook
    with CrashHooks(tmp_path, lambda _line: None):
        assert sys.excepthook != before[0]
    assert (sys.excepthook, threading.excepthook) == before


def test_a_thread_that_fails_is_told_too(tmp_path: Path) -> None:
    told: list[str] = []
    with CrashHooks(tmp_path, told.append):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join(5)
    assert told
    assert told[0].startswith("ZeroDivisionError")
