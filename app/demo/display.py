"""A virtual display for machines without a screen."""

import os
import select
import shutil
import subprocess
from types import TracebackType
from typing import Self

from app.demo.processes import STOP_TIMEOUT_S, DemoError

START_TIMEOUT_S = 15.0


class VirtualDisplay:
    """Xvfb on a free display number, and a small window manager if there is one."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._screen = f"{width_px}x{height_px}x24"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.name = ""

    def __enter__(self) -> Self:
        program = shutil.which("Xvfb")
        if program is None:
            raise DemoError("there is no display and no Xvfb; install the package xvfb")
        read, write = os.pipe()
        try:
            self._start(
                [program, "-displayfd", str(write), "-screen", "0", self._screen, "-noreset"],
                pass_fds=(write,),
            )
        finally:
            os.close(write)
        with os.fdopen(read, "rb") as answer:
            if not select.select([answer], [], [], START_TIMEOUT_S)[0]:
                raise DemoError(f"Xvfb did not start within {START_TIMEOUT_S:g} s")
            number = answer.readline().decode("ascii").strip()
        if not number:
            raise DemoError("Xvfb ended at once")
        self.name = f":{number}"
        if (manager := shutil.which("openbox")) is not None:
            self._start([manager], env={**os.environ, "DISPLAY": self.name})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOP_TIMEOUT_S)
        self._processes = []

    def _start(
        self,
        command: list[str],
        *,
        pass_fds: tuple[int, ...] = (),
        env: dict[str, str] | None = None,
    ) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=pass_fds,
                env=env,
            )
        )
