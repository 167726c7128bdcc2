"""What the view and the panel looked like when somebody last looked and said yes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.radiograph import Curve, Window
from app.radiography.windows import review_lut
from tests.ui_tools.goldens import assert_golden, grabbed
from tests.widgets.radiograph.scene import AIR, OPEN, levels
from tests.widgets.radiograph.test_radiograph_panel import VERDICT, occupancy, scan
from tests.widgets.radiograph.test_raster import viewport
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.radiograph.radiograph_panel import RadiographPanel
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.state import Mark


def test_the_view_fitted(view: RadiographView, tmp_path: Path) -> None:
    assert_golden(grabbed(view), "radiograph-view-fit", spare=tmp_path)


def test_the_view_close_up_through_a_logarithmic_inverse_window(
    view: RadiographView, tmp_path: Path
) -> None:
    view.set_window(Window(low=500, high=AIR, curve=Curve.LOG, inverse=True))
    fitted = viewport(800, 300)
    corner = (fitted.x_px(5_000.0), fitted.y_px(1_000.0))
    view.look(fitted.zoomed(fitted.full_zoom * 6, *corner))
    assert_golden(grabbed(view), "radiograph-view-close", spare=tmp_path)


@pytest.mark.parametrize("theme", ThemeName)
def test_the_panel_with_a_peak_and_a_mark(
    theme: ThemeName, qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    apply_theme(dressed, load_theme(theme, Density.WIDE))
    panel = RadiographPanel(review_lut)
    qtbot.addWidget(panel)
    panel.resize(900, 460)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_image(levels(), scan(), front_m=0.4)
    panel.show_passage(occupancy(), VERDICT)
    panel.view.set_window(OPEN)
    mark = Mark(label="A", text="dense", left_m=4.5, right_m=5.7, top_m=0.9, bottom_m=2.1)
    panel.view.set_marks([mark])
    QApplication.processEvents()
    assert_golden(grabbed(panel), f"radiograph-panel-{theme}", spare=tmp_path)


def test_the_panel_without_image_and_without_speed(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    panel = RadiographPanel(review_lut)
    qtbot.addWidget(panel)
    panel.resize(900, 460)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_passage(occupancy(speed=None), None)
    QApplication.processEvents()
    assert_golden(grabbed(panel), "radiograph-panel-bare", spare=tmp_path)
