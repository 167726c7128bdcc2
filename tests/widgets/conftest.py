"""Every widget is tested in the shipped font and look, so that sizes are those of an officer."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import WIDE, dress
from widgets.common.theme import ThemeName


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Fonts and the day look on a wide screen; a test that wants another dresses anew."""
    dress(qapp, ThemeName.DAY, WIDE)


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    """Everything in French."""
    with speaking(qapp, Tongue.FRENCH):
        yield
