"""What tests do at RADIATION: fill the list, go there, press keys, read what was recorded."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.adjudication import (
    Adjudication,
)
from app.domain.alarm_list import AlarmEntry
from app.domain.events import (
    AlarmAdjudicated,
    Event,
    SpectrumAttached,
)
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.domain.spectrum import NuclideReport
from app.workflow.desk import Acting
from tests.builders import (
    GAMMA_ALARM,
    NOW,
    officer,
    spectrum_file,
)
from tests.shell.booth import Booth
from widgets.adjudication.state import AlarmView
from widgets.common.actions import ScreenId

EventT = TypeVar("EventT", bound=Event)
CASE = CaseId("a")
REVIEWER = Acting(officer=officer(), role=Role.SECONDARY)
FILE = b"<RadInstrumentData/>"


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
