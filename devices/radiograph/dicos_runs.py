"""Run lengths of one 16-bit frame (DICOM PS3.5 annex G).

A row of noise has no runs, so rows are written as literal packets unless a whole row is one value:
air and unlit detectors. That is short, fast, and every decoder reads it.
"""

import numpy as np
from numpy.typing import NDArray

HEADER_FIELDS = 16
PACKET_BYTES_MAX = 128
REPEAT_BASE = 257
"""A packet that repeats a byte n times begins with 257 - n."""


def encode_runs(pixels: NDArray[np.uint16]) -> bytes:
    """The frame of (height, width) pixels: two byte planes, the high one first."""
    planes = (pixels >> 8, pixels & 0xFF)
    segments = [_segment(plane.astype(np.uint8)) for plane in planes]
    header = np.zeros(HEADER_FIELDS, dtype="<u4")
    first = header.nbytes
    header[:3] = (len(segments), first, first + len(segments[0]))
    return header.tobytes() + b"".join(segments)


def _segment(plane: NDArray[np.uint8]) -> bytes:
    """Each row by itself, as the standard asks; even in length."""
    packed = bytearray()
    flat = (plane == plane[:, :1]).all(axis=1)
    for row, is_flat in zip(plane, flat, strict=True):
        packed += _repeated(row) if is_flat else _literal(row.tobytes())
    return bytes(packed + b"\0" if len(packed) % 2 else packed)


def _literal(row: bytes) -> bytes:
    parts = (row[at : at + PACKET_BYTES_MAX] for at in range(0, len(row), PACKET_BYTES_MAX))
    return b"".join(bytes([len(part) - 1]) + part for part in parts)


def _repeated(row: NDArray[np.uint8]) -> bytes:
    value = row[:1].tobytes()
    packed = bytearray()
    for left in range(len(row), 0, -PACKET_BYTES_MAX):
        count = min(left, PACKET_BYTES_MAX)
        packed += bytes([REPEAT_BASE - count if count > 1 else 0]) + value
    return bytes(packed)
