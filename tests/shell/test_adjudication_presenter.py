"""At RADIATION: one alarm is opened, judged and ended in at most three keys, or locked with why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AdjudicationReason,
    AlarmOpinion,
    CommodityOutcome,
    MedicalAnswer,
)
from app.domain.events import (
    OccupancyAssessed,
    OccupancyRecorded,
)
from app.domain.occupancy import Radiation
from tests.builders import (
    gamma_profile,
    occupancy,
    verdict,
)
from tests.shell.alarms import CASE, REVIEWER, alarm, go, listed, made, press, spectrum
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import NEUTRON_PROFILE, alarmed, opening


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    bay = shown_booth(qtbot, qapp, bundles=tmp_path / "bundles")
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    yield bay
    bay.close()


def test_a_tile_load_is_closed_as_natural_in_two_keys(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "K-40", "Ra-226")
    go(qtbot, bay)
    assert alarm(bay).opinion is AlarmOpinion.NORM_EXPLAINED
    press(qtbot, bay, Qt.Key.Key_F9)
    assert not made(bay)
    press(qtbot, bay, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    (act,) = made(bay)
    assert act.code is AdjudicationCode.NORM
    assert act.reason is AdjudicationReason.COMMODITY_EXPLAINS
    assert act.commodity is CommodityOutcome.EXPLAINED
    assert act.medical is MedicalAnswer.NOT_ASKED
    assert act.badge == REVIEWER.officer.badge


def test_a_patient_is_closed_as_medical_in_three_keys(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "Tc-99m")
    go(qtbot, bay)
    assert alarm(bay).opinion is AlarmOpinion.MEDICAL_TO_ASK
    locks = alarm(bay).key(AdjudicationAct.CLOSE).locks
    assert locks == (AdjudicationLock.INTERVIEW,)
    press(qtbot, bay, Qt.Key.Key_Y, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    (act,) = made(bay)
    assert act.code is AdjudicationCode.MEDICAL
    assert act.medical is MedicalAnswer.YES
    assert act.reason is AdjudicationReason.MEDICAL_PATIENT


def test_a_patient_who_says_no_is_for_the_specialist(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "Tc-99m")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_N, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not made(bay)
    assert AdjudicationLock.FOREIGN_NUCLIDE in alarm(bay).key(AdjudicationAct.CLOSE).locks
    press(qtbot, bay, Qt.Key.Key_F5, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [act.act for act in made(bay)] == [AdjudicationAct.SPECIALIST])
    assert made(bay)[0].medical is MedicalAnswer.NO


def test_a_source_is_locked_against_innocent_and_referred_in_two_keys(
    qtbot: QtBot, bay: Booth
) -> None:
    spectrum(bay, "Cs-137")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not made(bay)
    locks = alarm(bay).key(AdjudicationAct.CLOSE).locks
    assert AdjudicationLock.FOREIGN_NUCLIDE in locks
    assert AdjudicationLock.COMMODITY in locks
    press(qtbot, bay, Qt.Key.Key_F5, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    assert made(bay)[0].reason is AdjudicationReason.FOREIGN_NUCLIDE


def test_a_neutron_alarm_cannot_be_closed_as_anything_but_real(qtbot: QtBot, bay: Booth) -> None:
    measured = occupancy(alarms=frozenset(Radiation), profiles=(gamma_profile(), NEUTRON_PROFILE))
    bay.record(
        OccupancyRecorded(case_id=CASE, occupancy=measured),
        OccupancyAssessed(case_id=CASE, verdict=verdict(gamma=True, neutron=True)),
    )
    spectrum(bay, "K-40")
    go(qtbot, bay)
    assert alarm(bay).opinion is AlarmOpinion.NEUTRONS
    for _ in AdjudicationCode:
        key = alarm(bay).key(AdjudicationAct.CLOSE)
        adverse = {
            AdjudicationCode.CONTRABAND,
            AdjudicationCode.OTHER_REAL,
            AdjudicationCode.TAMPER_OR_FAULT,
        }
        assert (AdjudicationLock.NEUTRONS in key.locks) is (key.code not in adverse)
        press(qtbot, bay, Qt.Key.Key_Down)


def test_another_code_is_chosen_with_the_arrows(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "K-40")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    assert made(bay)[0].code is AdjudicationCode.INSPECTION_NEGATIVE


def test_escape_takes_an_armed_act_back(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "K-40")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert not made(bay)


def test_a_closed_alarm_stays_closed_until_the_vehicle_passes_again(
    qtbot: QtBot, bay: Booth
) -> None:
    spectrum(bay, "K-40")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    assert alarm(bay).key(AdjudicationAct.CLOSE).locks == (AdjudicationLock.ALREADY_CLOSED,)
    bay.record(*alarmed(CASE))
    assert alarm(bay).key(AdjudicationAct.CLOSE).locks == ()


def test_an_act_that_the_record_refuses_changes_nothing_and_says_so(
    qtbot: QtBot, bay: Booth
) -> None:
    spectrum(bay, "K-40")
    go(qtbot, bay)
    bay.journal.full = True
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    presenter = bay.workstation.radiation
    assert presenter is not None
    qtbot.waitUntil(lambda: presenter.view is not None and "full" in presenter.view.problem)
    assert not made(bay)


def test_without_our_identification_the_instruments_report_stands_alone(
    qtbot: QtBot, bay: Booth
) -> None:
    spectrum(bay, "Cs137")
    go(qtbot, bay)
    (line,) = alarm(bay).nuclides
    assert (line.name, line.lines_kev) == ("Cs-137", (661.7,))
    assert line.instrument is not None
    assert line.own is None
