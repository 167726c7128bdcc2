"""What workers are asked about decoded radiographs. Small values: pixels stay in the cache.

Needs nothing but the standard library and the domain, because the workstation imports it when it
starts.
"""

from dataclasses import dataclass
from pathlib import Path

from app.domain.radiograph import Scan, Window
from app.domain.reading import Reading
from app.radiography.laid_file import LaidFile


@dataclass(frozen=True, slots=True, kw_only=True)
class HintsAsked:
    """Hints on the image of `folder`, a folder of the cache.

    `radiation_at_m` is where a portal saw most, from the vehicle's front. Once a file `stop` is
    there, nobody waits for the answer any more.
    """

    folder: Path
    scan: Scan
    declared_kg: float | None
    radiation_at_m: float | None
    stop: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidAsked:
    """The image of `other` laid on the image of `own`, and the difference; folders of the cache."""

    own: Path
    own_scan: Scan
    other: Path
    other_scan: Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An image to compare with that the site keeps: in `folder`, the files of one scan.

    `is_empty` says that it shows an empty space, as its folder's name does.
    """

    title: str
    folder: Path
    scan: Scan
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Those that can be read, empty ones first, and the names of the folders that cannot."""

    found: tuple[Reference, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAsked:
    """A reading as files for others.

    `files` are the original ones, laid out for the worker; `originals` their names and SHA-256.
    `window` is how the picture shows the image, None for the window that every image opens with.
    """

    scan: Scan
    reading: Reading
    officer_name: str
    institution: str
    originals: tuple[tuple[str, str], ...]
    files: tuple[LaidFile, ...]
    window: Window | None
