"""What an alarm looks like, what code that suggests, and why a code may be locked. Pure.

An alarm is explained by goods or by a patient, never by our not knowing better. Neutrons and
nuclides that are neither natural nor medicine cannot be closed as innocent at a station at all.
"""

from collections.abc import Iterator, Sequence

from app.clearance.findings import (
    is_norm,
    nuclides_identified,
    nuclides_reported,
    own_possible_snm,
)
from app.domain.adjudication import (
    ADVERSE_CODES,
    AdjudicationCode,
    AdjudicationLock,
    AdjudicationReason,
    AlarmOpinion,
    CommodityCheck,
    CommodityOutcome,
    MedicalAnswer,
)
from app.domain.case import Case
from app.domain.nuclide_name import compact_name, plain_name
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.occupancy import Radiation

MEDICAL_NUCLIDES = frozenset(
    {
        "F18", "GA67", "GA68", "TC99M", "IN111", "I123", "I124", "I131", "XE133", "TL201",
        "LU177", "LU177M", "SM153", "RA223", "RB82", "CU64", "CU67", "ZR89", "CR51", "Y90", "SR89",
        "I125", "PD103", "P32", "RE186", "RE188", "SN117M", "AC225", "BI213", "AT211", "TL200",
    }
)  # fmt: skip
"""Nuclides of diagnosis and treatment that a patient carries out of hospital, in the blood or as an
implant. Generators (Ge-68, Mo-99) and what is only studied are medical goods, not patients."""

_EXPLAINING = frozenset(
    {AdjudicationCode.MEDICAL, AdjudicationCode.NORM, AdjudicationCode.DECLARED_SHIPMENT}
)

REASONS: dict[AlarmOpinion, AdjudicationReason] = {
    AlarmOpinion.NO_ALARM: AdjudicationReason.JUDGEMENT,
    AlarmOpinion.NEUTRONS: AdjudicationReason.NEUTRONS,
    AlarmOpinion.FOREIGN_NUCLIDE: AdjudicationReason.FOREIGN_NUCLIDE,
    AlarmOpinion.POSSIBLE_SNM: AdjudicationReason.POSSIBLE_SNM,
    AlarmOpinion.MEDICAL_TO_ASK: AdjudicationReason.JUDGEMENT,
    AlarmOpinion.MEDICAL_CONFIRMED: AdjudicationReason.MEDICAL_PATIENT,
    AlarmOpinion.MEDICAL_DENIED: AdjudicationReason.FOREIGN_NUCLIDE,
    AlarmOpinion.NORM_EXPLAINED: AdjudicationReason.COMMODITY_EXPLAINS,
    AlarmOpinion.NORM_UNEXPLAINED: AdjudicationReason.COMMODITY_DOES_NOT,
    AlarmOpinion.NORM_NO_GOODS: AdjudicationReason.COMMODITY_DOES_NOT,
    AlarmOpinion.NOT_IDENTIFIED: AdjudicationReason.NOT_IDENTIFIED,
    AlarmOpinion.NO_SPECTRUM: AdjudicationReason.NO_SPECTRUM,
}
"""The reason that is recorded with an act, from what the alarm looked like."""


def has_alarm(case: Case) -> bool:
    """Whether the latest passage has an alarm, the monitor's or ours."""
    return bool(monitor_alarms(case) or own_alarms(case))


def named_nuclides(case: Case, own: Sequence[str] = ()) -> tuple[str, ...]:
    """What instruments named and what we named, on record or only on the screen (`own`)."""
    return tuple(dict.fromkeys((*nuclides_reported(case), *nuclides_identified(case), *own)))


def named_since(case: Case) -> bool:
    """Whether the closed alarm was closed before something was named that its code cannot cover.

    An instrument's word counts whatever it is, ours where it is nothing natural. A code that takes
    the alarm for real covers everything.
    """
    closing = case.closing
    if closing is None or closing.code in ADVERSE_CODES:
        return False
    ours = {name for name in nuclides_identified(case) if not is_norm(name)}
    # Nothing innocent closes where we had said so before: we said so afterwards.
    named = {plain_name(name) for name in (*ours, *nuclides_reported(case))}
    return own_possible_snm(case) or bool(named - {plain_name(name) for name in closing.nuclides})


def is_medical(nuclide: str) -> bool:
    """Whether a nuclide, however spelled, is one of `MEDICAL_NUCLIDES`."""
    return compact_name(nuclide) in MEDICAL_NUCLIDES


