"""People who do not exist, for cases that are none: nobody's data is looked at for a test.

They stand where the announced people stood, as many, in the same seats, with documents of the same
kind, so that a test does not give itself away.
"""

import string
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from app.domain.traveller import Occupant, TravelDocument

FAMILY_NAMES = (
    "Roy",
    "Tremblay",
    "Smith",
    "Gagnon",
    "Brown",
    "Martin",
    "Wilson",
    "Singh",
    "Miller",
)
GIVEN_NAMES = ("Alex", "Camille", "Jordan", "Claude", "Morgan", "Dominique", "Robin", "Sam", "Lee")
BIRTH_YEARS = (1962, 2003)


def invented(people: Sequence[Occupant], seed: str) -> tuple[Occupant, ...]:
    """As many people as were announced, made up of `seed`: the same seed, the same people."""
    random = Random(seed)  # noqa: S311 - names, and no secret
    return tuple(_instead_of(person, random) for person in people)


def _instead_of(person: Occupant, random: Random) -> Occupant:
    born = date(random.randint(*BIRTH_YEARS), random.randint(1, 12), random.randint(1, 28))
    return replace(
        person,
        family_name=random.choice(FAMILY_NAMES),
        given_names=random.choice(GIVEN_NAMES),
        born=None if person.born is None else born,
        document=None if person.document is None else _paper(person.document, random),
    )


def _paper(document: TravelDocument, random: Random) -> TravelDocument:
    """A document whose number has the same shape."""
    number = "".join(_other(character, random) for character in document.number)
    return replace(document, number=number)


def _other(character: str, random: Random) -> str:
    for kind in (string.digits, string.ascii_uppercase):
        if character in kind:
            return random.choice(kind)
    return character
