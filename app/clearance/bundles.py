"""Policy bundles as files: JSON, bounded, checked, named by the hash of their canonical bytes.

The format is described in docs/protocols/policy-bundle.md. Nothing in a bundle is ever run.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.clearance.cells import OPERATORS, Cell, InputKind, Operand, Operator, PolicyInput
from app.clearance.policy import PolicyBundle, PolicyRow
from app.domain.facts import FactValue
from app.domain.identifiers import Country
from app.domain.risk import Action, Determination
from app.ports import WorldError

BUNDLE_BYTES_MAX = 1024 * 1024
ROWS_MAX = 2000
INPUTS_MAX = 256
CELLS_MAX = 32
VALUES_MAX = 1000
SIGNED_PREFIX = b"parallel49 policy 1\n"
"""Goes before the canonical bytes, so that a policy signature fits nothing else."""


class BundleError(WorldError):
    """A policy bundle cannot be used; the message names the row and the input."""


class BundleSignatureError(BundleError):
    """The policy key did not sign these bytes."""


Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Scalar = str | float | bool


class _Input(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    kind: InputKind
    max_age_s: Annotated[float, msgspec.Meta(gt=0, le=366 * 86400)]
    values: Annotated[tuple[Name, ...], msgspec.Meta(max_length=VALUES_MAX)] = ()


class _Then(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    determination: Determination
    actions: Annotated[tuple[Action, ...], msgspec.Meta(max_length=16)] = ()


class _Reason(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    en: Words
    fr: Words = ""


class _Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: Name
    when: Annotated[dict[Name, dict[Operator, Scalar | list[Scalar]]], msgspec.Meta(min_length=1)]
    then: _Then
    reason: Words | _Reason


class _Bundle(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    jurisdiction: Country
    table: Name
    version: Annotated[int, msgspec.Meta(ge=1)]
    valid_from: Annotated[datetime, msgspec.Meta(tz=True)]
    valid_to: Annotated[datetime, msgspec.Meta(tz=True)]
    inputs: Annotated[dict[Name, _Input], msgspec.Meta(min_length=1, max_length=INPUTS_MAX)]
    rows: Annotated[tuple[_Row, ...], msgspec.Meta(min_length=1, max_length=ROWS_MAX)]
    author: Words
    approver: Words
    required: tuple[Name, ...] = ()
    unknown_actions: Annotated[tuple[Action, ...], msgspec.Meta(max_length=16)] = ()
    example: bool = False
    signature: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")] | None = None


def read_bundle(data: bytes) -> PolicyBundle:
    """Read one bundle. Raises BundleError in words that name the row and the input."""
    return _built(_document(data))


def load_bundle(path: Path) -> PolicyBundle:
    """Read the bundle in the file `path`."""
    try:
        with path.open("rb") as file:
            data = file.read(BUNDLE_BYTES_MAX + 1)
    except OSError as error:
        raise BundleError(f"cannot read the policy {path}: {error.strerror}") from error
    try:
        return read_bundle(data)
    except BundleError as error:
        raise BundleError(f"{path}: {error}") from error


def shipped_bundle_bytes(country: Country) -> bytes:
    """The example bundle of `country` that comes with this program, as it lies on the disk."""
    name = f"{country.value.lower()}-land.json"
    return (files("resources") / "policies" / name).read_bytes()


def shipped_bundle(country: Country) -> PolicyBundle:
    """The example bundle of `country` that comes with this program."""
    return read_bundle(shipped_bundle_bytes(country))


def canonical_bytes(document: Mapping[str, Any]) -> bytes:
    """What the hash and the signature are over: the document without its signature.

    JSON with sorted keys and no blanks, in UTF-8; numbers as Python writes them.
    """
    unsigned = {key: value for key, value in document.items() if key != "signature"}
    text = json.dumps(
        unsigned, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def sign_bundle(data: bytes, key: Ed25519PrivateKey) -> bytes:
    """The bundle with the policy key's signature in it."""
    document = _document(data)
    _built(document)
    signature = key.sign(SIGNED_PREFIX + canonical_bytes(document)).hex()
    signed = {**document, "signature": signature}
    return json.dumps(signed, indent=1, ensure_ascii=False).encode()


