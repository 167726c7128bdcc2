"""From the readings of a case to what one officer's screen may say of them. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from app.clearance.readings import (
    Review,
    ReviewStage,
    SecondWhy,
    Turn,
    review_of,
    second_whys,
    turn_of,
)
from app.domain.case import Case
from app.domain.decision import Stage
from app.domain.reading import MadeReading
from app.shell.board import referred_at
from app.workflow.desk import Acting
from widgets.secondary import review_state as shown
from widgets.secondary.review_state import ReadingLine, SecondReader, SecondStage

_STAGES = {
    (ReviewStage.FIRST_READ, Turn.FIRST): SecondStage.NOT_NEEDED,
    (ReviewStage.FIRST_READ, Turn.SECOND): SecondStage.BLIND,
    (ReviewStage.AWAITING_SECOND, Turn.FIRST): SecondStage.CALLED,
    (ReviewStage.AWAITING_SECOND, Turn.SECOND): SecondStage.BLIND,
    (ReviewStage.AGREED, Turn.SETTLED): SecondStage.AGREED,
    (ReviewStage.DIFFER, Turn.ARBITRATION): SecondStage.ARBITRATION,
    (ReviewStage.DIFFER, Turn.WAS_READER): SecondStage.DIFFERS,
    (ReviewStage.DIFFER, Turn.NOT_SUPERVISOR): SecondStage.DIFFERS,
    (ReviewStage.ARBITRATED, Turn.SETTLED): SecondStage.ARBITRATED,
}
"""What the screen says, by stage and by what this officer's reading would be."""


_TO_DO = frozenset({Turn.SECOND, Turn.ARBITRATION})


def second_reader(case: Case, acting: Acting | None, opaque_share: float) -> SecondReader:
    """Where the second reading of the latest image stands, as this officer may know it.

    A blind reader is not told why two read: that nothing but a suspicion remains would tell the
    verdict of the first.
    """
    if acting is None or case.image_id is None:
        return SecondReader()
    turn = turn_of(case, acting.officer.badge, acting.role)
    review = review_of(case)
    if turn is Turn.ROLE_MAY_NOT:
        return SecondReader()
    if review.stage is ReviewStage.UNREAD:
        whys = second_whys(case, None, opaque_share=opaque_share)
        return SecondReader(
            stage=SecondStage.AFTER_OWN if whys else SecondStage.NOT_NEEDED,
            whys=_whys(whys),
            may_call=SecondWhy.ASKED not in whys,
        )
    stage = _STAGES[review.stage, turn]
    if stage is SecondStage.BLIND:
        return SecondReader(stage=stage, first=_presence(review.readings[0]))
    lines = _lines(case, review, knows=turn is not Turn.NOT_SUPERVISOR)
    return SecondReader(
        stage=stage,
        whys=_whys(review.whys),
        first=lines[0],
        second=lines[1] if len(lines) > 1 else None,
        may_call=stage is SecondStage.NOT_NEEDED,
    )


def work_of(
    waiting: Sequence[Case], in_review: Sequence[Case], acting: Acting | None
) -> tuple[Case, ...]:
    """The work of this officer in order: cases to decide, to read second and to arbitrate.

    A case that waits for another reader stands last while it is not decided, so that its officer
    can still hold it; decided, it is nobody's work but the other reader's. What this officer has to
    do is in the order of the referrals, whoever decided what: the place on the list tells nothing.
    """
    open_ids = {case.case_id for case in in_review}
    mine: list[Case] = []
    others: list[Case] = []
    for case in (*waiting, *(case for case in in_review if not case.awaits_secondary)):
        waits = acting is not None and case.case_id in open_ids
        turn = turn_of(case, acting.officer.badge, acting.role) if acting and waits else None
        if turn is None or turn in _TO_DO:
            mine.append(case)
        elif case.awaits_secondary:
            others.append(case)
    return (*sorted(mine, key=referred_at), *others)


def _lines(case: Case, review: Review, *, knows: bool) -> list[ReadingLine]:
    return [_known(case, made) if knows else _presence(made) for made in review.readings]


def _known(case: Case, made: MadeReading) -> ReadingLine:
    reading = made.reading
    decided = [
        item.decision.disposition
        for item in case.decisions
        if item.decision.stage is Stage.SECONDARY and item.decision.badge == reading.badge
    ]
    return replace(
        _presence(made),
        verdict=reading.verdict,
        disposition=decided[-1] if decided else None,
        marks=len(reading.annotations),
        note=reading.note,
    )


def _presence(made: MadeReading) -> ReadingLine:
    """That somebody has read, and nothing of what."""
    return ReadingLine(
        officer=str(made.reading.badge), entered_at=made.reading.decided_at.astimezone()
    )


def _whys(whys: Sequence[SecondWhy]) -> tuple[shown.SecondWhy, ...]:
    return tuple(shown.SecondWhy(why.value) for why in whys)
