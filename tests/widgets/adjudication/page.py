"""What stands around an alarm on the screen: the list, the trend, and screens without an alarm."""

from datetime import timedelta

import numpy as np

from app.domain.adjudication import AdjudicationCode
from app.domain.finding import Priority
from app.domain.identifiers import CaseId
from tests.widgets.secondary.measured import NOW
from widgets.adjudication.state import (
    AdjudicationView,
    AlarmListView,
    AlarmRow,
    AlarmView,
    ListState,
    TrendPoint,
)

NEWEST = (
    ("case-caesium", "TGHU 884213 7", 8.4, ("Cs-137",), None),
    ("case-tiles", "MSCU 660342 0", 11.2, ("K-40", "Ra-226", "Th-232"), None),
    ("case-patient", "HLX 8801", 6.1, ("Tc-99m",), None),
    ("case-shielded", "CAXU 331008 4", 9.9, (), None),
)


def rows() -> tuple[AlarmRow, ...]:
    """A page: four open alarms, then what was closed before."""
    older = [
        (f"case-{number}", f"AB {number:05d}", 5.5 + number % 5, ("K-40",), 3 + number % 2)
        for number in range(46)
    ]
    return tuple(
        AlarmRow(
            case_id=CaseId(case_id),
            at=NOW - timedelta(minutes=21 + 37 * index),
            lane="3",
            title=title,
            priority=Priority.P1 if code is None else Priority.NONE,
            sigma=sigma,
            neutron=case_id == "case-shielded",
            nuclides=nuclides,
            code=None if code is None else AdjudicationCode(code),
            key=1000 - index,
        )
        for index, (case_id, title, sigma, nuclides, code) in enumerate((*NEWEST, *older))
    )


def trend() -> tuple[TrendPoint, ...]:
    """A day with rain at noon and four quiet hours at night."""
    at = np.arange(0, 24, 1 / 6)
    at = at[(at < 8) | (at > 12)]
    rates = 21_000 + 900 * np.sin(at / 4) + 2500 * np.exp(-(((at - 18) / 1.2) ** 2))
    noise = np.random.default_rng(5).normal(0, 90, len(at))
    return tuple(
        TrendPoint(at=NOW - timedelta(hours=24 - hour), background_cps=float(rate))
        for hour, rate in zip(at.tolist(), (rates + noise).tolist(), strict=True)
    )


def on_screen(alarm: AlarmView | None) -> AdjudicationView:
    """The screen with an alarm, the list and the trend."""
    nuclides = ("Cs-137", "K-40", "Ra-226", "Tc-99m", "Th-232")
    events = AlarmListView(rows=rows(), has_next=True, nuclides=nuclides)
    return AdjudicationView(alarm=alarm, events=events, trend=trend(), now=NOW)


def empty() -> AdjudicationView:
    """A station on which there never was an alarm, and whose list cannot be read."""
    return AdjudicationView(events=AlarmListView(state=ListState.FAILED, why="the disk is full"))
