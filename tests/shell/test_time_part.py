"""At RADIATION: a part of a recorded drive-by is chosen by keys, named anew and recorded."""

import json
import os
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import ShownSpectrum
from app.domain.events import SpectrumAttached
from app.domain.evidence import EvidenceRef
from app.domain.time_history import TimePart
from app.radiation.own_opinion import own_opinion
from app.radiation.time_slice import identify_part
from devices.radiation.foreign_formats import read_spectrum_file
from tests.shell.alarms import CASE, REVIEWER, alarm, go, listed, made, press
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import alarmed, opening
from widgets.adjudication.state import BundleState

DATA = Path(os.environ.get("PARALLEL49_DATA", Path(__file__).parents[3] / "shared" / "data"))
DRIVE_BY = DATA / (
    "radiation/sandialabs+InterSpec/target/testing/test_data/llm_time_history/Q8910_Helicopter.N42"
)
RECORDS = 81


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Booth, EvidenceRef]]:
    if not DRIVE_BY.exists():
        pytest.skip(f"there is no {DRIVE_BY.name}: set PARALLEL49_DATA")
    identify = partial(identify_part, own_opinion)
    bay = shown_booth(qtbot, qapp, bundles=tmp_path / "bundles", identify=identify)
    bay.sit_down(REVIEWER)
    bay.record(*opening(CASE), *alarmed(CASE))
    listed(bay, CASE)
    ref = bay.evidence.put(
        DRIVE_BY.read_bytes(), media_type="application/xml", name="Q8910_Helicopter.N42"
    )
    bay.record(SpectrumAttached(case_id=CASE, file=read_spectrum_file(DRIVE_BY), evidence=ref))
    go(qtbot, bay)
    qtbot.waitUntil(lambda: alarm(bay).history is not None, timeout=30_000)
    yield bay, ref
    bay.close()


def test_the_strip_shows_every_record_and_the_plot_their_sum(
    bay: tuple[Booth, EvidenceRef],
) -> None:
    view = alarm(bay[0])
    assert view.history is not None
    assert view.history.records == RECORDS
    assert view.part is None
    assert view.spectrum is not None
    foreground = view.spectrum.foreground()
    assert foreground is not None
    assert foreground.real_time_s == pytest.approx(view.history.duration_s, rel=0.05)


def test_a_part_chosen_by_keys_is_summed_named_and_recorded_with_the_act(
    qtbot: QtBot, bay: tuple[Booth, EvidenceRef], tmp_path: Path
) -> None:
    booth, ref = bay
    whole = alarm(booth).spectrum
    press(qtbot, booth, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Equal, Qt.Key.Key_B)
    part = alarm(booth).part
    assert part == TimePart(first=4, last=19, outside=True)
    qtbot.waitUntil(lambda: not alarm(booth).part_pending, timeout=30_000)
    shown = alarm(booth).spectrum
    assert shown is not None
    assert whole is not None
    inside, before, rest = shown.foreground(), whole.foreground(), shown.background()
    assert inside is not None
    assert before is not None
    assert rest is not None
    assert sum(inside.counts) + sum(rest.counts) == sum(before.counts)
    press(qtbot, booth, Qt.Key.Key_F6, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made(booth)) == 1)
    assert made(booth)[0].spectrum == ShownSpectrum(
        sha256=ref.sha256, first_record=4, last_record=19, rest_is_background=True
    )
    qtbot.keyClick(booth.workstation.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: alarm(booth).bundle.state is BundleState.WRITTEN)
    (path,) = (tmp_path / "bundles").iterdir()
    with zipfile.ZipFile(path) as package:
        case = json.loads(package.read("case.json"))
    assert case["adjudications"][0]["spectrum"]["last_record"] == 19


def test_another_part_never_unsays_what_one_named(
    qtbot: QtBot, bay: tuple[Booth, EvidenceRef]
) -> None:
    booth, _ = bay
    presenter = booth.workstation.radiation
    assert presenter is not None
    history = alarm(booth).history
    assert history is not None
    peak = history.rates_cps.index(max(history.rates_cps))
    presenter.choose_part(TimePart(first=peak - 3, last=peak + 3, outside=True))
    qtbot.waitUntil(lambda: not alarm(booth).part_pending, timeout=30_000)
    named = set(alarm(booth).named)
    assert named
    press(qtbot, booth, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: not alarm(booth).part_pending, timeout=30_000)
    assert named <= set(alarm(booth).named)
