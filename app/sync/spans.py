"""Closed ranges of event numbers."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers from `first` to `last`, both included. Empty where `last` is below `first`."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many numbers these are."""
        return max(self.last - self.first + 1, 0)


def without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What remains of `span` when all of `others` are taken out of it, in order."""
    remaining = [span] if span.count else []
    for other in filter(lambda other: other.count, others):
        remaining = [
            part
            for piece in remaining
            for part in (
                Span(piece.first, min(piece.last, other.first - 1)),
                Span(max(piece.first, other.last + 1), piece.last),
            )
            if part.count
        ]
    return remaining
