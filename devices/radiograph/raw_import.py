"""Raw scanner files, read by a named profile.

A raw file does not say what it is. What the profile adds is written down in a note that is kept
beside the untouched bytes, so that the scan can be opened again whatever becomes of the profile.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import Scan
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import FILE_BYTES_MAX, PIXELS_MAX, PROFILE_BYTES_MAX, SIDE_PX_MAX
from devices.radiograph.raw_profile import (
    Endian,
    Interleave,
    Order,
    PixelType,
    RawProfile,
    profile_of,
)
from devices.radiograph.sheet import SCAN_ID_PATTERN

Pixels = NDArray[np.uint16]

NOTE_FORMAT = "parallel49-raw-scan/1"
NOTE_MAGIC = f'{{"format":"{NOTE_FORMAT}"'.encode()
NOTE_MEDIA_TYPE = "application/json"
RAW_MEDIA_TYPE = "application/octet-stream"
NOTE_BYTES_MAX = 2 * PROFILE_BYTES_MAX
STEM_CHARS_MAX = 40
DIGEST_CHARS = 16


class _Note(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    format: str
    scan_id: Annotated[str, msgspec.Meta(pattern=f"^{SCAN_ID_PATTERN.pattern}$")]
    started_at: datetime
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    profile: str


@dataclass(frozen=True, slots=True)
class RawScan:
    """The scan that a note and a raw file make, and how to read its pixels."""

    scan: Scan
    profile: RawProfile


def write_note(profile: RawProfile, name: str, data: bytes, started_at: datetime) -> bytes:
    """What must be known of the raw file `data` beside its bytes.

    The scan is named by the file's name and digest, so the same bytes are the same scan.
    """
    digest = sha256(data).hexdigest()
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", name.rpartition(".")[0]).lstrip("._-")
    scan_id = f"{stem[:STEM_CHARS_MAX] or 'raw'}-{digest[:DIGEST_CHARS]}"
    return msgspec.json.encode(
        _Note(
            format=NOTE_FORMAT,
            scan_id=scan_id,
            started_at=started_at.astimezone(UTC),
            sha256=digest,
            profile=profile.text,
        )
    )


def is_note(data: bytes) -> bool:
    """Whether `data` is a note that `write_note` made."""
    return data.startswith(NOTE_MAGIC)


def read_raw(note: bytes, data: bytes) -> RawScan:
    """The scan without its pixels. Raises UnreadableScanError."""
    if len(note) > NOTE_BYTES_MAX or len(data) > FILE_BYTES_MAX:
        raise UnreadableScanError("the raw scan is larger than any that is accepted")
    try:
        read = msgspec.json.decode(note, type=_Note)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableScanError(f"the note beside a raw scan is damaged: {error}") from error
    if read.format != NOTE_FORMAT or read.started_at.tzinfo is None:
        raise UnreadableScanError("the note beside a raw scan is of another version")
    if sha256(data).hexdigest() != read.sha256:
        raise UnreadableScanError("the raw scan is not the one that its note was written for")
    profile = profile_of(read.profile)
    height_px, width_px = raw_shape(profile, len(data))
    if not profile.reference.fits(width_px=width_px, height_px=height_px):
        raise UnreadableScanError(
            f"dark_columns, air_columns or air_rows of profile {profile.name} lie outside the"
            f" image of {width_px} x {height_px} pixels"
        )
    scan = Scan(
        scan_id=read.scan_id,
        site=profile.site,
        lane=profile.lane,
        device=profile.device or profile.name,
        started_at=read.started_at.astimezone(UTC),
        width_px=width_px,
        height_px=height_px,
        pixel_mm=profile.pixel_mm,
        channels=profile.channels,
        simulated=profile.simulated,
    )
    return RawScan(scan, profile)


def raw_shape(profile: RawProfile, size_bytes: int) -> tuple[int, int]:
    """Height and width of the image in a file of `size_bytes`. Raises UnreadableScanError."""
    pixel_bytes = 1 if profile.pixel_type is PixelType.UINT8 else 2
    channels = len(profile.channels)
    body_bytes = size_bytes - profile.header_bytes
    if body_bytes < 1:
        raise UnreadableScanError(
            f"the file has {size_bytes} bytes, and profile {profile.name} skips"
            f" {profile.header_bytes} as its header: lower header_bytes or check the file"
        )
    height_px, width_px = profile.height_px, profile.width_px
    if height_px is None or width_px is None:
        known_px = height_px or width_px or 1
        line_bytes = known_px * pixel_bytes * channels
        lines, over = divmod(body_bytes, line_bytes)
        if over or not 1 <= lines <= SIDE_PX_MAX:
            raise UnreadableScanError(
                f"{body_bytes} bytes of pixels are {lines} lines of {line_bytes} bytes and {over}"
                f" over: check header_bytes, {'height_px' if height_px else 'width_px'},"
                f" pixel_type and channels in profile {profile.name}"
            )
        height_px, width_px = height_px or lines, width_px or lines
    needed_bytes = height_px * width_px * pixel_bytes * channels
    if needed_bytes != body_bytes:
        raise UnreadableScanError(
            f"{width_px} x {height_px} pixels of {channels} channels need {needed_bytes} bytes"
            f" after the header, and the file has {body_bytes}: check width_px, height_px,"
            f" header_bytes and channels in profile {profile.name}"
        )
    if height_px * width_px * channels > PIXELS_MAX:
        raise UnreadableScanError(f"the image has more than {PIXELS_MAX} pixels")
    return height_px, width_px


def decode_raw(raw: RawScan, data: bytes) -> list[Pixels]:
    """One (height, width) array per channel, row 0 at the top, column 0 at the front.

    Bright where much radiation passed. `data` must be what `read_raw` has seen.
    """
    profile, scan = raw.profile, raw.scan
    endian = "<" if profile.endian is Endian.LITTLE else ">"
    dtype = np.dtype("u1" if profile.pixel_type is PixelType.UINT8 else f"{endian}u2")
    flat = np.frombuffer(data, dtype, offset=profile.header_bytes)
    return [
        _oriented(plane, profile, bits=channel.bits)
        for plane, channel in zip(_planes(flat, scan, profile), scan.channels, strict=True)
    ]


def _planes(
    flat: NDArray[np.uint8 | np.uint16], scan: Scan, profile: RawProfile
) -> Sequence[NDArray[np.uint8 | np.uint16]]:
    """Views of (height, width), one per channel, as the file has them."""
    channels = len(scan.channels)
    by_rows = profile.order is Order.ROWS
    lines, samples = scan.height_px, scan.width_px
    if not by_rows:
        lines, samples = samples, lines
    match profile.interleave:
        case Interleave.PLANAR:
            cube = flat.reshape(channels, lines, samples)
        case Interleave.LINE:
            cube = flat.reshape(lines, channels, samples).transpose(1, 0, 2)
        case Interleave.PIXEL:
            cube = flat.reshape(lines, samples, channels).transpose(2, 0, 1)
    return list(cube if by_rows else cube.transpose(0, 2, 1))


def _oriented(plane: NDArray[np.uint8 | np.uint16], profile: RawProfile, *, bits: int) -> Pixels:
    plane = plane[::-1] if profile.bottom_first else plane
    plane = plane[:, ::-1] if profile.front_right else plane
    pixels = np.array(plane, dtype=np.uint16, order="C")
    top = np.uint16(2**bits - 1)
    pixels &= top
    if profile.dark_is_high:
        np.subtract(top, pixels, out=pixels)
    return pixels
