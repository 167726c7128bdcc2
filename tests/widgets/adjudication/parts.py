"""The parts of which `views` puts alarms together."""

from dataclasses import replace
from typing import Any

from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    Band,
    NuclideCategory,
    OwnNuclide,
)
from app.domain.occupancy import Occupancy
from app.domain.spectrum import (
    NuclideReport,
)
from tests.widgets.adjudication.spectra import (
    vehicle_alone,
)
from tests.widgets.secondary import measured
from widgets.adjudication.state import (
    ACT_KEYS,
    ActKey,
    AlarmView,
    NuclideLine,
    Step,
    StepLine,
    StepState,
)
from widgets.radiation.gamma_lines import LINES_KEV


def line(
    name: str,
    category: NuclideCategory,
    confidence: float | None = None,
    band: Band | None = None,
) -> NuclideLine:
    energies = LINES_KEV.get(name, ())
    return NuclideLine(
        name=name,
        category=category,
        instrument=NuclideReport(name=name, confidence=confidence) if confidence else None,
        own=OwnNuclide(name=name, band=band, category=category, lines_kev=energies)
        if band
        else None,
        lines_kev=energies,
    )


def keys(
    code: AdjudicationCode, *locks: AdjudicationLock, others: tuple[AdjudicationLock, ...] = ()
) -> tuple[ActKey, ...]:
    return tuple(
        ActKey(act=act, code=code, locks=locks)
        if act is AdjudicationAct.CLOSE
        else ActKey(act=act, locks=others)
        for _, act in ACT_KEYS
    )


def steps(*states: StepState) -> tuple[StepLine, ...]:
    return tuple(StepLine(step=step, state=state) for step, state in zip(Step, states, strict=True))


DONE, OPEN, NOT_NEEDED, TROUBLE = StepState


def passed(alarm: AlarmView, passage: Occupancy, **judged: Any) -> AlarmView:
    """The alarm with a passage and a verdict on it; `judged` are fields of the verdict.

    Nothing is computed: how a screen looks does not change with what is judged better.
    """
    verdict = replace(measured.verdict(), **judged)
    depth = verdict.suppression or 0.0
    return replace(
        alarm, occupancy=passage, verdict=verdict, expected=vehicle_alone(passage, depth)
    )
