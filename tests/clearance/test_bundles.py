"""A bundle is read whole or refused in words; its hash is of what it says, not how it is typed."""

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clearance.bundles import (
    BUNDLE_BYTES_MAX,
    ROWS_MAX,
    BundleError,
    BundleSignatureError,
    load_bundle,
    read_bundle,
    shipped_bundle,
    shipped_bundle_bytes,
    sign_bundle,
    verify_bundle,
)
from app.domain.identifiers import Country
from app.domain.risk import Determination

Document = dict[str, Any]

SMALL: Document = {
    "jurisdiction": "CA",
    "table": "test",
    "version": 3,
    "valid_from": "2026-01-01T00:00:00Z",
    "valid_to": "2027-01-01T00:00:00Z",
    "author": "one",
    "approver": "another",
    "required": ["seal"],
    "inputs": {
        "seal": {"kind": "word", "values": ["same", "differs"], "max_age_s": 60},
        "weight": {"kind": "number", "max_age_s": 60},
        "known": {"kind": "yes-no", "max_age_s": 60},
    },
    "rows": [
        {
            "id": "T-1",
            "when": {"seal": {"in": ["differs"]}, "weight": {"ge": 1, "lt": 3}},
            "then": {"determination": "high", "actions": ["image"]},
            "reason": {"en": "no", "fr": "non"},
        },
        {"id": "T-2", "when": {"known": {"eq": True}}, "then": {"determination": "low"},
         "reason": "yes"},
    ],
}  # fmt: skip


def written(document: Document) -> bytes:
    return json.dumps(document).encode()


def put(path: str, value: object) -> Callable[[Document], None]:
    """A change of one place in a document, named by dotted keys and row numbers."""

    def change(document: Document) -> None:
        *way, last = path.split(".")
        place: Any = document
        for key in way:
            place = place[int(key) if isinstance(place, list) else key]
        place[last] = value

    return change


def twice(document: Document) -> None:
    document["rows"].append(document["rows"][0])


def many(document: Document) -> None:
    first = document["rows"][0]
    document["rows"] = [{**first, "id": f"T-{number}"} for number in range(ROWS_MAX + 1)]


REFUSED: list[tuple[Callable[[Document], None], str]] = [
    (put("rows.0.when", {"sael": {"in": ["same"]}}), "row T-1: input sael is not declared"),
    (put("rows.0.when", {"seal": {"in": ["broken"]}}), "row T-1, input seal, in: 'broken'"),
    (put("rows.0.when", {"seal": {"lt": "same"}}), "row T-1, input seal, lt: not a comparison"),
    (put("rows.0.when", {"seal": {"in": "same"}}), "row T-1, input seal, in: takes many"),
    (put("rows.0.when", {"seal": {"in": []}}), "row T-1, input seal, in: 1 to"),
    (put("rows.0.when", {"seal": {"eq": ["same"]}}), "row T-1, input seal, eq: takes one"),
    (put("rows.0.when", {"seal": {}}), "row T-1, input seal: no test"),
    (put("rows.0.when", {"weight": {"lt": True}}), "row T-1, input weight, lt: True"),
    (put("rows.0.when", {"weight": {"between": [2, 1]}}), "row T-1, input weight, between"),
    (put("rows.0.when", {"weight": {"between": [1]}}), "row T-1, input weight, between"),
    (put("rows.0.when", {"known": {"eq": "yes"}}), "row T-1, input known, eq: 'yes'"),
    (put("rows.0.when", {"seal": {"like": "s"}}), "like"),
    (put("rows.0.when", {}), "rows"),
    (put("rows.0.then", {"determination": "medium"}), "determination"),
    (put("rows.0.then", {"determination": "high", "actions": ["shoot"]}), "actions"),
    (put("rows", []), "rows"),
    (twice, "row T-1 stands twice"),
    (many, "rows"),
    (put("required", ["colour"]), "inputs that are not declared.*colour"),
    (put("inputs.seal.values", []), "input seal: a word, and only a word, lists its values"),
    (put("inputs.weight.values", ["1"]), "input weight: a word, and only a word"),
    (put("inputs.seal.max_age_s", 0), "max_age_s"),
    (put("approver", "One "), "approved by somebody other"),
    (put("valid_to", "2025-01-01T00:00:00Z"), "valid for longer"),
    (put("valid_to", "2027-01-01T00:00:00"), "valid_to"),
    (put("version", 0), "version"),
    (put("jurisdiction", "FR"), "jurisdiction"),
    (put("colour", "red"), "colour"),
    (put("signature", "abc"), "signature"),
    (put("inputs.weight.max_age_s", float("inf")), "Infinity is not a number"),
]  # fmt: skip


