"""A bad cable costs the lines it damages and no others; what is damaged is counted."""

from dataclasses import replace

import pytest

from devices.emulators.scenario import demo_shift
from devices.radiation.assembler import Assembler
from devices.radiation.line_codec import Frame, Line, LineDecoder, Rejected
from tests.builders import OPENED_AT
from tests.devices.radiation.lane_log import damaged, lane_lines

VEHICLES = [replace(vehicle, fault=None) for vehicle in demo_shift(3, 40).vehicles]
SHIFT = b"".join(line + b"\r\n" for _, line in lane_lines(VEHICLES, seed=3))
LINES = SHIFT.split(b"\r\n")[:-1]
KEPT_MIN = 0.995
AHEAD = 8
"""Damaged lines that stayed readable may stand between two intact ones."""


def decode(stream: bytes, piece: int = 4096) -> list[Line]:
    decoder = LineDecoder()
    lines: list[Line] = []
    for offset in range(0, len(stream), piece):
        lines += decoder.feed(stream[offset : offset + piece])
    return lines + decoder.end()


def kept(found: list[Line], hit: set[int]) -> float:
    """The part of the intact lines that came through unchanged, in order."""
    wanted = [decode(line)[0] for number, line in enumerate(LINES) if number not in hit]
    frames = [line for line in found if isinstance(line, Frame)]
    came = at = 0
    for line in wanted:
        if line in frames[at : at + AHEAD]:
            at = frames.index(line, at) + 1
            came += 1
    return came / len(wanted)


def test_the_undamaged_shift_is_read_without_a_single_rejection() -> None:
    lines = decode(SHIFT)
    assert len(lines) == len(LINES)
    assert not [line for line in lines if isinstance(line, Rejected)]


@pytest.mark.parametrize("rate", [0.0003, 0.001, 0.01])
@pytest.mark.parametrize("seed", range(3))
def test_intact_lines_of_a_damaged_stream_are_kept(rate: float, seed: int) -> None:
    stream, hit = damaged(SHIFT, seed, rate=rate)
    assert hit
    assert kept(decode(stream), hit) >= KEPT_MIN


@pytest.mark.parametrize("seed", range(3))
def test_damage_that_can_be_seen_is_counted(seed: int) -> None:
    stream, hit = damaged(SHIFT, seed, rate=0.0003)
    rejected = sum(isinstance(line, Rejected) for line in decode(stream))
    # A digit that became another digit, or a tag another tag, cannot be seen: there is no checksum.
    assert rejected >= 0.9 * len(hit)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_stream_raises_nothing_in_the_assembler(seed: int) -> None:
    stream, _ = damaged(SHIFT, seed, rate=0.01)
    assembler = Assembler("L03")
    for line in decode(stream):
        if isinstance(line, Frame):
            assembler.feed(line, OPENED_AT)
