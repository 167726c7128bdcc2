"""What the panels say of an alarm beyond how they look."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.adjudication import AdjudicationAct
from app.domain.finding import Priority
from app.domain.occupancy import CountProfile, Radiation
from app.domain.officer import Role
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress
from tests.widgets.adjudication import views
from tests.widgets.adjudication.spectra import in_panels
from tests.widgets.secondary import measured
from widgets.adjudication.decision_panel import DecisionPanel
from widgets.adjudication.profile_panel import ProfilePanel, pillar_rates
from widgets.adjudication.screen import AdjudicationScreen
from widgets.adjudication.spectrum_panel import SpectrumPanel
from widgets.adjudication.state import GAIN_TOLERATED
from widgets.adjudication.verdict_bar import VerdictBar
from widgets.common.actions import ActionId, ScreenId, specs_for
from widgets.common.key_card import KeyCard
from widgets.common.theme import ThemeName
from widgets.radiation.axes import LinearScale
from widgets.radiograph.profile_drawing import trace_of
from widgets.radiograph.state import ProfileState


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    dress(qapp, ThemeName.DAY, WIDE)


@pytest.mark.parametrize(
    ("gain", "words"),
    [(0.048, "+4.8"), (-0.048, "\N{MINUS SIGN}4.8"), (GAIN_TOLERATED, ""), (0.0, "")],
)
def test_an_energy_scale_that_was_moved_far_is_said_with_its_sign(
    qtbot: QtBot, gain: float, words: str
) -> None:
    panel = SpectrumPanel()
    qtbot.addWidget(panel)
    panel.show_alarm(replace(views.caesium(), gain_correction=gain))
    assert panel.calibration.isVisibleTo(panel) is bool(words)
    if words:
        assert words in panel.calibration.text
        assert panel.calibration.priority is Priority.P3


def test_the_key_to_measure_longer_says_how_much(qtbot: QtBot) -> None:
    panel = DecisionPanel()
    qtbot.addWidget(panel)
    panel.show_alarm(views.searching(), "")
    key = panel.keys[AdjudicationAct.MEASURE_MORE]
    assert "Measure 90\u00a0s more" in key.accessibleName()
    panel.show_alarm(replace(views.searching(), measure_s=0), "")
    assert "Measure longer" in key.accessibleName()


def test_nuclear_material_is_a_filled_red_chip_until_the_alarm_is_closed(qtbot: QtBot) -> None:
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.show_alarm(views.possible_snm())
    assert bar.nuclear.isVisibleTo(bar)
    assert bar.nuclear.text == "POSSIBLE NUCLEAR MATERIAL"
    assert (bar.nuclear.priority, bar.nuclear.acknowledged) == (Priority.P1, False)
    bar.show_alarm(views.tiles())
    assert not bar.nuclear.isVisibleTo(bar)


def test_pillars_are_doubled_to_compare_with_their_sum() -> None:
    passage = in_panels(measured.occupancy(), side=0.5, height=0.0)
    gamma = passage.profiles[0]
    master, slave = pillar_rates(gamma)
    total = [count / gamma.interval_s for count in gamma.counts]
    assert [(a + b) / 2 for a, b in zip(master.rates_cps, slave.rates_cps, strict=True)] == (
        pytest.approx(total)
    )
    assert max(slave.rates_cps) > max(total) > max(master.rates_cps)


def test_pillars_that_are_not_told_apart_are_not_drawn() -> None:
    passage = in_panels(measured.occupancy(), side=0.5, height=0.0)
    gamma = passage.profiles[0]
    assert pillar_rates(replace(gamma, panel_names=())) == ()
    assert pillar_rates(replace(gamma, panel_names=("ML", "MU", "ML", "MU"))) == ()


def test_the_profile_says_where_on_which_side_and_how_high(qtbot: QtBot) -> None:
    panel = ProfilePanel()
    qtbot.addWidget(panel)
    panel.show_alarm(views.caesium())
    assert panel.verdicts.text().endswith(
        "Found: 8.5 m from the front, towards the slave pillar, low."
    )


def test_neutrons_and_gammas_of_one_place_are_drawn_at_one_place() -> None:
    """The monitor remembers gamma counts from before the vehicle, and no neutrons."""
    gamma = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=0.5,
        counts=(0, 0, 0, 0, 9, 0),
        background_cps=1.0,
        lead_intervals=2,
    )
    neutron = CountProfile(
        radiation=Radiation.NEUTRON, interval_s=0.5, counts=(0, 0, 9, 0), background_cps=1.0
    )
    state = ProfileState(gamma=gamma, neutron=neutron, speed_m_per_s=2.0)
    scale = LinearScale(low=0.0, high=10.0, start_px=0.0, end_px=1000.0)
    peaks = [
        max(trace_of(state, profile, scale, scale).toList(), key=lambda point: point.y()).x()
        for profile in (gamma, neutron)
    ]
    assert peaks[0] == pytest.approx(peaks[1]) == pytest.approx(scale.px(2.5))


PARTS = {
    ActionId.PART_EARLIER,
    ActionId.PART_LATER,
    ActionId.PART_SHORTER,
    ActionId.PART_LONGER,
    ActionId.PART_ALL,
    ActionId.PART_BACKGROUND,
}


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
def test_the_keys_for_a_part_are_on_the_card_which_fits_a_small_screen(
    qtbot: QtBot, qapp: QApplication, tongue: Tongue
) -> None:
    dress(qapp, ThemeName.DAY, COMPACT)
    screen = AdjudicationScreen()
    qtbot.addWidget(screen)
    listed = {spec.action: spec for spec in specs_for(ScreenId.RADIATION)}
    assert set(listed) >= set(screen.handlers()) >= PARTS
    with speaking(qapp, tongue):
        card = KeyCard(screen)
        card.show_for(ScreenId.RADIATION, Role.SECONDARY)
        shown = {item.text() for item in card.findChildren(QLabel)}
        assert {listed[action].words for action in PARTS} <= shown
        assert (card.width(), card.height()) <= COMPACT
        assert card.height() <= COMPACT[1]
        card.close()
