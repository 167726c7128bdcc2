"""Screenshots of IMAGE QUALITY: `python -m tests.shell.quality_screenshots [FOLDER]`.

Everything on them is simulated: the emulated imager scans the test object every fourth day, its
beam grows weaker, the last scan is crooked, and the files are decoded and measured as they are at a
station. The limit is made up here; a site gives its own.
"""

import sys
import tempfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.evidence import EvidenceRef
from app.domain.image_quality import QualityLimits
from app.domain.officer import Role
from app.domain.quality_events import ImageQualityMeasured
from app.radiography.laid_file import lay_out
from app.radiography.quality_scan import measure_scan
from app.shell.stations.quality import QualityPresenter
from app.workflow.desk import Acting
from app.workflow.updates import DeviceUpdate, QualityUpdate, SyncUpdate
from devices.emulators.imaging.exposure import QUANTA
from devices.emulators.quality_scan import write_test_object
from devices.radiograph.decode import decode_scan, read_scan
from tests.builders import NOW, officer
from tests.shell.booth import Booth
from tests.shell.review_screenshots import SIZES, settle
from tests.ui_tools import post
from tests.ui_tools.goldens import SMALLEST
from widgets.common.actions import ScreenId
from widgets.common.fonts import load_fonts

SCANS = 12
EVERY = timedelta(days=4)
LOST = 0.12
CROOKED_MM = (0, 700)
LIMITS = (QualityLimits(energy_mv=9.0, penetration_mm_min=280.0),)


def main(folder: Path) -> None:
    """Write a picture in both languages and sizes."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    load_fonts(application)
    booth = Booth(application, quality_limits=LIMITS)
    booth.workstation.window.show()
    booth.open()
    booth.sit_down(Acting(officer=officer(), role=Role.SECONDARY))
    booth.workstation.take(SyncUpdate(post.ONLINE))
    for device in (post.PORTAL, post.READER, post.IMAGER):
        booth.workstation.take(DeviceUpdate(device))
    with tempfile.TemporaryDirectory() as drop:
        measured = tuple(_measured(Path(drop), number) for number in range(SCANS + 1))
    booth.workstation.take(QualityUpdate(measured))
    booth.workstation.go(ScreenId.QUALITY)
    assert isinstance(booth.workstation.quality, QualityPresenter)
    for tongue in ("en", "fr"):
        for size in SIZES:
            settle(booth, size)
            path = folder / f"image-quality-{tongue}-{size[0]}.png"
            assert booth.workstation.window.grab().save(str(path), quality=SMALLEST)
        booth.workstation.appearance.toggle_language()
    booth.close()


def _measured(drop: Path, number: int) -> ImageQualityMeasured:
    """A scan that was written, decoded and measured; the one after the last stands crooked."""
    sheet = write_test_object(
        drop,
        seed=100 + number,
        at=NOW - EVERY * (SCANS - number),
        quanta=QUANTA * (1 - LOST) ** number,
        shift_mm=CROOKED_MM if number == SCANS else (0, 0),
    )
    files = [
        (path.name, media_type, path.read_bytes())
        for path, media_type in (
            (sheet, "application/xml"),
            (sheet.with_suffix(".tif"), "image/tiff"),
        )
    ]
    refs = [_ref(*file) for file in files]
    laid = tuple(
        lay_out(data, name=name, media_type=kind, sha256=ref.sha256, cache=drop)
        for (name, kind, data), ref in zip(files, refs, strict=True)
    )
    found = measure_scan(laid, decode=decode_scan)
    return ImageQualityMeasured(
        image_id="+".join(ref.sha256 for ref in refs),
        scan=read_scan(files),
        measured=found.measured,
        refused=found.refused,
        algorithm=found.algorithm,
        version=found.version,
    )


def _ref(name: str, media_type: str, data: bytes) -> EvidenceRef:
    digest = sha256(data).hexdigest()
    return EvidenceRef(sha256=digest, media_type=media_type, size_bytes=len(data), name=name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/images"))
