"""Findings: what about a case wants an officer's attention, and how urgently.

Priorities follow the alarm philosophy: 1 stop, 2 resolve before release, 3 attend when free,
0 not an alarm but said, because silence could be taken for a result.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """Urgency; 1 is the highest and 0 is no alarm."""

    NONE = 0
    P1 = 1
    P2 = 2
    P3 = 3

    @property
    def rank(self) -> int:
        """Sort key: most urgent first, no alarm last."""
        return self.value or 9


class FindingKind(StrEnum):
    """Every kind of finding; the words for it live in the widgets.

    Of equal priority, the one further up is said first.
    """

    GAMMA_ALARM = "gamma-alarm"
    NEUTRON_ALARM = "neutron-alarm"
    OWN_GAMMA = "own-gamma"
    OWN_NEUTRON = "own-neutron"
    RADIATION_CLEAR = "radiation-clear"
    NEUTRON_CLEAR = "neutron-clear"
    NOT_SCREENED = "not-screened"
    PORTAL_FAULT = "portal-fault"
    ENDED_WITHOUT_GX = "ended-without-gx"
    NUCLIDE_REPORTED = "nuclide-reported"
    OWN_SNM = "own-snm"
    SEAL_DIFFERS = "seal-differs"
    SEAL_SAME = "seal-same"
    SEAL_NOT_READ = "seal-not-read"
    CONTAINER_DIFFERS = "container-differs"
    NO_NOTICE = "no-notice"
    RISK_HIGH = "risk-high"
    RISK_UNKNOWN = "risk-unknown"
    RISK_LOW = "risk-low"
    NO_IMAGE = "no-image"
    IMAGE_RECEIVED = "image-received"
    PLATE_NOT_READ = "plate-not-read"
    NOT_RECORDED = "not-recorded"
    LOOKOUTS_NOT_CHECKED = "lookouts-not-checked"
    DOCUMENT_EXPIRED = "document-expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `details` are the values that its sentence names, in the kind's own order."""

    kind: FindingKind
    priority: Priority
    details: tuple[str, ...] = ()


class LockKind(StrEnum):
    """Why a decision cannot be made now."""

    ALARM_OPEN = "alarm-open"
    RISK_NOT_LOW = "risk-not-low"
    NO_NOTICE = "no-notice"
    SEAL_DIFFERS = "seal-differs"
    NOT_RECORDED = "not-recorded"
    NOT_SCREENED = "not-screened"
    ROLE = "role"
    NOT_SIGNED_IN = "not-signed-in"
    DWELL = "dwell"
    COVERAGE = "coverage"
    MARKS_OPEN = "marks-open"
    ALREADY_DECIDED = "already-decided"
    NO_CASE = "no-case"
    JUST_ARRIVED = "just-arrived"
    OTHER_OFFICER = "other-officer"
    NOT_READ = "not-read"
    SECOND_READER = "second-reader"
    READINGS_DIFFER = "readings-differ"
    NOT_CLEAR = "not-clear"
    MAY_NOT_READ = "may-not-read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """One reason why a decision is locked, with the values that its sentence names."""

    kind: LockKind
    details: tuple[str, ...] = ()
