"""The line protocol of Rapiscan/TSA portal monitors, without any I/O: bytes in, frames out.

A line is a tag and comma-separated fields, ended by CR LF: ``GS,000052,000049,000051,000050``.
There is no checksum, no sequence number and no time on the wire; a site's daily file holds the
same lines with up to two times appended, local and then UTC. Nothing promises that lines arrive one
at a time, whole or clean, so a line that is no frame is kept as it came, with the reason.

Source: sandialabs/SRLS (MIT) and the OSCAR driver of osh-oakridge-modules (MPL-2.0 parts) speak
this protocol; no vendor document is public. Counts are zero-padded to six digits in all of them,
which is the only protection a line has against a lost or doubled character, so it is demanded.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

LINE_BYTES_MAX = 256
TIMES_MAX = 2
COUNT_DIGITS = 6
HOURS_OF_A_DAY = 24
MPH_IN_KM_H = 1.609344
SPEED_TOLERANCE = 0.02


class Tag(StrEnum):
    """What a line is."""

    GAMMA_BACKGROUND = "GB"
    NEUTRON_BACKGROUND = "NB"
    GAMMA_HIGH = "GH"
    GAMMA_LOW = "GL"
    NEUTRON_HIGH = "NH"
    NEUTRON_LOW = "NL"
    GAMMA_SCAN = "GS"
    GAMMA_ALARM = "GA"
    NEUTRON_SCAN = "NS"
    NEUTRON_ALARM = "NA"
    SPEED = "SP"
    END = "GX"
    TAMPER = "TT"
    TAMPER_CLEARED = "TC"
    GAMMA_SETUP_1 = "SG1"
    GAMMA_SETUP_2 = "SG2"
    GAMMA_SETUP_3 = "SG3"
    NEUTRON_SETUP_1 = "SN1"
    NEUTRON_SETUP_2 = "SN2"


class Field(StrEnum):
    """What a field may hold."""

    COUNT = "count"
    NUMBER = "number"
    TEXT = "text"


FOUR_COUNTS = (Field.COUNT,) * 4

FIELDS: dict[Tag, tuple[Field, ...]] = {
    Tag.GAMMA_BACKGROUND: FOUR_COUNTS,
    Tag.NEUTRON_BACKGROUND: FOUR_COUNTS,
    Tag.GAMMA_HIGH: FOUR_COUNTS,
    Tag.GAMMA_LOW: FOUR_COUNTS,
    Tag.NEUTRON_HIGH: FOUR_COUNTS,
    Tag.NEUTRON_LOW: FOUR_COUNTS,
    Tag.GAMMA_SCAN: FOUR_COUNTS,
    Tag.GAMMA_ALARM: FOUR_COUNTS,
    Tag.NEUTRON_SCAN: FOUR_COUNTS,
    Tag.NEUTRON_ALARM: FOUR_COUNTS,
    # seconds between two beams 0.305 m apart, miles per hour, kilometres per hour, zeros
    Tag.SPEED: (Field.NUMBER, Field.NUMBER, Field.NUMBER, Field.COUNT),
    # occupancy counter, neutron background x 1000, zeros
    Tag.END: FOUR_COUNTS,
    Tag.TAMPER: FOUR_COUNTS,
    Tag.TAMPER_CLEARED: FOUR_COUNTS,
    # high background, low background, intervals, hold-in, N sigma, flag
    Tag.GAMMA_SETUP_1: (*(Field.NUMBER,) * 5, Field.TEXT),
    # detectors, master LLD and ULD, relay, algorithm, software version
    Tag.GAMMA_SETUP_2: (Field.TEXT, Field.NUMBER, Field.NUMBER, *(Field.TEXT,) * 3),
    # slave LLD and ULD, background time, background sigma, firmware version
    Tag.GAMMA_SETUP_3: (*(Field.NUMBER,) * 4, Field.TEXT),
    # high background, maximum intervals, alpha, zmax, sequential intervals, background time
    Tag.NEUTRON_SETUP_1: (Field.NUMBER,) * 6,
    # discriminators: master lower and upper, slave lower and upper
    Tag.NEUTRON_SETUP_2: (Field.NUMBER,) * 4,
}
"""The fields after the tag, in order."""


class Rejection(StrEnum):
    """Why a line is not a frame."""

    UNKNOWN_TAG = "unknown-tag"
    FIELD_COUNT = "field-count"
    NOT_NUMERIC = "not-numeric"
    FIELD_WIDTH = "field-width"
    NOT_PRINTABLE = "not-printable"
    BAD_TIME = "bad-time"
    SPEEDS_DISAGREE = "speeds-disagree"
    TOO_LONG = "too-long"


class Frame(NamedTuple):
    """One line from the portal. `times_s` are the trailing times, in seconds of the day."""

    tag: Tag
    values: tuple[int | float | str, ...]
    times_s: tuple[float, ...] = ()

    @property
    def counts(self) -> tuple[int, ...]:
        """The fields of a line that holds counts only."""
        return tuple(value for value in self.values if isinstance(value, int))


class Rejected(NamedTuple):
    """A line that is not a frame, kept as it came: a noisy cable is a finding too.

    A line too long is kept up to LINE_BYTES_MAX.
    """

    line: bytes
    reason: Rejection


Line = Frame | Rejected

_TAGS = {tag.value.encode("ascii"): tag for tag in Tag}
_COUNT_TAGS = b"|".join(key for key, tag in _TAGS.items() if FIELDS[tag] == FOUR_COUNTS)
_COUNT_LINE = (
    rb"(" + _COUNT_TAGS + rb"),(\d{6}),(\d{6}),(\d{6}),(\d{6})"
    rb"(?:,([0-2]\d-[0-5]\d-[0-5]\d\.\d{3}))?(?:,([0-2]\d-[0-5]\d-[0-5]\d\.\d{3}))?"
)
_WHOLE_COUNT_LINE = re.compile(_COUNT_LINE)
_COUNT_LINE_INSIDE = re.compile(_COUNT_LINE + rb"(?=[A-Z\r\n]|$)")
_NUMBER = re.compile(rb"\d{1,12}(?:\.\d{0,12})?")
_TEXT = re.compile(rb"[\x20-\x7e]{0,64}")
_TIME = re.compile(rb"([0-2]\d)-([0-5]\d)-([0-5]\d\.\d{3})")
_LINE_ENDS = re.compile(rb"[\r\n]")
_KEPT_OF_LONG_LINE = 2 * LINE_BYTES_MAX


class LineDecoder:
    """Cuts a byte stream into lines. Holds one unfinished line, bounded in length.

    Where the stream is cut makes no difference to what comes out.
    """

    def __init__(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Line]:
        """Take the next bytes of the stream and return the lines that they complete."""
        decoded: list[Line] = []
        for line in self.cut(data):
            decoded += decoded_line(line)
        return decoded

    def cut(self, data: bytes) -> list[bytes]:
        """Take the next bytes and return the lines that they complete, as they came."""
        *whole, self._pending = _LINE_ENDS.split(self._pending + data)
        if len(self._pending) > _KEPT_OF_LONG_LINE:
            head, tail = self._pending[:LINE_BYTES_MAX], self._pending[-LINE_BYTES_MAX:]
            self._pending = head + tail
        return [line for line in whole if line]

    def end(self) -> list[Line]:
        """The stream is over: what is left is a line that lost its end."""
        return self.feed(b"\n")


def decoded_line(line: bytes) -> list[Line]:
    """What one line without its end says: itself, and whole lines inside a rejected one."""
    first = parse_line(line)
    return [first, *_salvaged(line)] if type(first) is Rejected else [first]


def parse_line(line: bytes) -> Line:
    """Parse one line without its end. Never raises."""
    if (match := _WHOLE_COUNT_LINE.fullmatch(line)) is not None:
        return _count_frame(match)
    if len(line) > LINE_BYTES_MAX:
        return Rejected(line[:LINE_BYTES_MAX], Rejection.TOO_LONG)
    key, *fields = line.split(b",")
    tag = _TAGS.get(key)
    if tag is None:
        return Rejected(line, Rejection.UNKNOWN_TAG)
    kinds = FIELDS[tag]
    if not len(kinds) <= len(fields) <= len(kinds) + TIMES_MAX:
        return Rejected(line, Rejection.FIELD_COUNT)
    return _parsed(line, tag, fields[: len(kinds)], fields[len(kinds) :])


def _parsed(line: bytes, tag: Tag, fields: list[bytes], times: list[bytes]) -> Line:
    values = []
    for kind, field in zip(FIELDS[tag], fields, strict=True):
        value = _value(kind, field)
        if isinstance(value, Rejection):
            return Rejected(line, value)
        values.append(value)
    times_s = tuple(_seconds(time) for time in times)
    if any(time_s is None for time_s in times_s):
        return Rejected(line, Rejection.BAD_TIME)
    if tag is Tag.SPEED and not _speeds_agree(float(values[1]), float(values[2])):
        return Rejected(line, Rejection.SPEEDS_DISAGREE)
    return Frame(tag, tuple(values), tuple(time_s for time_s in times_s if time_s is not None))


def _value(kind: Field, field: bytes) -> int | float | str | Rejection:
    if kind is Field.TEXT:
        return field.decode("ascii") if _TEXT.fullmatch(field) else Rejection.NOT_PRINTABLE
    if kind is Field.NUMBER:
        return float(field) if _NUMBER.fullmatch(field) else Rejection.NOT_NUMERIC
    if not field.isdigit():
        return Rejection.NOT_NUMERIC
    return int(field) if len(field) == COUNT_DIGITS else Rejection.FIELD_WIDTH


def _count_frame(match: re.Match[bytes]) -> Line:
    key, first, second, third, fourth, local, utc = match.groups()
    counts = (int(first), int(second), int(third), int(fourth))
    if local is None:
        return Frame(_TAGS[key], counts)
    times_s = [_seconds(time) for time in (local, utc) if time is not None]
    known = tuple(time_s for time_s in times_s if time_s is not None)
    if len(known) < len(times_s):
        return Rejected(match.group(), Rejection.BAD_TIME)
    return Frame(_TAGS[key], counts, known)


def _salvaged(line: bytes) -> Iterator[Frame]:
    """Whole count lines inside a rejected one, whose own ends were lost or damaged.

    In a line too long to be kept only the last one can be known.
    """
    tail = line[-LINE_BYTES_MAX:]
    for match in _COUNT_LINE_INSIDE.finditer(tail):
        if len(line) > LINE_BYTES_MAX and match.end() < len(tail):
            continue
        frame = _count_frame(match)
        if isinstance(frame, Frame):
            yield frame


def _speeds_agree(mph: float, km_h: float) -> bool:
    """Whether the two speeds of an SP line are one; miles are given to 0.001, km to 0.01."""
    return abs(mph * MPH_IN_KM_H - km_h) <= SPEED_TOLERANCE * max(km_h, 1.0)


def _seconds(time: bytes) -> float | None:
    match = _TIME.fullmatch(time)
    if match is None or int(match[1]) >= HOURS_OF_A_DAY:
        return None
    return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])
