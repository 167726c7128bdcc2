"""What an adjudication opens at secondary, code by code, and what it does not cover."""

from dataclasses import replace

import pytest

from app.clearance.adjudication import closing_locks
from app.clearance.release import FOUND_REAL, NAMED_SINCE, NOT_ADJUDICATED, SUPERVISOR_ONLY
from app.domain.adjudication import (
    ADVERSE_CODES,
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    AdjudicationReason,
    CommodityCheck,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
)
from app.domain.finding import FindingKind
from app.domain.identifiers import Badge
from tests.builders import NOW
from tests.clearance.alarming import GAMMA_ALARM
from tests.clearance.cases import identified, spectrum
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


def test_a_nuclide_that_we_name_after_the_alarm_was_closed_locks_release_again() -> None:
    subject = referred(
        **GAMMA_ALARM,
        spectra=(spectrum("K-40"),),
        acknowledged=SEEN,
        adjudications=(closed(AdjudicationCode.NORM, "K-40"),),
    )
    natural = replace(subject, identified=(identified("Th-232", category=NuclideCategory.NORM),))
    assert at_secondary(natural) == ()
    caesium = replace(subject, identified=(identified("Cs-137"),))
    (lock,) = of_kind(at_secondary(caesium), K.GAMMA_ALARM)
    assert lock.details[1:] == (NAMED_SINCE,)
    known = replace(caesium, adjudications=(closed(AdjudicationCode.OTHER, "K-40", "Cs-137"),))
    assert at_secondary(known) == ()


def test_a_nuclide_that_we_only_spell_otherwise_is_not_named_anew() -> None:
    subject = referred(
        **GAMMA_ALARM,
        spectra=(spectrum("Tc99m"),),
        acknowledged=frozenset(FindingKind),
        adjudications=(closed(AdjudicationCode.MEDICAL, "Tc99m"),),
    )
    ours = identified("Tc-99m", category=NuclideCategory.MEDICAL)
    assert at_secondary(replace(subject, identified=(ours,))) == ()


@pytest.mark.parametrize("code", sorted(set(AdjudicationCode) - ADVERSE_CODES))
def test_nuclear_material_that_we_cannot_exclude_is_opened_by_no_innocent_code(
    code: AdjudicationCode,
) -> None:
    for said in (
        identified("K-40", category=NuclideCategory.NORM, possible_snm=True),
        identified("Pu-239", category=NuclideCategory.SNM),
    ):
        subject = referred(
            **GAMMA_ALARM,
            spectra=(spectrum("K-40"),),
            identified=(said,),
            acknowledged=frozenset(FindingKind),
            adjudications=(closed(code, "K-40", "Pu-239"),),
        )
        locking = at_secondary(subject)
        assert [lock.details[1:] for lock in of_kind(locking, K.GAMMA_ALARM)] == [(NAMED_SINCE,)]
        assert [lock.details[1:] for lock in of_kind(locking, K.OWN_SNM)] == [(SUPERVISOR_ONLY,)]


def test_what_we_named_since_can_be_adjudicated_but_not_as_innocent() -> None:
    subject = referred(
        **GAMMA_ALARM,
        spectra=(spectrum("K-40"),),
        adjudications=(closed(AdjudicationCode.NORM, "K-40"),),
    )
    check = CommodityCheck(outcome=CommodityOutcome.EXPLAINED)

    def locked(code: AdjudicationCode, *nuclides: str) -> set[AdjudicationLock]:
        nothing = MedicalAnswer.NOT_ASKED
        return set(closing_locks(case, code, nuclides, check, nothing, signed_in=True))

    case = subject
    assert locked(AdjudicationCode.NORM, "K-40") == {AdjudicationLock.ALREADY_CLOSED}
    case = replace(subject, identified=(identified(possible_snm=True),))
    assert locked(AdjudicationCode.NORM, "K-40") == {AdjudicationLock.POSSIBLE_SNM}
    assert locked(AdjudicationCode.OTHER_REAL, "K-40") == set()
