"""The plate readers' line protocol, without any I/O: bytes in, messages out.

One JSON object per line, described in docs/protocols/plate-reader.md.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.conveyance import PlateRead

LINE_BYTES_MAX = 4096
PLATE_CHARS_MAX = 16
JURISDICTION_CHARS_MAX = 8
NESTING_MAX = 8


@dataclass(frozen=True, slots=True)
class Alive:
    """The reader says that it works."""


@dataclass(frozen=True, slots=True)
class SeenPlate:
    """The reader saw a plate."""

    plate: str
    jurisdiction: str
    confidence: float

    def read_at(self, lane: str, at: datetime) -> PlateRead:
        """The read as our clock timed it; a reader's own clock is not trusted."""
        return PlateRead(
            lane=lane,
            plate=self.plate,
            jurisdiction=self.jurisdiction,
            read_at=at,
            confidence=self.confidence,
        )


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is no message, kept as it came up to LINE_BYTES_MAX, with the reason."""

    line: bytes
    reason: str


Message = Alive | SeenPlate | Rejected


class PlateDecoder:
    """Cuts a byte stream into messages. Holds one unfinished line, bounded in length."""

    def __init__(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Message]:
        """Take the next bytes of the stream and return the messages that they complete."""
        *lines, self._pending = (self._pending + data).split(b"\n")
        # One byte more than allowed is kept, so that the line is still known to be too long.
        self._pending = self._pending[: LINE_BYTES_MAX + 1]
        return [parse_message(line.rstrip(b"\r")) for line in lines if line.strip()]


def parse_message(line: bytes) -> Message:
    """Parse one line without its end. Never raises."""
    if len(line) > LINE_BYTES_MAX:
        return Rejected(line[:LINE_BYTES_MAX], "too long")
    if line.count(b"{") + line.count(b"[") > NESTING_MAX:
        return Rejected(line, "nested too deeply")
    try:
        message = json.loads(line.decode("utf-8"))
    except ValueError:
        return Rejected(line, "not JSON")
    if not isinstance(message, dict):
        return Rejected(line, "not an object")
    kind = message.get("type")
    if kind in ("hello", "alive"):
        return Alive()
    if kind == "plate":
        return _seen(line, message)
    return Rejected(line, "unknown type")


def _seen(line: bytes, message: dict[str, Any]) -> Message:
    plate, jurisdiction = message.get("plate"), message.get("jurisdiction", "")
    confidence = message.get("confidence")
    if not _is_text(plate, PLATE_CHARS_MAX) or not plate:
        return Rejected(line, "no plate")
    if not _is_text(jurisdiction, JURISDICTION_CHARS_MAX):
        return Rejected(line, "not a jurisdiction")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        return Rejected(line, "no confidence")
    if not 0 <= confidence <= 1:
        return Rejected(line, "confidence outside 0 to 1")
    return SeenPlate(plate, jurisdiction, float(confidence))


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and value.isprintable()
