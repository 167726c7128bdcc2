"""Every domain value has words, in both languages, and details stand in their places."""

from collections.abc import Callable
from enum import StrEnum

import pytest
from PySide6.QtWidgets import QApplication

from app.clearance.findings import PRIORITIES
from app.domain.decision import Disposition, Reason
from app.domain.finding import Finding, FindingKind, Lock, LockKind, Priority
from app.domain.identifiers import Country
from app.domain.observed import ScreeningGap
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from app.domain.officer import Role
from app.domain.place import Direction
from app.domain.risk import Action, Determination, MissingWhy
from app.domain.sync_state import LinkState
from app.domain.traveller import Seat
from tests.ui_tools import scenes, views
from tests.ui_tools.languages import Tongue, speaking
from widgets.common import labels
from widgets.common.fact_words import fact_label, step_label
from widgets.common.finding_words import (
    banner_sentence,
    finding_chip,
    finding_detail,
    finding_sentence,
    is_urgent,
    same_said_once,
)
from widgets.common.lock_words import lock_label, locks_sentence
from widgets.consignment.container_words import goods_label, size_type_label
from widgets.crossing.decision_words import decision_line

WORDS_MAX = 10
TABLES: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (Radiation, labels.radiation_label),
    (Country, labels.country_label),
    (Country, labels.country_short),
    (Direction, labels.direction_label),
    (Role, labels.role_label),
    (Disposition, labels.disposition_label),
    (Disposition, labels.done_label),
    (Reason, labels.reason_label),
    (Determination, labels.determination_label),
    (MissingWhy, labels.missing_why_label),
    (LinkState, labels.link_label),
    (Seat, labels.seat_label),
    (PortalFault, labels.fault_label),
    (OccupancyEnd, labels.end_label),
    (Action, step_label),
]


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize(("values", "words"), TABLES)
def test_every_value_has_words_of_its_own(
    qapp: QApplication, values: type[StrEnum], words: Callable[..., str], tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        said = [words(value) for value in values]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_finding_has_a_chip_a_sentence_and_a_banner(
    qapp: QApplication, kind: FindingKind, tongue: Tongue
) -> None:
    priority = min(PRIORITIES[kind], key=lambda item: item.rank)
    finding = Finding(kind=kind, priority=priority)
    with speaking(qapp, tongue):
        assert finding_chip(finding)
        assert finding_sentence(finding)
        sentence = banner_sentence(finding)
    if is_urgent(finding):
        assert "—" in sentence, "first the act, then the reason"
        assert len(sentence.split()) <= WORDS_MAX


@pytest.mark.parametrize("case", [scenes.CLEAN, scenes.GAMMA, scenes.NEUTRON, scenes.NO_NOTICE])
def test_findings_of_real_cases_read_as_sentences(case: object) -> None:
    for finding in views.primary_view(case).findings:  # type: ignore[arg-type]  # all are cases
        sentence = finding_sentence(finding)
        assert "{" not in sentence
        assert sentence[0].isupper() or sentence[0].isdigit()


def _finding(kind: FindingKind, *details: str) -> Finding:
    return Finding(kind=kind, priority=Priority.P2, details=details)


def test_details_stand_in_their_places(qapp: QApplication) -> None:
    gamma = _finding(FindingKind.GAMMA_ALARM, "8.4", "8.5", "2026-11-24T14:25:56-07:00", "3")
    assert finding_chip(gamma) == "gamma alarm 8.4σ"
    assert finding_detail(gamma) == "reported by the portal, at 8.5\u00a0m"
    assert finding_chip(_finding(FindingKind.GAMMA_ALARM, "", "", "", "3")) == "gamma alarm"
    seal = _finding(FindingKind.SEAL_DIFFERS, "CA 4471820", "CA 4471802")
    assert finding_sentence(seal) == "Seal differs: read CA 4471820, declared CA 4471802"
    risk = _finding(FindingKind.RISK_UNKNOWN, "US", "not filed in time", "trop tard", "tier")
    assert finding_sentence(risk) == (
        "US: risk unknown: not filed in time; not known: trusted-trader status"
    )
    with speaking(qapp, Tongue.FRENCH):
        assert finding_detail(risk) == "trop tard; non connu\u00a0: statut de négociant fiable"
        assert finding_chip(gamma) == "alarme gamma 8,4σ"
    gaps = _finding(FindingKind.NOT_SCREENED, *ScreeningGap)
    assert finding_detail(gaps).count(",") == len(ScreeningGap) - 1
    fault = _finding(FindingKind.PORTAL_FAULT, "tamper")
    assert finding_detail(fault) == "cabinet opened"
    expired = _finding(FindingKind.DOCUMENT_EXPIRED, "OKAFOR", "2024-06-01")
    assert finding_sentence(expired) == "Document expired: OKAFOR, on 2024-06-01"


@pytest.mark.parametrize("kind", list(LockKind))
def test_every_lock_says_why(kind: LockKind) -> None:
    assert lock_label(Lock(kind=kind))


def test_a_lock_names_the_alarm_and_what_opens_it() -> None:
    lock = Lock(kind=LockKind.ALARM_OPEN, details=("gamma-alarm", "spectrum", "acknowledge"))
    assert lock_label(lock) == "gamma alarm open: take a spectrum, acknowledge it"
    assert lock_label(Lock(kind=LockKind.ALARM_OPEN, details=("document-expired",))) == (
        "document expired"
    )
    role = Lock(kind=LockKind.ROLE, details=("other-port",))
    assert lock_label(role) == "your powers are of another port"
    assert lock_label(Lock(kind=LockKind.NO_CASE, details=("not-referred",))) == "not referred"


def test_a_locked_key_names_two_reasons_and_counts_the_rest() -> None:
    locks = [
        Lock(kind=LockKind.ALARM_OPEN, details=("gamma-alarm",)),
        Lock(kind=LockKind.SEAL_DIFFERS),
        Lock(kind=LockKind.RISK_NOT_LOW),
        Lock(kind=LockKind.RISK_NOT_LOW),
    ]
    assert locks_sentence(locks) == "locked: gamma alarm open, seal differs +1"
    assert locks_sentence(locks[:1]) == "locked: gamma alarm open"


def test_reasons_have_the_digits_of_their_order() -> None:
    assert [labels.reason_digit(reason) for reason in Reason] == list(range(1, 10))


def test_what_this_program_does_not_know_keeps_its_own_name() -> None:
    assert fact_label("a_new_fact") == "a_new_fact"
    assert labels.family_label("drone") == "drone"
    assert labels.state_name("XXX") == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("45G1", "40\u2032 HC"),
        ("22G1", "20\u2032"),
        ("45R1", "40\u2032 HC reefer"),
        ("L5G1", "45\u2032 HC"),
        ("22T0", "20\u2032 tank"),
        ("trailer", "trailer"),
        ("", ""),
    ],
)
def test_size_and_type_in_words(code: str, words: str) -> None:
    assert size_type_label(code) == words


