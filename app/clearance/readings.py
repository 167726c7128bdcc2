"""How far the reading of a case's radiograph has come, and who may read it next. Pure.

Only readings of the latest image count, so a new image is unread; but what the image before left
open, a suspicion or a reader who was wanted and never read, wants a second reader of the new one.
Each counted reading is one step of `STEPS`; what has no row there is a fact of the record that
changes nothing. The first officer
may think again until another one has read. Readings of other officers count as second readings
only if they were blind, and a supervisor who read neither arbitrates knowing all of them. Events
of several stations are taken in the order of the case, so every station that holds the same events
comes to the same review. docs/decisions/0009-readings.md says why.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.case import Case
from app.domain.decision import Disposition
from app.domain.identifiers import Badge
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.officer import Role
from app.domain.reading import MadeReading, Reading, ReadingVerdict

DWELL_S = 5.0
"""How long a radiograph stands on the screen before release: halves misses of rare targets."""
COVERAGE_FULL = 1.0
OPAQUE_SHARE_MIN = 0.001
"""The opaque part of a vehicle from which it counts as dense: 0.1 % of the side of a 12 m container
is a plate of 17 cm by 17 cm, the side view of a shield around a small source."""

READING_ROLES = frozenset({Role.SECONDARY, Role.SUPERVISOR})


class ReviewStage(StrEnum):
    """Where the reading of an image stands."""

    UNREAD = "unread"
    FIRST_READ = "first-read"
    AWAITING_SECOND = "awaiting-second"
    AGREED = "agreed"
    DIFFER = "differ"
    ARBITRATED = "arbitrated"


class ReviewStep(StrEnum):
    """What a counted fact does to the reading of an image."""

    READ = "read"  # by the first officer
    WANTED = "wanted"  # a rule or an officer wants a second reader
    SAME = "same"  # another officer, blind, with the verdict that stands
    OTHER = "other"  # another officer, blind, with another verdict
    ARBITRATED = "arbitrated"


STEPS: dict[tuple[ReviewStage, ReviewStep], ReviewStage] = {
    (ReviewStage.UNREAD, ReviewStep.READ): ReviewStage.FIRST_READ,
    (ReviewStage.FIRST_READ, ReviewStep.READ): ReviewStage.FIRST_READ,
    (ReviewStage.FIRST_READ, ReviewStep.WANTED): ReviewStage.AWAITING_SECOND,
    (ReviewStage.FIRST_READ, ReviewStep.SAME): ReviewStage.AGREED,
    (ReviewStage.FIRST_READ, ReviewStep.OTHER): ReviewStage.DIFFER,
    (ReviewStage.AWAITING_SECOND, ReviewStep.READ): ReviewStage.AWAITING_SECOND,
    (ReviewStage.AWAITING_SECOND, ReviewStep.SAME): ReviewStage.AGREED,
    (ReviewStage.AWAITING_SECOND, ReviewStep.OTHER): ReviewStage.DIFFER,
    (ReviewStage.AGREED, ReviewStep.SAME): ReviewStage.AGREED,
    (ReviewStage.AGREED, ReviewStep.OTHER): ReviewStage.DIFFER,
    (ReviewStage.DIFFER, ReviewStep.OTHER): ReviewStage.DIFFER,
    (ReviewStage.DIFFER, ReviewStep.ARBITRATED): ReviewStage.ARBITRATED,
    (ReviewStage.ARBITRATED, ReviewStep.SAME): ReviewStage.ARBITRATED,
    (ReviewStage.ARBITRATED, ReviewStep.OTHER): ReviewStage.DIFFER,
    (ReviewStage.ARBITRATED, ReviewStep.ARBITRATED): ReviewStage.ARBITRATED,
}
"""The lifecycle. A step without a row changes nothing."""

SETTLED = frozenset({ReviewStage.AGREED, ReviewStage.ARBITRATED})
OPEN = frozenset({ReviewStage.AWAITING_SECOND, ReviewStage.DIFFER})
"""Stages in which somebody else is waited for."""


class SecondWhy(StrEnum):
    """Why an image wants a second reader."""

    SUSPECT = "suspect"
    RADIATION_AND_DENSE = "radiation-and-dense"
    RANDOM_SHARE = "random-share"
    ASKED = "asked"


class Turn(StrEnum):
    """What an officer's reading of an image would be."""

    FIRST = "first"
    SECOND = "second"
    ARBITRATION = "arbitration"
    SETTLED = "settled"  # nothing is left to read; a decision may follow
    ROLE_MAY_NOT = "role-may-not"
    NOT_SUPERVISOR = "not-supervisor"  # the readings differ
    WAS_READER = "was-reader"  # the readings differ, and one of them is this officer's


