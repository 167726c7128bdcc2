"""A central service in a process of its own, as in the field: started, killed, started again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from app.wire.messages import AuditedDecision, DecisionPage, decode_message

REPOSITORY = Path(__file__).resolve().parents[2]
STOP_TIMEOUT_S = 20.0


class CentreProcess:
    """Use as a context manager; `kill` and `start` inside it at will. The port stays the same."""

    def __init__(
        self,
        folder: Path,
        *,
        database: str | None = None,
        load: Sequence[Path] = (),
        tls: tuple[Path, Path] | None = None,
    ) -> None:
        self.folder = folder
        self.database = database
        self.ready: dict[str, Any] = {}
        self.tls = tls
        self._load = load
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self._errors = folder.with_name(folder.name + ".stderr")

    @property
    def url(self) -> str:
        """Where it listens."""
        return str(self.ready["url"])

    @property
    def enrolment_secret_file(self) -> Path:
        """The site's secret."""
        return self.folder / "enrolment.secret"

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        arguments = ["--data", str(self.folder), "--listen", f"127.0.0.1:{self._port}"]
        if self.database is not None:
            arguments += ["--database", self.database]
        for path in self._load:
            arguments += ["--load", str(path)]
        if self.tls is not None:
            arguments += ["--tls-cert", str(self.tls[0]), "--tls-key", str(self.tls[1])]
        with self._errors.open("a") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app", "central", *arguments],
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._errors.read_text()
        self.ready = json.loads(line)
        self._port = httpx.URL(self.url).port or 0

    def kill(self) -> None:
        """Kill -9: nothing is flushed, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop; return its exit code."""
        return self._end(signal.SIGTERM)

    def load_again(self) -> None:
        """Have it read its files again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def errors(self) -> str:
        """What it wrote to stderr."""
        return self._errors.read_text()

    def health(self) -> dict[str, Any]:
        """What it says of itself."""
        answer = httpx.get(f"{self.url}/v1/health", trust_env=False)
        assert answer.status_code == 200
        return dict(answer.json())

    def decisions(self) -> list[AuditedDecision]:
        """All decisions that it holds, as an auditor reads them."""
        token = (self.folder / "auditor.token").read_text().strip()
        found: list[AuditedDecision] = []
        cursor = 0
        while True:
            answer = httpx.get(
                f"{self.url}/v1/audit/decisions?after={cursor}",
                headers={"Authorization": f"Bearer {token}"},
                trust_env=False,
            )
            assert answer.status_code == 200
            page = decode_message(DecisionPage, answer.content)
            if not page.decisions:
                return found
            found += page.decisions
            cursor = page.cursor

    def _end(self, number: signal.Signals) -> int:
        process = self._process
        if process is None:
            return 0
        process.send_signal(number)
        code = process.wait(STOP_TIMEOUT_S)
        assert process.stdout is not None
        process.stdout.close()
        self._process = None
        return code

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()
