"""The simulated reference spectra that benchmarks and generators read, many files at once.

They are read in a process of their own, like every file that SandiaSpecUtils opens.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path("radiation/sandialabs+InterSpec/data/reference_spectra/Common_Field_Nuclides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One long simulated spectrum: the detector's folder, the file's stem, counts per channel."""

    detector: str
    label: str
    counts: NDArray[np.float64]
    edges_kev: NDArray[np.float64]
    live_time_s: float


def reference_spectra(data: Path) -> list[Reference]:
    """Read every reference spectrum below `data`. Raises FileNotFoundError if there is none."""
    paths = sorted((data / FOLDER).glob("*/*.txt"))
    if not paths:
        raise FileNotFoundError(f"no reference spectra in {data / FOLDER}")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_read, [str(path) for path in paths]).result()


def _read(paths: list[str]) -> list[Reference]:
    import os

    import SpecUtils

    with Path(os.devnull).open("wb") as nowhere:  # the library talks on stderr while it probes
        os.dup2(nowhere.fileno(), 2)
    found = []
    for path in map(Path, paths):
        file = SpecUtils.SpecFile()
        file.loadFile(str(path), SpecUtils.ParserType.Auto)
        measurement = file.measurements()[0]
        edges = np.array(measurement.channelEnergies(), dtype=float)
        counts = np.array(measurement.gammaCounts(), dtype=float)
        if len(edges) == len(counts):
            edges = np.append(edges, 2 * edges[-1] - edges[-2])
        found.append(
            Reference(
                detector=path.parent.name,
                label=path.stem,
                counts=counts,
                edges_kev=edges,
                live_time_s=float(measurement.liveTime()),
            )
        )
    return found
