"""Screenshots of RADIATION and SECONDARY: `python -m tests.shell.screenshots [FOLDER]`.

Everything on them is simulated and nothing is arranged: the emulated portal's lines are decoded and
judged, spectra are drawn at random from reference spectra of a simulated detector (PARALLEL49_DATA)
and named by this station, and the workstation shows what it makes of that.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication

from app.domain.alarm_list import AlarmEntry, BackgroundPoint
from app.domain.identifiers import CaseId
from app.domain.observed import own_alarms
from app.domain.sync_state import SyncState
from app.radiation.own_opinion import own_opinion
from app.radiation.time_slice import identify_part
from app.workflow.updates import DeviceUpdate, SyncUpdate
from devices.emulators.monitor import BACKGROUND_EVERY_S, Monitor
from tests.builders import NOW
from tests.shell.alarms import REVIEWER
from tests.shell.booth import Booth
from tests.shell.review_screenshots import take_review
from tests.shell.simulated_alarms import SCENES, Scene, events
from tests.ui_tools import post
from tests.ui_tools.goldens import SMALLEST
from widgets.common.actions import ScreenId
from widgets.common.fonts import load_fonts

SIZES = ((1920, 1080), (1366, 768))
WAIT_MAX_S = 60.0


def main(folder: Path) -> None:
    """Write a picture of each scene in both languages and sizes."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    load_fonts(application)
    booth = Booth(application, identify=partial(identify_part, own_opinion))
    booth.workstation.window.show()
    booth.open()
    booth.sit_down(REVIEWER)
    for seed, scene in enumerate(SCENES, start=49):
        booth.record(*events(scene, seed))
    booth.workstation.take(SyncUpdate(_moved(post.ONLINE)))
    for device in (post.PORTAL, post.READER, post.IMAGER):
        booth.workstation.take(DeviceUpdate(device))
    booth.alarms.entries = [_entry(booth, scene) for scene in SCENES]
    booth.alarms.points = list(_trend())
    booth.workstation.window.show_screen(ScreenId.RADIATION)
    for tongue in ("en", "fr"):
        for scene in SCENES:
            _take(booth, scene, tongue, folder)
        booth.workstation.appearance.toggle_language()
    take_review(booth, _moved(post.ONLINE), folder)
    booth.close()


def _take(booth: Booth, scene: Scene, tongue: str, folder: Path) -> None:
    window, presenter = booth.workstation.window, booth.workstation.radiation
    assert presenter is not None
    presenter.select(CaseId(scene.name))

    def is_named() -> bool:
        booth.workstation.refresh()
        alarm = presenter.view.alarm if presenter.view else None
        return alarm is not None and alarm.own is not None and alarm.expected is not None

    _wait(is_named)
    for width, height in SIZES:
        for _ in range(6):  # layouts ask for another one, and a new density for less room
            window.resize(width, height)
            booth.workstation.refresh()
            QApplication.processEvents()
        assert (window.width(), window.height()) == (width, height)
        path = folder / f"radiation-{scene.name}-{tongue}-{width}.png"
        assert window.grab().save(str(path), quality=SMALLEST)


def _moved(state: SyncState) -> SyncState:
    """The connection as of the clock of the booth."""
    as_of = NOW - (post.NOW - state.notices_as_of) if state.notices_as_of else None
    return replace(state, last_good_at=NOW, notices_as_of=as_of)


def _wait(is_done: Callable[[], bool]) -> None:
    until = monotonic() + WAIT_MAX_S
    while not is_done():
        if monotonic() > until:
            raise TimeoutError("the screen does not come to rest")
        QApplication.processEvents()


def _entry(booth: Booth, scene: Scene) -> AlarmEntry:
    case = booth.casebook.case(CaseId(scene.name))
    assert case is not None
    assert case.occupancy is not None
    assert case.verdict is not None
    return AlarmEntry(
        position=100 - SCENES.index(scene),
        case_id=case.case_id,
        lane="3",
        closed_at=case.occupancy.closed_at,
        title=scene.vehicle.plate,
        monitor=case.occupancy.alarms,
        own=own_alarms(case),
        sigma=case.verdict.peak_sigma,
        nuclides=own_opinion(case.spectra[0].file).names,
        code=None,
    )


def _trend() -> Iterator[BackgroundPoint]:
    """The background of passages of a day, by the emulator: it wanders."""
    monitor, every = Monitor(5), round(600 / BACKGROUND_EVERY_S)
    for number in range(24 * 6):
        readings = [monitor.background()[1].split(b",")[1:5] for _ in range(every)]
        mean = sum(int(panel) for panels in readings for panel in panels) / every
        at = NOW - timedelta(hours=24) + timedelta(minutes=10 * (number + 1))
        yield BackgroundPoint(at=at, background_cps=mean)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/images"))