def test_a_bundle_is_read() -> None:
    bundle = read_bundle(written(SMALL))
    assert (bundle.jurisdiction, bundle.table, bundle.version) == (Country.CANADA, "test", 3)
    assert [row.determination for row in bundle.rows] == [Determination.HIGH, Determination.LOW]
    assert len(bundle.rows[0].cells) == 3
    assert (bundle.rows[0].reason, bundle.rows[0].reason_fr) == ("no", "non")
    assert (bundle.rows[1].reason, bundle.rows[1].reason_fr) == ("yes", "")
    assert not bundle.is_example


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_a_mistake_is_refused_in_words_that_name_it(
    change: Callable[[Document], None], words: str
) -> None:
    document = copy.deepcopy(SMALL)
    change(document)
    with pytest.raises(BundleError, match=words):
        read_bundle(written(document))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"a": 1, "a": 2}',
        b'{"version": ' + b"9" * 5000 + b"}",
        b'{"inputs": {"x": {"kind": "number", "max_age_s": 1e999}}}',
        b" " * (BUNDLE_BYTES_MAX + 1),
    ],
    ids=["empty", "list", "not utf-8", "deep", "twice", "long number", "huge number", "too large"],
)
def test_bytes_that_are_no_bundle_are_refused(data: bytes) -> None:
    with pytest.raises(BundleError):
        read_bundle(data)


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 10_000), bite=st.binary(min_size=1, max_size=3))
def test_a_damaged_bundle_is_read_or_refused_and_nothing_else(place: int, bite: bytes) -> None:
    data = bytearray(written(SMALL))
    place %= len(data)
    data[place : place + len(bite)] = bite
    with suppress(BundleError):
        read_bundle(bytes(data))


def test_the_hash_is_of_what_the_bundle_says_and_not_of_how_it_is_typed() -> None:
    bundle = read_bundle(written(SMALL))
    backwards = dict(reversed(SMALL.items()))
    assert read_bundle(json.dumps(backwards, indent=3).encode()).sha256 == bundle.sha256
    changed = copy.deepcopy(SMALL)
    changed["rows"][0]["reason"]["fr"] = "non !"
    assert read_bundle(written(changed)).sha256 != bundle.sha256


def test_a_bundle_that_the_policy_key_signed_is_accepted() -> None:
    key = Ed25519PrivateKey.generate()
    signed = sign_bundle(written(SMALL), key)
    bundle = verify_bundle(signed, key.public_key())
    assert bundle.sha256 == read_bundle(written(SMALL)).sha256


def test_a_bundle_signed_by_another_key_changed_or_unsigned_is_refused() -> None:
    key = Ed25519PrivateKey.generate()
    signed = sign_bundle(written(SMALL), key)
    with pytest.raises(BundleSignatureError, match="wrong"):
        verify_bundle(signed, Ed25519PrivateKey.generate().public_key())
    with pytest.raises(BundleSignatureError, match="wrong"):
        verify_bundle(signed.replace(b'"non"', b'"oui"', 1), key.public_key())
    with pytest.raises(BundleSignatureError, match="not signed"):
        verify_bundle(written(SMALL), key.public_key())


@pytest.mark.parametrize("country", Country)
def test_the_shipped_bundles_are_marked_as_examples(country: Country) -> None:
    bundle = shipped_bundle(country)
    assert bundle.jurisdiction is country
    assert bundle.is_example
    assert not bundle.signature
    assert all(row.reason and row.reason_fr for row in bundle.rows)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nowhere"):
        load_bundle(tmp_path / "nowhere.json")


def test_a_mistake_in_a_file_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes(b"{}")
    with pytest.raises(BundleError, match=r"policy\.json"):
        load_bundle(path)
    path.write_bytes(shipped_bundle_bytes(Country.CANADA))
    assert load_bundle(path) == shipped_bundle(Country.CANADA)
