"""What `spectrum identify` prints: one JSON object or one sentence for each file."""

import json
from pathlib import Path

from app.domain.spectrum import SpectrumFile
from app.radiation.identification.identify import Identification, identify_file
from devices.radiation.foreign_formats import read_spectrum_file
from devices.radiation.unreadable import SpectrumUnreadableError


def identify_path(path: Path, background: SpectrumFile | None) -> Identification:
    """Read and identify one file; an unreadable file is an answer too."""
    try:
        file = read_spectrum_file(path)
    except SpectrumUnreadableError as error:
        return Identification(status="unusable", reason=str(error))
    return identify_file(file, background)


def as_line(path: Path, answer: Identification) -> str:
    """One JSON object on one line."""
    return json.dumps({"file": str(path), **answer.as_json()}, ensure_ascii=False)


def as_text(path: Path, answer: Identification) -> str:
    """One line for people."""
    names = ", ".join(
        f"{item.name} ({item.category}, {item.confidence:.0%})" for item in answer.nuclides
    )
    parts = [f"{path}: {answer.status}", names or answer.reason, answer.advice]
    return " - ".join(part for part in parts if part)
