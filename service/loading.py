"""Reads files of notices, officers and policies, and publishes what changed in them.

    {"notices": [AdvanceNotice...],
     "officers": [{...Officer, "argon2_hash": "...", "valid_until": "..."}...],
     "policies": [bundle...]}

A thing whose content did not change keeps its version; else its version rises by one.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, func, insert, select

from app.domain.consignment import AdvanceNotice
from app.domain.identifiers import Badge, Country
from app.domain.officer import Officer, OfficerVerifier, Role
from app.wire.errors import WireError
from app.wire.reference import ReferenceKind, notice_body, officer_body, sign_item
from service.clock import Clock, microseconds
from service.errors import CentreError
from service.schema import reference_item

LOAD_FILE_BYTES_MAX = 64 * 1024 * 1024


class _Officer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    badge: str
    name: str
    country: Country
    port: str
    roles: frozenset[Role]
    argon2_hash: str
    valid_until: datetime


class _PolicyName(msgspec.Struct, frozen=True):
    jurisdiction: Country
    table: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notices: tuple[AdvanceNotice, ...] = ()
    officers: tuple[_Officer, ...] = ()
    policies: tuple[msgspec.Raw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One thing to be published. `port` is "" where it is for all ports."""

    kind: ReferenceKind
    key: str
    port: str
    body: bytes


class Library:
    """Publishes reference data. `publish` runs on the writer thread."""

    def __init__(self, engine: Engine, key: Ed25519PrivateKey, clock: Clock) -> None:
        self._engine = engine.execution_options(writes=True)
        self._key = key
        self._clock = clock

    def publish(self, things: list[Published]) -> int:
        """Publish what is new or changed, in one transaction; return how many that were."""
        now_us = microseconds(self._clock.now())
        with self._engine.begin() as connection:
            ordinal = connection.execute(select(func.max(reference_item.c.ordinal))).scalar() or 0
            rows: list[dict[str, object]] = []
            for thing in things:
                version, body = _newest(connection, thing)
                if body == thing.body:
                    continue
                item = sign_item(thing.kind, thing.key, version + 1, thing.body, key=self._key)
                row: dict[str, object] = {
                    "kind": item.kind,
                    "key": item.key,
                    "version": item.version,
                    "port": thing.port,
                    "body": item.body,
                    "signature": item.signature,
                    "loaded_at_us": now_us,
                    "ordinal": ordinal + len(rows) + 1,
                }
                rows.append(row)
            if rows:
                connection.execute(insert(reference_item), rows)
        return len(rows)


def _newest(connection: Connection, thing: Published) -> tuple[int, bytes | None]:
    row = connection.execute(
        select(reference_item.c.version, reference_item.c.body)
        .where(reference_item.c.kind == thing.kind, reference_item.c.key == thing.key)
        .order_by(reference_item.c.version.desc())
        .limit(1)
    ).one_or_none()
    return (row.version, row.body) if row else (0, None)


def read_file(path: Path) -> list[Published]:
    """What a file publishes, each thing once. Raises CentreError that says what is wrong."""
    try:
        if path.stat().st_size > LOAD_FILE_BYTES_MAX:
            raise CentreError(f"{path} is larger than {LOAD_FILE_BYTES_MAX} bytes")
        parsed = msgspec.json.decode(path.read_bytes(), type=_File)
        things = [_notice(notice) for notice in parsed.notices]
        things += [_officer(officer) for officer in parsed.officers]
        things += [_policy(bundle) for bundle in parsed.policies]
    except OSError as error:
        raise CentreError(f"cannot read {path}: {error.strerror}") from error
    except (msgspec.MsgspecError, WireError, ValueError) as error:
        raise CentreError(f"{path}: {error}") from error
    return list({(thing.kind, thing.key): thing for thing in things}.values())


def _notice(notice: AdvanceNotice) -> Published:
    return Published(
        kind=ReferenceKind.NOTICE,
        key=notice.reference,
        port=notice.port,
        body=notice_body(notice),
    )


def _officer(told: _Officer) -> Published:
    officer = Officer(
        badge=Badge(told.badge),
        name=told.name,
        country=told.country,
        port=told.port,
        roles=told.roles,
    )
    verifier = OfficerVerifier(
        officer=officer, argon2_hash=told.argon2_hash, valid_until=told.valid_until
    )
    return Published(
        kind=ReferenceKind.OFFICER,
        key=officer.badge,
        port=officer.port,
        body=officer_body(verifier),
    )


def _policy(bundle: msgspec.Raw) -> Published:
    name = msgspec.json.decode(bundle, type=_PolicyName)
    return Published(kind=ReferenceKind.POLICY, key=name.table, port="", body=bytes(bundle))
