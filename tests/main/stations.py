"""Site files and open stations, as the composition root gets them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from app.main.backend import Backend, open_backend
from app.runtime.clock import SystemClock
from app.runtime.settings import Site, read_site
from app.runtime.writer import WriterThread
from app.workflow.updates import Update

WAIT_S = 30

STATION = """
[station]
id = "lane-3"
country = "CA"
port = "CA-0705"
port_name = "Coutts AB"
lane = "3"
data_dir = "data"
simulated = true
"""


def site_of(folder: Path, more: str = "") -> Site:
    """The site of a station with `more` in its site file."""
    path = folder / "site.toml"
    path.write_text(STATION + more, encoding="utf-8")
    return read_site(path)


@dataclass
class Running:
    """An open station; `updates` are what its screens would be told."""

    backend: Backend
    writer: WriterThread
    updates: Queue[Update]

    def next(self, kind: type[Update]) -> Update:
        """The next update of one kind."""
        while not isinstance(update := self.updates.get(timeout=WAIT_S), kind):
            pass
        return update


@contextmanager
def running(site: Site) -> Iterator[Running]:
    """Open a station as `app.main.run` does, and close it."""
    writer, updates = WriterThread(), Queue[Update]()
    try:
        backend = writer.submit(open_backend, site, SystemClock(), writer, updates.put).result()
        try:
            yield Running(backend, writer, updates)
        finally:
            writer.submit(backend.close).result(WAIT_S)
    finally:
        writer.shutdown()
