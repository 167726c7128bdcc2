"""Hints, comparison, report and the news of a test, by key, at a whole booth."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.annotation import PixelBox
from app.domain.decision import Disposition, Stage
from app.domain.events import DecisionMade, RadiographAttached
from app.domain.identifiers import CaseId
from app.domain.review_events import HintsShown, ImageRead, TestThreatRevealed
from app.radiography.image_cache import open_cached
from app.shell.stations.compared_images import earlier_images
from app.shell.stations.shown_image import ShownImage
from app.workflow.threat_tests import LaidIn
from app.workflow.updates import ImageReady
from devices.radiograph.tdr_read import read_tdr
from tests.devices.radiograph.packages import package
from tests.shell.booth import shown_booth
from tests.shell.cases import decision, opening
from tests.shell.test_secondary_review import CASE, FIRST, Bay
from tests.workflow.fakes import HandExecutor
from widgets.secondary.review_state import AidStatus, CompareStatus
from widgets.secondary.state import ImageStatus

EARLIER = CaseId("earlier")
BOX = PixelBox(left=10, top=10, right=30, bottom=30)


@pytest.fixture
def hand() -> HandExecutor:
    """The worker of hints, comparisons and reports."""
    return HandExecutor()


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path, hand: HandExecutor) -> Iterator[Bay]:
    booth = shown_booth(qtbot, qapp, workers=hand)
    bay = Bay(qtbot, booth, tmp_path)
    bay.sit(FIRST)
    yield bay
    booth.close()


def aids(bay: Bay) -> AidStatus:
    return bay.shown.review.aids.status


def message(bay: Bay) -> str:
    return bay.booth.workstation.window.messages.words.text()


def ask(bay: Bay, hand: HandExecutor) -> None:
    """Look at the whole image, and have the references listed, which the worker does first."""
    bay.open()
    hand.work()
    bay.press(Qt.Key.Key_S)
    assert aids(bay) is AidStatus.COMPUTING


def test_before_the_first_look_has_ended_no_machine_is_asked(bay: Bay, hand: HandExecutor) -> None:
    bay.press(Qt.Key.Key_J)
    bay.press(Qt.Key.Key_S)
    bay.presenter.screen.hints_requested.emit(True)  # noqa: FBT003 - a signal's value
    assert aids(bay) is AidStatus.NOT_ASKED
    hand.work()
    assert bay.recorded(HintsShown) == []


def test_hints_are_recorded_before_they_are_shown(bay: Bay, hand: HandExecutor) -> None:
    ask(bay, hand)
    hand.work()
    bay.qtbot.waitUntil(lambda: aids(bay) is AidStatus.READY)
    (shown,) = bay.recorded(HintsShown)
    assert isinstance(shown, HintsShown)
    assert shown.hints == bay.shown.review.aids.hints
    assert shown.image_id == bay.attached.image_id
    bay.press(Qt.Key.Key_S, Qt.Key.Key_S)
    assert len(bay.recorded(HintsShown)) == 1
    assert hand.waiting == []


def test_hints_that_cannot_be_recorded_are_not_shown(bay: Bay, hand: HandExecutor) -> None:
    ask(bay, hand)
    bay.booth.journal.full = True
    hand.work()
    bay.qtbot.waitUntil(lambda: aids(bay) is AidStatus.FAILED)
    assert bay.shown.review.aids.hints == ()


def test_a_machine_that_dies_is_said_and_may_be_asked_again(bay: Bay, hand: HandExecutor) -> None:
    ask(bay, hand)
    hand.work(BrokenProcessPool("a worker died"))
    bay.qtbot.waitUntil(lambda: aids(bay) is AidStatus.FAILED)
    assert "ended unexpectedly" in bay.presenter.screen.panels.hints.lead.text()
    bay.press(Qt.Key.Key_S, Qt.Key.Key_S)
    assert aids(bay) is AidStatus.COMPUTING


def test_hints_put_away_while_the_machine_looks_are_called_off(
    bay: Bay, hand: HandExecutor
) -> None:
    ask(bay, hand)
    bay.press(Qt.Key.Key_S)
    assert aids(bay) is AidStatus.NOT_ASKED
    assert len(list(bay.folder.glob("*.stop"))) + len(hand.waiting) >= 1
    bay.qtbot.wait(0)
    assert bay.recorded(HintsShown) == []


def earlier(bay: Bay) -> RadiographAttached:
    """The container of the bay, imaged a month before in a case of its own."""
    scan = replace(
        bay.attached.scan,
        scan_id="COU-20261024-0001",
        started_at=bay.attached.scan.started_at - timedelta(days=31),
    )
    ref = replace(bay.attached.evidence[0], sha256="e" * 64)
    attached = RadiographAttached(case_id=EARLIER, scan=scan, evidence=(ref,))
    bay.booth.record(*opening(EARLIER), attached)
    return attached


def test_the_containers_last_image_is_compared_and_named_with_its_date(
    bay: Bay, hand: HandExecutor
) -> None:
    before = earlier(bay)
    bay.open()
    current = bay.shown.review.compare.current
    assert current is not None
    assert current.choice_id == before.image_id
    assert current.status is CompareStatus.AT_CENTRE  # this booth never reaches one
    bay.press(Qt.Key.Key_C)
    panel = bay.presenter.screen.panels.compare
    assert f"{before.scan.started_at.astimezone():%Y-%m-%d}" in panel.aside.text()
    bay.presenter.screen.comparison_requested.emit(0)
    bay.booth.workstation.take(ImageReady(EARLIER, before.image_id, str(bay.folder)))
    bay.qtbot.waitUntil(lambda: not panel.view.has_image or bool(hand.waiting))


def shown_image(bay: Bay) -> ShownImage:
    image = open_cached(bay.folder)
    return ShownImage(case=bay.case, attached=bay.attached, folder=bay.folder, image=image)


def test_neither_a_test_nor_what_it_was_made_of_is_compared_with(bay: Bay) -> None:
    before = earlier(bay)
    cases = bay.booth.workstation.board.cases()
    [found] = earlier_images(cases, shown_image(bay))
    assert found.source == before
    made_later = timedelta(days=30)
    as_test = [
        replace(case, case_id=CaseId("test"), radiographs=tuple(
            replace(item, scan=replace(item.scan, started_at=item.scan.started_at + made_later))
            for item in case.radiographs
        ))
        for case in cases
    ]  # fmt: skip
    [again] = earlier_images([*as_test, *cases, *as_test], shown_image(bay))
    assert again.source == before
    same = [
        replace(case, radiographs=tuple(
            replace(item, scan=replace(item.scan, scan_id=bay.attached.scan.scan_id))
            for item in case.radiographs
        ))
        for case in cases
    ]  # fmt: skip
    assert earlier_images(same, shown_image(bay)) == ()


def press_report(bay: Bay) -> None:
    for name, kind, data in package():
        bay.booth.evidence.put(data, media_type=kind, name=name)
    window = bay.booth.workstation.window
    bay.qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_a_report_is_of_a_reading_and_nothing_else(bay: Bay) -> None:
    bay.open()
    press_report(bay)
    assert "not read" in message(bay)
    assert not (bay.booth.folder / "reports").exists()


def test_the_last_reading_leaves_as_files_and_it_is_said_where(
    bay: Bay, hand: HandExecutor
) -> None:
    bay.read(Qt.Key.Key_F5, mark=True)
    hand.work()
    press_report(bay)
    bay.qtbot.waitUntil(lambda: bool(hand.waiting))
    hand.work()
    bay.qtbot.waitUntil(lambda: "reports" in message(bay))
    [folder] = (bay.booth.folder / "reports").iterdir()
    suffixes = sorted(path.suffix for path in folder.iterdir())
    assert suffixes == [".dcs", ".dcs", ".dcs", ".json", ".png"]
    [report] = folder.glob("*-report.dcs")
    (read,) = bay.recorded(ImageRead)
    assert isinstance(read, ImageRead)
    told = read_tdr(report.read_bytes())
    assert [item.annotation for item in told.threats] == list(read.reading.annotations)


def test_a_report_that_cannot_be_written_is_said(bay: Bay, hand: HandExecutor) -> None:
    bay.read(Qt.Key.Key_F5, mark=True)
    hand.work()
    press_report(bay)
    bay.qtbot.waitUntil(lambda: bool(hand.waiting))
    hand.work(OSError("no space left on device"))
    bay.qtbot.waitUntil(lambda: "no space left" in message(bay))


@pytest.mark.parametrize("object_name", ["lead bricks", None])
def test_a_test_image_stays_until_its_officer_has_seen_what_it_was(
    bay: Bay, object_name: str | None
) -> None:
    released = DecisionMade(case_id=CASE, decision=decision(Disposition.RELEASE, Stage.SECONDARY))
    bay.booth.record(released)
    laid = LaidIn(folder=str(bay.folder), object_name=object_name, box=BOX if object_name else None)
    case_id = bay.booth.tests.place(bay.case, laid)
    assert bay.work() == [(False, False)]
    bay.press(Qt.Key.Key_J)
    bay.qtbot.waitUntil(lambda: bay.presenter.image_is_ready)
    opened = bay.presenter.case_id
    assert opened == case_id
    bay.press(Qt.Key.Key_F5, Qt.Key.Key_Return)
    bay.qtbot.waitUntil(lambda: bool(bay.recorded(TestThreatRevealed)))
    screen = bay.presenter.screen
    bay.qtbot.waitUntil(lambda: screen.reveal.is_open)
    assert bay.shown.image.status is ImageStatus.READY
    assert screen.image.view.has_image
    assert bay.presenter.case_id is None
    words = screen.reveal.words.text()
    assert (object_name or "nothing was laid into it") in words
    bay.press(Qt.Key.Key_F5, Qt.Key.Key_Return)  # there is nothing left to decide
    assert len(bay.recorded(TestThreatRevealed)) == 1
    screen.reveal.close_button.click()
    still_there = (screen.reveal.is_open, screen.image.view.has_image)
    assert still_there == (False, False)
    assert bay.presenter.view is not None
    assert bay.presenter.view.case is None