def opinion(
    case: Case,
    nuclides: Sequence[str],
    check: CommodityCheck,
    medical: MedicalAnswer,
    *,
    possible_snm: bool = False,
) -> AlarmOpinion:
    """What this station makes of the alarm. The worst that is there comes first."""
    if not has_alarm(case):
        return AlarmOpinion.NO_ALARM
    if Radiation.NEUTRON in monitor_alarms(case) | own_alarms(case):
        return AlarmOpinion.NEUTRONS
    if foreign(nuclides):
        return AlarmOpinion.FOREIGN_NUCLIDE
    if possible_snm or own_possible_snm(case):
        return AlarmOpinion.POSSIBLE_SNM
    if any(is_medical(name) for name in nuclides):
        return _MEDICAL[medical]
    if not case.spectra:
        return AlarmOpinion.NO_SPECTRUM
    if not nuclides:
        return AlarmOpinion.NOT_IDENTIFIED
    return _NORM[check.outcome]


def foreign(nuclides: Sequence[str]) -> tuple[str, ...]:
    """Those of `nuclides` that neither goods nor patients explain."""
    return tuple(name for name in nuclides if not (is_norm(name) or is_medical(name)))


def suggested_code(seen: AlarmOpinion) -> AdjudicationCode:
    """The code that the key for "innocent" offers first, locked or not."""
    medical = {AlarmOpinion.MEDICAL_CONFIRMED, AlarmOpinion.MEDICAL_TO_ASK}
    return AdjudicationCode.MEDICAL if seen in medical else AdjudicationCode.NORM


def closing_locks(
    case: Case,
    code: AdjudicationCode,
    nuclides: Sequence[str],
    check: CommodityCheck,
    medical: MedicalAnswer,
    *,
    signed_in: bool,
    possible_snm: bool = False,
) -> tuple[AdjudicationLock, ...]:
    """Every reason why the alarm of `case` cannot be closed with `code` now."""
    found = list(_state_locks(case, signed_in=signed_in))
    if code not in ADVERSE_CODES:
        found.extend(_finding_locks(case, code, nuclides, medical))
        if possible_snm or own_possible_snm(case):
            found.append(AdjudicationLock.POSSIBLE_SNM)
    if code in _EXPLAINING:
        found.extend(_explaining_locks(case, code, nuclides, check, medical))
    return tuple(found)


_MEDICAL = {
    MedicalAnswer.NOT_ASKED: AlarmOpinion.MEDICAL_TO_ASK,
    MedicalAnswer.YES: AlarmOpinion.MEDICAL_CONFIRMED,
    MedicalAnswer.NO: AlarmOpinion.MEDICAL_DENIED,
}
_NORM = {
    CommodityOutcome.EXPLAINED: AlarmOpinion.NORM_EXPLAINED,
    CommodityOutcome.NOT_EXPLAINED: AlarmOpinion.NORM_UNEXPLAINED,
    CommodityOutcome.CANNOT_SAY: AlarmOpinion.NORM_NO_GOODS,
}


def _state_locks(case: Case, *, signed_in: bool) -> Iterator[AdjudicationLock]:
    if not signed_in:
        yield AdjudicationLock.NOT_SIGNED_IN
    if not has_alarm(case):
        yield AdjudicationLock.NO_ALARM
    if case.not_recorded:
        yield AdjudicationLock.NOT_RECORDED
    if case.closing is not None and not named_since(case):
        yield AdjudicationLock.ALREADY_CLOSED


def _finding_locks(
    case: Case, code: AdjudicationCode, nuclides: Sequence[str], medical: MedicalAnswer
) -> Iterator[AdjudicationLock]:
    if Radiation.NEUTRON in monitor_alarms(case) | own_alarms(case):
        yield AdjudicationLock.NEUTRONS
    medicine = [name for name in nuclides if is_medical(name)]
    patient = code is AdjudicationCode.MEDICAL and medical is not MedicalAnswer.NO
    if foreign(nuclides) or (medicine and not patient):
        yield AdjudicationLock.FOREIGN_NUCLIDE


def _explaining_locks(
    case: Case,
    code: AdjudicationCode,
    nuclides: Sequence[str],
    check: CommodityCheck,
    medical: MedicalAnswer,
) -> Iterator[AdjudicationLock]:
    if not case.spectra:
        yield AdjudicationLock.NO_SPECTRUM
    elif not nuclides:
        yield AdjudicationLock.NOT_IDENTIFIED
    elif code is AdjudicationCode.MEDICAL and not any(is_medical(name) for name in nuclides):
        yield AdjudicationLock.NOT_MEDICAL
    if code is AdjudicationCode.MEDICAL and medical is not MedicalAnswer.YES:
        yield AdjudicationLock.INTERVIEW
    explained = check.outcome is CommodityOutcome.EXPLAINED
    if code is AdjudicationCode.NORM and nuclides and not explained:
        yield AdjudicationLock.COMMODITY
