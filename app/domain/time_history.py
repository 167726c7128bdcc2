"""A measurement as a row of records in time, and a part of it."""

from dataclasses import dataclass

from app.domain.adjudication import OwnIdentification
from app.domain.spectrum import SpectrumFile


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePart:
    """Records `first` to `last` of a measurement, both included, counted from 0.

    `outside` says that the other records stand for the background.
    """

    first: int
    last: int
    outside: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError("a part of a measurement begins before it ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeHistory:
    """Gamma counts per second of each record.

    `starts_s` count from the start of the first record; records may leave gaps and differ in
    length.
    """

    starts_s: tuple[float, ...]
    lengths_s: tuple[float, ...]
    rates_cps: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.starts_s) == len(self.lengths_s) == len(self.rates_cps) > 0:
            raise ValueError("each record has a start, a length and a rate")

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.starts_s)

    @property
    def duration_s(self) -> float:
        """From the start of the first record to the end of the last."""
        return self.starts_s[-1] + self.lengths_s[-1]

    def span_s(self, part: TimePart) -> tuple[float, float]:
        """Where a part begins and ends."""
        last = min(part.last, self.records - 1)
        return self.starts_s[min(part.first, last)], self.starts_s[last] + self.lengths_s[last]

    def record_at(self, time_s: float) -> int:
        """The record that was being taken at a time, the nearest earlier one in a gap."""
        earlier = [index for index, start_s in enumerate(self.starts_s) if start_s <= time_s]
        return earlier[-1] if earlier else 0

    def whole(self, *, outside: bool = False) -> TimePart:
        """All of it."""
        return TimePart(first=0, last=self.records - 1, outside=outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A spectrum file, or a part of it, and what this station names in it.

    `file` is None where the file itself is what to show, `history` where it has none.
    """

    own: OwnIdentification
    file: SpectrumFile | None = None
    history: TimeHistory | None = None
