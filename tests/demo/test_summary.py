"""The shift's own check can fail: each way a decision can go astray is found."""

import pytest

from app.demo.summary import Delivery, compare, count, count_reviews
from app.domain.decision import Disposition
from app.domain.events import DecisionMade, RadiographAttached, RecordedEvent
from app.domain.identifiers import CaseId
from app.domain.reading import ReadingVerdict
from app.domain.review_events import ImageRead
from tests.builders import reading
from tests.clearance.cases import radiograph
from tests.shell.cases import alarmed, decision, history

MADE = [("a/1/1", "aa"), ("a/1/2", "bb"), ("b/1/1", "cc")]
IMAGE = radiograph().image_id


def test_what_arrived_as_it_was_written_is_exact() -> None:
    delivery = compare(MADE, MADE)
    assert delivery.is_exact
    assert delivery == Delivery(made=3, at_centre=3, missing=0, twice=0, mismatched=0)


@pytest.mark.parametrize(
    ("at_centre", "missing", "twice", "mismatched"),
    [
        (MADE[:2], 1, 0, 0),
        ([*MADE, MADE[0]], 0, 1, 0),
        ([*MADE[:2], ("b/1/1", "xx")], 0, 0, 1),
        ([*MADE, ("c/1/1", "dd")], 0, 0, 0),
        ([], 3, 0, 0),
    ],
)
def test_a_decision_gone_astray_is_found(
    at_centre: list[tuple[str, str]], missing: int, twice: int, mismatched: int
) -> None:
    delivery = compare(MADE, at_centre)
    assert not delivery.is_exact
    assert (delivery.missing, delivery.twice, delivery.mismatched) == (missing, twice, mismatched)


def test_a_shift_without_decisions_is_no_success() -> None:
    assert not compare([], []).is_exact


def test_events_are_counted_by_what_they_are() -> None:
    case = CaseId("a")
    refer = DecisionMade(case_id=case, decision=decision(Disposition.REFER))
    counts = count(history("a", *alarmed("a"), refer))
    assert counts.occupancies == 1
    assert counts.gamma_alarms == 1
    assert counts.neutron_alarms == 0
    assert counts.decisions == counts.referrals == 1
    assert counts.releases == 0


def read_by(name: str, *readings: tuple[ReadingVerdict, str]) -> list[RecordedEvent]:
    """A case with one radiograph, read by officers one after the other."""
    case = CaseId(name)
    image = RadiographAttached(case_id=case, scan=radiograph().scan, evidence=radiograph().evidence)
    made = (reading(verdict, image_id=IMAGE, badge=badge) for verdict, badge in readings)
    return history(name, image, *(ImageRead(case_id=case, reading=item) for item in made))


def test_images_are_counted_by_how_their_reading_ended() -> None:
    clear, suspect = ReadingVerdict.CLEAR, ReadingVerdict.SUSPECT
    found = count_reviews(
        [
            *read_by("nobody"),
            *read_by("once", (clear, "41877")),
            *read_by("agreed", (suspect, "41877"), (suspect, "40912")),
            *read_by("waiting", (suspect, "41877")),
            *read_by("differ", (suspect, "41877"), (clear, "40912")),
        ]
    )
    assert (found.readings, found.images, found.by_two) == (6, 4, 2)
    assert (found.agreed, found.arbitrated, found.waiting) == (1, 0, 2)
