"""Damaged radiographs: each decoder refuses with a reason or reads, quickly and in bounds.

    python -m tests.fuzz.radiograph --count 10000 --json

Each decoder runs in a process of its own, so that a crash is seen and memory is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from random import Random

from app.domain.reading import ReadingVerdict
from devices.radiograph.decode import ScanFile, decode_scan, read_scan
from devices.radiograph.dicos_write import WRITTEN_SYNTAXES, write_dx
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import PIXELS_MAX
from devices.radiograph.raw_profile import RawProfileError, read_profile
from devices.radiograph.sheet import write_sheet
from devices.radiograph.tdr_read import read_tdr
from tests.devices.radiograph.packages import package, pixels, sheet, tiff, tiled
from tests.devices.radiograph.raw_files import PROFILE, profile, raw_bytes, raw_package
from tests.devices.radiograph.reports import MARKS, operator_report
from tests.fuzz.bombs import BOMBS

SEED = 49
HANG_S = 1.0
MEMORY_BYTES_MAX = 300 * 2**20
"""Above what the process had before the first input."""

NOISY = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"9" * 9, b"]]>")
ADDED_BYTES_MAX = 200
REASON_CHARS = 60

Decode = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the inputs of one decoder. `reasons` counts different refusals."""

    decoder: str
    inputs: int
    refused: int
    read: int
    reasons: int
    slowest_s: float
    grown_bytes: int

    @property
    def is_good(self) -> bool:
        """Whether none hung or filled the memory."""
        return self.slowest_s < HANG_S and self.grown_bytes <= MEMORY_BYTES_MAX


def _scan(files: list[ScanFile]) -> None:
    """Both roads in; whatever decodes is what it says it is."""
    read_scan(files)
    scan, channels = decode_scan(files)
    if [item.shape for item in channels] != [(scan.height_px, scan.width_px)] * len(scan.channels):
        raise AssertionError("the pixels are not of the size that the scan gives")
    if sum(item.size for item in channels) > PIXELS_MAX:
        raise AssertionError("more pixels than the limit")


def _tiff(data: bytes) -> None:
    """A sheet vouches for the damaged image, so that damage gets past the digest."""
    _scan([("s.xml", "", write_sheet(sheet(data))), ("s.tif", "", data)])


def _profile(data: bytes) -> None:
    try:
        read_profile(data)
    except RawProfileError as error:
        raise UnreadableScanError(str(error)) from error


def _report(data: bytes) -> None:
    read_tdr(data)


CHANNELS = [pixels(0), pixels(1)]
SCAN = read_scan(package())
RAW = profile(interleave="line", order="columns")
IMAGE = tiled(*CHANNELS)
NOTE, RAW_FILE = raw_package(raw_bytes(CHANNELS, RAW), RAW)

DECODERS: dict[str, tuple[Decode, list[bytes]]] = {
    "dicos": (
        lambda data: _scan([("s.dcs", "", data)]),
        [write_dx(SCAN, CHANNELS, syntax=syntax)[0] for syntax in WRITTEN_SYNTAXES],
    ),
    "tiff": (
        _tiff,
        [
            IMAGE,
            tiff(*CHANNELS, compression="zlib", predictor=True),
            tiff(*CHANNELS, bigtiff=True, tile=(32, 32), compression="zstd"),
            tiff(CHANNELS[0], subifds=1),
        ],
    ),
    "xml": (
        lambda data: _scan([("s.xml", "", data), ("s.tif", "", IMAGE)]),
        [write_sheet(sheet(IMAGE)), write_sheet(sheet(IMAGE, front_right=True, seals=()))],
    ),
    "raw": (lambda data: _scan([("", "", data), RAW_FILE]), [NOTE[2]]),
    "raw-profile": (_profile, [PROFILE.encode()]),
    "uff": (
        lambda data: _scan([("s.uff", "", data)]),
        [b"PK\x03\x04" + bytes(64), b"<UFF><a/></UFF>", IMAGE[:300]],
    ),
    "tdr": (
        _report,
        [operator_report(SCAN, marks, ReadingVerdict.SUSPECT) for marks in (MARKS, MARKS[:1])],
    ),
}

BOMBS_NAME = "bombs"
NAMES = (*DECODERS, BOMBS_NAME)


def mutated(random: Random, data: bytes) -> bytes:
    """Flip, overwrite, cut out, double or cut off, one to six times."""
    spoiled = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(max(len(spoiled) - 4, 1))
        match random.randrange(5):
            case 0 if spoiled:
                spoiled[at] ^= 1 << random.randrange(8)
            case 1:
                spoiled[at : at + 4] = random.choice(NOISY)
            case 2:
                del spoiled[at : at + random.randint(1, ADDED_BYTES_MAX)]
            case 3:
                spoiled[at:at] = spoiled[at : at + random.randint(1, ADDED_BYTES_MAX)]
            case _:
                del spoiled[at + len(spoiled) // 2 :]
    return bytes(spoiled)


def damage(name: str, count: int) -> Outcome:
    """`count` damaged inputs, or every bomb, through one decoder in this process."""
    return _tried(name, _bombs() if name == BOMBS_NAME else _damaged(name, count))


def _damaged(name: str, count: int) -> Iterator[Callable[[], None]]:
    decode, seeds = DECODERS[name]
    random = Random(SEED)  # noqa: S311 - damage, not secrets
    for index in range(count):
        yield partial(decode, mutated(random, seeds[index % len(seeds)]))


def _bombs() -> Iterator[Callable[[], None]]:
    for files in BOMBS.values():
        yield partial(_scan, files())


def _tried(name: str, jobs: Iterable[Callable[[], None]]) -> Outcome:
    reasons: Counter[str] = Counter()
    slowest_s, read = 0.0, 0
    before_bytes = _peak_bytes()
    for job in jobs:
        began = time.perf_counter()
        try:
            job()
        except UnreadableScanError as error:
            if not str(error):
                raise AssertionError("refused without a reason") from error
            reasons[str(error)[:REASON_CHARS]] += 1
        else:
            read += 1
        slowest_s = max(slowest_s, time.perf_counter() - began)
    return Outcome(
        decoder=name,
        inputs=reasons.total() + read,
        refused=reasons.total(),
        read=read,
        reasons=len(reasons),
        slowest_s=round(slowest_s, 4),
        grown_bytes=_peak_bytes() - before_bytes,
    )


def in_own_process(name: str, count: int) -> Outcome:
    """The same in a process of its own. Raises CalledProcessError if that crashes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.radiograph", "--only", name, "--count", str(count)],
        stdout=subprocess.PIPE,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    """Run the lane; 0 if no decoder hung or filled the memory."""
    parser = argparse.ArgumentParser(description="damaged radiographs against every decoder")
    parser.add_argument("--count", type=int, default=1000, help="inputs of each decoder")
    parser.add_argument("--only", choices=NAMES, help="one decoder, in this process")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    if given.only:
        warnings.simplefilter("ignore")  # pydicom warns before it gives up
        sys.stdout.write(json.dumps(asdict(damage(given.only, given.count))))
        return 0
    outcomes = [in_own_process(name, given.count) for name in NAMES]
    if given.json:
        sys.stdout.write(json.dumps([asdict(item) for item in outcomes], indent=1) + "\n")
    else:
        for item in outcomes:
            sys.stdout.write(
                f"{item.decoder:12} {item.inputs:6} inputs: {item.refused:6} refused for"
                f" {item.reasons} reasons, {item.read} read, slowest {item.slowest_s} s,"
                f" {item.grown_bytes / 2**20:.0f} MiB\n"
            )
    return 0 if all(item.is_good for item in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
