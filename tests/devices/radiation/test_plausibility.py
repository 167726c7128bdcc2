"""What can be read and can hardly be true is suspected; a strong source is not."""

from dataclasses import replace

import pytest

from devices.emulators.lane_day import LaneDay
from devices.emulators.monitor import Monitor, Passed
from devices.emulators.vehicles import Source, Vehicle
from devices.radiation.line_codec import Frame, parse_line
from devices.radiation.plausibility import Plausibility, Suspicion

CAR = Vehicle(plate="SIM 1", jurisdiction="XX", length_m=4.5, speed_kmh=8.0)


def looked(*lines: bytes) -> list[Suspicion | None]:
    look, found = Plausibility(), []
    for line in lines:
        frame = parse_line(line)
        assert isinstance(frame, Frame)
        found.append(look.look(frame))
    return found


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([b"SP,0.2249,03.032,004.88,000000"], None),
        ([b"SP,0.9249,03.032,004.88,000000"], Suspicion.SPEED_AND_TIME),
        ([b"SP,0.2249,03.032,004.88,000100"], Suspicion.FIXED_FIELD),
        ([b"TT,000000,000000,010000,000000"], Suspicion.FIXED_FIELD),
        ([b"GX,000004,008000,000000,000000", b"GX,000005,008000,000000,000000"], None),
        (
            [b"GX,000004,008000,000000,000000", b"GX,000904,008000,000000,000000"],
            Suspicion.COUNTER,
        ),
        ([b"GX,000004,008000,000000,000000", b"GX,000001,008000,000000,000000"], None),
        (
            [*[b"GB,000250,000250,000250,000250"] * 3, b"GB,000250,000950,000250,000250"],
            Suspicion.PANELS_DISAGREE,
        ),
        ([*[b"GB,000250,000250,000250,000250"] * 3, b"GB,000300,000300,000300,000300"], None),
    ],
)
def test_a_line_is_suspected_for_what_it_contradicts(
    lines: list[bytes], why: Suspicion | None
) -> None:
    assert looked(*lines)[-1] is why


@pytest.mark.parametrize("net_cps", [0.0, 300.0, 1500.0])
def test_a_passage_with_a_source_is_hardly_ever_suspected(net_cps: float) -> None:
    source = Source(nuclide="Cs-137", net_cps=net_cps, at_m=2.0, side_m=0.5)
    lines = 0
    suspected = 0
    for seed in range(40):
        made = Monitor(seed).passage(replace(CAR, source=source), Passed())
        found = looked(*(timed.line for timed in made))
        lines += len(found)
        suspected += sum(why is not None for why in found)
    assert suspected <= 0.005 * lines


def test_an_undamaged_day_is_hardly_ever_suspected() -> None:
    day = LaneDay(seed=5, seconds=7200.0, mishap_share=0.0)
    found = looked(*(line.line for line in day.lines()))
    assert sum(why is not None for why in found) <= 0.002 * len(found)
