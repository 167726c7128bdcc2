"""Damaged input crashes no decoder, hangs none and fills no memory."""

import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from app.domain.spectrum import Spectrum, SpectrumFile
from devices.radiation.line_codec import LineDecoder
from devices.radiation.n42_portal import read_portal_file
from devices.radiation.pcf_format import write_pcf
from devices.radiation.raddata_writer import write_raddata
from devices.radiation.spe_format import write_spe
from devices.radiation.spectrum_reader import read_spectrum
from devices.radiation.unreadable import SpectrumUnreadableError
from tests.devices.radiation.iec1455_files import iec1455
from tests.devices.radiation.n42_documents import N42_2006, SHIPPED, document
from tests.devices.radiation.portal_documents import PORTAL_2006, PORTAL_2012

QUICK, ALL = 400, 10_000
HANG_S = 1.0
MEMORY_BYTES_MAX = 200 * 2**20

SPECTRUM = Spectrum(
    counts=tuple(int(count) for count in np.random.default_rng(1).poisson(4, 256)),
    live_time_s=60.0,
    real_time_s=61.0,
    calibration=None,
)
FILE = SpectrumFile(spectra=(SPECTRUM, SPECTRUM))
LINES = b"".join(
    b"GS,%06d,000049,000051,000050\r\nSP,0.2249,03.032,004.88,000000\r\nGX,000001,4,5,6\r\n" % n
    for n in range(20)
)


def _lines(data: bytes) -> None:
    decoder = LineDecoder()
    decoder.feed(data)
    decoder.end()


def _spectrum(data: bytes) -> None:
    read_spectrum(data)


def _portal(data: bytes) -> None:
    read_portal_file(data)


DECODERS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "lines": (_lines, [LINES]),
    "n42": (_spectrum, [document(), N42_2006, SHIPPED[0].read_bytes()]),
    "n42-portal": (_portal, [PORTAL_2012, PORTAL_2006]),
    "spe": (_spectrum, [write_spe(SPECTRUM)]),
    "iec1455": (_spectrum, [iec1455(SPECTRUM.counts)]),
    "pcf": (_spectrum, [write_pcf(FILE)]),
    "raddata": (
        _spectrum,
        [
            write_raddata(FILE)[0],
            b"\n".join(write_raddata(SpectrumFile(spectra=(SPECTRUM,)), codes=3)),
        ],
    ),
}


def mutated(random: np.random.Generator, seed: bytes) -> bytes:
    """A few bytes flipped, cut, doubled, overwritten with great numbers, or the end lost."""
    data = bytearray(seed)
    for _ in range(int(random.integers(1, 6))):
        place = int(random.integers(0, max(len(data), 1)))
        match int(random.integers(0, 5)):
            case 0 if data:
                data[place] ^= int(random.integers(1, 256))
            case 1:
                del data[place : place + int(random.integers(1, 40))]
            case 2:
                data[place:place] = data[place : place + int(random.integers(1, 200))]
            case 3:
                data[place : place + 4] = random.choice([b"\xff\xff\xff\x7f", b"9" * 9, b"-1 0 "])
            case _:
                if random.random() < 0.1:
                    del data[place:]
    return bytes(data)


def damage(name: str, count: int) -> tuple[int, float]:
    """How many were refused, and the slowest time."""
    decode, seeds = DECODERS[name]
    random = np.random.default_rng(490)
    refused, opened, slowest_s = 0, 0, 0.0
    for number in range(count):
        data = mutated(random, seeds[number % len(seeds)])
        began = time.perf_counter()
        try:
            decode(data)
        except SpectrumUnreadableError as error:
            refused += bool(str(error))
        else:
            opened += 1
        slowest_s = max(slowest_s, time.perf_counter() - began)
    assert refused + opened == count
    return refused, slowest_s


@pytest.mark.parametrize("name", DECODERS)
def test_damaged_input_is_refused_quickly_and_with_a_reason(name: str) -> None:
    tracemalloc.start()
    refused, slowest_s = damage(name, QUICK)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert slowest_s < HANG_S
    assert peak < MEMORY_BYTES_MAX
    assert refused < QUICK
    assert (refused > 0) == (name != "lines")


@pytest.mark.slow
@pytest.mark.parametrize("name", DECODERS)
def test_ten_thousand_damaged_inputs_stay_within_time_and_memory(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.devices.radiation.test_decoder_fuzz", name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    slowest_s, kilobytes = done.stdout.split()
    assert float(slowest_s) < HANG_S
    assert int(kilobytes) * 1024 < MEMORY_BYTES_MAX


if __name__ == "__main__":
    slowest = damage(sys.argv[1], ALL)[1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{slowest:.4f} {memory}\n")
