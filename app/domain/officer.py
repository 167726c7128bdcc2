"""Officers and the roles in which they act."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.identifiers import Badge, Country


class Role(StrEnum):
    """What an officer may be signed in as."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A person with powers of one country, at one port."""

    badge: Badge
    name: str
    country: Country
    port: str
    roles: frozenset[Role]

    def __post_init__(self) -> None:
        if not self.badge or not self.name:
            raise ValueError("an officer has a badge and a name")
        if not self.roles:
            raise ValueError("an officer without a role cannot act")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerVerifier:
    """What a station needs to check an officer's PIN without the centre, until it expires.

    `argon2_hash` is an Argon2id hash in PHC string form (RFC 9106).
    """

    officer: Officer
    argon2_hash: str
    valid_until: datetime

    def __post_init__(self) -> None:
        if not self.argon2_hash.startswith("$argon2id$"):
            raise ValueError("a verifier is an Argon2id hash")
        if self.valid_until.tzinfo is None:
            raise ValueError("the end of a verifier must carry a time zone")
