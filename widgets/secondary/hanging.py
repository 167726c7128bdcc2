"""The hanging protocol: which panels come up with a case, by why it was referred.

An officer can bring up any other panel with one key; this only saves the first one.
"""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.finding import FindingKind
from widgets.secondary.state import FindingRow

RADIATION = {
    FindingKind.GAMMA_ALARM,
    FindingKind.NEUTRON_ALARM,
    FindingKind.OWN_GAMMA,
    FindingKind.OWN_NEUTRON,
    FindingKind.OWN_SNM,
    FindingKind.NUCLIDE_REPORTED,
}
GOODS = {
    FindingKind.RISK_HIGH,
    FindingKind.RISK_UNKNOWN,
    FindingKind.NO_NOTICE,
    FindingKind.CONTAINER_DIFFERS,
}
SEAL = {FindingKind.SEAL_DIFFERS, FindingKind.SEAL_NOT_READ}


class Signals(StrEnum):
    """The panels that take turns below the image."""

    SPECTRUM = "spectrum"
    COMPARE = "compare"
    RISK = "risk"
    OCCUPANTS = "occupants"


class Papers(StrEnum):
    """The panels that take turns beside the image on a compact screen."""

    MANIFEST = "manifest"
    SEAL = "seal"
    MARKS = "marks"
    HINTS = "hints"


def hung(findings: Iterable[FindingRow]) -> tuple[Signals | None, Papers]:
    """What comes up below and beside the image; None below gives the image the whole room.

    Only alarms count, for they are why a case was referred; radiation comes before everything.
    """
    alarms = {row.finding.kind for row in findings if row.finding.priority.value}
    if alarms & RADIATION:
        return Signals.SPECTRUM, Papers.MANIFEST
    if alarms & SEAL:
        return Signals.COMPARE, Papers.SEAL
    if alarms & GOODS:
        return Signals.RISK, Papers.MANIFEST
    return None, Papers.MANIFEST
