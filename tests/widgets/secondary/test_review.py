"""The discipline of a review by keyboard: hints, goods, comparison, marks, what was not seen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.annotation import Ability, ThreatCategory
from app.domain.radiograph import Window
from app.domain.reading import ReadingVerdict
from app.domain.view_state import Palette
from app.radiography.palettes import material_colours
from tests.widgets.secondary import reviews, views
from tests.widgets.secondary.loads import WINDOWS, truck_levels, truck_material
from widgets.common.actions import ActionId
from widgets.secondary.goods_table import GoodsTable
from widgets.secondary.hanging import Papers, Signals, hung
from widgets.secondary.image_swap import Shown
from widgets.secondary.review_state import (
    LookState,
    ReadingLine,
    ReviewState,
    SecondReader,
    SecondStage,
)
from widgets.secondary.screen import SecondaryScreen
from widgets.secondary.state import SecondaryView

DIFFERENCE = Window(low=20_000, high=45_000)


@pytest.fixture
def review(keyed: SecondaryScreen) -> SecondaryScreen:
    """A case with its image, its materials and another image laid on it."""
    show(keyed, reviews.review_view())
    return keyed


def show(screen: SecondaryScreen, view: SecondaryView) -> None:
    screen.show_view(view)
    screen.show_image(truck_levels(), views.scan(), WINDOWS)
    screen.show_layers(material=truck_material(), make_colours=material_colours)
    assert view.case is not None
    if (choice := view.case.review.compare.current) is not None:
        screen.show_comparison(
            truck_levels(),
            choice.scan,
            WINDOWS,
            laid=truck_levels(),
            difference=truck_levels(),
            difference_window=DIFFERENCE,
        )


def palette(screen: SecondaryScreen) -> Palette:
    return screen.image.view.palette_shown


def test_no_hint_is_shown_before_the_first_look_has_ended(
    keyed: SecondaryScreen, qtbot: QtBot
) -> None:
    show(keyed, reviews.first_look_view())
    with qtbot.assertNotEmitted(keyed.hints_requested):
        qtbot.keyClick(keyed, Qt.Key.Key_S)
    assert keyed.panels.hints.lead.text().startswith("Locked: look for yourself first")
    assert keyed.panels.hints.shown == ()
    assert keyed.image.view.hints == ()


def test_hints_cannot_even_be_given_before_the_first_look_has_ended() -> None:
    ended = reviews.review_view().case
    assert ended is not None
    with pytest.raises(ValueError, match="first look"):
        replace(ended.review, look=LookState(ended=False))


def test_s_shows_the_hints_in_words_and_boxes_and_puts_them_away(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(review.hints_requested) as asked:
        qtbot.keyClick(review, Qt.Key.Key_S)
    assert asked.args == [True]
    assert [card.accessibleName() for card in review.panels.hints.cards] == [
        "1  a heavy metal, as a shield would be",
        "2  one piece unlike the others in its row",
    ]
    origin = review.panels.hints.cards[0].accessibleDescription()
    assert origin == "strong (91 %) · peeled-ratio 1.0"
    assert [mark.label for mark in review.image.view.hints] == ["machine 1", "machine 2"]
    qtbot.keyClick(review, Qt.Key.Key_S)
    assert review.image.view.hints == ()


def test_y_and_n_judge_the_goods_line_by_line_and_escape_leaves_them(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    judged: list[tuple[int, bool | None]] = []
    review.line_judged.connect(lambda line, seen: judged.append((line, seen)))
    qtbot.keyClick(review, Qt.Key.Key_G)
    table = review.panels.manifest.table
    assert table.hasFocus()
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Backspace):
        qtbot.keyClick(table, key)
    assert judged == [(0, True), (1, False), (2, None)]
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not table.hasFocus()


def test_a_press_on_the_last_column_judges_too(review: SecondaryScreen, qtbot: QtBot) -> None:
    table = review.panels.manifest.table
    assert isinstance(table, GoodsTable)
    place = table.visualRect(table.model().index(0, 3)).center()
    with qtbot.waitSignal(review.line_judged) as judged:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert judged.args == [0, False]  # it was seen


def test_c_lays_both_images_one_over_the_other_and_back(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    qtbot.keyClick(review, Qt.Key.Key_C)
    assert review.places.comparing
    assert not review.spectrum.isVisible()
    assert review.panels.compare.view.isVisible()
    qtbot.keyClick(review, Qt.Key.Key_C)
    assert review.spectrum.isVisible()


def test_the_image_to_compare_with_follows_zoom_and_window(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    own, other = review.image.view, review.panels.compare.view
    qtbot.keyClick(review, Qt.Key.Key_P)
    assert other.window_shown == own.window_shown
    own.zoom_full()
    own.pan_right()
    here, there = own.viewport_shown, other.viewport_shown
    assert here is not None
    assert there is not None
    assert there.scale / there.fit_zoom == pytest.approx(here.scale / here.fit_zoom)
    assert there.x_mm(there.width_px / 2) == pytest.approx(here.x_mm(here.width_px / 2), rel=0.05)


@pytest.mark.parametrize(
    ("key", "shown", "words"),
    [
        (Qt.Key.Key_X, Shown.OTHER, "NOT THIS LOAD: same container, 2026-09-18 · X back"),
        (Qt.Key.Key_D, Shown.DIFFERENCE, "DIFFERENCE to same container, 2026-09-18 · D back"),
    ],
)
def test_another_picture_in_the_view_is_never_taken_for_the_load(
    review: SecondaryScreen, qtbot: QtBot, key: Qt.Key, shown: Shown, words: str
) -> None:
    view, header = review.image.view, review.image.case_header
    qtbot.keyClick(review, Qt.Key.Key_2)
    assert palette(review) is Palette.DUAL
    before = view.window_shown
    with qtbot.waitSignal(review.picture_changed) as changed:
        qtbot.keyClick(review, key)
    assert changed.args == [shown]
    assert header.instead.text == words
    assert not header.instead.isHidden()
    assert palette(review) is Palette.GREY  # the materials are those of the load
    qtbot.keyClick(review, key)
    assert header.instead.isHidden()
    assert (view.window_shown, palette(review)) == (before, Palette.DUAL)


def test_marks_go_from_the_image_to_the_list_and_back(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    view, panel = review.image.view, review.panels.marks
    with qtbot.waitSignal(review.marks_changed):
        view.add_mark(reviews.DENSE)
    assert panel.list.item(0).text() == "A   anomaly"
    qtbot.keyClick(review, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_2)
    qtbot.keyClick(panel.list, Qt.Key.Key_D)
    (mark,) = view.annotations
    assert (mark.category, mark.ability) == (ThreatCategory.CONTRABAND, Ability.SHIELD)
    assert panel.list.item(0).text() == "A   contraband, too dense to see through"
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert list(view.annotations) == []
    qtbot.keyClick(review, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(view.annotations) == [mark]


def test_u_leads_through_all_that_was_not_seen(review: SecondaryScreen, qtbot: QtBot) -> None:
    review.resize(1366, 700)
    view = review.image.view
    for _ in range(40):
        if view.coverage == 1.0:
            break
        qtbot.keyClick(review, Qt.Key.Key_U)
        view.grab()  # what was not painted was not seen
    assert view.coverage == 1.0
    qtbot.waitUntil(lambda: review.image.look.seen.text() == "All seen")


def test_a_blind_reader_cannot_be_given_the_first_reading() -> None:
    with pytest.raises(ValueError, match="blind"):
        SecondReader(
            stage=SecondStage.BLIND,
            first=ReadingLine(officer="Nguyen", verdict=ReadingVerdict.CLEAR),
        )


def test_f8_calls_a_reader_only_where_one_may_be_called(
    review: SecondaryScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(review.second_requested):
        qtbot.keyClick(review, Qt.Key.Key_F8)
    case = reviews.review_view().case
    assert case is not None
    review.show_view(SecondaryView(case=replace(case, review=ReviewState())))
    with qtbot.assertNotEmitted(review.second_requested):
        qtbot.keyClick(review, Qt.Key.Key_F8)


def test_a_test_image_is_revealed_until_it_is_closed(review: SecondaryScreen, qtbot: QtBot) -> None:
    view = reviews.arbitration_view()
    review.show_view(view)
    assert review.reveal.accessibleName() == "test image: MISSED"
    assert "You chose: Release." in review.reveal.accessibleDescription()
    with qtbot.waitSignal(review.reveal_closed):
        qtbot.mouseClick(review.reveal.close_button, Qt.MouseButton.LeftButton)
    review.show_view(replace(view, revealed=None))
    assert review.reveal.isHidden()


def test_what_a_case_was_referred_for_comes_up_first() -> None:
    seal = replace(views.SEAL_DIFFERS, acknowledged=False)
    assert hung((views.GAMMA, seal)) == (Signals.SPECTRUM, Papers.MANIFEST)
    assert hung((seal,)) == (Signals.COMPARE, Papers.SEAL)
    assert hung((views.IMAGE_RECEIVED,)) == (None, Papers.MANIFEST)


def test_every_tool_has_a_key_a_name_and_a_drawing(review: SecondaryScreen) -> None:
    handlers = review.handlers()
    for action, button in review.image.tools.buttons.items():
        assert action in handlers
        assert button.accessibleName()
    assert ActionId.MARK in review.image.tools.buttons
