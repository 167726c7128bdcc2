"""Taking ranges out of a range leaves exactly the numbers that are in none of them."""

from hypothesis import given
from hypothesis import strategies as st

from app.sync.spans import Span, without

SPANS = st.builds(Span, st.integers(1, 40), st.integers(1, 40))


def numbers(span: Span) -> set[int]:
    return set(range(span.first, span.last + 1))


@given(SPANS, st.lists(SPANS, max_size=6))
def test_what_remains_is_what_is_in_none_of_the_others(span: Span, others: list[Span]) -> None:
    parts = without(span, others)
    wanted = numbers(span) - {number for other in others for number in numbers(other)}
    found = [number for part in parts for number in range(part.first, part.last + 1)]
    assert found == sorted(wanted)
    assert all(part.count for part in parts)
