"""Threat detection reports written: an officer's verdict, or a machine's hints (DICOS v03).

Marks are in pixels of the whole image; a bounding polygon is x, y and z = 0 of its corners, and the
image's scale in millimetres per pixel makes lengths of them.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pydicom import config
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as DicomSequence

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory
from app.domain.hint import Hint, HintKind
from app.domain.radiograph import Scan
from app.domain.reading import ReadingVerdict
from devices.radiograph.dicos import dicos_header
from devices.radiograph.dicos_parts import (
    LONG_CHARS_MAX,
    SHORT_CHARS_MAX,
    file_bytes,
    item_of,
    object_of,
    sequence,
    set_time,
    study_uid,
    uid_of,
)
from devices.radiograph.dicos_pixels import EXPLICIT_LITTLE
from devices.radiograph.dicos_write import FOR_PROCESSING, instance_uid
from devices.radiograph.tdr_codes import (
    ABILITIES,
    ALARMING,
    CATEGORIES,
    DECISIONS,
    FLAGS,
    IMAGE_SCALE_TAG,
    PROCESSING_BEGAN_TAG,
    PROCESSING_ENDED_TAG,
    PROCESSING_MS_TAG,
    REPORT_CLASS,
    REPORT_MODALITY,
    SCALE_UNKNOWN,
    AlarmDecision,
    ReportedImage,
    ReportKind,
)

OFFICERS_SCHEME = "99P49"
"""Private coding schemes begin with 99 (DICOM PS3.16 8.2)."""

UNPLACED_NOTE = "the whole image"
SHIELDING = frozenset({HintKind.SHIELD, HintKind.OPAQUE})
PERSON_NAME_DELIMITERS = str.maketrans({"^": " ", "=": " ", "\\": " "})


def written_images(scan: Scan) -> tuple[ReportedImage, ...]:
    """The names of the images that `dicos_write.write_dx` writes of `scan`."""
    return tuple(
        ReportedImage(sop_class=FOR_PROCESSING, sop_instance=str(instance_uid(scan, index)))
        for index in range(len(scan.channels))
    )


def original_images(files: Sequence[bytes]) -> tuple[ReportedImage, ...]:
    """The images of a study as their sender named them. Raises UnreadableScanError."""
    headers = [dicos_header(data) for data in files]
    return tuple(
        ReportedImage(
            sop_class=header.sop_class,
            sop_instance=header.sop_instance,
            front_right=header.front_right,
        )
        for header in headers
    )


@config.disable_value_validation()  # UIDs of others break the rules for UIDs
def write_operator_tdr(
    scan: Scan,
    annotations: Sequence[Annotation],
    *,
    verdict: ReadingVerdict,
    officer_id: str,
    officer_name: str,
    institution: str,
    decided_at: datetime,
    images: Sequence[ReportedImage] = (),
) -> bytes:
    """An officer's verdict as an OPERATOR report.

    `images` are those that were read, by default the ones that we write of `scan` ourselves. The
    same arguments give the same bytes. An alarm without a mark stands for the whole image, because
    a report of an alarm without an object is refused. Raises ValueError for a mark outside the
    image.
    """
    decision = DECISIONS[verdict]
    dataset = _report(scan, ReportKind.OPERATOR, decision, decided_at, officer_id)
    # A person's name has carets between its parts; we know one part only.
    dataset.OperatorsName = officer_name.translate(PERSON_NAME_DELIMITERS)[:LONG_CHARS_MAX]
    dataset.OperatorIdentificationSequence = sequence([_operator(officer_id, institution)])
    images = images or written_images(scan)
    if decision is AlarmDecision.ALARM and not annotations:
        annotations = [_unplaced(scan)]
    _threats(dataset, scan, annotations, images, decided_at, elapsed_ms=0.0)
    return file_bytes(dataset, EXPLICIT_LITTLE)


@config.disable_value_validation()
def write_machine_tdr(
    scan: Scan,
    hints: Sequence[Hint],
    *,
    made_at: datetime,
    elapsed_ms: float,
    images: Sequence[ReportedImage] = (),
) -> bytes:
    """The hints of the aids as a MACHINE report, which decides nothing: that is an officer's.

    A hint without a place stands for the whole image. Raises ValueError for a hint outside it.
    """
    algorithms = sorted({(hint.algorithm, hint.version) for hint in hints})
    named = ",".join(f"{name} {version}" for name, version in algorithms)
    dataset = _report(scan, ReportKind.MACHINE, AlarmDecision.UNKNOWN, made_at, named)
    names = [text[:LONG_CHARS_MAX] for pair in algorithms for text in pair]
    dataset.ThreatDetectionAlgorithmAndVersion = names or ["none", "0"]
    marks = [_as_mark(hint, number, scan) for number, hint in enumerate(hints, start=1)]
    images = images or written_images(scan)
    _threats(dataset, scan, marks, images, made_at, elapsed_ms=elapsed_ms)
    return file_bytes(dataset, EXPLICIT_LITTLE)


def _report(
    scan: Scan, kind: ReportKind, decision: AlarmDecision, at: datetime, maker: str
) -> Dataset:
    name = uid_of(str(study_uid(scan)), kind, maker, at.astimezone(UTC).isoformat())
    dataset = object_of(scan, sop_class=REPORT_CLASS, sop_instance=name, modality=REPORT_MODALITY)
    dataset.InstanceNumber = 1
    set_time(dataset, "InstanceCreation", at)
    set_time(dataset, "Content", at)
    dataset.FrameOfReferenceUID = uid_of(str(study_uid(scan)), "frame")
    dataset.PositionReferenceIndicator = ""
    dataset.TDRType = kind.value
    dataset.AlarmDecision = decision.value
    dataset.AlarmDecisionTime = _date_time(at) + "+0000"
    dataset.AbortFlag = "SUCCESS"
    dataset.AdditionalScreeningPerformed = "NO"
    return dataset


def _operator(officer_id: str, institution: str) -> Dataset:
    """Two items name a person: the number, and that it is a text."""
    code = officer_id[:SHORT_CHARS_MAX]
    person = item_of(CodeValue=code, CodingSchemeDesignator=OFFICERS_SCHEME, CodeMeaning=code)
    form = item_of(CodeValue="TEXT", CodingSchemeDesignator="DCS", CodeMeaning="TEXT")
    return item_of(
        InstitutionName=institution[:LONG_CHARS_MAX],
        PersonIdentificationCodeSequence=sequence([person, form]),
    )


def _threats(
    dataset: Dataset,
    scan: Scan,
    marks: Sequence[Annotation],
    images: Sequence[ReportedImage],
    at: datetime,
    *,
    elapsed_ms: float,
) -> None:
    for mark in marks:
        if mark.box.right > scan.width_px or mark.box.bottom > scan.height_px:
            raise ValueError(f"mark {mark.number} lies outside the image")
    dataset.NumberOfTotalObjects = len(marks)
    dataset.NumberOfAlarmObjects = sum(mark.flag in ALARMING for mark in marks)
    dataset.TotalProcessingTime = elapsed_ms
    across_mm = SCALE_UNKNOWN if scan.pixel_mm is None else scan.pixel_mm[0]
    dataset.add_new(IMAGE_SCALE_TAG, "FD", across_mm)
    dataset.ReferencedStudySequence = _references(images)
    dataset.ThreatSequence = sequence(
        _threat(mark, scan, images, at, elapsed_ms=elapsed_ms) for mark in marks
    )


def _threat(
    mark: Annotation,
    scan: Scan,
    images: Sequence[ReportedImage],
    at: datetime,
    *,
    elapsed_ms: float,
) -> Dataset:
    threat = item_of(
        PotentialThreatObjectID=mark.number,
        PTORepresentationSequence=sequence(
            _representation(mark.box, scan, group) for group in _by_direction(images)
        ),
        ATDAssessmentSequence=sequence([_assessment(mark)]),
    )
    moment = _date_time(at)
    threat.add_new(PROCESSING_BEGAN_TAG, "DT", moment)
    threat.add_new(PROCESSING_ENDED_TAG, "DT", moment)
    threat.add_new(PROCESSING_MS_TAG, "FL", elapsed_ms)
    return threat


def _representation(box: PixelBox, scan: Scan, images: Sequence[ReportedImage]) -> Dataset:
    left, right = box.left, box.right
    if images[0].front_right:
        left, right = scan.width_px - box.right, scan.width_px - box.left
    corners = ((left, box.top), (right, box.top), (right, box.bottom), (left, box.bottom))
    region = item_of(
        ThreatROIBase=[float(left), float(box.top), 0.0],
        ThreatROIExtents=[float(right - left), float(box.bottom - box.top), 1.0],
        ThreatROIBitmap=b"",
    )
    return item_of(
        ReferencedInstanceSequence=_references(images),
        ThreatROIVoxelSequence=sequence([region]),
        BoundingPolygon=[float(number) for corner in corners for number in (*corner, 0)],
    )


def _by_direction(images: Sequence[ReportedImage]) -> list[list[ReportedImage]]:
    """Images whose columns run the same way share a place."""
    groups = (
        [image for image in images if image.front_right is front_right]
        for front_right in (False, True)
    )
    return [group for group in groups if group]


def _assessment(mark: Annotation) -> Dataset:
    item = item_of(
        ThreatCategory=CATEGORIES[mark.category],
        ThreatCategoryDescription=mark.note,
        ATDAbilityAssessment=ABILITIES[mark.ability],
        ATDAssessmentFlag=FLAGS[mark.flag],
    )
    if mark.probability is not None:
        item.ATDAssessmentProbability = mark.probability
    return item


def _references(images: Iterable[ReportedImage]) -> DicomSequence:
    return sequence(
        item_of(ReferencedSOPClassUID=image.sop_class, ReferencedSOPInstanceUID=image.sop_instance)
        for image in images
    )


def _whole(scan: Scan) -> PixelBox:
    return PixelBox(left=0, top=0, right=scan.width_px, bottom=scan.height_px)


def _unplaced(scan: Scan) -> Annotation:
    return Annotation(
        number=1,
        box=_whole(scan),
        category=ThreatCategory.OTHER,
        ability=Ability.NO_INTERFERENCE,
        flag=AssessmentFlag.THREAT,
        note=UNPLACED_NOTE,
    )


def _as_mark(hint: Hint, number: int, scan: Scan) -> Annotation:
    shields = hint.kind in SHIELDING
    return Annotation(
        number=number,
        box=hint.box or _whole(scan),
        category=ThreatCategory.ANOMALY,
        ability=Ability.SHIELD if shields else Ability.NO_INTERFERENCE,
        flag=AssessmentFlag.UNKNOWN,
        note=hint.kind.value,
        probability=hint.confidence,
    )


def _date_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S.%f}"
