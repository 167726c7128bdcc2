"""How two other programs call `spectrum identify`, and the answers that they read.

InterSpec (External RID, `src/RemoteRid.cpp`) runs an executable with
``--mode=command-line --out-format=json --drf NAME [--synthesize-background=1] FILE`` and, to ask
for detectors, with ``--command-line --out-format json --drfs``. It reads one JSON text on stdout.

RASE (`src/rase.py`, `readTranslatedResultFile`) runs a replay tool on a folder of `.n42` files and
reads one `.res` of the same stem for each from another folder.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from app.cli.spectrum_identify import identify_path
from app.domain.spectrum import SpectrumFile
from app.radiation.identification.identify import Identification, NamedNuclide

DETECTORS = ("auto",)
"""We know the detector from the file or the width of its peaks: there is nothing to choose."""

SURE, FAIR = 0.95, 0.6
NOT_KNOWN = -1.0
CANNOT_EXCLUDE = "possible special nuclear material, cannot be excluded"


def interspec_detectors() -> str:
    """The answer to ``--drfs``: a JSON list of names."""
    return json.dumps(DETECTORS)


def interspec_reply(answer: Identification) -> str:
    """One spectrum's answer in the fields that InterSpec parses.

    A field that we have no honest value for says -1, which InterSpec shows as not known.
    """
    named = _named(answer)
    reason = answer.reason if answer.status != "identified" else ""
    warnings = [text for text in (reason, answer.advice) if text]
    if answer.possible_snm and not any(item.category == "SNM" for item in named):
        warnings.append(CANNOT_EXCLUDE)
    is_unusable = answer.status == "unusable"
    reply: dict[str, Any] = {
        "alarmBasisDuration": NOT_KNOWN,
        "analysisError": int(is_unusable),
        "analysisType": "Simple",
        "analysisWarnings": [] if is_unusable else warnings,
        "chi2": NOT_KNOWN,
        "code": 0,
        "drf": "auto",
        "errorMessage": answer.reason if is_unusable else "",
        "isotopeString": " + ".join(f"{item.name} ({_grade(item.confidence)})" for item in named),
        "isotopes": [
            {
                "name": item.name,
                "type": item.category,
                "confidence": round(item.confidence * 10, 1),
                "confidenceStr": _grade(item.confidence),
                "countRate": NOT_KNOWN,
            }
            for item in named
        ],
        "stuffOfInterest": NOT_KNOWN,
    }
    return json.dumps(reply, ensure_ascii=False)


def rase_result(answer: Identification) -> str:
    """One spectrum's result as RASE reads it; confidence from 1 to 10.

    Where nothing is named there is one identification without a name: RASE refuses a result that
    holds none at all.
    """
    named = [(item.name, max(1, round(item.confidence * 10))) for item in _named(answer)]
    rows = [
        "  <Identification>\n"
        f"    <IDName>{escape(name)}</IDName>\n"
        f"    <IDConfidence>{confidence}</IDConfidence>\n"
        "  </Identification>"
        for name, confidence in named or [("", 0)]
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<IdentificationResults>'
    return "\n".join([head, *rows, "</IdentificationResults>", ""])


def replay(
    inputs: Path, outputs: Path, background: SpectrumFile | None
) -> Iterator[tuple[Path, Identification]]:
    """Answer each `.n42` of `inputs` with a `.res` of the same stem in `outputs`.

    Raises:
        OSError: a result cannot be written.
    """
    for path in sorted(inputs.iterdir()):
        if path.suffix.lower() == ".n42" and path.is_file():
            answer = identify_path(path, background)
            (outputs / f"{path.stem}.res").write_text(rase_result(answer), encoding="utf-8")
            yield path, answer


def _named(answer: Identification) -> tuple[NamedNuclide, ...]:
    """What is named for certain: names that are only the likelier of two are advice, no answer."""
    return answer.nuclides if answer.status == "identified" else ()


def _grade(confidence: float) -> str:
    """High, fair or low, as InterSpec words it."""
    return "H" if confidence >= SURE else "F" if confidence >= FAIR else "L"
