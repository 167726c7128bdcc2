"""What is recorded of reading a radiograph, one frozen class each. Part of `app.domain.events`."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.evidence import EvidenceRef
from app.domain.hint import Hint
from app.domain.identifiers import Badge, CaseId
from app.domain.reading import FirstLookEnd, Reading, ThreatTest


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRead:
    """An officer read a radiograph. What follows for the load is a decision of its own."""

    case_id: CaseId
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class HintsShown:
    """A machine's hints came on an officer's screen, after the first look had ended."""

    case_id: CaseId
    image_id: str
    badge: Badge
    first_look: FirstLookEnd
    hints: tuple[Hint, ...]
    shown_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLogKept:
    """How an officer looked at a radiograph without reading it to the end: every view state."""

    case_id: CaseId
    image_id: str
    badge: Badge
    evidence: EvidenceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReaderRequested:
    """An officer asked another one to read a radiograph, though no rule wants it."""

    case_id: CaseId
    image_id: str
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLineJudged:
    """An officer said whether what a line of the manifest declares is to be seen in the image.

    None takes the judgement back.
    """

    case_id: CaseId
    line: int
    seen: bool | None
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class TestThreatRevealed:
    """An officer decided on a test image and was told so. It belongs to no case."""

    __test__ = False  # pytest would take the name for a test's

    test: ThreatTest
