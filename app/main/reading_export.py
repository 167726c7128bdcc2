"""A reading leaves the station as files: report, picture, images, JSON. For a worker process."""

from pathlib import Path

from app.domain.radiograph import WindowPreset
from app.radiography.image_cache import decode_to_cache, open_cached
from app.radiography.image_questions import ReportAsked
from app.radiography.laid_file import LaidFile
from app.radiography.windows import preset_window, review_lut
from app.runtime.outgoing import put_out
from devices.radiograph.decode import DICOM_MEDIA_TYPE, decode_scan
from devices.radiograph.export import ReadingToExport, export_reading
from devices.radiograph.tdr import original_images
from devices.radiograph.tdr_codes import ReportedImage


def write_report(asked: ReportAsked, *, reports: Path, cache: Path) -> Path:
    """Write all files of one reading into a folder of its own under `reports`; gives it.

    Raises OutgoingError, UnreadableScanError or OSError.
    """
    images = _sender_names(asked.files)
    image = open_cached(decode_to_cache(asked.files, cache, decode=decode_scan))
    reading, channel = asked.reading, asked.scan.channels[0]
    window = asked.window or preset_window(WindowPreset.LOG, image.levels[0], channel)
    exported = export_reading(
        ReadingToExport(
            scan=asked.scan,
            annotations=reading.annotations,
            verdict=reading.verdict,
            officer_id=str(reading.badge),
            officer_name=asked.officer_name,
            institution=asked.institution,
            decided_at=reading.decided_at,
            originals=asked.originals,
            images=images,
        ),
        [levels[0] for levels in image.channels],
        lut=review_lut(window),
    )
    folder = reports / f"{reading.decided_at:%Y%m%dT%H%M%S%fZ}-{reading.badge}"
    for name, data in exported.items():
        put_out(folder, name, data)
    return folder


def _sender_names(files: tuple[LaidFile, ...]) -> tuple[ReportedImage, ...]:
    """How the sender named its images; nothing where they did not come as DICOS."""
    if any(file.media_type != DICOM_MEDIA_TYPE for file in files):
        return ()
    return original_images([file.path.read_bytes() for file in files])
