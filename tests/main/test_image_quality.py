"""From a file in the drop folder to the page: a station with a real worker. All is simulated."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.image_quality import QualityLimits, QualityRefusal
from app.main.quality_limits import limits_of
from app.shell.stations.quality import limits_for, quality_view
from app.workflow.updates import CaseChanged, QualityUpdate
from devices.emulators.quality_scan import write_test_object
from tests.main.stations import Running, running, site_of
from tests.shell.alarms import REVIEWER
from tests.shell.booth import Booth
from tests.ui_tools.languages import Tongue, speaking
from widgets.common.actions import ScreenId
from widgets.quality.screen import QualityScreen
from widgets.quality.state import Figure, QualityView
from widgets.quality.words import figure_words

AT = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
IMAGER = "Parallel49 cargo imager emulator"
LIMITS = f"""
[[quality.limits]]
device = "{IMAGER}"
energy_mv = 9.0
penetration_mm_min = 280
[[quality.limits]]
wire_mm_max = 2.0
"""


@contextmanager
def imaging(folder: Path, more: str = "") -> Iterator[Running]:
    """A station with a drop folder for radiographs."""
    drop = folder / "drop"
    drop.mkdir(exist_ok=True)
    device = f'[devices.imager]\nkind = "radiograph/scan-folder"\npath = "{drop}"\n'
    with running(site_of(folder, device + more)) as station:
        yield station


def told(station: Running, scans: int) -> QualityUpdate:
    """What the screens are told once so many scans were measured; no case was opened before."""
    while True:
        update = station.updates.get(timeout=60)
        assert not isinstance(update, CaseChanged)
        if isinstance(update, QualityUpdate) and len(update.measured) == scans:
            return update


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the station is."""
    return tmp_path_factory.mktemp("station")


@pytest.fixture(scope="module")
def update(folder: Path) -> QualityUpdate:
    """What the screens are told of two good scans, a weak one and a crooked one."""
    with imaging(folder) as station:
        drop = folder / "drop"
        for day in range(2):
            write_test_object(drop, seed=day, at=AT + timedelta(days=day))
        write_test_object(drop, seed=8, at=AT + timedelta(days=2), quanta=2_000.0)
        write_test_object(drop, seed=5, at=AT + timedelta(days=3), shift_mm=(0, 700))
        return told(station, 4)


def words(screen: QualityScreen) -> set[str]:
    """Every text that is on the page."""
    return {part.text() for part in screen.findChildren(QLabel) if part.isVisibleTo(screen)}


def test_scans_in_the_drop_folder_come_to_the_page(
    update: QualityUpdate, qtbot: QtBot, qapp: QApplication
) -> None:
    booth = Booth(qapp)
    qtbot.addWidget(booth.workstation.window)
    booth.open()
    booth.workstation.take(update)
    booth.sit_down(REVIEWER)
    booth.workstation.go(ScreenId.QUALITY)
    screen = booth.workstation.window.findChild(QualityScreen)
    assert isinstance(screen, QualityScreen)
    assert [(item.device, item.energy_mv) for item in screen.view.imagers] == [
        (IMAGER, 9.0),
        (IMAGER, 6.0),
    ]
    assert [len(item.measured) for item in screen.view.imagers] == [3, 3]
    before = screen.view.imagers[0].before(Figure.PENETRATION)
    assert before is not None
    assert figure_words(Figure.PENETRATION, before) in words(screen)
    assert not any("limit" in text for text in words(screen))
    booth.close()


def test_the_record_has_the_trend_and_no_case_after_a_restart(
    update: QualityUpdate, folder: Path
) -> None:
    with imaging(folder) as again:
        assert told(again, 4) == update
        assert again.backend.cases == ()


@pytest.mark.parametrize(
    ("tongue", "sentence"),
    [
        (Tongue.ENGLISH, "the test object stands crooked or is cut off"),
        (Tongue.FRENCH, "l’objet d’essai est de travers ou coupé"),
    ],
)
def test_a_scan_that_says_nothing_tells_why_in_words(
    update: QualityUpdate, qtbot: QtBot, qapp: QApplication, tongue: Tongue, sentence: str
) -> None:
    assert update.measured[-1].refused is QualityRefusal.OUT_OF_PLACE
    with speaking(qapp, tongue):
        screen = QualityScreen()
        qtbot.addWidget(screen)
        screen.show_view(quality_view(update.measured, (), QualityView()))
        assert sentence in screen.refused.accessibleName()
        screen.show_view(quality_view(update.measured[:-1], (), screen.view))
        assert screen.refused.isHidden()


def test_the_sites_own_limits_are_shown_and_none_are_made_up(
    update: QualityUpdate, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    limits = limits_of(site_of(tmp_path, LIMITS))
    screen = QualityScreen()
    qtbot.addWidget(screen)
    screen.show_view(quality_view(update.measured[:2], limits, QualityView()))
    shown = words(screen)
    assert "280\u00a0mm, kept" in shown
    assert "2.0\u00a0mm, missed" in shown
    assert limits_for(limits, (IMAGER, 6.0)).penetration_mm_min is None
    assert limits_for((), (IMAGER, 6.0)) == QualityLimits(device=IMAGER, energy_mv=6.0)


def test_a_weaker_imager_is_seen_to_be_weaker(update: QualityUpdate) -> None:
    new, worn = (update.measured[number].measured[0] for number in (0, 2))
    assert new.penetration_mm is not None
    assert worn.penetration_mm is not None
    assert worn.penetration_mm <= new.penetration_mm - 40
    assert worn.noise_air > 2.5 * new.noise_air


def test_the_imager_that_is_looked_at_stays_when_more_is_measured(update: QualityUpdate) -> None:
    before = quality_view(update.measured[:1], (), QualityView())
    after = quality_view(update.measured, (), replace(before, selected=1, figure=Figure.WIRE))
    assert (after.current, after.figure) == (after.imagers[1], Figure.WIRE)
    assert after.imagers[1].energy_mv == 6.0