def verify_bundle(data: bytes, public_key: Ed25519PublicKey) -> PolicyBundle:
    """Read a bundle that the policy key signed. Raises BundleSignatureError if it did not."""
    document = _document(data)
    bundle = _built(document)
    if not bundle.signature:
        raise BundleSignatureError(f"policy {bundle.table} {bundle.version} is not signed")
    try:
        public_key.verify(bundle.signature, SIGNED_PREFIX + canonical_bytes(document))
    except InvalidSignature as error:
        raise BundleSignatureError(
            f"the signature of policy {bundle.table} {bundle.version} is wrong"
        ) from error
    return bundle


def _document(data: bytes) -> dict[str, Any]:
    if len(data) > BUNDLE_BYTES_MAX:
        raise BundleError(f"a policy has at most {BUNDLE_BYTES_MAX} bytes")
    try:
        document = json.loads(data, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"a policy is JSON: {error}") from error
    if not isinstance(document, dict):
        raise BundleError("a policy is a JSON object")
    return document


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a key stands twice among {sorted(found)[:5]}")
    return found


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is not a number in JSON")


def _built(document: Mapping[str, Any]) -> PolicyBundle:
    try:
        raw = msgspec.convert(document, _Bundle)
        inputs = {name: _input(name, item) for name, item in raw.inputs.items()}
        return PolicyBundle(
            jurisdiction=raw.jurisdiction,
            table=raw.table,
            version=raw.version,
            valid_from=raw.valid_from,
            valid_to=raw.valid_to,
            inputs=inputs,
            required=raw.required,
            rows=_rows(raw.rows, inputs),
            unknown_actions=raw.unknown_actions,
            author=raw.author,
            approver=raw.approver,
            is_example=raw.example,
            sha256=hashlib.sha256(canonical_bytes(document)).hexdigest(),
            signature=bytes.fromhex(raw.signature or ""),
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise BundleError(str(error)) from error


def _input(name: str, raw: _Input) -> PolicyInput:
    if (raw.kind is InputKind.WORD) != bool(raw.values):
        raise ValueError(f"input {name}: a word, and only a word, lists its values")
    return PolicyInput(
        name=name,
        kind=raw.kind,
        max_age=timedelta(seconds=raw.max_age_s),
        values=frozenset(raw.values),
    )


def _rows(rows: tuple[_Row, ...], inputs: Mapping[str, PolicyInput]) -> tuple[PolicyRow, ...]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise ValueError(f"row {row.id} stands twice")
        seen.add(row.id)
    return tuple(_row(row, inputs) for row in rows)


def _row(raw: _Row, inputs: Mapping[str, PolicyInput]) -> PolicyRow:
    cells: list[Cell] = []
    for name, tests in raw.when.items():
        if name not in inputs:
            raise ValueError(f"row {raw.id}: input {name} is not declared")
        if not tests:
            raise ValueError(f"row {raw.id}, input {name}: no test")
        cells.extend(_cell(raw.id, inputs[name], *test) for test in tests.items())
    if len(cells) > CELLS_MAX:
        raise ValueError(f"row {raw.id}: more than {CELLS_MAX} tests")
    reason = raw.reason if isinstance(raw.reason, _Reason) else _Reason(en=raw.reason)
    return PolicyRow(
        row_id=raw.id,
        cells=tuple(cells),
        determination=raw.then.determination,
        actions=raw.then.actions,
        reason=reason.en,
        reason_fr=reason.fr,
    )


def _cell(row: str, asked: PolicyInput, operator: Operator, raw: Scalar | list[Scalar]) -> Cell:
    where = f"row {row}, input {asked.name}, {operator.value}"
    comparison = OPERATORS[operator]
    if asked.kind not in comparison.kinds:
        raise ValueError(f"{where}: not a comparison of a {asked.kind.value}")
    if isinstance(raw, list) != (comparison.operand is not Operand.ONE):
        raise ValueError(f"{where}: takes {comparison.operand.value}")
    values = tuple(raw) if isinstance(raw, list) else (raw,)
    if not 1 <= len(values) <= VALUES_MAX:
        raise ValueError(f"{where}: 1 to {VALUES_MAX} values")
    for value in values:
        if not asked.knows(value):
            raise ValueError(f"{where}: {value!r} is not a value of this input")
    if comparison.operand is Operand.BOUNDS and not _are_bounds(values):
        raise ValueError(f"{where}: takes a lower and an upper bound")
    return Cell(asked.name, operator, values if isinstance(raw, list) else raw)


def _are_bounds(values: tuple[FactValue, ...]) -> bool:
    match values:
        case (float() | int() as low, float() | int() as high):
            return low <= high
        case _:
            return False
