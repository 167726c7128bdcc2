"""The fixed events of reading a radiograph. Part of `tests.wire.examples`."""

from datetime import datetime, timedelta

from app.domain.annotation import (
    Ability,
    Annotation,
    AssessmentFlag,
    PixelBox,
    ThreatCategory,
)
from app.domain.events import Event
from app.domain.evidence import EvidenceRef
from app.domain.hint import Hint, HintKind
from app.domain.identifiers import Badge, CaseId, EventRef, StationId
from app.domain.officer import Role
from app.domain.reading import (
    FirstLookEnd,
    HintSource,
    RandomDraw,
    Reading,
    ReadingReason,
    ReadingVerdict,
    ThreatTest,
)
from app.domain.review_events import (
    HintsShown,
    ImageRead,
    ManifestLineJudged,
    SecondReaderRequested,
    TestThreatRevealed,
    ViewLogKept,
)

BOX = PixelBox(left=100, top=40, right=180, bottom=90)


def review_examples(
    case_id: CaseId, badge: Badge, evidence: EvidenceRef, at: datetime
) -> tuple[Event, ...]:
    """One of every kind."""
    reading = _reading(badge, evidence, at)
    return (
        ImageRead(case_id=case_id, reading=reading),
        HintsShown(
            case_id=case_id,
            image_id=reading.image_id,
            badge=badge,
            first_look=FirstLookEnd.COVERED,
            hints=(
                Hint(
                    kind=HintKind.SHIELD,
                    box=BOX,
                    confidence=0.75,
                    algorithm="peeled ratio",
                    version="1",
                    details=("8.5",),
                ),
            ),
            shown_at=at,
        ),
        ViewLogKept(case_id=case_id, image_id=reading.image_id, badge=badge, evidence=evidence),
        SecondReaderRequested(case_id=case_id, image_id=reading.image_id, badge=badge),
        ManifestLineJudged(case_id=case_id, line=1, seen=True, badge=badge),
        TestThreatRevealed(
            test=ThreatTest(
                test_id="coutts-3-20261124-0120",
                image_id=reading.image_id,
                object_name="steel-bottle",
                box=BOX,
                badge=badge,
                verdict=ReadingVerdict.SUSPECT,
                marked=True,
                dwell_s=14.5,
                shown_at=at,
                decided_at=at + timedelta(seconds=20),
            )
        ),
    )


def _reading(badge: Badge, evidence: EvidenceRef, at: datetime) -> Reading:
    return Reading(
        image_id="ab" * 32,
        badge=badge,
        role=Role.SECONDARY,
        verdict=ReadingVerdict.SUSPECT,
        reasons=(ReadingReason.MARKED, ReadingReason.TOO_DENSE),
        coverage=1.0,
        dwell_s=32.5,
        opaque_share=0.0125,
        started_at=at,
        decided_at=at + timedelta(seconds=40),
        annotations=(
            Annotation(
                number=1,
                box=BOX,
                category=ThreatCategory.ANOMALY,
                ability=Ability.SHIELD,
                flag=AssessmentFlag.THREAT,
                note="à ouvrir",
                probability=0.5,
            ),
        ),
        first_look=FirstLookEnd.COVERED,
        hints=(HintSource(algorithm="peeled ratio", version="1"),),
        view_log=evidence,
        report=evidence,
        draw=RandomDraw(value=0.25, share=0.05, seed_sha256="cd" * 32),
        saw=(EventRef(station=StationId("coutts-3"), epoch=1, seq=7),),
        note="derrière la porte",
    )
