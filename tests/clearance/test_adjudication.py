"""Every opinion, code and lock of an adjudication, walked as tables."""

from dataclasses import replace

import pytest

from app.clearance.adjudication import (
    MEDICAL_NUCLIDES,
    REASONS,
    closing_locks,
    foreign,
    has_alarm,
    is_medical,
    named_nuclides,
    opinion,
    suggested_code,
)
from app.domain.adjudication import (
    ADVERSE_CODES,
    AdjudicationCode,
    AdjudicationLock,
    AlarmOpinion,
    CommodityCheck,
    CommodityOutcome,
    MedicalAnswer,
)
from app.domain.case import Case, fold_all
from app.domain.events import OccupancyAssessed, OccupancyRecorded, SpectrumAttached
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.domain.natural import FAMILIES
from app.domain.nuclide_name import compact_name
from app.domain.occupancy import Radiation
from app.domain.spectrum import NuclideReport
from app.radiation.identification.nuclides import nuclides
from tests.builders import gamma_profile, occupancy, spectrum_file, verdict
from tests.shell.cases import NEUTRON_PROFILE, alarmed, history, screened

ID = CaseId("a")
REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")
UNASKED, YES, NO = MedicalAnswer
EXPLAINED, NOT_EXPLAINED, CANNOT_SAY = (
    CommodityCheck(outcome=outcome) for outcome in CommodityOutcome
)


def measured(*nuclides: str) -> SpectrumAttached:
    reports = tuple(NuclideReport(name=name) for name in nuclides)
    return SpectrumAttached(
        case_id=ID, file=replace(spectrum_file(), nuclides=reports), evidence=REF
    )


QUIET = fold_all(ID, history(ID, *screened(ID)))
ALARM = fold_all(ID, history(ID, *alarmed(ID)))
MEASURED = fold_all(ID, history(ID, *alarmed(ID), measured()))
NEUTRONS = fold_all(
    ID,
    history(
        ID,
        OccupancyRecorded(
            case_id=ID,
            occupancy=occupancy(
                alarms=frozenset(Radiation), profiles=(gamma_profile(), NEUTRON_PROFILE)
            ),
        ),
        OccupancyAssessed(case_id=ID, verdict=verdict(gamma=True)),
        measured("K-40"),
    ),
)

OPINIONS = [
    (QUIET, ("Cs-137",), CANNOT_SAY, UNASKED, AlarmOpinion.NO_ALARM),
    (NEUTRONS, ("K-40",), EXPLAINED, YES, AlarmOpinion.NEUTRONS),
    (ALARM, (), CANNOT_SAY, UNASKED, AlarmOpinion.NO_SPECTRUM),
    (MEASURED, (), CANNOT_SAY, UNASKED, AlarmOpinion.NOT_IDENTIFIED),
    (MEASURED, ("Cs-137", "K-40"), NOT_EXPLAINED, YES, AlarmOpinion.FOREIGN_NUCLIDE),
    (MEASURED, ("Tc-99m", "Cs-137"), NOT_EXPLAINED, YES, AlarmOpinion.FOREIGN_NUCLIDE),
    (MEASURED, ("Tc-99m",), NOT_EXPLAINED, UNASKED, AlarmOpinion.MEDICAL_TO_ASK),
    (MEASURED, ("Tc-99m",), NOT_EXPLAINED, YES, AlarmOpinion.MEDICAL_CONFIRMED),
    (MEASURED, ("Tc-99m",), NOT_EXPLAINED, NO, AlarmOpinion.MEDICAL_DENIED),
    (MEASURED, ("K-40",), EXPLAINED, UNASKED, AlarmOpinion.NORM_EXPLAINED),
    (MEASURED, ("K-40",), NOT_EXPLAINED, UNASKED, AlarmOpinion.NORM_UNEXPLAINED),
    (MEASURED, ("K-40",), CANNOT_SAY, UNASKED, AlarmOpinion.NORM_NO_GOODS),
]


@pytest.mark.parametrize(("case", "nuclides", "check", "medical", "expected"), OPINIONS)
def test_an_alarm_looks_like_the_worst_that_is_there(
    case: Case,
    nuclides: tuple[str, ...],
    check: CommodityCheck,
    medical: MedicalAnswer,
    expected: AlarmOpinion,
) -> None:
    assert opinion(case, nuclides, check, medical) is expected


def test_every_opinion_is_reached_and_has_a_reason() -> None:
    reached = {row[-1] for row in OPINIONS} | {AlarmOpinion.POSSIBLE_SNM}
    assert reached == set(AlarmOpinion) == set(REASONS)
    seen = opinion(MEASURED, ("K-40",), EXPLAINED, UNASKED, possible_snm=True)
    assert seen is AlarmOpinion.POSSIBLE_SNM


