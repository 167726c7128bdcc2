"""What an adjudication opens at secondary, code by code, and what it does not cover."""

from dataclasses import replace

import pytest

from app.clearance.release import FOUND_REAL, NAMED_SINCE, NOT_ADJUDICATED, SUPERVISOR_ONLY
from app.domain.adjudication import (
    ADVERSE_CODES,
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationReason,
)
from app.domain.finding import FindingKind
from app.domain.identifiers import Badge
from tests.builders import NOW
from tests.clearance.alarming import GAMMA_ALARM
from tests.clearance.cases import spectrum
from tests.clearance.test_release import at_secondary, of_kind, referred

K = FindingKind


def closed(code: AdjudicationCode, *nuclides: str, passage: int = 1) -> Adjudication:
    return Adjudication(
        act=AdjudicationAct.CLOSE,
        code=code,
        reason=AdjudicationReason.JUDGEMENT,
        badge=Badge("41877"),
        adjudicated_at=NOW,
        shown_sha256="0" * 64,
        passage=passage,
        nuclides=nuclides,
    )


SEEN = frozenset({K.GAMMA_ALARM, K.RISK_UNKNOWN})


@pytest.mark.parametrize("code", list(AdjudicationCode))
def test_a_gamma_alarm_opens_at_secondary_with_an_innocent_code_and_stays_locked_with_a_real_one(
    code: AdjudicationCode,
) -> None:
    subject = referred(
        **GAMMA_ALARM,
        spectra=(spectrum("K-40", "Th-232"),),
        acknowledged=SEEN,
        adjudications=(closed(code, "K-40", "Th-232"),),
    )
    locking = of_kind(at_secondary(subject), K.GAMMA_ALARM)
    if code in ADVERSE_CODES:
        assert [lock.details[1:] for lock in locking] == [(FOUND_REAL,)]
    else:
        assert at_secondary(subject) == ()
        assert at_secondary(replace(subject, acknowledged=SEEN - {K.GAMMA_ALARM}))


@pytest.mark.parametrize(
    "act", [act for act in AdjudicationAct if act is not AdjudicationAct.CLOSE]
)
def test_what_only_asks_for_more_leaves_release_locked(act: AdjudicationAct) -> None:
    asked = replace(closed(AdjudicationCode.NORM), act=act, code=None)
    subject = referred(**GAMMA_ALARM, acknowledged=SEEN, adjudications=(asked,))
    (lock,) = of_kind(at_secondary(subject), K.GAMMA_ALARM)
    assert lock.details[1:] == (NOT_ADJUDICATED,)


def test_an_adjudication_does_not_cover_the_next_passage_or_a_nuclide_named_later() -> None:
    norm = closed(AdjudicationCode.NORM, "K-40")
    subject = referred(
        **GAMMA_ALARM, spectra=(spectrum("K-40"),), acknowledged=SEEN, adjudications=(norm,)
    )
    assert at_secondary(subject) == ()
    later = replace(subject, spectra=(*subject.spectra, spectrum("Cs-137")))
    (lock,) = of_kind(at_secondary(later), K.GAMMA_ALARM)
    assert lock.details[1:] == (NAMED_SINCE,)
    again = replace(subject, occupancies=subject.occupancies * 2, verdicts=subject.verdicts * 2)
    (lock,) = of_kind(at_secondary(again), K.GAMMA_ALARM)
    assert lock.details[1:] == (NOT_ADJUDICATED,)


def test_a_patients_nuclide_needs_no_supervisor_once_it_is_adjudicated() -> None:
    medical = closed(AdjudicationCode.MEDICAL, "Tc-99m")
    subject = referred(**GAMMA_ALARM, spectra=(spectrum("Tc-99m"),))
    seen = replace(subject, acknowledged=frozenset(FindingKind))
    (lock,) = of_kind(at_secondary(seen), K.NUCLIDE_REPORTED)
    assert lock.details[1:] == (SUPERVISOR_ONLY,)
    assert at_secondary(replace(seen, adjudications=(medical,))) == ()
