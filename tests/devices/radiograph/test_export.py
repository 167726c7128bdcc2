"""A reading leaves the station whole, the same each time, and no picture passes for an original."""

import json
from hashlib import sha256

import cv2
import numpy as np

from app.domain.reading import ReadingVerdict
from devices.radiograph.decode import decode_scan, read_scan
from devices.radiograph.export import (
    BAND_PX,
    PNG_SIDE_PX_MAX,
    ReadingToExport,
    annotated_png,
    export_reading,
)
from devices.radiograph.tdr_read import read_tdr
from tests.devices.radiograph.packages import package, pixels
from tests.devices.radiograph.reports import DECIDED_AT, MARKS

FILES = package()
SCAN = read_scan(FILES)
CHANNELS = [pixels(0), pixels(1)]
LUT = (np.arange(65_536) >> 8).astype(np.uint8)
READING = ReadingToExport(
    scan=SCAN,
    annotations=MARKS,
    verdict=ReadingVerdict.SUSPECT,
    officer_id="OFF-0042",
    officer_name="Zoë Tremblay",
    institution="CBSA Coutts",
    decided_at=DECIDED_AT,
    originals=tuple((name, sha256(data).hexdigest()) for name, _, data in FILES),
)


def test_an_export_holds_report_images_json_and_picture() -> None:
    files = export_reading(READING, CHANNELS, lut=LUT)
    assert [name.removeprefix(f"{SCAN.scan_id}-") for name in files] == [
        "report.dcs",
        "0-high.dcs",
        "1-low.dcs",
        "reading.json",
        "picture.png",
    ]
    report, high, low, text, _ = files.values()
    scan, decoded = decode_scan([("", "", high), ("", "", low)])
    assert all(np.array_equal(*pair) for pair in zip(decoded, CHANNELS, strict=True))
    read = read_tdr(report)
    assert read.study == scan.scan_id
    assert len(read.threats) == len(MARKS)
    content = json.loads(text)
    assert content["verdict"] == "suspect"
    assert content["decided_at"] == "2026-11-24T15:02:03Z"
    assert content["annotations"][0]["box"] == {"left": 1, "top": 4, "right": 13, "bottom": 30}
    assert content["originals"][1]["sha256"] == sha256(FILES[1][2]).hexdigest()
    assert content["simulated"] is True


def test_the_same_reading_is_exported_to_the_same_bytes() -> None:
    first, again = (export_reading(READING, CHANNELS, lut=LUT) for _ in range(2))
    assert first == again


def test_every_picture_says_across_itself_that_it_is_derived() -> None:
    bright = np.full((400, 900), 60_000, dtype=np.uint16)
    dark = np.zeros_like(bright)
    for plain in (bright, dark):
        seen = opened(annotated_png(plain, LUT, (), caption="x"))
        assert seen.shape == (400 + BAND_PX, 900, 3)
        middle = seen[150:250]
        changed = (middle != LUT[plain[0, 0]]).any(axis=(0, 2))
        assert np.ptp(np.flatnonzero(changed)) > 600  # letters across most of the width
        assert seen[400:].max() == 255  # and the caption below


def test_marks_are_drawn_where_they_are_in_a_picture_that_had_to_shrink() -> None:
    wide = np.full((100, 2 * PNG_SIDE_PX_MAX), 60_000, dtype=np.uint16)
    seen = opened(annotated_png(wide, LUT, MARKS[:1], caption="x"))
    assert seen.shape == (50 + BAND_PX, PNG_SIDE_PX_MAX, 3)
    box = MARKS[0].box
    corner = seen[box.bottom // 2, box.right // 2]
    assert corner[2] > corner[0]  # amber: more red than blue


def opened(data: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, dtype=np.uint8)
