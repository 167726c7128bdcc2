"""RADDATA addresses: spectra in QR codes, as handheld identifiers show them on their screen.

``RADDATA://G0/<options><codes - 1><number>/[<check>/]<data>``. The data are fields such as
``T:<real>,<live>`` and ``C:<coefficients>``, then ``S:`` and the counts, whose zeros are counted
and which are packed as in Stream VByte; all of it deflated and written in base 45 (RFC 9285) or in
base 64 for URLs. One spectrum may be spread over up to 16 codes, whose counts follow one another
and which share a CRC-16/ARC; one code may also hold several spectra. Places are not read.

Format: the public description in sandialabs/SpecUtils, SpecUtils/UriSpectrum.h.
"""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation.base45 import decode_base45
from devices.radiation.n42_values import UnreadableValueError, channel_counts, numbers, rising
from devices.radiation.stream_vbyte import COUNT_MAX, decode_vbyte
from devices.radiation.unreadable import SpectrumUnreadableError

BYTES_MAX = 256 * 1024
INFLATED_BYTES_MAX = 512 * 1024
CODES_MAX = 16
SPECTRA_MAX = 16
TEXT_CHARS_MAX = 60
BETWEEN = b":0A:"

NO_DEFLATE, NO_BASE, DECIMAL, NO_COUNTED_ZEROES, BASE_64, MAIL = 1, 2, 4, 8, 16, 32
_ADDRESS = re.compile(
    rb"(?:RADDATA|INTERSPEC):(?://)?G0/([0-9A-F]?)([0-9A-F])([0-9A-F])([0-9A-F])/", re.IGNORECASE
)
_CHECK = re.compile(rb"(\d{1,5})/")
_FIELD = re.compile(rb"(?:^| )([A-Z]):")
CLASSES = {
    b"I": MeasurementClass.INTRINSIC,
    b"C": MeasurementClass.CALIBRATION,
    b"B": MeasurementClass.BACKGROUND,
    b"F": MeasurementClass.FOREGROUND,
}


def is_raddata(data: bytes) -> bool:
    """Whether the bytes begin with a RADDATA address."""
    return _ADDRESS.match(data.lstrip()[:64]) is not None


class _Code(NamedTuple):
    options: int
    codes: int
    number: int
    check: int | None
    text: bytes


@dataclass(frozen=True, slots=True)
class _Fields:
    """What stands before the counts of a spectrum, and what stands behind them."""

    values: dict[bytes, bytes]
    counts: list[int]
    rest: bytes


def read_raddata(data: bytes) -> SpectrumFile:
    """Read the addresses of one or more codes, one a line. Raises SpectrumUnreadableError."""
    if len(data) > BYTES_MAX:
        raise SpectrumUnreadableError(f"the text is longer than {BYTES_MAX // 1024} KiB")
    try:
        codes = _codes(data)
        payloads = [_payload(code) for code in codes]
        found = _split(codes, payloads)
        return _file(found, counted=not codes[0].options & NO_COUNTED_ZEROES)
    except UnreadableValueError as error:
        raise SpectrumUnreadableError(f"this code cannot be read: {error}") from error


def _codes(data: bytes) -> list[_Code]:
    """All codes of one message, in order and complete."""
    codes = [_code(line) for line in data.replace(b"\r", b"\n").split(b"\n") if line.strip()]
    if not 0 < len(codes) <= CODES_MAX:
        raise UnreadableValueError(f"{len(codes)} codes")
    codes.sort(key=lambda code: code.number)
    first = codes[0]
    if any(
        (code.options, code.codes, code.check) != (first.options, first.codes, first.check)
        for code in codes
    ):
        raise UnreadableValueError("the codes belong to different messages")
    have = [code.number for code in codes]
    if first.codes > 1 and have != list(range(first.codes)):
        raise UnreadableValueError(f"{len(set(have))} of {first.codes} codes are here")
    if first.codes == 1 and len(codes) > 1:
        raise UnreadableValueError("the codes belong to different messages")
    return codes


def _code(line: bytes) -> _Code:
    match = _ADDRESS.match(line := line.strip(b"\t\0 "))
    if match is None:
        raise UnreadableValueError("no RADDATA address")
    options = int(match[1] + match[2], 16) & ~MAIL
    codes, number = int(match[3], 16) + 1, int(match[4], 16)
    text, check = line[match.end() :], None
    if codes == 1:
        return _Code(options, codes, 0, None, text)
    if number >= codes:
        raise UnreadableValueError(f"code {number + 1} of {codes}")
    if (told := _CHECK.match(text)) is None:
        raise UnreadableValueError("the check of a spread message is missing")
    check = int(told[1])
    return _Code(options, codes, number, check, text[told.end() :])


def _payload(code: _Code) -> bytes:
    """The bytes of one code: as it stands, or with its percent signs resolved if that fails."""
    why: UnreadableValueError | None = None
    for text in dict.fromkeys((unquote_to_bytes(code.text), code.text)):
        try:
            return _inflated(code, _unbased(code, text))
        except UnreadableValueError as error:
            why = why or error
    raise why or UnreadableValueError("a code is empty")


