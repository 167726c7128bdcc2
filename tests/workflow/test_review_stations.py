"""Officers at several stations read one image while events reach each other in any order."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.clearance.blindness import seen_by
from app.clearance.random_share import Lot
from app.clearance.readings import DENIED_TURNS, ReviewStage, Turn, review_of, turn_of
from app.domain.annotation import Annotation
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.events import RecordedEvent
from app.domain.finding import LockKind
from app.domain.officer import Role
from app.domain.reading import ReadingVerdict
from app.workflow.desk import Acting, DecisionRefusedError
from tests.builders import MARK, officer
from tests.workflow.review_bay import CASE, ROLES, Bay, image, opening

STATIONS = ("bay-1", "bay-2", "bay-3")
BADGES = ("41877", "40912", "50001", "50002")
SAFE = (Disposition.EXAMINE, Disposition.HOLD_FOR_SPECIALIST, Disposition.RESCAN)
LOT = Lot(seed=bytes(range(32)), share=0.5)

stations = st.sampled_from(STATIONS)
officers = st.builds(
    lambda badge, role: Acting(officer=officer(badge, roles=ROLES), role=role),
    st.sampled_from(BADGES),
    st.sampled_from([Role.SECONDARY, Role.SUPERVISOR]),
)


class Readers(RuleBasedStateMachine):
    """Each station has a journal and a case book of its own; `deliver` is the only way between."""

    @initialize()
    def begin(self) -> None:
        self.bays = {name: Bay(name, lot=LOT) for name in STATIONS}
        self.bays["bay-1"].record(*opening())
        self.images = 1
        for name in STATIONS[1:]:
            self._send("bay-1", name, range(len(self._written("bay-1"))))

    @rule(
        at=stations,
        acting=officers,
        marks=st.sampled_from([(), (MARK,)]),
        what=st.sampled_from(Disposition),
    )
    def act(
        self, at: str, acting: Acting, marks: tuple[Annotation, ...], what: Disposition
    ) -> None:
        if what in (Disposition.REFER, Disposition.HOLD):
            return
        bay, case = self.bays[at], self.bays[at].case
        turn = turn_of(case, acting.officer.badge, acting.role)
        self._is_blind(case, acting, turn)
        try:
            made = bay.decide(what, acting, None, *marks)
        except DecisionRefusedError as error:
            kinds = {lock.kind for lock in error.locks}
            assert what not in SAFE or kinds == {LockKind.ALREADY_DECIDED}
            return
        if made.reading is not None:
            assert turn in (Turn.FIRST, Turn.SECOND, Turn.ARBITRATION)
            newest = bay.read()[-1].reading
            assert newest.is_blind is (turn is not Turn.ARBITRATION)
        if what is Disposition.RELEASE and made.decision is not None:
            assert turn not in DENIED_TURNS
            self._may_go(bay.case)
            self._suspicion_was_read_away(bay.case)

    @rule(at=stations, acting=officers)
    def call_second(self, at: str, acting: Acting) -> None:
        bay = self.bays[at]
        bay.desk.request_second(CASE, bay.case.image_id or "", acting)

    @rule(at=stations)
    def new_image(self, at: str) -> None:
        if self.images < 3:
            self.images += 1
            bay = self.bays[at]
            bay.clock.advance(1)
            bay.record(image("abc"[self.images - 1]))
            assert review_of(bay.case).stage is ReviewStage.UNREAD

    @rule(sender=stations, receiver=stations, data=st.data())
    def deliver(self, sender: str, receiver: str, data: st.DataObject) -> None:
        """Some events, in some order, perhaps not for the first time."""
        if sender != receiver and (count := len(self._written(sender))):
            self._send(sender, receiver, data.draw(st.lists(st.integers(0, count - 1), max_size=8)))

    def teardown(self) -> None:
        if not hasattr(self, "bays"):
            return
        for sender in STATIONS:
            for receiver in STATIONS:
                if sender != receiver:
                    self._send(sender, receiver, reversed(range(len(self._written(sender)))))
        cases = [bay.case for bay in self.bays.values()]
        assert {_content(case) for case in cases} == {_content(cases[0])}
        assert {str(review_of(case)) for case in cases} == {str(review_of(cases[0]))}

    def _may_go(self, case: Case) -> None:
        review = review_of(case)
        assert review.joint is ReadingVerdict.CLEAR
        if review.stage is ReviewStage.FIRST_READ:
            assert review.whys == ()
        elif review.stage is ReviewStage.AGREED:
            assert {made.reading.verdict for made in review.readings} == {ReadingVerdict.CLEAR}
            assert len(review.readers) >= 2
        else:
            arbiter = review.arbitration
            assert arbiter is not None
            assert arbiter.reading.role is Role.SUPERVISOR
            assert arbiter.reading.badge not in review.readers

    def _suspicion_was_read_away(self, case: Case) -> None:
        """Whoever suspected an earlier image: two officers or a supervisor cleared a later one."""
        names = list(dict.fromkeys(item.image_id for item in case.radiographs))
        suspected = False
        for number in range(1, len(names) + 1):
            upto = tuple(item for item in case.radiographs if item.image_id in names[:number])
            review = review_of(replace(case, radiographs=upto))
            if suspected and review.joint is ReadingVerdict.CLEAR:
                assert len(review.readers) > 1 or review.arbitration is not None
                suspected = False
            read = {made.reading.verdict for made in review.readings}
            cleared = review.joint is ReadingVerdict.CLEAR
            suspected = suspected or (ReadingVerdict.SUSPECT in read and not cleared)
        assert not suspected

    def _is_blind(self, case: Case, acting: Acting, turn: Turn) -> None:
        """Nothing of what others read, or did upon it, is in what a blind reader is shown."""
        if turn not in (Turn.FIRST, Turn.SECOND, Turn.NOT_SUPERVISOR):
            return
        badge = acting.officer.badge
        seen = seen_by(case, badge, acting.role)
        others = {
            made.reading.badge
            for made in case.readings
            if made.reading.image_id == case.image_id and made.reading.badge != badge
        }
        told = {
            made.reading.badge for made in seen.readings if made.reading.image_id == case.image_id
        }
        told |= {
            made.decision.badge for made in seen.decisions if made.decision.stage is Stage.SECONDARY
        }
        assert not told & others

    def _written(self, station: str) -> list[RecordedEvent]:
        return self.bays[station].journal.written

    def _send(self, sender: str, receiver: str, which: Iterable[int]) -> None:
        written = self._written(sender)
        self.bays[receiver].recorder.take_remote([written[index] for index in which])


def _content(case: Case) -> str:
    """Everything of a case but the order in which its events came, which is nobody's business."""
    return repr((sorted(case.refs), case.readings, case.decisions, case.radiographs, case.image_id))


Readers.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestReaders = Readers.TestCase
