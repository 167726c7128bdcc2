"""Who may decide what, where: role, stage and disposition as a table, then country and port."""

from enum import StrEnum

from app.domain.case import Case
from app.domain.decision import STAGE_DISPOSITIONS, Disposition, Stage
from app.domain.officer import Officer, Role
from app.domain.place import Place

_PRIMARY = STAGE_DISPOSITIONS[Stage.PRIMARY]
_SECONDARY = STAGE_DISPOSITIONS[Stage.SECONDARY]
_NOTHING: frozenset[Disposition] = frozenset()

AUTHORITY: dict[tuple[Role, Stage], frozenset[Disposition]] = {
    (Role.PRIMARY, Stage.PRIMARY): _PRIMARY,
    (Role.PRIMARY, Stage.SECONDARY): _NOTHING,
    (Role.SECONDARY, Stage.PRIMARY): _NOTHING,
    (Role.SECONDARY, Stage.SECONDARY): _SECONDARY,
    (Role.SUPERVISOR, Stage.PRIMARY): _PRIMARY,
    (Role.SUPERVISOR, Stage.SECONDARY): _SECONDARY,
    (Role.ADMINISTRATOR, Stage.PRIMARY): _NOTHING,
    (Role.ADMINISTRATOR, Stage.SECONDARY): _NOTHING,
    (Role.AUDITOR, Stage.PRIMARY): _NOTHING,
    (Role.AUDITOR, Stage.SECONDARY): _NOTHING,
}
"""What a role may decide at a stage. Every role and stage has its row."""


class Denial(StrEnum):
    """Why an officer may not decide this here."""

    ROLE_NOT_HELD = "role-not-held"
    ROLE_MAY_NOT = "role-may-not"
    OTHER_COUNTRY = "other-country"
    OTHER_PORT = "other-port"
    CASE_OF_OTHER_COUNTRY = "case-of-other-country"
    CASE_OF_OTHER_PORT = "case-of-other-port"


def may_decide(role: Role, stage: Stage, disposition: Disposition) -> bool:
    """Whether the table lets `role` make this decision at `stage`."""
    return disposition in AUTHORITY[role, stage]


def misplaced(officer: Officer, place: Place) -> tuple[Denial, ...]:
    """Why `officer` has no powers at `place`: they end at the country and at the port."""
    denials = []
    if officer.country is not place.country:
        denials.append(Denial.OTHER_COUNTRY)
    if officer.port != place.port:
        denials.append(Denial.OTHER_PORT)
    return tuple(denials)


def denials(
    officer: Officer, role: Role, place: Place, case: Case, stage: Stage, disposition: Disposition
) -> tuple[Denial, ...]:
    """Every reason why `officer` acting as `role` at `place` may not decide on `case`."""
    found = list(misplaced(officer, place))
    if role not in officer.roles:
        found.append(Denial.ROLE_NOT_HELD)
    if not may_decide(role, stage, disposition):
        found.append(Denial.ROLE_MAY_NOT)
    if case.place is not None and case.place.country is not place.country:
        found.append(Denial.CASE_OF_OTHER_COUNTRY)
    if case.place is not None and case.place.port != place.port:
        found.append(Denial.CASE_OF_OTHER_PORT)
    return tuple(found)
