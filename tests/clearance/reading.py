"""Reading the findings of a case in tests."""

from collections import Counter

from app.clearance.findings import findings
from app.domain.case import Case
from app.domain.finding import Finding, FindingKind, Priority
from tests.clearance.cases import LATER


def kinds(subject: Case) -> dict[FindingKind, Priority]:
    return {item.kind: item.priority for item in findings(subject, now=LATER)}


def one(subject: Case, kind: FindingKind) -> Finding:
    (found,) = [item for item in findings(subject, now=LATER) if item.kind is kind]
    return found


def alarms(subject: Case) -> set[FindingKind]:
    return {
        kind for kind, priority in kinds(subject).items() if priority in (Priority.P1, Priority.P2)
    }


def one_per_country(subject: Case) -> dict[str, FindingKind]:
    found = [item for item in findings(subject, now=LATER) if item.kind.startswith("risk-")]
    assert Counter(item.details[0] for item in found) == {"CA": 1, "US": 1}
    return {item.details[0]: item.kind for item in found}
