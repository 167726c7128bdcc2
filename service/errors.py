"""How the central service fails and refuses."""

from app.wire.messages import WHY_CHARS_MAX, Refusal

STATUS: dict[Refusal, int] = {
    Refusal.MALFORMED: 400,
    Refusal.UNKNOWN_STATION: 401,
    Refusal.BAD_SIGNATURE: 401,
    Refusal.STALE: 401,
    Refusal.REPLAYED: 401,
    Refusal.WRONG_SECRET: 403,
    Refusal.NOT_ALLOWED: 403,
    Refusal.NOT_FOUND: 404,
    Refusal.TOO_SLOW: 408,
    Refusal.FOREIGN_KEY: 409,
    Refusal.TOO_LARGE: 413,
    Refusal.FAILED: 500,
    Refusal.BUSY: 503,
}


class CentreError(Exception):
    """The central service cannot start or go on, in words for whoever runs it."""


class RefusedError(Exception):
    """A request is refused. `why` goes to the sender and never holds personal data."""

    def __init__(self, refusal: Refusal, why: str) -> None:
        super().__init__(f"{refusal}: {why}")
        self.refusal = refusal
        self.why = why[:WHY_CHARS_MAX]

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return STATUS[self.refusal]