def locks(
    case: Case,
    code: AdjudicationCode,
    *nuclides: str,
    check: CommodityCheck = EXPLAINED,
    medical: MedicalAnswer = UNASKED,
    possible_snm: bool = False,
) -> set[AdjudicationLock]:
    found = closing_locks(
        case, code, nuclides, check, medical, signed_in=True, possible_snm=possible_snm
    )
    return set(found)


@pytest.mark.parametrize("code", AdjudicationCode)
def test_neutrons_and_foreign_nuclides_lock_every_code_but_the_adverse_ones(
    code: AdjudicationCode,
) -> None:
    adverse = code in ADVERSE_CODES
    assert (AdjudicationLock.NEUTRONS in locks(NEUTRONS, code, "K-40")) is not adverse
    assert (AdjudicationLock.FOREIGN_NUCLIDE in locks(MEASURED, code, "Cs-137")) is not adverse
    snm = locks(MEASURED, code, "K-40", possible_snm=True)
    assert (AdjudicationLock.POSSIBLE_SNM in snm) is not adverse


def test_natural_is_open_only_where_the_goods_explain_it() -> None:
    norm = AdjudicationCode.NORM
    assert locks(MEASURED, norm, "K-40") == set()
    for check in (NOT_EXPLAINED, CANNOT_SAY):
        assert locks(MEASURED, norm, "K-40", check=check) == {AdjudicationLock.COMMODITY}
    assert locks(ALARM, norm) == {AdjudicationLock.NO_SPECTRUM}
    assert locks(MEASURED, norm) == {AdjudicationLock.NOT_IDENTIFIED}


def test_medical_wants_a_nuclide_of_medicine_and_a_yes() -> None:
    code = AdjudicationCode.MEDICAL
    assert locks(MEASURED, code, "Tc-99m", medical=YES) == set()
    assert locks(MEASURED, code, "Tc-99m") == {AdjudicationLock.INTERVIEW}
    denied = locks(MEASURED, code, "Tc-99m", medical=NO)
    assert denied == {AdjudicationLock.INTERVIEW, AdjudicationLock.FOREIGN_NUCLIDE}
    assert locks(MEASURED, code, "K-40", medical=YES) == {AdjudicationLock.NOT_MEDICAL}


def test_a_medical_nuclide_is_not_closed_as_anything_else_that_is_innocent() -> None:
    for code in (AdjudicationCode.NORM, AdjudicationCode.BACKGROUND_ONLY):
        assert AdjudicationLock.FOREIGN_NUCLIDE in locks(MEASURED, code, "Tc-99m", medical=YES)


def test_nobody_closes_without_an_alarm_a_record_or_a_session() -> None:
    norm = AdjudicationCode.NORM
    assert AdjudicationLock.NO_ALARM in locks(QUIET, norm, "K-40")
    lost = replace(MEASURED, not_recorded=True)
    assert AdjudicationLock.NOT_RECORDED in locks(lost, norm, "K-40")
    found = closing_locks(MEASURED, norm, ("K-40",), EXPLAINED, UNASKED, signed_in=False)
    assert found == (AdjudicationLock.NOT_SIGNED_IN,)


def test_no_nuclide_is_of_goods_and_of_medicine_at_once() -> None:
    assert not set(FAMILIES) & MEDICAL_NUCLIDES


def test_every_medical_nuclide_that_we_can_name_is_a_patients_or_known_not_to_be() -> None:
    medical = {
        compact_name(nuclide.name) for nuclide in nuclides() if nuclide.category == "medical"
    }
    not_in_patients = {"GE68", "MO99", "AS72", "BR76", "BR82", "CA47"}
    assert medical - MEDICAL_NUCLIDES == not_in_patients


@pytest.mark.parametrize("name", ["Tc-99m", "Tc99m", "99mTc", "TC-99M", "tc 99m"])
def test_a_medical_nuclide_is_known_however_it_is_spelled(name: str) -> None:
    assert is_medical(name)
    assert foreign((name,)) == ()


def test_a_word_that_is_no_nuclide_is_foreign() -> None:
    assert foreign(("unknown", "K-40", "Am-241")) == ("unknown", "Am-241")


def test_both_opinions_count_and_each_nuclide_once() -> None:
    case = fold_all(ID, history(ID, *alarmed(ID), measured("K-40", "Cs-137")))
    assert named_nuclides(case, ("Cs-137", "Co-60")) == ("K-40", "Cs-137", "Co-60")
    assert has_alarm(case)


def test_the_suggested_code_is_medical_for_a_patient_and_else_natural() -> None:
    suggested = {seen: suggested_code(seen) for seen in AlarmOpinion}
    medical = {seen for seen, code in suggested.items() if code is AdjudicationCode.MEDICAL}
    assert medical == {AlarmOpinion.MEDICAL_TO_ASK, AlarmOpinion.MEDICAL_CONFIRMED}
    assert set(suggested.values()) == {AdjudicationCode.MEDICAL, AdjudicationCode.NORM}
