"""By keyboard: a second officer reads blind, a supervisor arbitrates, what is left goes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clearance.readings import DWELL_S, ReviewStage, review_of
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.events import CaseClaimed, DecisionMade, RadiographAttached
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.domain.reading import ReadingVerdict
from app.domain.review_events import (
    ImageRead,
    ManifestLineJudged,
    SecondReaderRequested,
    ViewLogKept,
)
from app.radiography.image_cache import decode_to_cache
from app.shell.stations.secondary import SecondaryPresenter
from app.workflow.desk import Acting
from app.workflow.review_time import HAND_BACK_S
from app.workflow.updates import ImageReady
from app.workflow.view_log import states_of
from devices.radiograph.decode import decode_scan, read_scan
from tests.builders import MARK, officer
from tests.devices.radiograph.packages import package
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import decision, opening, screened
from tests.workflow.fakes import MemoryEvidence
from widgets.common.action_spec import ScreenId
from widgets.secondary.review_state import SecondStage
from widgets.secondary.state import CaseView

CASE = CaseId("a")
ROLES = frozenset({Role.SECONDARY, Role.SUPERVISOR})
FIRST = Acting(officer=officer("41877", roles=ROLES), role=Role.SECONDARY)
SECOND = Acting(officer=officer("40912", roles=ROLES), role=Role.SECONDARY)
CHIEF = Acting(officer=officer("50001", roles=ROLES), role=Role.SUPERVISOR)


class Bay:
    """A booth at which a clean, imaged vehicle waits, and officers take turns."""

    def __init__(self, qtbot: QtBot, booth: Booth, folder: Path) -> None:
        self.qtbot, self.booth = qtbot, booth
        files, elsewhere = package(), MemoryEvidence()
        refs = [elsewhere.put(data, media_type=kind, name=name) for name, kind, data in files]
        scan = replace(read_scan(files), seals_read=("CA4471802",))
        self.attached = RadiographAttached(case_id=CASE, scan=scan, evidence=tuple(refs))
        self.folder = decode_to_cache(tuple(files), folder, decode=decode_scan)
        refer = DecisionMade(case_id=CASE, decision=decision(Disposition.REFER))
        booth.record(*opening(CASE), *screened(CASE), refer, self.attached)

    @property
    def presenter(self) -> SecondaryPresenter:
        presenter = self.booth.workstation.secondary
        assert presenter is not None
        return presenter

    @property
    def case(self) -> Case:
        case = self.booth.workstation.board.case(CASE)
        assert case is not None
        return case

    @property
    def shown(self) -> CaseView:
        self.booth.workstation.refresh()
        assert self.presenter.view is not None
        assert self.presenter.view.case is not None
        return self.presenter.view.case

    def stage(self) -> SecondStage:
        return self.shown.review.second.stage

    def work(self) -> list[tuple[bool, bool]]:
        self.booth.workstation.refresh()
        assert self.presenter.view is not None
        return [(row.wants_second, row.wants_arbitration) for row in self.presenter.view.work]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.booth.workstation.window, key)
            self.booth.workstation.refresh()

    def sit(self, acting: Acting) -> None:
        if self.booth.workstation.session.acting is not None:
            self.booth.workstation.session.sign_out()
        self.booth.sit_down(acting)
        self.booth.workstation.go(ScreenId.SECONDARY)  # a supervisor starts elsewhere

    def open(self) -> None:
        self.press(Qt.Key.Key_J)
        self.booth.workstation.take(ImageReady(CASE, self.attached.image_id, str(self.folder)))
        self.qtbot.waitUntil(lambda: self.shown.review.look.seen_share == 1.0)
        self.booth.clock.advance(DWELL_S + 1)
        self.booth.workstation.refresh()

    def read(self, key: Qt.Key, *, mark: bool = False) -> None:
        before = len(self.recorded(ImageRead))
        self.open()
        if mark:
            self.presenter.set_marks((MARK,))
        self.press(key, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: len(self.recorded(ImageRead)) == before + 1)

    def recorded(self, kind: type) -> list[object]:
        return [item.event for item in self.booth.journal.written if isinstance(item.event, kind)]

    def standing(self) -> Disposition | None:
        made = self.case.standing(Stage.SECONDARY)
        return made.decision.disposition if made else None


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bay]:
    booth = shown_booth(qtbot, qapp)
    bay = Bay(qtbot, booth, tmp_path)
    bay.sit(FIRST)
    yield bay
    booth.close()


def test_a_suspect_image_is_read_by_a_second_officer_who_is_shown_nothing_of_it(bay: Bay) -> None:
    bay.read(Qt.Key.Key_F5, mark=True)
    assert bay.standing() is Disposition.EXAMINE
    assert bay.work() == []  # its first reader has nothing left to do
    bay.sit(SECOND)
    assert bay.work() == [(True, False)]
    bay.open()
    second = bay.shown.review.second
    assert second.stage is SecondStage.BLIND
    assert second.whys == ()
    assert bay.shown.decisions == tuple(
        line for line in bay.shown.decisions if line.decision.stage is Stage.PRIMARY
    )
    assert not any(key.locks for key in bay.shown.keys)
    bay.presenter.set_marks((MARK,))
    bay.press(Qt.Key.Key_F5, Qt.Key.Key_Return)
    bay.qtbot.waitUntil(lambda: review_of(bay.case).stage is ReviewStage.AGREED)
    assert bay.standing() is Disposition.EXAMINE
    assert bay.work() == []


def test_a_supervisor_sees_both_readings_and_decides(bay: Bay) -> None:
    bay.read(Qt.Key.Key_F5, mark=True)
    bay.sit(SECOND)
    bay.read(Qt.Key.Key_F9)
    assert bay.standing() is Disposition.EXAMINE
    assert bay.work() == []
    bay.sit(CHIEF)
    assert bay.work() == [(False, True)]
    bay.open()
    second = bay.shown.review.second
    assert second.stage is SecondStage.ARBITRATION
    assert second.first is not None
    assert second.second is not None
    assert second.first.verdict is ReadingVerdict.SUSPECT
    assert second.second.verdict is ReadingVerdict.CLEAR
    bay.press(Qt.Key.Key_F9, Qt.Key.Key_Return)
    bay.qtbot.waitUntil(lambda: bay.standing() is Disposition.RELEASE)
    assert review_of(bay.case).stage is ReviewStage.ARBITRATED


def test_a_called_second_reader_releases_and_the_first_one_does_not(bay: Bay) -> None:
    bay.open()
    assert bay.shown.review.second.may_call
    bay.press(Qt.Key.Key_F8)
    bay.qtbot.waitUntil(lambda: bool(bay.recorded(SecondReaderRequested)))
    assert bay.stage() is SecondStage.AFTER_OWN
    bay.press(Qt.Key.Key_F9, Qt.Key.Key_Return)
    bay.qtbot.waitUntil(lambda: len(bay.recorded(ImageRead)) == 1)
    assert bay.standing() is None
    assert bay.work() == [(True, False)]
    bay.open()
    assert bay.stage() is SecondStage.CALLED
    bay.sit(SECOND)
    bay.read(Qt.Key.Key_F9)
    bay.qtbot.waitUntil(lambda: bay.standing() is Disposition.RELEASE)


def test_every_view_state_is_kept_beside_the_reading_and_replays(bay: Bay) -> None:
    bay.open()
    bay.qtbot.waitUntil(lambda: len(bay.presenter._sight._log) >= 1)
    bay.booth.clock.advance(1)
    bay.press(Qt.Key.Key_I)
    bay.qtbot.waitUntil(lambda: len(bay.presenter._sight._log) >= 2)
    bay.press(Qt.Key.Key_F9, Qt.Key.Key_Return)
    bay.qtbot.waitUntil(lambda: len(bay.recorded(ImageRead)) == 1)
    (read,) = bay.recorded(ImageRead)
    assert isinstance(read, ImageRead)
    assert read.reading.view_log is not None
    states = states_of(bay.booth.evidence.get(read.reading.view_log))
    assert states[0].state.window.inverse is not states[-1].state.window.inverse


def test_a_case_that_nobody_touches_goes_back_with_its_view_log(bay: Bay) -> None:
    bay.open()
    bay.qtbot.waitUntil(lambda: len(bay.presenter._sight._log) >= 1)
    bay.presenter.idle(HAND_BACK_S - 10)
    assert bay.shown.review.look.hand_back_in_s == 10
    bay.presenter.idle(HAND_BACK_S)
    bay.qtbot.waitUntil(lambda: bool(bay.recorded(ViewLogKept)))
    claims = [item.claimed for item in bay.recorded(CaseClaimed) if isinstance(item, CaseClaimed)]
    assert claims == [True, False]
    assert bay.presenter.case_id is None


def test_hints_stay_locked_until_the_first_look_has_ended(bay: Bay) -> None:
    bay.press(Qt.Key.Key_J)
    assert not bay.shown.review.look.ended
    bay.open()
    assert bay.shown.review.look.ended


def test_goods_that_were_seen_are_recorded_and_only_ones_own_are_shown(bay: Bay) -> None:
    bay.open()
    bay.presenter.screen.line_judged.emit(1, True)  # noqa: FBT003 - a signal's value
    bay.qtbot.waitUntil(lambda: bool(bay.recorded(ManifestLineJudged)))
    assert [line.seen for line in bay.shown.manifest] == [None, True, None]
    bay.sit(SECOND)
    bay.open()
    assert [line.seen for line in bay.shown.manifest] == [None, None, None]
