"""Counts what the shift did, from the journals and from the centre, and compares the two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from app.clearance.readings import OPEN, ReviewStage, review_of
from app.domain.case import fold_all
from app.domain.decision import Disposition
from app.domain.events import (
    DecisionMade,
    OccupancyRecorded,
    RadiographAttached,
    RecordedEvent,
    SpectrumAttached,
)
from app.domain.identifiers import CaseId
from app.domain.review_events import ImageRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Decisions in the stations' journals against decisions at the centre."""

    made: int
    at_centre: int
    missing: int
    twice: int
    mismatched: int

    @property
    def is_exact(self) -> bool:
        """Whether each decision made is at the centre once, as it was written."""
        return (
            self.made == self.at_centre
            and self.made > 0
            and self.missing == self.twice == self.mismatched == 0
        )


def compare(made: Iterable[tuple[str, str]], at_centre: Sequence[tuple[str, str]]) -> Delivery:
    """Compare (identity, hash) of decisions as journalled and as the centre lists them."""
    own = dict(made)
    counts = Counter(identity for identity, _ in at_centre)
    theirs = dict(at_centre)
    return Delivery(
        made=len(own),
        at_centre=len(at_centre),
        missing=sum(1 for identity in own if identity not in theirs),
        twice=sum(1 for count in counts.values() if count > 1),
        mismatched=sum(
            1 for identity, digest in own.items() if theirs.get(identity, digest) != digest
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftCounts:
    """What happened at the stations, from their own journals."""

    occupancies: int
    gamma_alarms: int
    neutron_alarms: int
    spectra: int
    radiographs: int
    decisions: int
    releases: int
    referrals: int
    holds: int
    examinations: int
    corrections: int
    offline_decisions: int


def count(events: Iterable[RecordedEvent]) -> ShiftCounts:
    """Count the events of all stations' journals."""
    tally: Counter[str] = Counter()
    for recorded in events:
        match recorded.event:
            case OccupancyRecorded(occupancy=occupancy):
                tally["occupancies"] += 1
                for radiation in occupancy.alarms:
                    tally[f"{radiation}_alarms"] += 1
            case SpectrumAttached():
                tally["spectra"] += 1
            case RadiographAttached():
                tally["radiographs"] += 1
            case DecisionMade(decision=decision):
                tally["decisions"] += 1
                tally[_PLURALS.get(decision.disposition, "other")] += 1
                tally["corrections"] += decision.supersedes is not None
                tally["offline_decisions"] += decision.offline
            case _:
                pass
    names = ShiftCounts.__slots__
    return ShiftCounts(**{name: tally[name] for name in names})


_PLURALS = {
    Disposition.RELEASE: "releases",
    Disposition.REFER: "referrals",
    Disposition.HOLD: "holds",
    Disposition.EXAMINE: "examinations",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCounts:
    """How radiographs were read, from what all stations recorded together.

    `by_two` counts the images that two officers read, each blind to the other; of these some
    agreed and some were arbitrated by a supervisor. `waiting` still want somebody to read.
    """

    readings: int
    images: int
    by_two: int
    agreed: int
    arbitrated: int
    waiting: int


def count_reviews(events: Iterable[RecordedEvent]) -> ReviewCounts:
    """Count the readings of every case's latest image."""
    by_case: defaultdict[CaseId, list[RecordedEvent]] = defaultdict(list)
    readings = 0
    for recorded in events:
        readings += isinstance(recorded.event, ImageRead)
        if recorded.case_id is not None:
            by_case[recorded.case_id].append(recorded)
    reviews = [review_of(fold_all(case_id, its)) for case_id, its in by_case.items()]
    stages = Counter(review.stage for review in reviews)
    return ReviewCounts(
        readings=readings,
        images=sum(review.first is not None for review in reviews),
        by_two=sum(len(review.readers) > 1 for review in reviews),
        agreed=stages[ReviewStage.AGREED],
        arbitrated=stages[ReviewStage.ARBITRATED],
        waiting=sum(stages[stage] for stage in OPEN),
    )


def as_document(
    counts: ShiftCounts, reviews: ReviewCounts, delivery: Delivery
) -> dict[str, object]:
    """The figures as one JSON object."""
    return {**asdict(counts), "reviews": asdict(reviews), "delivery": asdict(delivery)}
