"""What is recorded of scans of test objects, one frozen class each. Part of `app.domain.events`.

They are about no case: a test object is no traffic.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.evidence import EvidenceRef, image_id_of
from app.domain.image_quality import ImageQuality, QualityRefusal
from app.domain.radiograph import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class TestObjectScanned:
    """A scan that calls itself one of a test object arrived. `evidence` are the original files."""

    __test__: ClassVar[bool] = False  # pytest would take the name for a test's

    scan: Scan
    evidence: tuple[EvidenceRef, ...]

    @property
    def image_id(self) -> str:
        """Names these very bytes."""
        return image_id_of(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageQualityMeasured:
    """What the station that took such a scan made of it, one item per channel that was measured.

    `refused` says why a channel, or the scan, says nothing of its imager.
    """

    image_id: str
    scan: Scan
    measured: tuple[ImageQuality, ...]
    refused: QualityRefusal | None
    algorithm: str
    version: str

    def __post_init__(self) -> None:
        if not self.measured and self.refused is None:
            raise ValueError("a scan is measured or refused with a reason")
