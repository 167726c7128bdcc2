"""How long an officer has reviewed images without a break, and when a break is due. A hint only."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

BREAK_AFTER = timedelta(minutes=20)
"""Continuous review after which screeners of baggage rest (Regulation (EU) 2015/1998)."""
PAUSE = timedelta(minutes=10)
"""Time without an image in front of the eyes that counts as a break."""
HAND_BACK_S = 180.0
"""A case that nobody touched for so long goes back to the list."""
HAND_BACK_SAID_S = 60.0
"""So long before it goes back, the officer is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTime:
    """The present stretch of review. A value: each image on the screen gives the next one."""

    since: datetime | None = None
    last: datetime | None = None

    def looked(self, at: datetime) -> "ReviewTime":
        """An image was in front of the eyes at this moment."""
        if self.last is None or at - self.last >= PAUSE:
            return ReviewTime(since=at, last=at)
        return replace(self, last=max(at, self.last))

    def minutes(self, now: datetime) -> int:
        """Whole minutes of review without a break by now."""
        if self.since is None or self.last is None or now - self.last >= PAUSE:
            return 0
        return int((self.last - self.since) / timedelta(minutes=1))

    def is_break_due(self, now: datetime) -> bool:
        """Whether the officer has reviewed for too long."""
        return timedelta(minutes=self.minutes(now)) >= BREAK_AFTER


def hand_back_in_s(idle_s: float) -> int | None:
    """Seconds until an untouched case goes back, once that is near; 0 when it is to go now."""
    left_s = HAND_BACK_S - idle_s
    return max(int(left_s), 0) if left_s <= HAND_BACK_SAID_S else None
