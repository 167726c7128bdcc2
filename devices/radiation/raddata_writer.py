"""Writes spectra as RADDATA addresses, for QR codes: devices/radiation/raddata.py reads them."""

import zlib
from urllib.parse import quote

from app.domain.spectrum import Spectrum, SpectrumFile
from devices.radiation.base45 import encode_base45
from devices.radiation.raddata import (
    BETWEEN,
    CLASSES,
    CODES_MAX,
    SPECTRA_MAX,
    TEXT_CHARS_MAX,
    crc16_arc,
)
from devices.radiation.stream_vbyte import COUNT_MAX, encode_vbyte

_LETTERS = {kind: letter for letter, kind in CLASSES.items()}


def write_raddata(file: SpectrumFile, *, codes: int = 1) -> tuple[bytes, ...]:
    """The addresses of a file's spectra, in base 45: one, or `codes` of a single spectrum.

    Raises ValueError for what the form cannot hold.
    """
    if not 0 < codes <= CODES_MAX or not 0 < len(file.spectra) <= SPECTRA_MAX:
        raise ValueError(f"up to {CODES_MAX} codes or spectra")
    if codes > 1 and len(file.spectra) > 1:
        raise ValueError("only a single spectrum is spread over several codes")
    heads = [_head(spectrum, file) for spectrum in file.spectra]
    packed = [_counted_zeroes(spectrum.counts) for spectrum in file.spectra]
    if codes == 1:
        bodies = (head + encode_vbyte(counts) for head, counts in zip(heads, packed, strict=True))
        text = encode_base45(zlib.compress(BETWEEN.join(bodies), 9))
        return (b"RADDATA://G0/00%X/%s" % (len(file.spectra) - 1, _quoted(text)),)
    return _spread(heads[0], packed[0], codes)


def _spread(head: bytes, counts: list[int], codes: int) -> tuple[bytes, ...]:
    step = len(counts) // codes
    if step == 0:
        raise ValueError("more codes than there are counts to spread")
    starts = [step * number for number in range(codes)]
    pieces = [counts[a:b] for a, b in zip(starts, [*starts[1:], len(counts)], strict=True)]
    bodies = [encode_vbyte(piece) for piece in pieces]
    bodies[0] = head + bodies[0]
    texts = [encode_base45(zlib.compress(body, 9)) for body in bodies]
    check = crc16_arc(b"".join(texts))
    return tuple(
        b"RADDATA://G0/0%X%X/%d/%s" % (codes - 1, number, check, _quoted(text))
        for number, text in enumerate(texts)
    )


def _quoted(text: bytes) -> bytes:
    return quote(text, safe="*.-").encode("ascii")


def _head(spectrum: Spectrum, file: SpectrumFile) -> bytes:
    calibration = spectrum.calibration
    if calibration is not None and calibration.edges_kev:
        raise ValueError("an address holds a polynomial calibration only")
    if max(spectrum.counts) > COUNT_MAX:
        raise ValueError(f"a channel of more than {COUNT_MAX} counts")
    letter = _LETTERS.get(spectrum.measurement)
    head = [b"I:" + letter] if letter is not None else []
    head.append(f"T:{spectrum.real_time_s!r},{spectrum.live_time_s!r}".encode())
    if calibration is not None:
        head.append(b"C:" + ",".join(map(repr, calibration.coefficients)).encode())
    head += [
        mark + plain
        for mark, text in ((b"M:", file.instrument), (b"O:", file.item))
        if (plain := _plain(text))
    ]
    if spectrum.neutron_counts is not None:
        head.append(b"N:%d" % spectrum.neutron_counts)
    return b" ".join([*head, b"S:"])


def _plain(text: str) -> bytes:
    """A text without what would begin another field."""
    words = text.replace(":", " ").split()
    return " ".join(words)[:TEXT_CHARS_MAX].strip().encode()


def _counted_zeroes(counts: tuple[int, ...]) -> list[int]:
    packed: list[int] = []
    zeroes = 0
    for count in (*counts, -1):
        if count == 0:
            zeroes += 1
            continue
        if zeroes:
            packed += [0, zeroes]
            zeroes = 0
        packed.append(count)
    return packed[:-1]
