"""The verdict is one sentence with its reason, and what is not known is not said."""

from dataclasses import replace

import pytest

from app.domain.adjudication import AlarmOpinion, Band, NuclideCategory
from app.domain.finding import Priority
from app.domain.occupancy import ProfileShape
from tests.widgets.adjudication import views
from tests.widgets.adjudication.parts import line
from tests.widgets.secondary import measured
from widgets.adjudication.verdict_words import (
    PRIORITIES,
    action_sentence,
    may_be_nuclear,
    verdict_sentence,
    where_sentence,
)


@pytest.mark.parametrize("seen", AlarmOpinion)
def test_every_opinion_has_a_sentence_an_action_and_a_priority(seen: AlarmOpinion) -> None:
    alarm = replace(views.caesium(), opinion=seen)
    assert verdict_sentence(alarm).endswith(".")
    assert "{" not in verdict_sentence(alarm) + action_sentence(alarm)
    is_alarm = seen is not AlarmOpinion.NO_ALARM
    assert bool(action_sentence(alarm)) is is_alarm
    assert (PRIORITIES[seen] is not Priority.NONE) is is_alarm


@pytest.mark.parametrize("seen", AlarmOpinion)
def test_no_sentence_says_that_there_is_no_danger(seen: AlarmOpinion) -> None:
    words = verdict_sentence(replace(views.tiles(), opinion=seen)).lower()
    assert not any(word in words for word in ("safe", "threat", "harmless", "innocent"))


def test_a_closed_alarm_says_with_what() -> None:
    assert action_sentence(views.closed()) == "Closed: 4 natural (NORM)."


def test_a_close_of_an_earlier_passage_says_nothing_of_this_one() -> None:
    again = replace(views.closed(), passages=2)
    assert action_sentence(again) == "Suggested: close with 4 natural (NORM) (F9)."


@pytest.mark.parametrize(
    ("side", "height", "words"),
    [
        (None, None, "8.4\u00a0σ · 8.5 m from the front · in one place"),
        (0.1, -0.2, "8.4\u00a0σ · 8.5 m from the front · in one place"),
        (
            -0.6,
            -0.5,
            "8.4\u00a0σ · 8.5 m from the front · towards the master pillar · low · in one place",
        ),
        (
            0.6,
            0.5,
            "8.4\u00a0σ · 8.5 m from the front · towards the slave pillar · high · in one place",
        ),
    ],
)
def test_where_it_is_is_said_as_far_as_it_is_clear(
    side: float | None, height: float | None, words: str
) -> None:
    judged = replace(measured.verdict(), side=side, height=height)
    assert where_sentence(replace(views.caesium(), verdict=judged)) == words


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (ProfileShape.PERSON, "a person on foot"),
        (ProfileShape.TWO_SOURCES, "in two places"),
        (ProfileShape.DISTRIBUTED, "spread along the load"),
    ],
)
def test_each_shape_has_its_words(shape: ProfileShape, words: str) -> None:
    alarm = views.caesium()
    assert alarm.verdict is not None
    assert where_sentence(replace(alarm, verdict=replace(alarm.verdict, shape=shape))).endswith(
        f" · {words}"
    )


def test_energies_are_given_as_the_reason_only_where_they_call_a_source() -> None:
    alarm = views.caesium()
    assert alarm.verdict is not None
    judged = replace(alarm.verdict, window_sigma=6.2)
    assert "energies" not in where_sentence(replace(alarm, verdict=judged))
    called = replace(judged, window_alarm=True)
    assert "energies unlike the background's: 6.2\u00a0σ" in where_sentence(
        replace(alarm, verdict=called)
    )


def test_without_our_verdict_nothing_is_made_up() -> None:
    assert where_sentence(views.no_spectrum()) == "our verdict: not there yet"


def test_the_next_step_of_a_weak_spectrum_is_to_measure_so_many_seconds_more() -> None:
    weak = replace(views.searching(), measure_s=90)
    assert action_sentence(weak) == "Measure 90\u00a0s more (F6), or send to the expert (F8)."
    assert "30\u00a0min more (F6)" in action_sentence(replace(weak, measure_s=1790))
    assert "Measure longer (F6)" in action_sentence(replace(weak, measure_s=0))


def test_what_may_change_the_decision_is_offered_to_be_measured_longer() -> None:
    unsure = replace(views.tiles(), measure_s=40)
    assert action_sentence(unsure).endswith("To be surer, measure 40\u00a0s more (F6).")
    assert "surer" not in action_sentence(replace(views.caesium(), measure_s=40))


@pytest.mark.parametrize(
    "seen", [AlarmOpinion.POSSIBLE_SNM, AlarmOpinion.NEUTRONS, AlarmOpinion.FOREIGN_NUCLIDE]
)
def test_possible_nuclear_material_is_said_whatever_else_there_is(seen: AlarmOpinion) -> None:
    alarm = replace(views.possible_snm(), opinion=seen)
    assert may_be_nuclear(alarm)
    assert "Uranium or plutonium" in verdict_sentence(alarm)
    assert action_sentence(alarm).startswith("Hold the vehicle")


@pytest.mark.parametrize("seen", [AlarmOpinion.NEUTRONS, AlarmOpinion.FOREIGN_NUCLIDE])
def test_named_nuclear_material_is_named_as_such(seen: AlarmOpinion) -> None:
    plutonium = line("Pu-239", NuclideCategory.SNM, None, Band.LIKELY)
    alarm = replace(views.shielded(), opinion=seen, nuclides=(plutonium,), named=("Pu-239",))
    assert "NUCLEAR MATERIAL: Pu-239." in verdict_sentence(alarm)
    assert "not excluded" not in verdict_sentence(alarm)


def test_without_an_alarm_nothing_is_held() -> None:
    quiet = replace(views.possible_snm(), opinion=AlarmOpinion.NO_ALARM)
    assert not may_be_nuclear(quiet)
    assert action_sentence(quiet) == ""
