"""What the secondary screen shows beside the case itself, for the officer who sits there. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.clearance.blindness import seen_by
from app.clearance.readings import OPEN, ReviewStage, review_of
from app.clearance.threat_results import results_of
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.place import Place
from app.domain.reading import ThreatTest
from app.shell.board import Board
from app.shell.stations.secondary_readings import work_of
from app.shell.stations.secondary_view import last_done, shift_facts, title_of, work_row
from app.workflow.desk import Acting
from app.workflow.review_time import ReviewTime
from widgets.secondary.review_state import TestImage
from widgets.secondary.state import LastDone, ShiftFacts, WorkRow

REVIEWED_MAX = 200


def as_seen(case: Case | None, acting: Acting | None) -> Case | None:
    """The case without what this officer must not know of it; nothing for nobody."""
    if case is None or acting is None:
        return None
    return seen_by(case, acting.officer.badge, acting.role)


def work_rows(
    board: Board, place: Place, acting: Acting | None, now: datetime
) -> tuple[WorkRow, ...]:
    """The work list; a row says that a reader is wanted, and never what another one read."""
    rows = []
    for case in work_of(board.at_secondary(), board.in_review(), acting):
        stage = review_of(case).stage
        rows.append(
            work_row(
                as_seen(case, acting) or case,
                place,
                now,
                wants_second=stage is ReviewStage.AWAITING_SECOND,
                wants_arbitration=stage is ReviewStage.DIFFER,
            )
        )
    return tuple(rows)


def shift_of(
    board: Board,
    acting: Acting | None,
    since: datetime | None,
    time: ReviewTime,
    now: datetime,
    tests: Sequence[ThreatTest] = (),
) -> tuple[ShiftFacts, LastDone | None]:
    """What this officer has done since signing in, and last."""
    if acting is None or since is None:
        return ShiftFacts(), None
    decided = board.decided_here(Stage.SECONDARY, REVIEWED_MAX)
    facts = shift_facts(decided, since, acting.officer.badge)
    done = last_done(decided, acting.officer.badge)
    found = results_of(acting.officer.badge, tests).found
    facts = replace(
        facts,
        reviewing_min=time.minutes(now),
        tests_shown=found.trials or None,
        tests_found=found.hits if found.trials else None,
        tests_interval=(found.low, found.high) if found.trials else None,
    )
    return facts, done


def revealed_view(case: Case, test: ThreatTest, tests: Sequence[ThreatTest]) -> TestImage:
    """What the officer is told of a test, also of one in which nothing was laid."""
    found = results_of(test.badge, tests).found
    made = [item.decision for item in case.decisions if item.decision.stage is Stage.SECONDARY]
    # A release that has to wait for another reader leaves no decision.
    decided = made[-1].disposition if made else Disposition.RELEASE
    return TestImage(
        title=title_of(case),
        found=test.is_hit if test.object_name is not None else not test.is_false_alarm,
        object_name=test.object_name or "",
        decided=decided,
        box=test.box,
        shown_count=found.trials,
        found_count=found.hits,
    )


def is_claimed_here(case: Case, place: Place) -> bool:
    """Whether this station has a case in hand that somebody has still to read or to decide."""
    unfinished = case.awaits_secondary or review_of(case).stage in OPEN
    claim = case.claim
    return bool(unfinished and claim and claim.claimed and claim.place.station == place.station)
