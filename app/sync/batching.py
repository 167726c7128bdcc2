"""How much of what is owed goes into one batch."""

from collections.abc import Sequence

from app.wire.envelope import SealedEvent

BATCH_EVENTS = 200
BATCH_BYTES = 1024 * 1024
"""Of the bodies in one batch, unless a single event has more."""


def sendable(
    events: Sequence[tuple[int, SealedEvent]], last_wanted: int
) -> Sequence[tuple[int, SealedEvent]]:
    """The first events that follow one another without a gap and fit into one batch."""
    count, size_bytes = 0, 0
    for offset, (seq, event) in enumerate(events):
        size_bytes += len(event.body)
        is_too_much = offset > 0 and size_bytes > BATCH_BYTES
        if seq != events[0][0] + offset or seq > last_wanted or is_too_much:
            break
        count += 1
    return events[:count]
