"""The library of test objects that are projected into radiographs. All are synthetic.

Read from resources/threats/*.npz, which installer/threat_objects.py makes.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import ThreatCategory

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Threat:
    """A test object: its attenuation -ln T at two energies, (height, width) each."""

    name: str
    category: ThreatCategory
    alpha_high: Floats
    alpha_low: Floats
    pixel_mm: float

    def __post_init__(self) -> None:
        if self.alpha_high.shape != self.alpha_low.shape or self.alpha_high.ndim != 2:
            raise ValueError("an object has two pictures of one shape")
        if self.pixel_mm <= 0:
            raise ValueError("a pixel has a size above zero")


@cache
def threat_library() -> tuple[Threat, ...]:
    """Every object of the library, by name."""
    folder = files("resources") / "threats"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".npz"))
    return tuple(_read(name) for name in names)


def _read(file_name: str) -> Threat:
    with as_file(files("resources") / "threats" / file_name) as path:
        stored = np.load(path, allow_pickle=False)
        return Threat(
            name=file_name.removesuffix(".npz"),
            category=ThreatCategory(str(stored["category"])),
            alpha_high=stored["alpha_high"].astype(np.float32),
            alpha_low=stored["alpha_low"].astype(np.float32),
            pixel_mm=float(stored["pixel_mm"]),
        )
