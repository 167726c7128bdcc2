"""Threat detection reports read: those of other systems, and our own.

A report comes from outside and is small; it is bounded in bytes, threats and points.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TypeVar

from pydicom import config, dcmread
from pydicom.dataset import Dataset

from app.domain.annotation import (
    NOTE_CHARACTERS_MAX,
    Ability,
    AssessmentFlag,
    PixelBox,
    ThreatCategory,
)
from devices.radiograph.dicos import SCAN_TYPE_TAG
from devices.radiograph.dicos_fields import finite, positive, text_of
from devices.radiograph.dicos_file import LIBRARY_FAILURES, check_syntax
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    REPORT_BYTES_MAX,
    REPORT_POINTS_MAX,
    REPORT_THREATS_MAX,
    SIDE_PX_MAX,
    WHY_CHARS_MAX,
)
from devices.radiograph.tdr_codes import (
    ABILITIES,
    CATEGORIES,
    FLAGS,
    IMAGE_SCALE_TAG,
    OLDER_CATEGORIES,
    REPORT_CLASS,
    AlarmDecision,
    ReportedImage,
    ReportedThreat,
    ReportKind,
    ThreatReport,
)

Point = tuple[float, float]
_Code = TypeVar("_Code", ThreatCategory, Ability, AssessmentFlag)

TIME_PATTERN = re.compile(r"(\d{14})(?:\.\d{1,6})?([+-]\d{4})?")


def read_tdr(data: bytes) -> ThreatReport:
    """What a threat detection report says. Raises UnreadableScanError."""
    if len(data) > REPORT_BYTES_MAX:
        raise UnreadableScanError(
            f"the report has {len(data)} bytes; {REPORT_BYTES_MAX} are the most"
        )
    try:
        with config.disable_value_validation():
            check_syntax(data)
            return _report(dcmread(BytesIO(data)))
    except UnreadableScanError:
        raise
    except LIBRARY_FAILURES as error:
        why = str(error)[:WHY_CHARS_MAX]
        raise UnreadableScanError(f"the report is damaged: {why}") from error


def _report(dataset: Dataset) -> ThreatReport:
    if text_of(dataset, "SOPClassUID") != REPORT_CLASS:
        raise UnreadableScanError("the file is not a threat detection report")
    operator = _first(dataset, "OperatorIdentificationSequence")
    person = _first(operator, "PersonIdentificationCodeSequence")
    algorithm = dataset.get("ThreatDetectionAlgorithmAndVersion") or ()
    return ThreatReport(
        kind=_kind(text_of(dataset, "TDRType")),
        decision=_decision(text_of(dataset, "AlarmDecision")),
        decided_at=_time(text_of(dataset, "AlarmDecisionTime")),
        study=text_of(dataset, "StudyInstanceUID"),
        container_number=text_of(dataset, "PatientID"),
        operator_id=text_of(person, "CodeValue"),
        operator_name=text_of(dataset, "OperatorsName").replace("^", " ").strip(),
        institution=text_of(operator, "InstitutionName"),
        algorithm=(algorithm,) if isinstance(algorithm, str) else tuple(map(str, algorithm)),
        pixel_mm=_scale(dataset),
        images=_images(dataset, "ReferencedStudySequence"),
        threats=_threats(dataset),
        simulated=text_of(dataset, SCAN_TYPE_TAG) not in ("", "OPERATIONAL"),
    )


def _kind(text: str) -> ReportKind:
    try:
        return ReportKind(text)
    except ValueError as error:
        raise UnreadableScanError(f"a report of kind {text!r} is not known") from error


def _decision(text: str) -> AlarmDecision:
    if not text:  # `text_of` takes UNKNOWN for no value, and that is what no decision means
        return AlarmDecision.UNKNOWN
    try:
        return AlarmDecision(text)
    except ValueError as error:
        raise UnreadableScanError(f"the report decides {text!r}, which is not known") from error


def _time(text: str) -> datetime | None:
    """Without an offset it is taken as UTC."""
    if (match := TIME_PATTERN.fullmatch(text)) is None:
        return None
    zone = match[2] or "+0000"
    return datetime.strptime(f"{match[1]}{zone}", "%Y%m%d%H%M%S%z").astimezone(UTC)


def _scale(dataset: Dataset) -> float | None:
    element = dataset.get(IMAGE_SCALE_TAG)
    return positive(getattr(element, "value", element))


def _images(dataset: Dataset, name: str) -> tuple[ReportedImage, ...]:
    return tuple(
        ReportedImage(
            sop_class=text_of(item, "ReferencedSOPClassUID"),
            sop_instance=text_of(item, "ReferencedSOPInstanceUID"),
        )
        for item in _items(dataset, name)
    )


def _threats(dataset: Dataset) -> tuple[ReportedThreat, ...]:
    return tuple(_threat(item) for item in _items(dataset, "ThreatSequence"))


def _threat(item: Dataset) -> ReportedThreat:
    place = _first(item, "PTORepresentationSequence")
    assessment = _first(item, "ATDAssessmentSequence")
    probability = finite(assessment.get("ATDAssessmentProbability"))
    polygon = _polygon(place)
    return ReportedThreat(
        number=max(int(item.get("PotentialThreatObjectID") or 0), 1),
        box=_box_of_region(_first(place, "ThreatROIVoxelSequence")) or _box_of_polygon(polygon),
        category=_category(text_of(assessment, "ThreatCategory")),
        ability=_code(
            ABILITIES, text_of(assessment, "ATDAbilityAssessment"), Ability.NO_INTERFERENCE
        ),
        flag=_code(FLAGS, text_of(assessment, "ATDAssessmentFlag"), AssessmentFlag.UNKNOWN),
        note=text_of(assessment, "ThreatCategoryDescription")[:NOTE_CHARACTERS_MAX],
        probability=probability if probability is not None and 0 <= probability <= 1 else None,
        polygon=polygon,
        mass_g=positive(place.get("Mass")),
    )


def _category(text: str) -> ThreatCategory:
    older = OLDER_CATEGORIES.get(text, ThreatCategory.OTHER)
    return _code(CATEGORIES, text, older)


def _code(names: dict[_Code, str], text: str, otherwise: _Code) -> _Code:
    """Codes of later versions of the standard, and LAPTOP, are taken as `otherwise`."""
    return next((code for code, name in names.items() if name == text), otherwise)


def _polygon(place: Dataset) -> tuple[Point, ...]:
    numbers = _numbers(place, "BoundingPolygon")
    if len(numbers) > 3 * REPORT_POINTS_MAX:
        raise UnreadableScanError(f"a polygon has more than {REPORT_POINTS_MAX} points")
    return tuple(zip(numbers[0::3], numbers[1::3], strict=False))


def _box_of_region(region: Dataset) -> PixelBox | None:
    base, extents = _numbers(region, "ThreatROIBase"), _numbers(region, "ThreatROIExtents")
    if len(base) != 3 or len(extents) != 3:
        return None
    return _box(base[0], base[1], base[0] + extents[0], base[1] + extents[1])


def _box_of_polygon(polygon: Sequence[Point]) -> PixelBox | None:
    if not polygon:
        return None
    across, down = zip(*polygon, strict=True)
    return _box(min(across), min(down), max(across), max(down))


def _box(left: float, top: float, right: float, bottom: float) -> PixelBox | None:
    """A box in whole pixels; None if it is not within any image."""
    if not (0 <= left < right <= SIDE_PX_MAX and 0 <= top < bottom <= SIDE_PX_MAX):
        return None
    first_x, first_y = int(left), int(top)
    return PixelBox(
        left=first_x,
        top=first_y,
        right=max(round(right), first_x + 1),
        bottom=max(round(bottom), first_y + 1),
    )


def _numbers(item: Dataset, name: str) -> list[float]:
    value = item.get(name)
    if value is None:
        return []
    values = [value] if isinstance(value, float | int) else list(value)
    if len(values) > 3 * REPORT_POINTS_MAX:
        raise UnreadableScanError(f"{name} holds too many numbers")
    return [number for item in values if (number := finite(item)) is not None]


def _items(dataset: Dataset, name: str) -> list[Dataset]:
    items = list(dataset.get(name) or ())
    if len(items) > REPORT_THREATS_MAX:
        raise UnreadableScanError(f"{name} has more than {REPORT_THREATS_MAX} items")
    return items


def _first(dataset: Dataset, name: str) -> Dataset:
    return next(iter(_items(dataset, name)), Dataset())