READING_TURNS = frozenset({Turn.FIRST, Turn.SECOND, Turn.ARBITRATION})
DENIED_TURNS = frozenset({Turn.ROLE_MAY_NOT, Turn.NOT_SUPERVISOR, Turn.WAS_READER})

FOLLOWING: dict[ReadingVerdict, frozenset[Disposition]] = {
    ReadingVerdict.CLEAR: frozenset(
        {
            Disposition.RELEASE,
            Disposition.EXAMINE,
            Disposition.HOLD_FOR_SPECIALIST,
            Disposition.RESCAN,
        }
    ),
    ReadingVerdict.SUSPECT: frozenset({Disposition.EXAMINE, Disposition.HOLD_FOR_SPECIALIST}),
    ReadingVerdict.INCONCLUSIVE: frozenset(
        {Disposition.EXAMINE, Disposition.HOLD_FOR_SPECIALIST, Disposition.RESCAN}
    ),
}
"""What may follow from a joint verdict. An officer may always do more than the image asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The reading of one image. `readings` are the counted blind ones, the first officer's first.

    `whys` are the reasons for a second reader that hold by now.
    """

    stage: ReviewStage = ReviewStage.UNREAD
    readings: tuple[MadeReading, ...] = ()
    arbitration: MadeReading | None = None
    whys: tuple[SecondWhy, ...] = ()

    @property
    def first(self) -> MadeReading | None:
        """The reading of the first officer."""
        return self.readings[0] if self.readings else None

    @property
    def readers(self) -> frozenset[Badge]:
        """The officers whose blind readings count."""
        return frozenset(made.reading.badge for made in self.readings)

    @property
    def standing(self) -> ReadingVerdict | None:
        """What a further reading is held against."""
        if self.arbitration is not None:
            return self.arbitration.reading.verdict
        agree = len({made.reading.verdict for made in self.readings}) == 1
        return self.readings[0].reading.verdict if agree else None

    @property
    def joint(self) -> ReadingVerdict | None:
        """The verdict that stands; None while somebody is waited for."""
        waits = self.stage in (ReviewStage.UNREAD, *OPEN)
        return None if waits else self.standing


def review_of(case: Case) -> Review:
    """The reading of the latest image of `case`."""
    review = Review()
    for image_id in _images(case):
        review = _review_of(case, image_id, _left_open(review))
    return review


def is_sound(reading: Reading) -> bool:
    """Whether a reading was made with the care that its verdict takes; only "clear" takes any.

    What is marked and not said to be harmless is not clear.
    """
    if reading.verdict is not ReadingVerdict.CLEAR:
        return True
    careful = reading.dwell_s >= DWELL_S and reading.coverage >= COVERAGE_FULL
    return careful and not any(mark.accuses for mark in reading.annotations)


def second_whys(
    case: Case, first: Reading | None, *, opaque_share: float = 0.0
) -> tuple[SecondWhy, ...]:
    """Why the latest image wants a second reader, by what is known before or after the first.

    `opaque_share` is what was measured in the image that is on the screen.
    """
    *earlier, latest = _images(case) or (None,)
    before = Review()
    for image_id in earlier:
        before = _review_of(case, image_id, _left_open(before))
    return _ordered(_whys(case, latest, first, opaque_share) | _left_open(before))


def turn_of(case: Case, badge: Badge, role: Role) -> Turn:
    """What a reading of the latest image by this officer would be now, or why it may not be."""
    review = review_of(case)
    if role not in READING_ROLES:
        return Turn.ROLE_MAY_NOT
    if review.stage in SETTLED:
        return Turn.SETTLED
    if review.stage is ReviewStage.DIFFER:
        if badge in review.readers:
            return Turn.WAS_READER
        return Turn.ARBITRATION if role is Role.SUPERVISOR else Turn.NOT_SUPERVISOR
    if review.first is None or badge in review.readers:
        return Turn.FIRST
    return Turn.SECOND


