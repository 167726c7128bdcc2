"""A screen of more pixels than points gets colours and greys for every one of them."""

import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.widgets.radiograph.scene import BLOCK, WIDTH_PX

DENSE_SCREEN = """
import numpy as np
from PySide6.QtWidgets import QApplication
from app.domain.view_state import Palette
from app.radiography.palettes import material_colours
from app.radiography.windows import review_lut
from tests.widgets.radiograph.scene import OPEN, PIXEL_MM, levels
from tests.widgets.radiograph.test_looks import colours, materials
from widgets.radiograph.radiograph_view import RadiographView

application = QApplication([])
view = RadiographView(review_lut)
view.resize(800, 300)
view.set_image(levels(), PIXEL_MM)
view.set_window(OPEN)
view.set_material(materials(), material_colours)
view.set_palette(Palette.DUAL)
shown = colours(view)
blue = np.flatnonzero(shown[shown.shape[0] // 2, :, 2] > shown[shown.shape[0] // 2, :, 0] + 10)
print(shown.shape[1], view.view_state().view_px[0], blue[0], blue[-1] + 1, view.x_of(5.0))
"""


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_a_dense_screen_gets_colours_for_every_one_of_its_pixels(ratio: float) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", DENSE_SCREEN],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    width, view_px, first, last, logical = (float(word) for word in shown.stdout.split())
    assert width == view_px == round(800 * ratio)
    assert first == pytest.approx(BLOCK[0] / WIDTH_PX * width, abs=1.5)
    assert last == pytest.approx(BLOCK[1] / WIDTH_PX * width, abs=1.5)
    assert logical == pytest.approx(800 * 5 / 12)
