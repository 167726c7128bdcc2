"""Stations that hold the same events show the same cases, in whatever order events reached them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import (
    AlarmAcknowledged,
    CaseOpened,
    DecisionMade,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RecordedEvent,
    StationStarted,
)
from app.domain.finding import FindingKind
from app.domain.identifiers import Badge, CaseId, Country, EventRef, StationId
from app.workflow.casebook import CASES_MAX, CaseBook
from tests.builders import GAMMA_ALARM, NOW, notice, occupancy, place, plate_read, verdict

CASE = CaseId("coutts-3-1")


def decision(disposition: Disposition, stage: Stage = Stage.PRIMARY) -> Decision:
    return Decision(
        stage=stage,
        disposition=disposition,
        reason=Reason.RADIATION,
        badge=Badge("41877"),
        country=Country.CANADA,
        lane="3",
        decided_at=NOW,
        seconds_on_screen=4.0,
        shown_sha256="0" * 64,
        offline=False,
    )


def recorded(event: Event, *, seq: int, station: str = "coutts-3") -> RecordedEvent:
    return RecordedEvent(
        ref=EventRef(station=StationId(station), epoch=1, seq=seq),
        hlc=seq,
        recorded_at=NOW + timedelta(seconds=seq),
        event=event,
    )


def opened(case_id: CaseId = CASE, *, seq: int = 1) -> RecordedEvent:
    event = CaseOpened(case_id=case_id, place=place(), opened_at=NOW, plate=plate_read())
    return recorded(event, seq=seq)


HISTORY = [
    opened(),
    recorded(NoticeMatched(case_id=CASE, notice=None, notice_version=0), seq=2),
    recorded(NoticeMatched(case_id=CASE, notice=notice(), notice_version=1), seq=3),
    recorded(OccupancyRecorded(case_id=CASE, occupancy=occupancy(alarms=GAMMA_ALARM)), seq=4),
    recorded(OccupancyAssessed(case_id=CASE, verdict=verdict(gamma=True)), seq=5),
    recorded(DecisionMade(case_id=CASE, decision=decision(Disposition.REFER)), seq=6),
    recorded(
        DecisionMade(case_id=CASE, decision=decision(Disposition.EXAMINE, Stage.SECONDARY)),
        seq=7,
        station="coutts-bay",
    ),
]


def book_of(events: list[RecordedEvent]) -> Case:
    book = CaseBook()
    for event in events:
        book.add(event)
    case = book.case(CASE)
    assert case is not None
    return case


@given(order=st.permutations(HISTORY), repeated=st.lists(st.sampled_from(HISTORY), max_size=4))
def test_order_and_repetition_of_events_do_not_matter(
    order: list[RecordedEvent], repeated: list[RecordedEvent]
) -> None:
    assert book_of(order + repeated) == book_of(HISTORY)


def test_loading_a_journal_gives_the_same_cases_as_living_through_it() -> None:
    book = CaseBook()
    book.load(HISTORY)
    assert book.case(CASE) == book_of(HISTORY)


def test_a_referred_case_waits_for_secondary_until_it_is_ended() -> None:
    assert book_of(HISTORY[:6]).awaits_secondary
    assert not book_of(HISTORY).awaits_secondary


def test_a_verdict_counts_only_for_the_occupancy_it_was_made_of() -> None:
    second = recorded(OccupancyRecorded(case_id=CASE, occupancy=occupancy()), seq=8)
    assert book_of(HISTORY).verdict is not None
    assert book_of([*HISTORY, second]).verdict is None


@pytest.mark.parametrize(
    "later",
    [
        OccupancyRecorded(case_id=CASE, occupancy=occupancy(alarms=GAMMA_ALARM)),
        DecisionMade(case_id=CASE, decision=decision(Disposition.REFER)),
    ],
    ids=["another measurement", "a referral to other eyes"],
)
def test_an_acknowledgement_ends_with(later: Event) -> None:
    seen = AlarmAcknowledged(case_id=CASE, finding=FindingKind.GAMMA_ALARM, badge=Badge("41877"))
    before = [opened(), recorded(seen, seq=2)]
    assert book_of(before).acknowledged == {FindingKind.GAMMA_ALARM}
    assert not book_of([*before, recorded(later, seq=3)]).acknowledged


def test_events_about_no_case_open_none() -> None:
    book = CaseBook()
    event = StationStarted(place=place(), version="0", simulated=True)
    assert book.add(recorded(event, seq=1)) is None
    assert not book.cases()


def test_cases_that_wait_for_somebody_are_never_forgotten() -> None:
    book = CaseBook()
    book.add(opened(CaseId("waiting"), seq=1))
    for number in range(CASES_MAX + 5):
        case_id = CaseId(f"c{number}")
        book.add(opened(case_id, seq=2 * number + 2))
        release = DecisionMade(case_id=case_id, decision=decision(Disposition.RELEASE))
        book.add(recorded(release, seq=2 * number + 3))
    assert len(book.cases()) <= CASES_MAX + 1
    assert book.case(CaseId("waiting")) is not None


def test_the_newest_case_of_a_vehicle_is_found_by_plate_or_container() -> None:
    book = CaseBook()
    book.load(HISTORY)
    assert book.latest_with(plate="cjk-4419", container=None) == book.case(CASE)
    assert book.latest_with(plate=None, container="MSCU6603420") == book.case(CASE)
    assert book.latest_with(plate="XXX", container="CSQU3054383") is None
