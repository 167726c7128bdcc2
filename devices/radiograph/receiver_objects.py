"""One object that a sender offered, read as far as a receiver must know it."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pydicom import dcmread

from app.domain.radiograph import Scan
from devices.radiograph.decode import DICOM_MEDIA_TYPE, ScanFile, read_scan
from devices.radiograph.dicos_file import LIBRARY_FAILURES
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.receiver_server import Offered

UID_PATTERN = re.compile(r"[0-9][0-9.]{0,63}")
SUFFIX = ".dcs"
DIGEST_CHARS = 16
NAMES = ("SOPClassUID", "SOPInstanceUID")


class MismatchError(Exception):
    """Command and object do not say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One object as it came, behind the DICOM file header that a network transfer leaves out.

    While it waits on the disk for its study, `data` is empty.
    """

    sop_instance: str
    data: bytes
    sha256: str
    scan: Scan

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.sop_instance}-{self.sha256[:DIGEST_CHARS]}{SUFFIX}"

    @property
    def on_disk(self) -> "Received":
        """The same without its bytes."""
        return replace(self, data=b"")

    @property
    def file(self) -> ScanFile:
        """As evidence."""
        return f"{self.sop_instance}{SUFFIX}", DICOM_MEDIA_TYPE, self.data


def read_offered(offered: Offered) -> Received:
    """Raises UnreadableScanError, MismatchError."""
    if not UID_PATTERN.fullmatch(offered.sop_instance):
        raise MismatchError("the object's name is no UID")
    scan = read_scan([("", DICOM_MEDIA_TYPE, offered.data)])
    if _named(offered.data) != (offered.sop_class, offered.sop_instance):
        raise MismatchError("the command names another object than came with it")
    return Received(
        sop_instance=offered.sop_instance,
        data=offered.data,
        sha256=sha256(offered.data).hexdigest(),
        scan=scan,
    )


def read_back(path: Path) -> Received:
    """What this program wrote itself. Raises OSError; UnreadableScanError would be our error."""
    data = path.read_bytes()
    return Received(
        sop_instance=path.stem.rpartition("-")[0],
        data=data,
        sha256=sha256(data).hexdigest(),
        scan=read_scan([("", DICOM_MEDIA_TYPE, data)]),
    )


def safe_name(sop_instance: str) -> str:
    """A name that is fit for a file, whatever a sender calls its object."""
    return sop_instance if UID_PATTERN.fullmatch(sop_instance) else "unnamed"


def _named(data: bytes) -> tuple[str, ...]:
    """Class and name that an object gives itself. Raises UnreadableScanError."""
    try:
        read = dcmread(BytesIO(data), stop_before_pixels=True, specific_tags=list(NAMES))
        return tuple(str(read.get(name, "")) for name in NAMES)
    except LIBRARY_FAILURES as error:
        raise UnreadableScanError(f"the object does not name itself: {error}") from error
