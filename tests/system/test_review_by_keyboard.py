"""One suspect load, read by two officers who have a keyboard and nothing else, to the report."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clearance.readings import ReviewStage, review_of
from app.domain.annotation import Ability, ThreatCategory
from app.domain.case import Case
from app.domain.decision import Disposition, Stage
from app.domain.reading import HintSource, ReadingVerdict
from app.radiography.aids.run import MASS
from devices.emulators.imager import scan_name, sheet_of, tiff_bytes
from devices.emulators.imaging.exposure import read_out
from devices.radiograph.sheet import write_sheet
from devices.radiograph.tdr_read import read_tdr
from tests.builders import NOW
from tests.radiography.exposures import HIGH, LOW, Vehicle, passed
from tests.system.review_station import Hands, enrol, site_at, station
from widgets.secondary.image_swap import Shown
from widgets.secondary.review_state import AidStatus, CompareKind, SecondStage

FIRST, SECOND = "41877", "40912"
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def scan_to(folder: Path, *, at: datetime, later_px: int, seed: int) -> None:
    """Image one lorry; the imager starts `later_px` columns later, and its noise is new."""
    vehicle, random = Vehicle(), np.random.default_rng(seed)
    pixels = [
        read_out(passed("clothing", 7_001, beam)[:, later_px:], random) for beam in (HIGH, LOW)
    ]
    image, name = tiff_bytes(pixels), scan_name(seed, at)
    sheet = sheet_of(vehicle, name, at, sha256(image).hexdigest())
    (folder / f"{name}.tif").write_bytes(image)
    aside = folder / f".{name}"
    aside.write_bytes(write_sheet(sheet))
    aside.rename(folder / f"{name}.xml")


def arrive(hands: Hands, scans: Path) -> None:
    """A container is imaged, and twenty days later again; then primary sends it here."""
    scan_to(scans, at=NOW - timedelta(days=20), later_px=9, seed=1)
    hands.until(lambda: [len(case.radiographs) for case in hands.cases()] == [1])
    scan_to(scans, at=NOW, later_px=0, seed=2)
    hands.until(lambda: [len(case.radiographs) for case in hands.cases()] == [1, 1])
    hands.refer(reviewed(hands))
    hands.until(lambda: reviewed(hands).awaits_secondary)


def reviewed(hands: Hands) -> Case:
    return max(hands.cases(), key=lambda case: case.radiographs[-1].scan.started_at)


def mark_something(hands: Hands) -> None:
    """A box by arrow keys, taken for an explosive, with a word to it."""
    hands.press(Qt.Key.Key_A)
    hands.press(Qt.Key.Key_Right, times=3)
    hands.press(Qt.Key.Key_Down, SHIFT, times=2)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_A, SHIFT)
    hands.press(Qt.Key.Key_3)
    hands.press(Qt.Key.Key_D)
    hands.press(Qt.Key.Key_N)
    hands.type("behind the bales")
    hands.press(Qt.Key.Key_Return)


def ask_the_machine(hands: Hands) -> None:
    hands.press(Qt.Key.Key_S)
    hands.until(lambda: hands.case_shown.review.aids.status is AidStatus.READY)
    assert hands.case_shown.review.aids.mass is not None


def compare(hands: Hands) -> None:
    """The same container twenty days ago: beside, blinked, and the difference."""
    secondary = hands.workstation.secondary
    assert secondary is not None
    pictures: list[Shown] = []
    secondary.screen.picture_changed.connect(pictures.append)
    hands.press(Qt.Key.Key_C)
    hands.until(lambda: hands.case_shown.review.compare.score is not None)
    state = hands.case_shown.review.compare
    assert state.current is not None
    assert state.current.kind is CompareKind.SAME_CONTAINER
    window = secondary.screen.image.view.window_shown
    hands.press(Qt.Key.Key_X)
    hands.press(Qt.Key.Key_D)
    assert secondary.screen.image.view.window_shown != window
    hands.press(Qt.Key.Key_D)
    hands.press(Qt.Key.Key_C)
    assert secondary.screen.image.view.window_shown == window
    assert [
        item
        for item, before in zip(pictures, [None, *pictures], strict=False)
        if item is not before
    ][-3:] == [Shown.OTHER, Shown.DIFFERENCE, Shown.OWN]


def examine(hands: Hands, readings: int) -> Case:
    hands.press(Qt.Key.Key_F5)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: len(reviewed(hands).readings) == readings)
    return reviewed(hands)


def test_two_officers_read_a_suspect_load_by_keyboard_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    site = site_at(tmp_path)
    enrol(site, FIRST, SECOND)
    with station(qtbot, qapp, site) as hands:
        hands.sign_in(FIRST)
        arrive(hands, tmp_path / "scans")
        hands.open_image()
        ask_the_machine(hands)
        compare(hands)
        mark_something(hands)
        case = examine(hands, readings=1)
        assert review_of(case).stage is ReviewStage.AWAITING_SECOND
        hands.press(Qt.Key.Key_Q, CONTROL_SHIFT)
        hands.until(lambda: hands.workstation.session.acting is None)
        hands.sign_in(SECOND)
        hands.open_image()
        second = hands.case_shown.review.second
        assert second.stage is SecondStage.BLIND
        assert second.first is not None
        assert second.first.verdict is None
        mark_something(hands)
        case = examine(hands, readings=2)
    assert review_of(case).stage is ReviewStage.AGREED
    made = case.standing(Stage.SECONDARY)
    assert made is not None
    assert made.decision.disposition is Disposition.EXAMINE
    first, again = (item.reading for item in case.readings)
    assert HintSource(algorithm=MASS[0], version=MASS[1]) in first.hints
    assert again.hints == ()
    assert (first.is_blind, again.is_blind) == (True, True)
    for reading in (first, again):
        assert reading.verdict is ReadingVerdict.SUSPECT
        assert reading.coverage == 1.0
        (mark,) = reading.annotations
        assert (mark.category, mark.ability) == (ThreatCategory.EXPLOSIVE, Ability.SHIELD)
        assert mark.note == "behind the bales"
    reports = sorted((tmp_path / "outgoing").glob("*.dcs"))
    told = [read_tdr(path.read_bytes()) for path in reports]
    assert [[item.annotation for item in report.threats] for report in told] == [
        list(reading.annotations) for reading in (first, again)
    ]