def test_goods_are_named_heaviest_first_and_the_rest_counted() -> None:
    assert goods_label(scenes.GOODS, 2) == "Ceramic tiles, Disinfectant + 1 more"
    assert goods_label(scenes.GOODS[::-1], 3).startswith("Ceramic tiles")
    assert goods_label((), 3) == ""


def test_a_decision_in_a_line() -> None:
    decisions = [item.made.decision for item in views.recent()]
    assert decision_line(decisions[0]) == "Released"
    assert decision_line(decisions[1]) == "Referred to secondary: goods"


def test_a_long_list_of_missing_facts_is_three_names_and_a_count(qapp: QApplication) -> None:
    facts = ("goods_declared", "tier", "seal", "container", "rad")
    risk = _finding(FindingKind.RISK_UNKNOWN, "CA", "", "", *facts)
    assert finding_detail(risk) == (
        "not known: declaration of goods, trusted-trader status, seal reading and 2 more"
    )
    three = _finding(FindingKind.RISK_UNKNOWN, "CA", "", "", *facts[:3])
    assert finding_detail(three).endswith("seal reading")
    with speaking(qapp, Tongue.FRENCH):
        assert finding_detail(risk).endswith("et 2 de plus")


def test_what_both_countries_say_alike_is_said_once() -> None:
    alike = [_finding(FindingKind.RISK_UNKNOWN, code, "", "", "seal") for code in ("CA", "US")]
    other = _finding(FindingKind.RISK_UNKNOWN, "US", "", "", "tier")
    assert [words for words, _ in same_said_once(alike)] == ["Canada + US: risk unknown"]
    assert [words for words, _ in same_said_once([alike[0], other])] == [
        "Canada: risk unknown",
        "US: risk unknown",
    ]