def _images(case: Case) -> tuple[str, ...]:
    """The images of a case, each where it came last."""
    newest_first = dict.fromkeys(item.image_id for item in reversed(case.radiographs))
    return tuple(reversed(newest_first))


def _review_of(case: Case, image_id: str, left: frozenset[SecondWhy]) -> Review:
    """The reading of one image, before which another one left open what `left` says."""
    review, whys = Review(), left | _whys(case, image_id, None)
    for made in case.readings:
        if made.reading.image_id == image_id:
            review = _counted(review, made, left | _whys(case, image_id, made.reading))
            if made.reading.verdict is ReadingVerdict.SUSPECT:  # whether it counts or not
                whys |= {SecondWhy.SUSPECT}
    return replace(review, whys=_ordered({*review.whys, *whys}))


def _left_open(review: Review) -> frozenset[SecondWhy]:
    """What the next image of the load wants a second reader for; nothing after one read as clear.

    That radiation met a dense part is seen in the next image again.
    """
    if review.joint is ReadingVerdict.CLEAR:
        return frozenset()
    left = set(review.whys) - {SecondWhy.RADIATION_AND_DENSE}
    if review.stage in SETTLED:
        left &= {SecondWhy.SUSPECT}  # whoever was wanted has read
    return frozenset(left)


def _whys(
    case: Case, image_id: str | None, first: Reading | None, opaque_share: float = 0.0
) -> frozenset[SecondWhy]:
    """Why an image wants a second reader by itself."""
    share = max(opaque_share, first.opaque_share if first else 0.0)
    alarmed = bool(monitor_alarms(case) or own_alarms(case))
    holds = {
        SecondWhy.SUSPECT: first is not None and first.verdict is ReadingVerdict.SUSPECT,
        SecondWhy.RADIATION_AND_DENSE: alarmed and share >= OPAQUE_SHARE_MIN,
        SecondWhy.RANDOM_SHARE: first is not None
        and first.draw is not None
        and first.draw.is_drawn,
        SecondWhy.ASKED: any(item.image_id == image_id for item in case.second_wanted),
    }
    return frozenset(why for why in SecondWhy if holds[why])


def _ordered(whys: Set[SecondWhy]) -> tuple[SecondWhy, ...]:
    return tuple(why for why in SecondWhy if why in whys)


def _counted(review: Review, made: MadeReading, whys: Set[SecondWhy]) -> Review:
    """The review after one more reading; the same where it does not count.

    `whys` are the reasons for a second reader if it is the first officer's.
    """
    step = _step(review, made.reading)
    stage = STEPS.get((review.stage, step)) if step else None
    if stage is None:
        return review
    if step is ReviewStep.ARBITRATED:
        return replace(review, stage=stage, arbitration=_more_careful(review.arbitration, made))
    own = step is ReviewStep.READ
    readings = (made,) if own else (*review.readings, made)
    # Who arbitrated before another blind reading came did not know that one.
    arbitration = None if stage is ReviewStage.DIFFER else review.arbitration
    after = replace(review, stage=stage, readings=readings, arbitration=arbitration)
    if own:  # a second look of the same officer takes no reason back
        after = replace(after, whys=_ordered({*review.whys, *whys}))
    wanted = STEPS.get((stage, ReviewStep.WANTED))
    return replace(after, stage=wanted) if wanted is not None and after.whys else after


def _step(review: Review, reading: Reading) -> ReviewStep | None:
    if reading.role not in READING_ROLES or not is_sound(reading):
        return None
    if not reading.is_blind:
        return ReviewStep.ARBITRATED if _arbitrates(review, reading) else None
    if reading.badge in review.readers or review.first is None:
        alone = len(review.readings) <= 1
        return ReviewStep.READ if alone else None
    return ReviewStep.SAME if reading.verdict is review.standing else ReviewStep.OTHER


def _arbitrates(review: Review, reading: Reading) -> bool:
    knows = {made.ref for made in review.readings} <= set(reading.saw)
    is_other = reading.badge not in review.readers
    return reading.role is Role.SUPERVISOR and is_other and knows


def _more_careful(made: MadeReading | None, other: MadeReading) -> MadeReading:
    """Of two arbitrations that knew nothing of each other, the one that does not clear counts."""
    if made is None or made.reading.verdict is ReadingVerdict.CLEAR:
        return other
    return made
