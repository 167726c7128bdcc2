"""A worker process may die of what it is given; the station gets another."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from threading import Event

import pytest

from app.domain.events import AnalysisFailed
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.runtime.deadline import Deadline
from app.runtime.workers import Workers
from app.runtime.writer import WriterThread
from app.workflow.casebook import CaseBook
from app.workflow.intake import Analyses, Intake
from app.workflow.recorder import Recorder
from app.workflow.spectra import Identifier
from app.workflow.updates import CaseChanged, Update
from tests.builders import GAMMA_ALARM, occupancy, place, verdict
from tests.workflow.fakes import FakeClock, MemoryEvidence, MemoryJournal, MemoryNotices
from tests.workflow.lane import name_caesium

ANSWER_S = 30
LETHAL = 666


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(1) as made:
        yield made


def die_of(measured: Occupancy) -> RadiationVerdict:
    """Judge, unless the occupancy is the one that no worker survives."""
    if measured.sequence == LETHAL:
        os.kill(os.getpid(), signal.SIGKILL)
    return verdict(gamma=True)


def test_a_worker_that_is_killed_is_replaced(workers: Workers) -> None:
    victim = workers.submit(os.getpid).result(ANSWER_S)
    doomed = workers.submit(os.kill, victim, signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        doomed.result(ANSWER_S)
    assert workers.submit(os.getpid).result(ANSWER_S) not in (victim, os.getpid())


def test_a_worker_that_does_not_answer_is_ended_and_the_next_call_is_answered() -> None:
    with Workers(1, call_s_max=0.4) as workers:
        hung = workers.submit(signal.pause)
        with pytest.raises(BrokenProcessPool):
            hung.result(ANSWER_S)
        assert workers.submit(os.getpid).result(ANSWER_S) != os.getpid()


def test_nobody_watches_where_nothing_is_under_way() -> None:
    deadline, killed, call = Deadline(ANSWER_S), Event(), Future[None]()
    deadline.watch(call, killed.set)
    watching = deadline._thread
    assert watching is not None
    call.set_result(None)
    watching.join(ANSWER_S)
    assert not watching.is_alive()
    assert not killed.is_set()


def test_a_killed_analysis_says_not_screened_and_the_next_vehicle_is_screened(
    workers: Workers,
) -> None:
    clock, numbers = FakeClock(), iter(range(1, 100))
    writer = WriterThread()
    judged: list[Future[None]] = [Future(), Future()]

    def publish(update: Update) -> None:
        if isinstance(update, CaseChanged) and (update.case.failures or update.case.verdicts):
            next(item for item in judged if not item.done()).set_result(None)

    book, journal = CaseBook(), MemoryJournal(clock)
    intake = Intake(
        place(),
        clock,
        writer,
        book,
        Recorder(journal, book, publish),
        MemoryNotices(),
        MemoryEvidence(),
        Analyses(
            workers=workers,
            assess_occupancy=die_of,
            assess_consignment=lambda facts, now: (),
            facts_of=lambda case, now: (),
            identifier=Identifier(workers, name_caesium),
        ),
        lambda: f"{next(numbers):04d}",
        publish,
    )
    lethal = Occupancy(
        lane="3",
        sequence=LETHAL,
        opened_at=occupancy().opened_at,
        closed_at=occupancy().closed_at,
        profiles=occupancy().profiles,
        alarms=GAMMA_ALARM,
        speed_m_per_s=None,
    )
    writer.submit(intake.occupancy, lethal).result(ANSWER_S)
    judged[0].result(ANSWER_S)
    writer.submit(intake.occupancy, occupancy()).result(ANSWER_S)
    judged[1].result(ANSWER_S)
    writer.shutdown()
    first, second = sorted(book.cases(), key=lambda case: case.case_id)
    assert [type(item) for item in first.failures] == [AnalysisFailed]
    assert first.failures[0].why == "the process that analysed it ended unexpectedly"
    assert first.verdict is None
    assert second.verdict == verdict(gamma=True)
