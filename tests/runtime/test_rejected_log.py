"""Damaged lines are in the log, in ASCII, and a broken cable does not fill it."""

import pytest

from app.runtime.rejected_log import LOGGED_PER_MINUTE_MAX, RejectedLog
from tests.devices.clocks import HandClock


def test_a_rejected_line_is_logged_with_its_device_and_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    RejectedLog("portal-3", HandClock()).note(b"G\xd3\x1b[2J,0", "unknown-tag")
    assert caplog.messages == [r"portal-3: rejected a line (unknown-tag): b'G\xd3\x1b[2J,0'"]


def test_a_flood_of_rejected_lines_is_counted_and_not_written_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = HandClock()
    log = RejectedLog("portal-3", clock)
    for _ in range(1000):
        log.note(b"?", "unknown-tag")
    assert len(caplog.messages) == LOGGED_PER_MINUTE_MAX
    clock.elapsed_s = 61.0
    log.note(b"?", "unknown-tag")
    left_out = 1000 - LOGGED_PER_MINUTE_MAX
    assert caplog.messages[-2] == f"portal-3: {left_out} more lines were rejected"
