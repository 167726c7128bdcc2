"""The one road for errors of ours: written to a file in full, grouped, and said once."""

import faulthandler
import hashlib
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

ErrorTriple = tuple[type[BaseException], BaseException, TracebackType | None]


def raise_to_hook(done: Future[Any]) -> None:
    """Hand the error of a call whose result nobody takes to the crash hook."""
    if not done.cancelled() and (error := done.exception()) is not None:
        sys.excepthook(type(error), error, error.__traceback__)


class CrashHooks:
    """Owns the process's hooks for uncaught errors while it is entered; puts the old ones back.

    `tell` gets one short line per kind of error, from whatever thread failed. Locals are never
    written: they hold names and documents.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._seen: Counter[str] = Counter()
        self._old = sys.excepthook, threading.excepthook
        self._fatal: TextIO | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._old = sys.excepthook, threading.excepthook
        sys.excepthook = self.report
        threading.excepthook = self._report_thread
        self._fatal = (self._folder / "fatal.txt").open("a", encoding="utf-8")
        faulthandler.enable(self._fatal)
        return self

    def __exit__(self, *exc_info: object) -> None:
        sys.excepthook, threading.excepthook = self._old
        faulthandler.disable()
        if self._fatal is not None:
            self._fatal.close()

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write one uncaught error and tell about it if its like was not told before."""
        text = "".join(traceback.format_exception(kind, error, trace))
        frames = traceback.extract_tb(trace)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
        digest = hashlib.sha256(f"{kind.__name__}{place}".encode()).hexdigest()[:12]
        self._seen[digest] += 1
        if self._seen[digest] > 1:
            return
        (self._folder / f"error-{digest}.txt").write_text(text, encoding="utf-8")
        sys.stderr.write(text)
        self._tell(f"{kind.__name__} ({digest})")

    def _report_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self.report(args.exc_type, args.exc_value, args.exc_traceback)
