"""Reports of officers about the small radiographs of `packages`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory
from app.domain.radiograph import Scan
from app.domain.reading import ReadingVerdict
from devices.radiograph.tdr import write_operator_tdr

DECIDED_AT = datetime(2026, 11, 24, 15, 2, 3, tzinfo=UTC)

MARKS = tuple(
    Annotation(
        number=number,
        box=PixelBox(left=number, top=4, right=number + 12, bottom=30),
        category=category,
        ability=Ability.SHIELD if number == 1 else Ability.NO_INTERFERENCE,
        flag=list(AssessmentFlag)[number % len(AssessmentFlag)],
        note="dense à droite" if number == 1 else "",
        probability=0.5 if number == 2 else None,
    )
    for number, category in enumerate(ThreatCategory, start=1)
)
"""One mark of each category."""


def operator_report(
    scan: Scan, marks: Sequence[Annotation], verdict: ReadingVerdict, **changes: Any
) -> bytes:
    given: dict[str, Any] = {
        "officer_id": "OFF-0042",
        "officer_name": "Zoë Tremblay",
        "institution": "CBSA Coutts",
        "decided_at": DECIDED_AT,
    }
    return write_operator_tdr(scan, marks, verdict=verdict, **(given | changes))
