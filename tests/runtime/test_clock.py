"""The demonstration's clock runs fast, never back, and agrees between processes."""

from datetime import UTC, datetime, timedelta

import pytest

from app.runtime.clock import RATE_MAX, FastClock, SystemClock


def test_two_fast_clocks_with_one_anchor_agree() -> None:
    anchor = datetime.now(UTC) - timedelta(seconds=30)
    first, second = FastClock(20, anchor), FastClock(20, anchor)
    assert abs(first.now() - second.now()) < timedelta(seconds=2)
    assert first.now() - anchor >= timedelta(seconds=600)


def test_a_fast_clock_never_runs_back() -> None:
    clock = FastClock(50, datetime.now(UTC))
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)


@pytest.mark.parametrize("rate", [0, -1, RATE_MAX + 1])
def test_a_rate_out_of_bounds_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        FastClock(rate, datetime.now(UTC))


def test_the_systems_clock_is_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
