"""Invented travellers. No name, date or number here is anybody's."""

from datetime import date, datetime, timedelta
from random import Random

from app.domain.traveller import Occupant, Seat, TravelDocument

# (nationality, family names, given names)
GROUPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "CAN",
        ("Tessier", "Gauthier", "Dubois", "Bélanger", "Lavoie", "Côté", "Ouellet"),
        ("Éléonore Marie", "Marc-André", "Noémie", "Étienne", "Geneviève", "François", "Maude"),
    ),
    (
        "CAN",
        ("MacLeod", "Fairweather", "Hutchings", "Sorensen", "Blackwater", "O'Rourke"),
        ("Alison", "Gordon James", "Tara", "Wesley", "Heather Ann", "Douglas"),
    ),
    (
        "USA",
        ("Whitaker", "Brandvold", "Kessler", "Old Elk", "Harlow", "Nystrom", "Pruett"),
        ("Dale", "Cheryl Lynn", "Travis", "Rebecca", "Cody", "Marlene", "Jesse Ray"),
    ),
    (
        "MEX",
        ("Muñoz Ibarra", "Castañeda Ruiz", "Herrera Solís", "Peña Villaseñor"),
        ("José Ángel", "María Fernanda", "Raúl", "Lucía"),
    ),
    (
        "CAN",
        ("Singh Dhaliwal", "Kaur Sandhu", "Gill", "Brar", "Sidhu"),
        ("Gurpreet", "Harjit", "Manpreet", "Jaswinder", "Amrit"),
    ),
    (
        "IND",
        ("Singh Sekhon", "Kaur Mann", "Randhawa"),
        ("Baljit", "Simranjeet", "Parminder"),
    ),
    (
        "NGA",
        ("Okafor", "Adébáyọ̀", "Nwosu"),
        ("Chidi", "Ngozi", "Tunde"),
    ),
)

BORN_FROM, BORN_DAYS = date(1958, 1, 1), 16_800
VISA_FROM = ("IND", "NGA", "MEX")


def occupants(random: Random, count: int, at: datetime) -> tuple[Occupant, ...]:
    """A driver and passengers as they were announced, with documents valid at `at`."""
    nationality, family_names, given_names = random.choice(GROUPS)
    family_name = random.choice(family_names)
    people = []
    for number in range(count):
        if number and random.random() < 0.3:
            nationality, family_names, given_names = random.choice(GROUPS)
            family_name = random.choice(family_names)
        people.append(
            Occupant(
                family_name=family_name,
                given_names=random.choice(given_names),
                born=BORN_FROM + timedelta(days=random.randrange(BORN_DAYS)),
                nationality=nationality,
                seat=Seat.PASSENGER if number else Seat.DRIVER,
                document=TravelDocument(
                    kind="P",
                    number=_passport_number(random, nationality),
                    issuer=nationality,
                    expires=at.date() + timedelta(days=random.randrange(200, 3300)),
                ),
                visa="visitor" if nationality in VISA_FROM else "",
            )
        )
    return tuple(people)


def _passport_number(random: Random, nationality: str) -> str:
    if nationality == "USA":
        return f"{random.randrange(10**8, 10**9)}"
    letters = "".join(random.choice("ABCEGHJKLMNPRT") for _ in range(2))
    return f"{letters}{random.randrange(10**6):06d}"
