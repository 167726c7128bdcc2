"""Vehicles and freight containers."""

import re
from dataclasses import dataclass
from datetime import datetime


def container_check_digit(owner_and_serial: str) -> int:
    """Check digit of an owner code, category letter and six-digit serial (ISO 6346).

    Letters count from 10 upwards, leaving out the multiples of 11.
    """
    if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{6}", owner_and_serial):
        raise ValueError(f"not an owner code and serial: {owner_and_serial!r}")
    total = sum(_value(char) << place for place, char in enumerate(owner_and_serial))
    return total % 11 % 10


def _value(char: str) -> int:
    if char.isdigit():
        return int(char)
    value = 10 + ord(char) - ord("A")
    return value + (value - 1) // 10  # 11, 22 and 33 are left out


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerNumber:
    """A container number whose check digit is right."""

    text: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", self.text):
            raise ValueError(f"not a container number: {self.text!r}")
        if (digit := container_check_digit(self.text[:10])) != int(self.text[10]):
            raise ValueError(f"check digit of {self.text} is {digit}, not {self.text[10]}")

    @classmethod
    def parse(cls, text: str) -> "ContainerNumber":
        """Read a number as people write it: blanks and lower case are forgiven."""
        return cls(text=re.sub(r"[\s.-]", "", text.upper()))

    def __str__(self) -> str:
        return f"{self.text[:4]} {self.text[4:10]} {self.text[10]}"


def normal_plate(text: str) -> str:
    """Bring a plate to the form by which plates are compared: no blanks, dashes or dots."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateRead:
    """What a lane's plate reader saw. `confidence` is the reader's own, 0 to 1."""

    lane: str
    plate: str
    jurisdiction: str
    read_at: datetime
    confidence: float

    def __post_init__(self) -> None:
        if self.read_at.tzinfo is None:
            raise ValueError("a read time must carry a time zone")
        if not 0 <= self.confidence <= 1:
            raise ValueError("a confidence lies between 0 and 1")
