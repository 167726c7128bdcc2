"""The decoder gives the same lines however the network cuts the stream, and survives noise."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.radiation.line_codec import (
    FIELDS,
    FOUR_COUNTS,
    LINE_BYTES_MAX,
    Field,
    Frame,
    Line,
    LineDecoder,
    Rejected,
    Rejection,
    Tag,
    parse_line,
)

GX = b"GX,000001,004741,000000,000000"
GX_FRAME = Frame(Tag.END, (1, 4741, 0, 0))
STREAM = b"\r\n".join(
    [
        b"GB,000822,000750,000770,000757,00-00-04.919",
        b"SG1,000660,000090,05,10,07.0,P,12-00-00.961,16-00-00.961",
        b"G?,1",
        b"NS,000002,000002,00" + b"0" * 600,
        b"SP,0.0136,50.134,080.68,000000",
        b"\xff\x00NA,000002,000002,000002,000002",
        GX,
        b"",
    ]
)
EXAMPLES = {
    b"NB,000002,000002,000002,000002,00-00-04.841": (Tag.NEUTRON_BACKGROUND, (2, 2, 2, 2)),
    b"GB,000188,000206,000262,000243,12-00-00.961,16-00-00.961": (
        Tag.GAMMA_BACKGROUND,
        (188, 206, 262, 243),
    ),
    b"SG1,000660,000090,05,10,07.0,P": (
        Tag.GAMMA_SETUP_1,
        (660.0, 90.0, 5.0, 10.0, 7.0, "P"),
    ),
    b"SP,0.2249,03.032,004.88,000000": (Tag.SPEED, (0.2249, 3.032, 4.88, 0)),
    b"TT,000000,000000,000000,000000": (Tag.TAMPER, (0, 0, 0, 0)),
    b"TC,111111,111111,111111,111111": (Tag.TAMPER_CLEARED, (111111,) * 4),
    GX: (Tag.END, (1, 4741, 0, 0)),
}
SAMPLE = {Field.COUNT: b"000012", Field.NUMBER: b"12.5", Field.TEXT: b"SUM"}
LINES_PER_S_MIN = 200_000


def decoded(stream: bytes) -> list[Line]:
    return LineDecoder().feed(stream)


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: line[:12].decode())
def test_the_lines_of_the_open_sources_are_read(line: bytes) -> None:
    tag, values = EXAMPLES[line]
    frame = parse_line(line)
    assert isinstance(frame, Frame)
    assert (frame.tag, frame.values) == (tag, values)


def test_trailing_times_are_seconds_of_the_day() -> None:
    frame = parse_line(b"GB,000188,000206,000262,000243,12-00-00.961,16-00-00.961")
    assert isinstance(frame, Frame)
    assert frame.times_s == pytest.approx((43_200.961, 57_600.961))


@pytest.mark.parametrize("times", [b"", b",23-59-59.999", b",23-59-59.999,04-59-59.999"])
@pytest.mark.parametrize("tag", Tag)
def test_every_tag_is_read_with_none_one_and_two_times(tag: Tag, times: bytes) -> None:
    fields = [SAMPLE[field] for field in FIELDS[tag]]
    if tag is Tag.SPEED:
        fields = [b"0.0136", b"50.134", b"080.68", b"000000"]
    frame = parse_line(b",".join([tag.value.encode(), *fields]) + times)
    assert isinstance(frame, Frame)
    assert frame.tag is tag
    assert len(frame.values) == len(FIELDS[tag])
    assert len(frame.times_s) == times.count(b",")


@pytest.mark.parametrize("tag", Tag)
def test_every_tag_with_a_field_missing_or_three_too_many_is_rejected(tag: Tag) -> None:
    fields = [SAMPLE[field] for field in FIELDS[tag]]
    for wrong in (fields[:-1], fields + [b"000001"] * 3):
        line = b",".join([tag.value.encode(), *wrong])
        assert parse_line(line) == Rejected(line, Rejection.FIELD_COUNT)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"XX,000001,000001,000001,000001", Rejection.UNKNOWN_TAG),
        (b"gb,000001,000001,000001,000001", Rejection.UNKNOWN_TAG),
        (b"GB,000001,000001,000001", Rejection.FIELD_COUNT),
        (b"GB,000001,000001,000001,x00001", Rejection.NOT_NUMERIC),
        (b"GB,000001,000001,000001,-00001", Rejection.NOT_NUMERIC),
        (b"GB,000001,000001,000001,00001", Rejection.FIELD_WIDTH),
        (b"GB,000001,000001,000001,0000012", Rejection.FIELD_WIDTH),
        (b"GB,000001,000001,000001,000001,25-00-00.000", Rejection.BAD_TIME),
        (b"GB,000001,000001,000001,000001,12-00-00", Rejection.BAD_TIME),
        (b"SP,0.0136,50.134,099.99,000000", Rejection.SPEEDS_DISAGREE),
        (b"SG1,000660,000090,05,10,nan,P", Rejection.NOT_NUMERIC),
        (b"SG2,4,0.1,5.0,0,SUM,\x01", Rejection.NOT_PRINTABLE),
        (b"1_0,0_0", Rejection.UNKNOWN_TAG),
    ],
)
def test_a_line_the_protocol_does_not_allow_is_kept_with_its_reason(
    line: bytes, reason: Rejection
) -> None:
    assert parse_line(line) == Rejected(line, reason)


def test_a_line_too_long_is_kept_as_far_as_the_limit() -> None:
    assert decoded(b"G" * 5000 + b"\r\n") == [Rejected(b"G" * LINE_BYTES_MAX, Rejection.TOO_LONG)]


@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_where_the_stream_is_cut_does_not_matter(cuts: list[int]) -> None:
    decoder = LineDecoder()
    lines: list[Line] = []
    for start, end in pairwise([0, *sorted(cuts), len(STREAM)]):
        lines += decoder.feed(STREAM[start:end])
    assert lines == decoded(STREAM)


def test_what_was_cut_is_what_was_meant() -> None:
    tags = [line.tag if isinstance(line, Frame) else line.reason for line in decoded(STREAM)]
    assert tags == [
        Tag.GAMMA_BACKGROUND,
        Tag.GAMMA_SETUP_1,
        Rejection.UNKNOWN_TAG,
        Rejection.TOO_LONG,
        Tag.SPEED,
        Rejection.UNKNOWN_TAG,
        Tag.NEUTRON_ALARM,
        Tag.END,
    ]


@given(noise=st.binary(max_size=4 * LINE_BYTES_MAX), end=st.sampled_from([b"\r\n", b"\n", b"\r"]))
def test_noise_never_costs_the_next_good_line(noise: bytes, end: bytes) -> None:
    assert decoded(noise + end + GX + end)[-1] == GX_FRAME


@given(noise=st.binary(min_size=1, max_size=4 * LINE_BYTES_MAX).filter(lambda n: n[-1] > 127))
def test_a_good_line_behind_noise_on_the_same_line_is_found_and_the_noise_counted(
    noise: bytes,
) -> None:
    lines = decoded(noise + GX + b"\r\n")
    assert lines[-1] == GX_FRAME
    assert any(isinstance(line, Rejected) for line in lines)


def test_two_lines_whose_end_was_lost_are_both_found() -> None:
    other = b"GB,000822,000750,000770,000757"
    rejected, first, second = decoded(other + GX + b"\r\n")
    assert isinstance(rejected, Rejected)
    assert isinstance(first, Frame)
    assert (first.tag, second) == (Tag.GAMMA_BACKGROUND, GX_FRAME)


@given(stream=st.binary(max_size=2000))
def test_no_bytes_make_the_decoder_raise(stream: bytes) -> None:
    decoder = LineDecoder()
    decoder.feed(stream)
    decoder.end()


def test_a_stream_without_line_ends_does_not_fill_the_memory() -> None:
    decoder = LineDecoder()
    for _ in range(200):
        decoder.feed(b"G" * 65_536)
    assert len(decoder._pending) <= 2 * LINE_BYTES_MAX


def test_lines_are_decoded_far_faster_than_any_lane_speaks() -> None:
    piece = b"GS,000052,000049,000051,000050\r\n" * 2000
    best_s = float("inf")
    for _ in range(5):
        decoder = LineDecoder()
        began = time.perf_counter()
        frames = decoder.feed(piece)
        best_s = min(best_s, time.perf_counter() - began)
    assert len(frames) == 2000
    assert 2000 / best_s >= LINES_PER_S_MIN


def test_the_table_gives_four_counts_to_every_line_of_counts() -> None:
    counting = {tag for tag in Tag if tag.value[0] in "GNT" and len(tag.value) == 2}
    assert {tag for tag in Tag if FIELDS[tag] == FOUR_COUNTS} == counting
