"""The verdict is one sentence with its reason, and what is not known is not said."""

from dataclasses import replace

import pytest

from app.domain.adjudication import AlarmOpinion
from app.domain.finding import Priority
from tests.widgets.adjudication import views
from widgets.adjudication.verdict_words import (
    PRIORITIES,
    action_sentence,
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
    alarm = views.caesium()
    assert alarm.verdict is not None
    judged = replace(alarm.verdict, side=side, height=height)
    assert where_sentence(replace(alarm, verdict=judged)) == words


def test_without_our_verdict_nothing_is_made_up() -> None:
    assert where_sentence(views.no_spectrum()) == "our verdict: not there yet"
