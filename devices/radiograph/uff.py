"""Where a codec for the WCO Unified File Format would join, and what is lacking for it.

UFF 2.0 (2019) and 3.0.0 (2025) are given out by the Secretariat of the World Customs Organization;
neither layout nor names nor image encodings are public. A file that looks like one is therefore
recognised and refused in words, never guessed at. With the specification, `refuse_uff` becomes a
reader that returns what `devices.radiograph.decode.decode_scan` returns, and nothing else changes:
`Scan` already has the device, the energies, the material channel and the conveyance.
"""

import re
from typing import NoReturn

from devices.radiograph.errors import UnreadableScanError

UFF_SUFFIX = ".uff"
ZIP_MAGIC = b"PK\x03\x04"
ROOT_WITHIN_BYTES = 4096
ROOT_PATTERN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]{0,63}:)?(?:[A-Za-z_]{0,32}UFF\w{0,32}|UnifiedFileFormat)[\s/>]"
    rb"|wcoomd\.org",
    re.IGNORECASE,
)

LACKING = (
    "this looks like the WCO Unified File Format (UFF), which cannot be read: its specification is"
    " given out by the WCO Secretariat and is needed for the container's layout, the names of its"
    " elements and the image encodings; ask the imaging site for DICOS, or for TIFF with a sheet"
)


def is_uff(name: str, data: bytes) -> bool:
    """Whether a file's name, its ZIP container or its XML root says UFF."""
    if name.lower().endswith(UFF_SUFFIX) or data.startswith(ZIP_MAGIC):
        return True
    start = data[:ROOT_WITHIN_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and ROOT_PATTERN.search(start) is not None


def refuse_uff() -> NoReturn:
    """Say what is lacking. Raises UnreadableScanError."""
    raise UnreadableScanError(LACKING)
