"""Another maker's toolkit reads every image and report that we write, and we read all of its own.

The toolkit is closed and from another house, so it shares no misunderstanding with us.
"""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from app.domain.annotation import Ability, AssessmentFlag, ThreatCategory
from app.domain.hint import Hint, HintKind
from app.domain.radiograph import ChannelRole, PixelUnit
from app.domain.reading import ReadingVerdict
from devices.emulators.imager_dicos import dicos_study
from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.dicos_pixels import JPEG_LS_LOSSLESS
from devices.radiograph.dicos_write import WRITTEN_SYNTAXES, instance_uid, write_dx
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.tdr import write_machine_tdr
from tests.devices.radiograph import toolkit
from tests.devices.radiograph.packages import package, pixels
from tests.devices.radiograph.reports import MARKS, operator_report
from tests.devices.radiograph.test_imager import Vehicle

JUDGED = [syntax for syntax in WRITTEN_SYNTAXES if syntax != JPEG_LS_LOSSLESS]
"""JPEG-LS is ordinary DICOM, and this toolkit cannot read it."""

SCAN = read_scan(package())


def flat_and_noisy() -> list[toolkit.Pixels]:
    """Two energies whose first row is one value and whose second row is dark."""
    channels = [pixels(0), pixels(1)]
    for channel in channels:
        channel[0], channel[1] = 60_000, 0
    return channels


@pytest.mark.parametrize("for_presentation", [False, True], ids=["processing", "presentation"])
@pytest.mark.parametrize("syntax", JUDGED)
def test_the_toolkit_reads_what_we_write_pixel_by_pixel(
    tmp_path: Path, syntax: str, *, for_presentation: bool
) -> None:
    channels = flat_and_noisy()
    files = write_dx(SCAN, channels, syntax=syntax, for_presentation=for_presentation)
    for index, (data, channel) in enumerate(zip(files, channels, strict=True)):
        path = tmp_path / f"{index}.dcs"
        path.write_bytes(data)
        assert np.array_equal(toolkit.read_image(path), channel)


@pytest.mark.parametrize("syntax", toolkit.SYNTAXES)
def test_we_read_what_the_toolkit_writes_pixel_by_pixel(tmp_path: Path, syntax: str) -> None:
    path = tmp_path / "image.dcs"
    toolkit.write_image(path, pixels(), toolkit.SYNTAXES[syntax])
    scan, [decoded] = decode_scan([(path.name, "", path.read_bytes())])
    assert np.array_equal(decoded, pixels())
    assert scan.channels[0].energy_mv == 6.0


def test_the_toolkits_own_syntax_of_64_bit_lengths_is_refused_with_its_reason(
    tmp_path: Path,
) -> None:
    path = tmp_path / "image.dcs"
    toolkit.write_image(path, pixels(), toolkit.EXTENDED)
    with pytest.raises(UnreadableScanError, match="64-bit lengths are not DICOM"):
        read_scan([(path.name, "", path.read_bytes())])


def test_what_the_emulated_imager_writes_is_read_by_the_toolkit_too(tmp_path: Path) -> None:
    channels = flat_and_noisy()
    at = datetime(2026, 11, 24, 14, 26, tzinfo=UTC)
    files = dicos_study(channels, Vehicle(), at=at, seed=7, site="Coutts AB", device="Maker M60")
    for data, channel in zip(files, channels, strict=True):
        path = tmp_path / "image.dcs"
        path.write_bytes(data)
        assert np.array_equal(toolkit.read_image(path), channel)
    scan, decoded = decode_scan([("", "", data) for data in reversed(files)])
    assert [channel.role for channel in scan.channels] == [ChannelRole.HIGH, ChannelRole.LOW]
    assert [channel.energy_mv for channel in scan.channels] == [9.0, 6.0]
    assert {channel.unit for channel in scan.channels} == {PixelUnit.TRANSMISSION}
    assert np.array_equal(decoded[1], channels[1])


@pytest.mark.parametrize("verdict", ReadingVerdict)
@pytest.mark.parametrize("marks", [MARKS, ()], ids=["marked", "unmarked"])
def test_the_toolkit_accepts_an_officers_report(
    tmp_path: Path, verdict: ReadingVerdict, marks: tuple[()]
) -> None:
    path = tmp_path / "report.dcs"
    path.write_bytes(operator_report(SCAN, marks, verdict))
    enums = toolkit.native.ALARM_DECISION
    expected = {
        ReadingVerdict.CLEAR: enums.enumClear,
        ReadingVerdict.SUSPECT: enums.enumAlarm,
        ReadingVerdict.INCONCLUSIVE: enums.enumUnknownAlarmDecision,
    }
    report = toolkit.read_report(path)
    assert report["TDRType"] == toolkit.native.TDR_TYPE.enumOperator
    assert report["AlarmDecision"] == expected[verdict]
    assert report["OOIID"] == SCAN.container_number
    assert report["ImageScaleRepresentation"] == 5.0
    unplaced = not marks and verdict is ReadingVerdict.SUSPECT
    assert len(report["PTOs"]) == (1 if unplaced else len(marks))


def test_the_toolkit_understands_each_mark_as_it_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "report.dcs"
    path.write_bytes(operator_report(SCAN, MARKS, ReadingVerdict.SUSPECT))
    found = [item["Assessment"] for item in toolkit.read_report(path)["PTOs"]]
    categories, abilities = toolkit.native.THREAT_CATEGORY, toolkit.native.ABILITY_ASSESSMENT
    flags = toolkit.native.ASSESSMENT_FLAG
    assert [item["category"] for item in found] == [
        getattr(categories, f"enum{category.value.title().replace('-', '')}")
        for category in ThreatCategory
    ]
    shields = [mark.ability is Ability.SHIELD for mark in MARKS]
    assert [item["ability"] == abilities.enumShield for item in found] == shields
    unknown = [mark.flag is AssessmentFlag.UNKNOWN for mark in MARKS]
    assert [item["flag"] == flags.enumUnknown for item in found] == unknown
    assert found[0]["description"] == MARKS[0].note


def test_a_machines_report_passes_the_toolkit_both_ways(tmp_path: Path) -> None:
    hint = Hint(
        kind=HintKind.SHIELD, box=MARKS[0].box, confidence=0.75, algorithm="peel", version="1"
    )
    path = tmp_path / "report.dcs"
    at = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    path.write_bytes(write_machine_tdr(SCAN, [hint], made_at=at, elapsed_ms=12.5))
    report = toolkit.read_report(path)
    assert report["TDRType"] == toolkit.native.TDR_TYPE.enumMachine
    assert report["AlarmDecision"] == toolkit.native.ALARM_DECISION.enumUnknownAlarmDecision
    assert report["PTOs"][0]["Assessment"]["probability"] == 0.75


def test_the_toolkit_finds_no_more_wrong_with_our_report_than_with_its_own(
    tmp_path: Path, toolkits_report: Path
) -> None:
    """It writes no OPERATOR report again that it read, its own neither: it forgets who it was."""
    path = tmp_path / "report.dcs"
    path.write_bytes(operator_report(SCAN, MARKS, ReadingVerdict.SUSPECT))
    its_own = tmp_path / "its.dcs"
    its_own.write_bytes(toolkits_report.read_bytes())
    assert toolkit.complaints(path) <= toolkit.complaints(its_own)


def test_an_image_is_named_in_the_report_as_it_names_itself() -> None:
    names = [str(instance_uid(SCAN, index)) for index in range(2)]
    files = write_dx(SCAN, [pixels(0), pixels(1)])
    assert all(name.encode() in data for name, data in zip(names, files, strict=True))
    assert len(set(names)) == 2
