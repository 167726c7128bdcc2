"""Container numbers by ISO 6346, and plates as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.conveyance import ContainerNumber, container_check_digit, normal_plate

OWNERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
SERIALS = st.text("0123456789", min_size=6, max_size=6)


@pytest.mark.parametrize("text", ["CSQU3054383", "csqu 305438 3", "CSQU 305438-3"])
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    assert str(ContainerNumber.parse(text)) == "CSQU 305438 3"


@given(owner=OWNERS, serial=SERIALS)
def test_the_right_check_digit_is_accepted_and_every_other_is_explained(
    owner: str, serial: str
) -> None:
    start = f"{owner}U{serial}"
    right = container_check_digit(start)
    for digit in range(10):
        if digit == right:
            assert ContainerNumber(text=f"{start}{digit}").text == f"{start}{digit}"
        else:
            with pytest.raises(ValueError, match=f"is {right}, not {digit}"):
                ContainerNumber(text=f"{start}{digit}")


@given(owner=OWNERS, serial=SERIALS, place=st.integers(4, 9), other=st.integers(1, 9))
def test_a_single_wrong_digit_is_nearly_always_caught(
    owner: str, serial: str, place: int, other: int
) -> None:
    start = f"{owner}U{serial}"
    wrong = (int(start[place]) + other) % 10
    changed = start[:place] + str(wrong) + start[place + 1 :]
    same = container_check_digit(changed) == container_check_digit(start)
    # 10 and 0 share a check digit (ISO 6346 advises against such serials); nothing else does.
    assert not same or _remainder(changed) % 10 == _remainder(start) % 10 == 0


@pytest.mark.parametrize("text", ["", "MSCU66034", "MSC66603420", "MSCA6603420", "12345678901"])
def test_what_is_no_container_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="container number"):
        ContainerNumber.parse(text)


def test_a_check_digit_is_made_of_an_owner_and_a_serial_only() -> None:
    with pytest.raises(ValueError, match="owner code"):
        container_check_digit("MSCU66034")


@pytest.mark.parametrize("text", ["AB CJK-4419", "ab.cjk 4419", "ABCJK4419"])
def test_plates_are_compared_without_blanks_and_marks(text: str) -> None:
    assert normal_plate(text) == "ABCJK4419"


def _remainder(start: str) -> int:
    values = {chr(ord("A") + index): 10 + index + (index + 9) // 10 for index in range(26)}
    total = sum(
        (int(char) if char.isdigit() else values[char]) << place for place, char in enumerate(start)
    )
    return total % 11
