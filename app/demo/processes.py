"""The programs beside the workstation, each a process of its own: centre, lane, second station."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from app.ports import WorldError

READY_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 10.0


class DemoError(WorldError):
    """A part of the demonstration did not start or did not do its work."""


class Child:
    """One program of ours in its own process, with its standard error in a log file."""

    def __init__(
        self, name: str, arguments: Sequence[str], log: Path, *, module: str = "app"
    ) -> None:
        self.name = name
        self._module = module
        self._arguments = tuple(arguments)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = b""

    def start(self, *, extra_env: dict[str, str] | None = None) -> Self:
        """Start the program."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", self._module, *self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **(extra_env or {})},
            )
        return self

    def wait_ready(self) -> dict[str, Any]:
        """The program's ready line. Raises DemoError with the end of its log if none comes."""
        process = self._running()
        assert process.stdout is not None  # noqa: S101 - it was opened as a pipe
        deadline = time.monotonic() + READY_TIMEOUT_S
        line = b""
        while b"\n" not in line:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([process.stdout], [], [], left_s)[0]:
                raise DemoError(f"{self.name} was not ready within {READY_TIMEOUT_S:g} s")
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                raise DemoError(f"{self.name} ended at once:\n{self._end_of_log()}")
            line += piece
        first, _, self._unread = line.partition(b"\n")
        ready = json.loads(first)
        if not isinstance(ready, dict) or not ready.get("ready"):
            raise DemoError(f"{self.name} said {line!r} instead of being ready")
        return ready

    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines that the program has written since the last call."""
        process = self._running()
        assert process.stdout is not None  # noqa: S101 - it was opened as a pipe
        while select.select([process.stdout], [], [], 0)[0]:
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                break
            self._unread += piece
        *whole, self._unread = self._unread.split(b"\n")
        return [json.loads(line) for line in whole if line]

    def wait(self, timeout_s: float | None) -> int:
        """Wait for the end and return the exit code."""
        try:
            return self._running().wait(timeout_s)
        except subprocess.TimeoutExpired as error:
            raise DemoError(f"{self.name} did not end within {timeout_s:g} s") from error

    def is_running(self) -> bool:
        """Whether the program runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End the program as a power failure would: without a word."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the program to end, and end it if it does not."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(sign)
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOP_TIMEOUT_S)
        if process.stdout is not None:
            process.stdout.close()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise DemoError(f"{self.name} was not started")
        return self._process

    def _end_of_log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
