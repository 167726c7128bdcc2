"""Binds what worker processes make of decoded radiographs."""

from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from app.main.references import decode_reference, list_references
from app.radiography.cached_comparison import lay_over
from app.radiography.cached_hints import hints_of_cached
from app.workflow.image_tasks import ImageSciences, ImageTasks


def image_tasks_of(workers: Executor, cache: Path, references: Path | None) -> ImageTasks:
    """Hints and comparisons.

    `cache` is where images are decoded to, `references` the folder of those to compare with.
    """
    return ImageTasks(
        workers,
        ImageSciences(
            find_hints=hints_of_cached,
            lay_over=lay_over,
            list_references=partial(list_references, references),
            decode_reference=partial(decode_reference, cache=cache),
        ),
    )
