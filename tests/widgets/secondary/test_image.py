"""An image is shown for its own scan only, and its tools work only while it is there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.radiograph import WindowPreset
from tests.widgets.secondary import views
from tests.widgets.secondary.loads import WINDOWS, truck_levels
from tests.widgets.secondary.views import open_case, with_case
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import ImageStatus


def has_image(screen: SecondaryScreen) -> bool:
    return screen.image.view.has_image


def test_an_image_is_shown_only_for_the_scan_of_the_case(screen: SecondaryScreen) -> None:
    screen.show_view(views.gamma_view())
    assert not has_image(screen)
    screen.show_image(truck_levels(), views.scan("another"), WINDOWS)
    assert not has_image(screen)
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    assert has_image(screen)
    screen.clear_image()
    assert not has_image(screen)


def test_an_image_that_came_before_its_case_is_shown_with_it(screen: SecondaryScreen) -> None:
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    screen.show_view(views.gamma_view())
    assert has_image(screen)


def test_the_profile_is_shown_with_and_without_an_image(screen: SecondaryScreen) -> None:
    screen.show_view(views.offline_view())
    strip = screen.image.radiograph.strip
    assert not has_image(screen)
    whole = strip.axis_range
    assert whole == pytest.approx((-0.4, 18.6))
    screen.show_view(views.gamma_view())
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    assert strip.axis_range == pytest.approx(screen.image.view.view_m)
    assert len(screen.image.view.guides_m) == 2
    low_m, high_m = screen.image.view.guides_m
    assert low_m < views.GAMMA_AT_M < high_m


def test_the_image_is_not_shown_again_because_something_else_changed(
    screen: SecondaryScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_view(views.gamma_view())
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    monkeypatch.setattr(screen.image.view, "set_image", lambda *_, **__: pytest.fail("again"))
    screen.show_view(with_case(replace(views.gamma_case(), on_screen_min=15)))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ImageStatus.AT_CENTRE, "at the centre, which is not reached"),
        (ImageStatus.FETCHING, "Fetching"),
        (ImageStatus.DECODING, "Preparing"),
        (ImageStatus.FAILED, "cannot be shown"),
    ],
)
def test_a_missing_image_says_what_is_the_matter(
    screen: SecondaryScreen, status: ImageStatus, words: str
) -> None:
    case = open_case()
    image = replace(case.image, status=status, why="cut off", received_bytes=3_100_000)
    screen.show_view(with_case(replace(case, image=replace(image, total_bytes=12_700_000))))
    message = screen.image.view.message
    assert words in message
    assert screen.image.view.accessibleDescription() == message.replace("\n", ". ")
    if status is ImageStatus.FETCHING:
        assert "3.1 of 12.7 MB" in message
    if status is ImageStatus.FAILED:
        assert "cut off" in message


def test_the_image_keys_change_the_window_and_only_while_there_is_an_image(
    keyed: SecondaryScreen, qtbot: QtBot
) -> None:
    keyed.show_view(views.gamma_view())
    qtbot.keyClick(keyed, Qt.Key.Key_7)
    keyed.show_image(truck_levels(), views.scan(), WINDOWS)
    view = keyed.image.view
    assert view.window_shown == WINDOWS[WindowPreset.LOG]
    with qtbot.waitSignal(keyed.window_changed):
        qtbot.keyClick(keyed, Qt.Key.Key_7)
    assert view.window_shown == WINDOWS[WindowPreset.DENSE]
    qtbot.keyClick(keyed, Qt.Key.Key_P)
    assert view.window_shown == WINDOWS[WindowPreset.PENETRATE]
    qtbot.keyClick(keyed, Qt.Key.Key_I)
    assert view.window_shown.inverse
    qtbot.keyClick(keyed, Qt.Key.Key_0)
    assert view.window_shown == WINDOWS[WindowPreset.LOG]


def test_a_tool_whose_window_is_not_laid_is_not_offered(screen: SecondaryScreen) -> None:
    screen.show_view(views.gamma_view())
    screen.show_image(truck_levels(), views.scan())
    buttons = screen.image.tools.buttons
    shown = {action for action, button in buttons.items() if button.isVisibleTo(screen)}
    assert {action.value for action in shown} == {
        "invert",
        "image-reset",
        "compare",
        "edge",
        "local-contrast",
        "clahe",
        "mirror",
        "loupe",
        "overview",
        "ruler",
        "region",
        "density-profile",
        "histogram",
        "mark",
        "hints",
    }


def test_the_view_is_as_large_as_its_place_after_the_tools_appear(
    screen: SecondaryScreen, qtbot: QtBot
) -> None:
    screen.show_view(views.gamma_view())
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    with qtbot.waitExposed(screen):
        screen.show()
    view = screen.image.view
    qtbot.waitUntil(lambda: screen.image.tools.reading.text() != "")
    last_m = view.view_m[1]
    assert view.x_of(last_m) == pytest.approx(view.width(), abs=1)


def test_the_metres_begin_at_the_front_bumper_that_was_found(screen: SecondaryScreen) -> None:
    screen.show_view(views.gamma_view())
    screen.show_image(truck_levels(), views.scan(), WINDOWS, front_m=0.4)
    first_m, last_m = screen.image.view.view_m
    assert (first_m, last_m) == pytest.approx((-0.4, 17.8), abs=0.01)
    assert screen.image.radiograph.strip.axis_range == pytest.approx((first_m, last_m))
