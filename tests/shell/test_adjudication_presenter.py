"""At RADIATION: one alarm is opened, judged and ended in at most three keys, or locked with why."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AdjudicationReason,
    AlarmOpinion,
    Band,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
    OwnIdentification,
    OwnNuclide,
    OwnOutcome,
)
from app.domain.alarm_list import ALARMS_ON_A_PAGE, AlarmEntry
from app.domain.events import (
    AlarmAdjudicated,
    Event,
    OccupancyAssessed,
    OccupancyRecorded,
    SpectrumAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.domain.occupancy import Radiation
from app.domain.officer import Role
from app.domain.spectrum import NuclideReport
from app.workflow.desk import Acting
from tests.builders import (
    GAMMA_ALARM,
    NOW,
    gamma_profile,
    occupancy,
    officer,
    spectrum_file,
    verdict,
)
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import NEUTRON_PROFILE, alarmed, opening
from widgets.adjudication.state import AlarmView, BundleState, Step, StepState
from widgets.common.actions import ScreenId

EventT = TypeVar("EventT", bound=Event)
CASE = CaseId("a")
REVIEWER = Acting(officer=officer(), role=Role.SECONDARY)
FILE = b"<RadInstrumentData/>"


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    bay = shown_booth(qtbot, qapp, bundles=tmp_path / "bundles")
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    yield bay
    bay.close()


def entry(position: int, case_id: str, *nuclides: str) -> AlarmEntry:
    return AlarmEntry(
        position=position,
        case_id=CaseId(case_id),
        lane="3",
        closed_at=NOW + timedelta(seconds=position),
        title="CJK 4419",
        monitor=GAMMA_ALARM,
        own=GAMMA_ALARM,
        sigma=8.4,
        nuclides=nuclides,
        code=None,
    )


def listed(bay: Booth, *cases: str) -> None:
    bay.alarms.entries = [entry(number, name) for number, name in enumerate(cases, start=1)]


def spectrum(bay: Booth, *nuclides: str) -> None:
    ref = bay.evidence.put(FILE, media_type="application/xml", name="../s 1.n42")
    reports = tuple(NuclideReport(name=name) for name in nuclides)
    file = replace(spectrum_file(), nuclides=reports)
    bay.record(SpectrumAttached(case_id=CASE, file=file, evidence=ref))


def go(qtbot: QtBot, bay: Booth) -> None:
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert bay.workstation.window.screen_id is ScreenId.RADIATION
    qtbot.waitUntil(lambda: shown(bay) is not None)


def shown(bay: Booth) -> AlarmView | None:
    presenter = bay.workstation.radiation
    assert presenter is not None
    return presenter.view.alarm if presenter.view else None


def alarm(bay: Booth) -> AlarmView:
    bay.workstation.refresh()
    view = shown(bay)
    assert view is not None
    return view


def press(qtbot: QtBot, bay: Booth, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(bay.workstation.window, key)
        bay.workstation.refresh()


def made(bay: Booth) -> list[Adjudication]:
    return [
        item.event.adjudication
        for item in bay.journal.written
        if isinstance(item.event, AlarmAdjudicated)
    ]


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


def test_steps_follow_what_was_done(qtbot: QtBot, bay: Booth) -> None:
    go(qtbot, bay)
    assert states(bay) == {
        Step.NEUTRONS: StepState.DONE,
        Step.SPECTRUM: StepState.OPEN,
        Step.INTERVIEW: StepState.OPEN,
        Step.REACH_BACK: StepState.OPEN,
    }
    spectrum(bay, "K-40")
    press(qtbot, bay, Qt.Key.Key_F8, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    assert states(bay) == {
        Step.NEUTRONS: StepState.DONE,
        Step.SPECTRUM: StepState.DONE,
        Step.INTERVIEW: StepState.NOT_NEEDED,
        Step.REACH_BACK: StepState.DONE,
    }


def states(bay: Booth) -> dict[Step, StepState]:
    return {line.step: line.state for line in alarm(bay).steps}


def test_one_key_writes_the_evidence_bundle(qtbot: QtBot, bay: Booth, tmp_path: Path) -> None:
    spectrum(bay, "Cs-137")
    go(qtbot, bay)
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: alarm(bay).bundle.state is BundleState.WRITTEN)
    (path,) = (tmp_path / "bundles").iterdir()
    assert path.name == alarm(bay).bundle.text
    with zipfile.ZipFile(path) as package:
        contents = json.loads(package.read("contents.json"))
        assert package.read("spectra/1-_s_1.n42") == FILE
        assert package.read("report.pdf").startswith(b"%PDF")
        case = json.loads(package.read("case.json"))
    assert case["case_id"] == CASE
    assert case["spectra"][0]["file"]["nuclides"][0]["name"] == "Cs-137"
    assert contents["missing"] == [
        "portal/lines.csv not kept: this station does not store the portal's raw lines"
    ]


def test_filters_and_pages_are_asked_of_the_list(qtbot: QtBot, bay: Booth) -> None:
    bay.alarms.entries = [
        entry(number, f"case-{number}", "K-40" if number % 2 else "Cs-137")
        for number in range(1, 2 * ALARMS_ON_A_PAGE)
    ]
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    presenter = bay.workstation.radiation
    assert presenter is not None

    def page() -> tuple[int, int, str]:
        assert presenter.view is not None
        events = presenter.view.events
        return events.page, len(events.rows), events.nuclide

    qtbot.waitUntil(lambda: page() == (1, ALARMS_ON_A_PAGE, ""))
    press(qtbot, bay, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page() == (2, ALARMS_ON_A_PAGE - 1, ""))
    press(qtbot, bay, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page() == (1, ALARMS_ON_A_PAGE, ""))
    press(qtbot, bay, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: page() == (1, ALARMS_ON_A_PAGE - 1, "Cs-137"))
    press(qtbot, bay, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: bay.alarms.asked[-1].open_only)


def test_an_answer_is_not_carried_over_to_the_next_officer(qtbot: QtBot, bay: Booth) -> None:
    spectrum(bay, "Tc-99m")
    go(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_Y)
    assert alarm(bay).medical is MedicalAnswer.YES
    bay.workstation.session.sign_out()
    bay.sit_down(REVIEWER)
    go(qtbot, bay)
    assert alarm(bay).medical is MedicalAnswer.NOT_ASKED


def test_a_primary_officer_does_not_adjudicate(qtbot: QtBot, bay: Booth) -> None:
    bay.workstation.session.sign_out()
    bay.sit_down(Acting(officer=officer(), role=Role.PRIMARY))
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert bay.workstation.window.screen_id is ScreenId.PRIMARY


def test_what_the_portal_never_saw_is_no_alarm(qtbot: QtBot, bay: Booth) -> None:
    quiet = CaseId("b")
    bay.record(*opening(quiet))
    bay.workstation.radiation.select(quiet)  # type: ignore[union-attr]  # the fixture built it
    view = alarm_of(bay)
    assert view.opinion is AlarmOpinion.NO_ALARM
    assert AdjudicationLock.NO_ALARM in view.key(AdjudicationAct.CLOSE).locks


def alarm_of(bay: Booth) -> AlarmView:
    view = shown(bay)
    assert view is not None
    return view


REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")


def test_an_original_that_is_not_here_is_named_as_missing(
    qtbot: QtBot, bay: Booth, tmp_path: Path
) -> None:
    bay.record(SpectrumAttached(case_id=CASE, file=spectrum_file(), evidence=REF))
    go(qtbot, bay)
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: alarm(bay).bundle.state is BundleState.WRITTEN)
    (path,) = (tmp_path / "bundles").iterdir()
    with zipfile.ZipFile(path) as package:
        missing = json.loads(package.read("contents.json"))["missing"]
    assert any(line.startswith("spectra/1-s.n42 ") for line in missing)


def test_what_this_station_names_itself_stands_beside_and_locks_as_well(
    qtbot: QtBot, qapp: QApplication
) -> None:
    found = OwnNuclide(
        name="Cs-137", band=Band.LIKELY, category=NuclideCategory.INDUSTRIAL, lines_kev=(661.7,)
    )
    own = OwnIdentification(outcome=OwnOutcome.IDENTIFIED, nuclides=(found,))
    bay = shown_booth(qtbot, qapp, identify=lambda _file: own)
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    spectrum(bay, "K-40")
    go(qtbot, bay)
    qtbot.waitUntil(lambda: alarm(bay).own is OwnOutcome.IDENTIFIED)
    names = {line.name: (line.instrument is None, line.own) for line in alarm(bay).nuclides}
    assert names == {"Cs-137": (True, found), "K-40": (False, None)}
    assert alarm(bay).opinion is AlarmOpinion.FOREIGN_NUCLIDE
    assert AdjudicationLock.FOREIGN_NUCLIDE in alarm(bay).key(AdjudicationAct.CLOSE).locks
    press(qtbot, bay, Qt.Key.Key_F5, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(bay)) == 1)
    assert made(bay)[0].nuclides == ("K-40", "Cs-137")
    bay.close()


def test_what_may_be_nuclear_material_is_never_closed_as_innocent(
    qtbot: QtBot, qapp: QApplication
) -> None:
    own = OwnIdentification(outcome=OwnOutcome.INSUFFICIENT, possible_snm=True)
    bay = shown_booth(qtbot, qapp, identify=lambda _file: own)
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    spectrum(bay, "K-40")
    go(qtbot, bay)
    qtbot.waitUntil(lambda: alarm(bay).opinion is AlarmOpinion.POSSIBLE_SNM)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not made(bay)
    locks = alarm(bay).key(AdjudicationAct.CLOSE).locks
    assert locks == (AdjudicationLock.POSSIBLE_SNM,)
    bay.close()
