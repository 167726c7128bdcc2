"""What a worker makes of the image is swapped in if that image is still the one on the screen."""

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.view_state import Filter
from app.radiography.enhance import equalised
from app.radiography.image_cache import CachedImage, open_cached, remake_to_cache
from app.radiography.laid_file import CLEANED, EQUALISED
from app.radiography.pyramid import Pixels
from app.radiography.stripes import destripe
from app.radiography.windows import review_lut
from app.runtime.workers import make_workers
from app.shell.stations.image_remakes import ImageRemakes
from tests.radiography.test_image_cache import cached_truck
from widgets.radiograph.radiograph_view import RadiographView

REMAKES = {
    EQUALISED: partial(remake_to_cache, name=EQUALISED, remake=equalised),
    CLEANED: partial(remake_to_cache, name=CLEANED, remake=destripe),
}


class Asked:
    """Asks workers as `Imagery.remake` does, and keeps what was asked."""

    def __init__(self, workers: Executor | None = None) -> None:
        self.workers = workers
        self.asked: list[tuple[str, int]] = []
        self.futures: list[Future[Path]] = []

    def __call__(self, name: str, folder: Path, channel: int) -> Future[Path]:
        self.asked.append((name, channel))
        if self.workers is not None:
            return self.workers.submit(REMAKES[name], folder, channel)
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def view(qtbot: QtBot) -> RadiographView:
    view = RadiographView(review_lut)
    qtbot.addWidget(view)
    return view


def show(view: RadiographView, folder: Path) -> CachedImage:
    image = open_cached(folder)
    view.set_image(image.channels[0], (5.0, 5.0))
    return image


def test_workers_clean_the_image_and_equalise_it_when_it_is_asked_for(
    view: RadiographView, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = cached_truck(tmp_path)
    show(view, folder)
    cleaned: list[list[Pixels]] = []
    with make_workers() as workers:
        ask = Asked(workers)
        remakes = ImageRemakes(view, ask, cleaned.append)
        remakes.begin(folder)
        qtbot.waitUntil(lambda: len(cleaned) == 1, timeout=30_000)
        assert cleaned[0][0].shape == (600, 1600)
        view.set_filters({Filter.CLAHE})
        with qtbot.waitSignal(view.look_changed, timeout=30_000):
            pass
        qtbot.waitUntil(lambda: (folder / "channel-0-equalised").exists(), timeout=30_000)
    assert ask.asked == [(CLEANED, 0), (EQUALISED, 0)]


def test_what_comes_for_an_image_that_is_gone_is_let_go(
    view: RadiographView, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = cached_truck(tmp_path)
    show(view, folder)
    cleaned: list[list[Pixels]] = []
    ask = Asked()
    remakes = ImageRemakes(view, ask, cleaned.append)
    remakes.begin(folder)
    remakes.end()
    ask.futures[0].set_result(REMAKES[CLEANED](folder, 0))
    QApplication.processEvents()
    assert cleaned == []
    remakes.begin(folder)
    ask.futures[1].set_result(REMAKES[CLEANED](folder, 0))
    qtbot.waitUntil(lambda: bool(cleaned))
    assert np.array_equal(cleaned[0][0], destripe(open_cached(folder).channels[0][0]))


def test_a_worker_that_dies_leaves_the_image_as_it_is(
    view: RadiographView, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = cached_truck(tmp_path)
    show(view, folder)
    ask = Asked()
    cleaned: list[list[Pixels]] = []
    remakes = ImageRemakes(view, ask, cleaned.append)
    remakes.begin(folder)
    ask.futures[0].set_exception(BrokenProcessPool("a worker died"))
    qtbot.waitUntil(lambda: "could not be made cleaned" in caplog.text)
    assert cleaned == []
    assert view.has_image
