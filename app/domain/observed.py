"""What was observed of a case's conveyance, set against what was declared of it.

The worst reading wins: one portal passage in alarm, or one seal that was not declared, is not made
good by a later reading. Only an officer resolves it.
"""

from enum import StrEnum

from app.domain.case import Case
from app.domain.conveyance import normal_plate
from app.domain.occupancy import Occupancy, OccupancyEnd, Radiation, RadiationVerdict


class Screening(StrEnum):
    """The outcome of radiation screening. Clear takes a whole passage without a fault."""

    CLEAR = "clear"
    ALARM = "alarm"
    NOT_SCREENED = "not-screened"


class ScreeningGap(StrEnum):
    """Why a passage does not count as screened."""

    NO_OCCUPANCY = "no-occupancy"
    ANALYSIS_FAILED = "analysis-failed"
    NOT_ANALYSED = "not-analysed"
    NOT_MEASURED = "not-measured"
    FAULT = "fault"
    ENDED_WITHOUT_GX = "ended-without-gx"


class Comparison(StrEnum):
    """A number that was read, beside the declared one."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_READ = "not-read"
    NONE_DECLARED = "none-declared"


ANALYSIS_RADIATION = "radiation"


def monitor_alarms(case: Case) -> frozenset[Radiation]:
    """What the monitor alarmed on, in any passage of this case."""
    return frozenset().union(*(occupancy.alarms for occupancy in case.occupancies))


def own_alarms(case: Case) -> frozenset[Radiation]:
    """What this workstation's own analysis alarmed on, in any passage of this case."""
    return frozenset().union(*(_alarms(verdict) for verdict in case.verdicts))


def screening_gaps(case: Case, radiation: Radiation | None = None) -> tuple[ScreeningGap, ...]:
    """Why the latest passage does not count as screened; empty where it does.

    With `radiation`, only that kind has to have been measured.
    """
    occupancy = case.occupancy
    if occupancy is None:
        return (ScreeningGap.NO_OCCUPANCY,)
    gaps = []
    if case.verdict is None:
        failed = any(failure.analysis == ANALYSIS_RADIATION for failure in case.failures)
        gaps.append(ScreeningGap.ANALYSIS_FAILED if failed else ScreeningGap.NOT_ANALYSED)
    wanted = (radiation,) if radiation else tuple(Radiation)
    if not all(_is_measured(occupancy, item) for item in wanted):
        gaps.append(ScreeningGap.NOT_MEASURED)
    if occupancy.faults:
        gaps.append(ScreeningGap.FAULT)
    if occupancy.ended is not OccupancyEnd.GX:
        gaps.append(ScreeningGap.ENDED_WITHOUT_GX)
    return tuple(gaps)


def screening(case: Case) -> Screening:
    """The outcome of radiation screening; an alarm stands whoever raised it."""
    if monitor_alarms(case) or own_alarms(case):
        return Screening.ALARM
    return Screening.NOT_SCREENED if screening_gaps(case) else Screening.CLEAR


def seals_read(case: Case) -> tuple[str, ...]:
    """The seal numbers that imaging sites read, in order of reading, each once."""
    read = (seal for radiograph in case.radiographs for seal in radiograph.scan.seals_read)
    return tuple(dict.fromkeys(read))


def seal_comparison(case: Case) -> Comparison | None:
    """Read seals against declared ones; None where no goods are declared.

    Same takes every declared seal to have been read, and no other.
    """
    consignment = case.notice.consignment if case.notice else None
    if consignment is None:
        return None
    declared = {normal_plate(seal) for seal in consignment.seals_declared}
    read = {normal_plate(seal) for seal in seals_read(case)}
    if read - declared:
        return Comparison.DIFFERS
    return _nothing_else_read(declared, read)


def containers_read(case: Case) -> tuple[str, ...]:
    """The container numbers that imaging sites read, each once."""
    numbers = (item.scan.container_number for item in case.radiographs)
    return tuple(dict.fromkeys(number for number in numbers if number))


def container_comparison(case: Case) -> Comparison | None:
    """The read container number against the declared one; None where no goods are declared."""
    consignment = case.notice.consignment if case.notice else None
    if consignment is None:
        return None
    declared = {consignment.container.text} if consignment.container else set()
    read = {normal_plate(number) for number in containers_read(case)}
    if read - declared:
        return Comparison.DIFFERS
    return _nothing_else_read(declared, read)


def plate_is_announced(case: Case) -> bool | None:
    """Whether every plate that was read is the announced one; None where none can be compared."""
    if case.notice is None:
        return None
    read = [item.scan.plate for item in case.radiographs if item.scan.plate]
    if case.plate is not None:
        read.append(case.plate.plate)
    if not read:
        return None
    return {normal_plate(plate) for plate in read} == {normal_plate(case.notice.plate)}


def _nothing_else_read(declared: set[str], read: set[str]) -> Comparison:
    if not declared:
        return Comparison.NONE_DECLARED
    return Comparison.SAME if read == declared else Comparison.NOT_READ


def _alarms(verdict: RadiationVerdict) -> frozenset[Radiation]:
    raised = {Radiation.GAMMA: verdict.gamma_alarm, Radiation.NEUTRON: verdict.neutron_alarm}
    return frozenset(radiation for radiation, is_raised in raised.items() if is_raised)


def _is_measured(occupancy: Occupancy, radiation: Radiation) -> bool:
    profile = occupancy.profile(radiation)
    return profile is not None and profile.background_cps is not None
