"""Facts as a file: two shapes, one meaning, and mistakes in words."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.prescreening.facts_file import (
    FACTS_BYTES_MAX,
    FACTS_MAX,
    FactsFileError,
    load_facts,
    read_facts,
)
from tests.builders import NOW


def test_a_plain_object_states_everything_as_of_now() -> None:
    found = read_facts(b'{"seal": "same", "weight": 2, "known": true}', NOW)
    assert found.now == NOW
    assert [(item.name, item.value, item.source, item.as_of) for item in found.facts] == [
        ("seal", "same", "file", NOW),
        ("weight", 2.0, "file", NOW),
        ("known", True, "file", NOW),
    ]


def test_a_list_gives_each_fact_its_source_and_time() -> None:
    document = {
        "now": "2026-03-02T09:00:00Z",
        "facts": [
            {"name": "seal", "value": "same", "source": "imager",
             "as_of": "2026-03-02T01:00:00-07:00"},
            {"name": "seal", "value": "same"},
        ],
    }  # fmt: skip
    found = read_facts(json.dumps(document).encode(), NOW)
    assert found.now == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert [(item.source, item.as_of) for item in found.facts] == [
        ("imager", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("file", found.now),
    ]


@pytest.mark.parametrize(
    "text", ['{"seal": null}', '{"facts": [{"name": "seal", "value": null}]}', "{}"]
)
def test_null_says_that_a_fact_is_not_known(text: str) -> None:
    assert read_facts(text.encode(), NOW).facts == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not facts"),
        ('{"seal": ["same"]}', "not facts"),
        ('{"": 1}', "not facts"),
        ('{"facts": [{"name": "seal"}]}', "value"),
        ('{"facts": [{"name": "seal", "value": 1, "colour": 2}]}', "colour"),
        ('{"facts": [], "now": "yesterday"}', "now"),
        ('{"facts": [], "now": "2026-03-02T09:00:00"}', "now"),
        (json.dumps({str(number): 1 for number in range(FACTS_MAX + 1)}), "not facts"),
        (" " * (FACTS_BYTES_MAX + 1), "at most"),
    ],
)
def test_a_mistake_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(FactsFileError, match=words):
        read_facts(text.encode(), NOW)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=64) | st.text(max_size=64).map(lambda text: text.encode("utf-8")))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        found = read_facts(data, NOW)
    except FactsFileError:
        return
    assert all(item.name for item in found.facts)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsFileError, match="nowhere"):
        load_facts(tmp_path / "nowhere.json", NOW)
