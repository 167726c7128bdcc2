"""A reading that leaves the station: report, image files, JSON and a picture, as bytes.

Pure functions: nothing is read or written here. The DICOS images are for who has no original; what
a court wants is the original with its digest, which the JSON names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import Annotation
from app.domain.radiograph import Scan
from app.domain.reading import ReadingVerdict
from devices.radiograph.dicos_pixels import EXPLICIT_LITTLE
from devices.radiograph.dicos_write import write_dx
from devices.radiograph.tdr import write_operator_tdr
from devices.radiograph.tdr_codes import ReportedImage

JSON_FORMAT = "parallel49-reading/1"
WATERMARK = "DERIVED IMAGE - IMAGE DERIVEE"
"""In both languages and without accents: the font of a picture has none."""

PNG_SIDE_PX_MAX = 4096
BAND_PX, BAND_MARGIN_PX = 28, 9
FONT, FONT_SCALE, TEXT_PX = cv2.FONT_HERSHEY_SIMPLEX, 0.55, 1
WHITE, BLACK, MARK_COLOUR = (255, 255, 255), (0, 0, 0), (0, 200, 255)
MARK_PX = 2
WATERMARK_SHARE = 0.35
"""How far the letters across the picture stand out from it: seen, and seen through."""

WATERMARK_WIDTH_SHARE = 0.8

Pixels = NDArray[np.uint16]
Lut = NDArray[np.uint8]
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingToExport:
    """An officer's reading of one scan.

    `originals` are names and SHA-256 of the files as they came; `images` how the imager named
    them, empty if it did not send DICOS.
    """

    scan: Scan
    annotations: tuple[Annotation, ...]
    verdict: ReadingVerdict
    officer_id: str
    officer_name: str
    institution: str
    decided_at: datetime
    originals: tuple[tuple[str, str], ...] = ()
    images: tuple[ReportedImage, ...] = ()


def export_reading(
    reading: ReadingToExport,
    channels: Sequence[Pixels],
    *,
    lut: Lut,
    channel: int = 0,
    syntax: str = EXPLICIT_LITTLE,
) -> dict[str, bytes]:
    """Every file of an export by its name. See the functions below for what each holds.

    `channels` are those of the scan, (height, width); `lut` has 65,536 greys and `channel` says
    which one the picture shows.
    """
    scan = reading.scan
    images = write_dx(scan, channels, syntax=syntax)
    files = {f"{scan.scan_id}-report.dcs": report_bytes(reading)}
    for index, (data, item) in enumerate(zip(images, scan.channels, strict=True)):
        files[f"{scan.scan_id}-{index}-{item.role}.dcs"] = data
    files[f"{scan.scan_id}-reading.json"] = reading_json(reading)
    files[f"{scan.scan_id}-picture.png"] = annotated_png(
        channels[channel], lut, reading.annotations, caption=_caption(reading)
    )
    return files


def report_bytes(reading: ReadingToExport) -> bytes:
    """The OPERATOR report, about the originals where they are DICOS, else about our images."""
    return write_operator_tdr(
        reading.scan,
        reading.annotations,
        verdict=reading.verdict,
        officer_id=reading.officer_id,
        officer_name=reading.officer_name,
        institution=reading.institution,
        decided_at=reading.decided_at,
        images=reading.images,
    )


def reading_json(reading: ReadingToExport) -> bytes:
    """The reading as JSON in UTF-8: the domain's codes, pixels of the whole image, times in UTC.

    The same reading gives the same bytes.
    """
    content = {
        "format": JSON_FORMAT,
        "scan": reading.scan,
        "simulated": reading.scan.simulated,
        "verdict": reading.verdict,
        "officer": {"id": reading.officer_id, "name": reading.officer_name},
        "institution": reading.institution,
        "decided_at": reading.decided_at.astimezone(UTC),
        "annotations": reading.annotations,
        "originals": [{"name": name, "sha256": digest} for name, digest in reading.originals],
    }
    return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=1)


def annotated_png(
    pixels: Pixels, lut: Lut, annotations: Sequence[Annotation], *, caption: str
) -> bytes:
    """A picture with marks, a caption and letters across it that say what it is not.

    (height, width) pixels through `lut`; no side is longer than PNG_SIDE_PX_MAX. Marks carry their
    numbers. The words are burnt in, so that no copy is without them.
    """
    shrink = min(1.0, PNG_SIDE_PX_MAX / max(pixels.shape))
    height_px, width_px = (max(round(side * shrink), 1) for side in pixels.shape)
    small = cv2.resize(pixels, (width_px, height_px), interpolation=cv2.INTER_AREA)
    picture = np.asarray(cv2.cvtColor(lut[small], cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    for mark in annotations:
        _draw_mark(picture, mark, shrink)
    picture = _watermarked(picture)
    return _png(np.vstack([picture, _band(width_px, f"{WATERMARK}   {caption}")]))


def _draw_mark(picture: Picture, mark: Annotation, shrink: float) -> None:
    left, top = int(mark.box.left * shrink), int(mark.box.top * shrink)
    right, bottom = int(mark.box.right * shrink), int(mark.box.bottom * shrink)
    cv2.rectangle(picture, (left, top), (right, bottom), MARK_COLOUR, MARK_PX)
    at = (left + MARK_PX, max(top - MARK_PX, BAND_PX // 2))
    cv2.putText(picture, str(mark.number), at, FONT, FONT_SCALE, MARK_COLOUR, TEXT_PX)


def _watermarked(picture: Picture) -> Picture:
    height_px, width_px = picture.shape[:2]
    (text_px, _), _ = cv2.getTextSize(WATERMARK, FONT, 1.0, MARK_PX)
    scale = WATERMARK_WIDTH_SHARE * width_px / text_px
    thick = max(round(scale * MARK_PX), 1)
    layer = picture.copy()
    at = (round(width_px * (1 - WATERMARK_WIDTH_SHARE) / 2), height_px // 2)
    # Dark below light: it stands out from air and from steel.
    cv2.putText(layer, WATERMARK, at, FONT, scale, BLACK, thick + MARK_PX)
    cv2.putText(layer, WATERMARK, at, FONT, scale, WHITE, thick)
    blended = cv2.addWeighted(layer, WATERMARK_SHARE, picture, 1 - WATERMARK_SHARE, 0.0)
    return np.asarray(blended, dtype=np.uint8)


def _band(width_px: int, text: str) -> Picture:
    """A black strip with the caption, which is shortened rather than cut through a letter."""
    band = np.zeros((BAND_PX, width_px, 3), dtype=np.uint8)
    plain = text.encode("ascii", "replace").decode()
    while plain and cv2.getTextSize(plain, FONT, FONT_SCALE, TEXT_PX)[0][0] > width_px:
        plain = plain[:-1]
    at = (0, BAND_PX - BAND_MARGIN_PX)
    cv2.putText(band, plain, at, FONT, FONT_SCALE, WHITE, TEXT_PX)
    return band


def _png(picture: Picture) -> bytes:
    written, data = cv2.imencode(".png", picture)
    if not written:
        raise RuntimeError("OpenCV could not write a PNG")
    return bytes(data.tobytes())


def _caption(reading: ReadingToExport) -> str:
    simulated = "  SIMULATED" if reading.scan.simulated else ""
    at = reading.decided_at.astimezone(UTC)
    return f"{reading.scan.scan_id}  {reading.officer_id}  {at:%Y-%m-%d %H:%M:%S}Z{simulated}"
