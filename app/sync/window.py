"""What of the log was sent on this connection, what is under way, and what comes next."""

from collections import deque
from collections.abc import Iterable, Sequence

from app.sync.batching import sendable
from app.sync.spans import Span, without
from app.sync.steps import Load
from app.wire.envelope import SealedEvent

WINDOW_BATCHES = 4
"""Batches under way at once: a satellite link answers after most of a second."""


class Window:
    """Bookkeeping of one connection; events go out in order, named gaps before anything new."""

    def __init__(self, batch_events: int) -> None:
        self._batch_events = batch_events
        self._cursor = 0
        self._under_way: dict[int, Span] = {}
        self._again: deque[Span] = deque()
        self._loading: int | None = None

    def resume(self, watermark_seq: int, gaps: Sequence[tuple[int, int]]) -> None:
        """Begin where the centre says that it is."""
        self._again.extend(Span(*gap) for gap in gaps)
        self._cursor = gaps[-1][1] if gaps else watermark_seq

    def forget(self) -> None:
        """The connection is over."""
        self._loading = None
        self._under_way.clear()
        self._again.clear()

    def is_under_way(self, request: int | None) -> bool:
        """Whether this batch awaits its answer."""
        return request in self._under_way

    def answered(self, request: int) -> None:
        """A batch has its answer; an answer may come twice."""
        self._under_way.pop(request, None)

    def send_again(self, gaps: Iterable[tuple[int, int]]) -> None:
        """The centre lacks these: send exactly them, unless they are under way."""
        busy = [*self._under_way.values(), *self._again]
        for first, last in gaps:
            self._again.extend(without(Span(first, min(last, self._cursor)), busy))

    def is_done(self, head_seq: int) -> bool:
        """Whether all up to `head_seq` was sent and answered."""
        is_busy = self._again or self._under_way or self._loading is not None
        return not is_busy and self._cursor >= head_seq

    def next_load(self, head_seq: int) -> Load | None:
        """What to read from the log next, None while there is nothing or no room."""
        if self._loading is not None or len(self._under_way) >= WINDOW_BATCHES:
            return None
        wanted = self._again[0] if self._again else Span(self._cursor + 1, head_seq)
        if not wanted.count:
            return None
        self._loading = wanted.first - 1
        return Load(self._loading, min(wanted.count, self._batch_events))

    def take(
        self,
        after_seq: int,
        events: Sequence[tuple[int, SealedEvent]],
        *,
        head_seq: int,
        request: int,
    ) -> Sequence[tuple[int, SealedEvent]]:
        """The batch to send as `request` out of what was loaded; empty if it was not asked for.

        What the log does not hold any more cannot be sent; receipts tell if it is missed.
        """
        if after_seq != self._loading:
            return ()
        self._loading = None
        is_again = bool(self._again) and self._again[0].first == after_seq + 1
        last_wanted = self._again[0].last if is_again else head_seq
        batch = sendable(events, last_wanted)
        sent_to = batch[-1][0] if batch else last_wanted
        if is_again:
            self._again.popleft()
            if sent_to < last_wanted:
                self._again.appendleft(Span(sent_to + 1, last_wanted))
        else:
            self._cursor = max(self._cursor, sent_to)
        if batch:
            self._under_way[request] = Span(batch[0][0], sent_to)
        return batch
