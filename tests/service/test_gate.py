"""The gate keeps nonces for as long as a request that bears one could pass."""

from datetime import datetime, timedelta

import pytest

from app.domain.identifiers import StationId
from app.wire.messages import Refusal
from app.wire.requests import Content, sign_request
from service.clock import milliseconds
from service.errors import RefusedError
from service.gate import NONCES_PER_STATION_MAX, WINDOW_MS, Gate, Nonces
from tests.service.centres import Booth, SetClock

BOOTH, OTHER = StationId("booth-1"), StationId("booth-2")


def nonce(number: int) -> bytes:
    return number.to_bytes(16, "big")


def test_a_nonce_passes_once_per_station() -> None:
    nonces = Nonces()
    nonces.use(BOOTH, nonce(1), 0)
    nonces.use(OTHER, nonce(1), 0)
    with pytest.raises(RefusedError) as refused:
        nonces.use(BOOTH, nonce(1), 1)
    assert refused.value.refusal is Refusal.REPLAYED


def test_a_nonce_is_kept_while_its_request_could_come_again() -> None:
    nonces = Nonces()
    nonces.use(BOOTH, nonce(1), 0)
    # Made as late as its time allows: it passes for two windows after it was first seen.
    with pytest.raises(RefusedError):
        nonces.use(BOOTH, nonce(1), 2 * WINDOW_MS)
    nonces.use(BOOTH, nonce(1), 2 * WINDOW_MS + 1)


def test_one_station_cannot_fill_the_memory_or_stop_another() -> None:
    nonces = Nonces()
    for number in range(NONCES_PER_STATION_MAX):
        nonces.use(BOOTH, nonce(number), 0)
    with pytest.raises(RefusedError) as refused:
        nonces.use(BOOTH, nonce(NONCES_PER_STATION_MAX), 0)
    assert refused.value.refusal is Refusal.BUSY
    nonces.use(OTHER, nonce(1), 0)
    later_ms = 2 * WINDOW_MS + timedelta(minutes=1) // timedelta(milliseconds=1)
    nonces.use(BOOTH, nonce(NONCES_PER_STATION_MAX), later_ms)


def test_a_request_from_before_the_start_is_stale_though_it_is_within_the_window() -> None:
    clock = SetClock()
    gate = Gate(clock)
    early = headers_at(clock.moment - timedelta(seconds=1))
    with pytest.raises(RefusedError) as refused:
        gate.read(early)
    assert refused.value.refusal is Refusal.STALE
    gate.read(headers_at(clock.moment))


def test_a_centre_whose_clock_is_set_back_lets_stations_in() -> None:
    clock = SetClock()
    gate = Gate(clock)
    clock.moment -= timedelta(hours=1)
    gate.read(headers_at(clock.moment))


def headers_at(moment: datetime) -> dict[str, str]:
    return sign_request(
        Content.of("GET", "/v1/receipt"),
        station=BOOTH,
        epoch=1,
        time_ms=milliseconds(moment),
        nonce=nonce(1),
        sign=Booth().key.sign,
    )
