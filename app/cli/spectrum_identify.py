"""What `spectrum identify` prints: our JSON lines, or what InterSpec and RASE expect."""

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import typer

from app.domain.spectrum import SpectrumFile
from app.radiation.identification.identify import Identification, identify_file
from devices.radiation.foreign_formats import read_spectrum_file
from devices.radiation.unreadable import SpectrumUnreadableError


class AnswerForm(StrEnum):
    """Whose form the answer has."""

    OURS = "ours"
    RASE = "rase"
    INTERSPEC = "interspec"


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


def as_rase(answer: Identification) -> str:
    """Identification results of an LLNL RASE replay tool; confidence from 1 to 10."""
    rows = [
        "  <Identification>\n"
        f"    <IDName>{escape(item.name)}</IDName>\n"
        f"    <IDConfidence>{max(1, round(item.confidence * 10))}</IDConfidence>\n"
        "  </Identification>"
        for item in answer.nuclides
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<IdentificationResults>'
    return "\n".join([head, *rows, "</IdentificationResults>", ""])


def as_interspec(answer: Identification, detector: str) -> dict[str, Any]:
    """The reply that InterSpec's External RID reads from an executable."""
    failed = answer.status == "unusable"
    return {
        "analysisError": 1 if failed else 0,
        "errorMessage": answer.reason if failed else "",
        "analysisWarnings": [text for text in (answer.advice,) if text],
        "alarmBasisDuration": -1.0,
        "chi2": -1.0,  # unknown: ours is no chi² of theirs
        "code": 0,
        "drf": detector,
        "isotopeString": "+".join(item.name.replace("-", "") for item in answer.nuclides),
        "isotopes": [
            {
                "name": item.name.replace("-", ""),
                "type": item.category,
                "confidence": round(item.confidence * 10, 1),
                "confidenceStr": _grade(item.confidence),
                "countRate": -1.0,
            }
            for item in answer.nuclides
        ],
        "stuffOfInterest": 1.0 if answer.possible_snm else 0.0,
    }


def _grade(confidence: float) -> str:
    return "H" if confidence >= 0.95 else "F" if confidence >= 0.6 else "L"


def show(path: Path, answer: Identification, *, form: str, out: Path | None, as_json: bool) -> None:
    """Print or write one answer in the wanted form."""
    if form == AnswerForm.RASE and out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{path.stem}.res").write_text(as_rase(answer), encoding="utf-8")
    elif form == AnswerForm.RASE:
        typer.echo(as_rase(answer), nl=False)
    elif form == AnswerForm.INTERSPEC:
        typer.echo(json.dumps(as_interspec(answer, "auto"), ensure_ascii=False))
    else:
        typer.echo(as_line(path, answer) if as_json else as_text(path, answer))


def answers(
    paths: Iterable[Path], background: SpectrumFile | None
) -> Iterable[tuple[Path, Identification]]:
    """Each file with its answer, one by one."""
    for path in paths:
        yield path, identify_path(path, background)
