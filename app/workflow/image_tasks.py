"""Slow looks at decoded radiographs, each in a worker process of their own."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.radiography.image_questions import (
    HintsAsked,
    LaidAsked,
    Reference,
    References,
    ReportAsked,
)

if TYPE_CHECKING:
    from app.radiography.aids.run import AidReport
    from app.radiography.cached_comparison import LaidOver


@dataclass(frozen=True, slots=True)
class ImageSciences:
    """What workers do. Each is a function of a module, so that it can be named to a process."""

    find_hints: Callable[[HintsAsked], "AidReport"]
    lay_over: Callable[[LaidAsked], "LaidOver"]
    list_references: Callable[[], References]
    decode_reference: Callable[[Reference], Path]
    write_report: Callable[[ReportAsked], Path]


class ImageTasks:
    """Starts them. From any thread; the images of vehicles are never waited for here.

    A future ends with what its science raises, or with BrokenExecutor where a process died.
    """

    def __init__(self, workers: Executor, sciences: ImageSciences) -> None:
        self._workers = workers
        self._sciences = sciences

    def hints(self, asked: HintsAsked) -> "Future[AidReport]":
        """Hints on an image."""
        return self._workers.submit(self._sciences.find_hints, asked)

    def lay_over(self, asked: LaidAsked) -> "Future[LaidOver]":
        """One image laid on another."""
        return self._workers.submit(self._sciences.lay_over, asked)

    def references(self) -> Future[References]:
        """The images that this site keeps to compare with."""
        return self._workers.submit(self._sciences.list_references)

    def reference_image(self, reference: Reference) -> Future[Path]:
        """One of them, decoded: the folder of the cache."""
        return self._workers.submit(self._sciences.decode_reference, reference)

    def report(self, asked: ReportAsked) -> Future[Path]:
        """A reading as files for others: the folder in which they are."""
        return self._workers.submit(self._sciences.write_report, asked)