def _unbased(code: _Code, text: bytes) -> bytes:
    if code.options & NO_BASE:
        return text
    if code.options & BASE_64:
        try:
            return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except binascii.Error as error:
            raise UnreadableValueError("the base 64 is broken") from error
    return decode_base45(text)


def _inflated(code: _Code, data: bytes) -> bytes:
    if code.options & NO_DEFLATE:
        return data
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(data, INFLATED_BYTES_MAX)
    except zlib.error as error:
        raise UnreadableValueError("the compressed data are broken") from error
    if not inflater.eof:
        raise UnreadableValueError("the compressed data are cut short or too long")
    return inflated


def _split(codes: list[_Code], payloads: list[bytes]) -> list[_Fields]:
    """The spectra of a message. Raises UnreadableValueError."""
    decimal = bool(codes[0].options & DECIMAL)
    if len(codes) > 1:
        _verify(codes)
        first = _fields(payloads[0], decimal=decimal)
        counts = first.counts
        for payload in payloads[1:]:
            counts = counts + _counts(payload, decimal=decimal)[0]
        return [_Fields(first.values, counts, b"")]
    found = [_fields(payloads[0], decimal=decimal)]
    while found[-1].rest.strip(b"\0"):
        if len(found) >= SPECTRA_MAX or not found[-1].rest.startswith(BETWEEN):
            raise UnreadableValueError("bytes are left over behind the counts")
        found.append(_fields(found[-1].rest[len(BETWEEN) :], decimal=decimal))
    return found


def _verify(codes: list[_Code]) -> None:
    """The check is of the texts in a row, which are written with or without percent signs."""
    for texts in ([unquote_to_bytes(code.text) for code in codes], [code.text for code in codes]):
        if crc16_arc(b"".join(texts)) == codes[0].check:
            return
    raise UnreadableValueError("the check of the spread message is wrong")


def _fields(data: bytes, *, decimal: bool) -> _Fields:
    head, mark, body = (b" " + data).partition(b" S:")
    if not mark:
        raise UnreadableValueError("there are no counts")
    parts = _FIELD.split(head)
    values = {key: value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)}
    return _Fields(values, *_counts(body, decimal=decimal))


def _counts(body: bytes, *, decimal: bool) -> tuple[list[int], bytes]:
    if not decimal:
        return decode_vbyte(body)
    text, mark, rest = body.partition(BETWEEN)
    values = _numbers(text)
    if any(not 0 <= value <= COUNT_MAX or not value.is_integer() for value in values):
        raise UnreadableValueError("a count is not a whole number")
    return [int(value) for value in values], mark + rest


def _numbers(text: bytes) -> list[float]:
    return numbers(text.decode("latin-1").replace("$", ","))


def _file(found: list[_Fields], *, counted: bool) -> SpectrumFile:
    notes: list[str] = []
    spectra: list[Spectrum] = []
    first = found[0].values
    for fields in found:
        # A later spectrum that says nothing of its energies has those of the first.
        own = fields.values if b"C" in fields.values else fields.values | _calibrating(first)
        spectra.append(_spectrum(own, fields.counts, notes, counted=counted))
    return SpectrumFile(
        spectra=tuple(spectra),
        instrument=_text(first.get(b"M", b"")),
        item=_text(first.get(b"O", b"")),
        remarks=tuple(dict.fromkeys(notes)),
    )


def _calibrating(values: dict[bytes, bytes]) -> dict[bytes, bytes]:
    return {key: value for key, value in values.items() if key in (b"C", b"D")}


def _spectrum(
    values: dict[bytes, bytes], packed: list[int], notes: list[str], *, counted: bool
) -> Spectrum:
    counts = channel_counts(" ".join(map(str, packed)), counted_zeroes=counted).counts
    if not counts:
        raise UnreadableValueError("there are no counts")
    times = _numbers(values.get(b"T", b""))
    if len(times) != 2 or min(times) <= 0:
        raise UnreadableValueError("live and real time are not given")
    if b"P" in values:
        notes.append("a start time without a time zone is not used")
    if b"D" in values:
        notes.append("deviation pairs are not used")
    neutrons = values.get(b"N", b"")
    return Spectrum(
        counts=counts,
        live_time_s=times[1],
        real_time_s=times[0],
        calibration=_calibration(values.get(b"C", b""), len(counts), notes),
        measurement=CLASSES.get(values.get(b"I", b""), MeasurementClass.NOT_SPECIFIED),
        neutron_counts=int(neutrons) if neutrons.isdigit() and len(neutrons) < 12 else None,
    )


def _calibration(text: bytes, channels: int, notes: list[str]) -> EnergyCalibration | None:
    if not text:
        notes.append("a spectrum has no energy calibration")
        return None
    try:
        return rising(_numbers(text), channels)
    except UnreadableValueError as error:
        notes.append(f"not used: {error}")
        return None


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace").strip()[:TEXT_CHARS_MAX]


def crc16_arc(data: bytes) -> int:
    """CRC-16/ARC: polynomial 0x8005 reflected, from 0; of ``123456789`` it is 0xBB3D."""
    check = 0
    for byte in data:
        check ^= byte
        for _ in range(8):
            check = check >> 1 ^ (0xA001 if check & 1 else 0)
    return check
