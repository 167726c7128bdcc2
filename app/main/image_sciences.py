"""Binds what worker processes make of decoded radiographs."""

from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from app.main.reading_export import write_report
from app.main.references import decode_reference, list_references
from app.radiography.cached_comparison import lay_over
from app.radiography.cached_hints import hints_of_cached
from app.runtime.settings import Site
from app.workflow.image_tasks import ImageSciences, ImageTasks

REPORTS_NAME = "reports"
"""Readings as files, where the site file names no folder. In the clear: an officer moves them."""


def image_tasks_at(site: Site, workers: Executor, cache: Path) -> ImageTasks:
    """Hints, comparisons and reports of a site. `cache` is where images are decoded to."""
    review = site.review
    return image_tasks_of(
        workers,
        cache,
        references=Path(review.reference_dir) if review.reference_dir else None,
        reports=Path(review.outgoing_dir or site.data_dir) / REPORTS_NAME,
    )


def image_tasks_of(
    workers: Executor, cache: Path, *, references: Path | None, reports: Path
) -> ImageTasks:
    """The same, with the folder of images to compare with and that of reports."""
    return ImageTasks(
        workers,
        ImageSciences(
            find_hints=hints_of_cached,
            lay_over=lay_over,
            list_references=partial(list_references, references),
            decode_reference=partial(decode_reference, cache=cache),
            write_report=partial(write_report, reports=reports, cache=cache),
        ),
    )
