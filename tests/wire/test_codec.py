"""Every kind of event survives the wire, and nothing on the wire survives that is not an event."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.events import (
    EVENT_KINDS,
    AlarmAdjudicated,
    DeviceChanged,
    Event,
    OccupancyAssessed,
    OccupancyRecorded,
    SpectrumAttached,
)
from app.wire.codec import BODY_BYTES_MAX, decode_event, encode_event, kind_of, pack
from app.wire.errors import WireError
from tests.wire.examples import EXAMPLES
from tests.wire.strategies import events

ANY_KIND = st.sampled_from(sorted(EVENT_KINDS))


def test_there_is_an_example_of_every_kind() -> None:
    assert {kind_of(event) for event in EXAMPLES} == set(EVENT_KINDS)


@pytest.mark.parametrize("kind", sorted(EVENT_KINDS))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(data=st.data())
def test_an_event_comes_back_as_it_was_and_in_the_same_bytes(
    kind: str, data: st.DataObject
) -> None:
    event = data.draw(events(kind))
    written = encode_event(event)
    read = decode_event(kind, written)
    assert read == event
    assert type(read) is type(event)
    assert encode_event(read) == written


def test_sets_are_written_in_one_order() -> None:
    occupancy = next(event for event in EXAMPLES if kind_of(event) == "occupancy-recorded")
    written = encode_event(occupancy)
    assert written.index(b"gamma-low") < written.index(b"tamper")


@settings(max_examples=300, deadline=None)
@given(kind=ANY_KIND, data=st.binary(max_size=200))
def test_noise_is_never_anything_but_refused(kind: str, data: bytes) -> None:
    with pytest.raises(WireError):
        decode_event(kind, data)


@pytest.mark.parametrize("event", EXAMPLES, ids=kind_of)
def test_a_cut_event_is_refused_wherever_it_is_cut(event: Event) -> None:
    written = encode_event(event)
    for length in range(len(written)):
        with pytest.raises(WireError):
            decode_event(kind_of(event), written[:length])


@pytest.mark.parametrize("event", EXAMPLES, ids=kind_of)
def test_a_flipped_bit_gives_another_event_or_a_refusal_and_no_other_failure(event: Event) -> None:
    written = encode_event(event)
    for place in range(len(written) * 8):
        flipped = bytearray(written)
        flipped[place // 8] ^= 1 << place % 8
        try:
            read = decode_event(kind_of(event), bytes(flipped))
        except WireError:
            continue
        assert isinstance(read, EVENT_KINDS[kind_of(event)])


@pytest.mark.parametrize(
    "data",
    [
        b"\x91" * 200_000,
        b"\x81\xa1x" + b"\x91" * 200_000,
        b"\x81\xa1x\xdd\xff\xff\xff\xff",
        b"\x81\xa1x\xdb\xff\xff\xff\xff",
        b"",
    ],
    ids=["nested", "nested in an unknown field", "endless array", "endless text", "empty"],
)
def test_a_hostile_shape_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode_event("device-changed", data)


def test_an_unknown_kind_is_refused_and_not_repeated_at_length() -> None:
    with pytest.raises(WireError, match="unknown kind") as refusal:
        decode_event("x" * 10_000, b"\x80")
    assert len(str(refusal.value)) < 200


def test_more_bytes_than_a_body_may_have_are_not_looked_at() -> None:
    with pytest.raises(WireError, match="more than"):
        decode_event("device-changed", bytes(BODY_BYTES_MAX + 1))


def test_a_broken_invariant_is_refused() -> None:
    data = encode_event(next(e for e in EXAMPLES if kind_of(e) == "occupancy-recorded"))
    fields = msgspec.msgpack.decode(data)
    fields["occupancy"]["profiles"][0]["interval_s"] = -1.0
    with pytest.raises(WireError, match="longer than nothing"):
        decode_event("occupancy-recorded", pack(fields))


def test_a_passage_recorded_before_its_lines_were_kept_is_still_read() -> None:
    event = next(event for event in EXAMPLES if isinstance(event, OccupancyRecorded))
    fields = msgspec.msgpack.decode(encode_event(event))
    del fields["raw_lines"]
    read = decode_event("occupancy-recorded", pack(fields))
    assert read == replace(event, raw_lines=None)


def test_a_spectrum_attached_before_guesses_were_told_is_still_read() -> None:
    event = next(event for event in EXAMPLES if isinstance(event, SpectrumAttached))
    fields = msgspec.msgpack.decode(encode_event(event))
    del fields["guessed"]
    assert decode_event("spectrum-attached", pack(fields)) == replace(event, guessed=False)


def test_a_verdict_from_before_energies_could_call_is_still_read() -> None:
    event = next(event for event in EXAMPLES if isinstance(event, OccupancyAssessed))
    fields = msgspec.msgpack.decode(encode_event(event))
    del fields["verdict"]["window_alarm"]
    read = decode_event("occupancy-assessed", pack(fields))
    assert read == replace(event, verdict=replace(event.verdict, window_alarm=False))


def test_an_adjudication_from_before_its_spectrum_was_noted_is_still_read() -> None:
    event = next(event for event in EXAMPLES if isinstance(event, AlarmAdjudicated))
    fields = msgspec.msgpack.decode(encode_event(event))
    del fields["adjudication"]["spectrum"]
    read = decode_event("alarm-adjudicated", pack(fields))
    assert read == replace(event, adjudication=replace(event.adjudication, spectrum=None))


def test_a_field_of_a_newer_program_is_passed_over() -> None:
    fields = {"device": "portal", "state": "up", "why": "", "colour": "green"}
    assert decode_event("device-changed", pack(fields)) == DeviceChanged(
        device="portal", state="up", why=""
    )


@pytest.mark.parametrize(
    "value", ["\ud800", 2**70, object()], ids=["half a character", "too big", "no value"]
)
def test_what_cannot_be_written_is_refused(value: object) -> None:
    with pytest.raises(WireError, match="cannot be written"):
        pack(value)
