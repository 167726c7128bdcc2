"""Threat detection reports of DICOS v03: their values, and how each is written (NEMA IIC 1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory
from app.domain.reading import ReadingVerdict

REPORT_CLASS = "1.2.840.10008.5.1.4.1.1.501.3"
REPORT_MODALITY = "TDR"


class ReportKind(StrEnum):
    """Who made a report: (4010,1027)."""

    MACHINE = "MACHINE"
    OPERATOR = "OPERATOR"
    GROUND_TRUTH = "GROUND_TRUTH"
    AGGREGATE = "AGGREGATE"


class AlarmDecision(StrEnum):
    """What a report comes to: (4010,1031)."""

    ALARM = "ALARM"
    CLEAR = "CLEAR"
    UNKNOWN = "UNKNOWN"


DECISIONS = {
    ReadingVerdict.CLEAR: AlarmDecision.CLEAR,
    ReadingVerdict.SUSPECT: AlarmDecision.ALARM,
    ReadingVerdict.INCONCLUSIVE: AlarmDecision.UNKNOWN,
}
CATEGORIES = {
    category: "PI" if category is ThreatCategory.PROHIBITED_ITEM else category.name
    for category in ThreatCategory
}
OLDER_CATEGORIES = {
    "PROHIBITED ITEM": ThreatCategory.PROHIBITED_ITEM,
    "PROHIBITED_ITEM": ThreatCategory.PROHIBITED_ITEM,
}
"""How versions before v03 write them; the toolkit renames them to PI."""

ABILITIES = {ability: ability.name for ability in Ability}
FLAGS = {flag: flag.name for flag in AssessmentFlag}
ALARMING = frozenset({AssessmentFlag.HIGH_THREAT, AssessmentFlag.THREAT})

IMAGE_SCALE_TAG = 0x4010_1075
"""Millimetres per pixel. FD as the toolkit writes it; the dictionary of DICOM says DS."""

SCALE_UNKNOWN = 1.0
"""Written where the size of a pixel is not known, because a report without a scale is refused:
lengths then are in pixels."""

PROCESSING_BEGAN_TAG, PROCESSING_ENDED_TAG = 0x4010_1080, 0x4010_1081
PROCESSING_MS_TAG = 0x4010_1082


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedImage:
    """An image that a report is about, named as its sender named it.

    `front_right` tells that its columns run from the rear of the vehicle to the front: marks are
    counted from the front, and are turned over for such an image.
    """

    sop_class: str
    sop_instance: str
    front_right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedThreat:
    """One potential threat object. `box` is None if the report gives it no place in an image."""

    number: int
    box: PixelBox | None
    category: ThreatCategory
    ability: Ability
    flag: AssessmentFlag
    note: str
    probability: float | None
    polygon: tuple[tuple[float, float], ...] = ()
    mass_g: float | None = None

    @property
    def annotation(self) -> Annotation | None:
        """The same as a mark, if it has a place."""
        if self.box is None:
            return None
        return Annotation(
            number=self.number,
            box=self.box,
            category=self.category,
            ability=self.ability,
            flag=self.flag,
            note=self.note,
            probability=self.probability,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatReport:
    """What a report says. Texts are empty and `pixel_mm` None where it says nothing."""

    kind: ReportKind
    decision: AlarmDecision
    decided_at: datetime | None
    study: str
    container_number: str
    operator_id: str
    operator_name: str
    institution: str
    algorithm: tuple[str, ...]
    pixel_mm: float | None
    images: tuple[ReportedImage, ...]
    threats: tuple[ReportedThreat, ...]
    simulated: bool
