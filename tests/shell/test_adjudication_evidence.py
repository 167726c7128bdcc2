"""At RADIATION: what stands beside an alarm, who sees it, and how it is handed on."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationLock,
    AlarmOpinion,
    Band,
    MedicalAnswer,
    NuclideCategory,
    OwnIdentification,
    OwnNuclide,
    OwnOutcome,
)
from app.domain.alarm_list import ALARMS_ON_A_PAGE
from app.domain.events import (
    SpectrumAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.domain.time_history import Measured
from app.shell.stations.adjudication_view import together
from app.workflow.desk import Acting
from tests.builders import (
    officer,
    spectrum_file,
)
from tests.shell.alarms import (
    CASE,
    FILE,
    REVIEWER,
    alarm,
    entry,
    go,
    listed,
    made,
    press,
    spectrum,
)
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import alarmed, opening
from widgets.adjudication.state import BundleState, Step, StepState
from widgets.common.actions import ScreenId


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    bay = shown_booth(qtbot, qapp, bundles=tmp_path / "bundles")
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    yield bay
    bay.close()


def states(bay: Booth) -> dict[Step, StepState]:
    return {line.step: line.state for line in alarm(bay).steps}


REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")


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
        "portal/passage-1 not kept: the portal's link has none, or there was no room for them",
        "identified/1.json not there: the analysis was not done by then, or failed (see case.json)",
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
    view = alarm(bay)
    assert view.opinion is AlarmOpinion.NO_ALARM
    assert AdjudicationLock.NO_ALARM in view.key(AdjudicationAct.CLOSE).locks


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
    bay = shown_booth(qtbot, qapp, identify=lambda _file, _part: Measured(own=own))
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
    bay = shown_booth(qtbot, qapp, identify=lambda _file, _part: Measured(own=own))
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


def test_what_one_spectrum_named_is_not_unsaid_by_the_next() -> None:
    caesium = OwnNuclide(name="Cs-137", band=Band.LIKELY, category=NuclideCategory.INDUSTRIAL)
    first = OwnIdentification(outcome=OwnOutcome.IDENTIFIED, nuclides=(caesium,), possible_snm=True)
    weak = OwnIdentification(outcome=OwnOutcome.INSUFFICIENT)
    assert together([first, weak]) == first
    assert together([weak]) == weak
    assert together([]) is None
