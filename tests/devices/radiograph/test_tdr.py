"""Threat detection reports are written, read back and bounded."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory
from app.domain.hint import Hint, HintKind
from app.domain.reading import ReadingVerdict
from devices.radiograph.decode import read_scan
from devices.radiograph.dicos_write import write_dx
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import REPORT_BYTES_MAX
from devices.radiograph.tdr import original_images, write_machine_tdr, written_images
from devices.radiograph.tdr_codes import AlarmDecision, ReportKind
from devices.radiograph.tdr_read import read_tdr
from tests.devices.radiograph.packages import HEIGHT_PX, WIDTH_PX, package, pixels
from tests.devices.radiograph.reports import DECIDED_AT, MARKS, operator_report

SCAN = read_scan(package())
WHOLE = PixelBox(left=0, top=0, right=WIDTH_PX, bottom=HEIGHT_PX)


@st.composite
def marks(draw: st.DrawFn) -> Annotation:
    left, top = draw(st.integers(0, WIDTH_PX - 1)), draw(st.integers(0, HEIGHT_PX - 1))
    return Annotation(
        number=draw(st.integers(1, 100)),
        box=PixelBox(
            left=left,
            top=top,
            right=draw(st.integers(left + 1, WIDTH_PX)),
            bottom=draw(st.integers(top + 1, HEIGHT_PX)),
        ),
        category=draw(st.sampled_from(ThreatCategory)),
        ability=draw(st.sampled_from(Ability)),
        flag=draw(st.sampled_from(AssessmentFlag)),
        note=draw(st.sampled_from(["", "dense", "à vérifier: 3 m", "門"])),
        probability=draw(st.sampled_from([None, 0.0, 0.25, 1.0])),
    )


@given(
    given_marks=st.lists(marks(), min_size=1, max_size=5),
    verdict=st.sampled_from(list(ReadingVerdict)),
)
def test_what_an_officer_marked_comes_back_as_it_was(
    given_marks: list[Annotation], verdict: ReadingVerdict
) -> None:
    report = read_tdr(operator_report(SCAN, given_marks, verdict))
    assert [threat.annotation for threat in report.threats] == given_marks


def test_a_report_says_who_decided_what_and_when_about_which_images() -> None:
    report = read_tdr(operator_report(SCAN, MARKS, ReadingVerdict.SUSPECT))
    assert (report.kind, report.decision) == (ReportKind.OPERATOR, AlarmDecision.ALARM)
    assert report.decided_at == DECIDED_AT
    assert (report.operator_id, report.operator_name) == ("OFF-0042", "Zoë Tremblay")
    assert report.institution == "CBSA Coutts"
    assert report.container_number == SCAN.container_number
    assert report.pixel_mm == 5.0
    assert report.images == written_images(SCAN)
    assert report.simulated
    [image, _] = write_dx(SCAN, [pixels(0), pixels(1)])
    assert read_scan([("", "", image)]).scan_id == report.study


def test_a_report_names_study_and_image_as_another_maker_named_them(generated_dicos: Path) -> None:
    image = (generated_dicos / "dx_proc_LosslessJPEG.dcs").read_bytes()
    scan = read_scan([("", "", image)])
    report = read_tdr(
        operator_report(scan, (), ReadingVerdict.CLEAR, images=original_images([image]))
    )
    assert report.study == scan.scan_id == "1769289820.65244.09034.029115.079021111036215004"
    [named] = report.images
    assert named.sop_instance == "0879821372.32029.28779.161253.163075181159061020"


def test_marks_are_turned_over_for_an_image_that_begins_at_the_rear() -> None:
    [first, second] = written_images(SCAN)
    images = [replace(first, front_right=True), second]
    report = read_tdr(operator_report(SCAN, MARKS[:1], ReadingVerdict.SUSPECT, images=images))
    assert report.threats[0].box == MARKS[0].box  # the first representation is from the front
    turned = operator_report(SCAN, MARKS[:1], ReadingVerdict.SUSPECT, images=images[:1])
    [threat] = read_tdr(turned).threats
    box = MARKS[0].box
    assert threat.box == replace(box, left=WIDTH_PX - box.right, right=WIDTH_PX - box.left)


def test_an_alarm_without_a_mark_stands_for_the_whole_image() -> None:
    [threat] = read_tdr(operator_report(SCAN, (), ReadingVerdict.SUSPECT)).threats
    assert threat.box == WHOLE
    assert threat.flag is AssessmentFlag.THREAT


def test_a_mark_outside_the_image_is_our_own_error() -> None:
    outside = replace(MARKS[0], box=replace(WHOLE, right=WIDTH_PX + 1))
    with pytest.raises(ValueError, match="outside the image"):
        operator_report(SCAN, [outside], ReadingVerdict.SUSPECT)


def test_the_same_reading_gives_the_same_bytes() -> None:
    reports = {operator_report(SCAN, MARKS, ReadingVerdict.SUSPECT) for _ in range(2)}
    assert len(reports) == 1


def test_a_machines_hints_decide_nothing_and_name_their_algorithms() -> None:
    hints = [
        Hint(kind=kind, box=box, confidence=0.5, algorithm=name, version="2")
        for kind, box, name in [
            (HintKind.OPAQUE, MARKS[0].box, "peel"),
            (HintKind.MASS, None, "mass"),
        ]
    ]
    report = read_tdr(write_machine_tdr(SCAN, hints, made_at=DECIDED_AT, elapsed_ms=80))
    assert (report.kind, report.decision) == (ReportKind.MACHINE, AlarmDecision.UNKNOWN)
    assert report.algorithm == ("mass", "2", "peel", "2")
    assert [threat.box for threat in report.threats] == [MARKS[0].box, WHOLE]
    assert [threat.ability for threat in report.threats] == [
        Ability.SHIELD,
        Ability.NO_INTERFERENCE,
    ]
    assert {threat.flag for threat in report.threats} == {AssessmentFlag.UNKNOWN}


@pytest.mark.parametrize(
    ("name", "kind", "operator"),
    [
        ("tdr_cargo", ReportKind.MACHINE, ("", "", "")),
        ("tdr_operator", ReportKind.OPERATOR, ("OFF-0042", "DOE JANE", "CBP POE Detroit")),
    ],
)
def test_reports_of_another_maker_are_read(
    generated_dicos: Path, name: str, kind: ReportKind, operator: tuple[str, str, str]
) -> None:
    report = read_tdr((generated_dicos / f"{name}.dcs").read_bytes())
    assert (report.kind, report.decision) == (kind, AlarmDecision.ALARM)
    assert report.decided_at == datetime(2026, 11, 24, 7, 20, 10, tzinfo=UTC)
    assert (report.operator_id, report.operator_name, report.institution) == operator
    assert report.container_number == "MSKU1234565"
    assert report.algorithm == ("EIO-ATR", "0.1", "-k=1")
    assert not report.simulated
    [threat] = report.threats
    assert threat.box == PixelBox(left=12, top=23, right=62, bottom=73)
    assert threat.polygon == ((100.0, 200.0), (101.0, 210.0), (102.0, 220.0))
    assert (threat.category, threat.ability) == (ThreatCategory.ANOMALY, Ability.SHIELD)
    assert (threat.flag, threat.note) == (AssessmentFlag.HIGH_THREAT, "dense shield")
    assert threat.mass_g == 50.0


def test_what_is_no_report_is_refused_with_the_reason() -> None:
    [image, _] = write_dx(SCAN, [pixels(0), pixels(1)])
    with pytest.raises(UnreadableScanError, match="not a threat detection report"):
        read_tdr(image)
    with pytest.raises(UnreadableScanError, match="are the most"):
        read_tdr(bytes(REPORT_BYTES_MAX + 1))
    with pytest.raises(UnreadableScanError, match="damaged"):
        read_tdr(b"")
