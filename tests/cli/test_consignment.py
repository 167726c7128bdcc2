"""`consignment assess`: one JSON document, the rows that say so, and mistakes in words."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.clearance.bundles import shipped_bundle, shipped_bundle_bytes
from app.domain.identifiers import Country

TRUSTED: dict[str, Any] = {
    "goods_declared": True, "tier": "2", "description_clear": True, "first_time_shipper": False,
    "lookout_goods": False, "origin_risk": "low", "filed_h_before": 2, "random_selected": False,
    "gross_deviation": 0.01, "seal": "same", "container": "same", "plate_match": True,
    "rad": "clear",
}  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-m", "app", "consignment", "assess", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(TRUSTED))
    return path


def answer(facts: Path, policy: str) -> dict[str, Any]:
    done = run(str(facts), "--policy", policy, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("country", Country)
def test_a_trusted_consignment_is_low_by_each_countrys_shipped_policy(
    country: Country, facts: Path
) -> None:
    document = answer(facts, country.value.lower())
    assert document["determination"] == "low"
    assert document["country"] == country.value
    assert document["policy_sha256"] == shipped_bundle(country).sha256
    assert document["policy_is_example"] is True
    assert document["could_fire"] == []
    assert [row["determination"] for row in document["fired"]] == ["low"]


def test_a_missing_fact_is_unknown_and_named(facts: Path) -> None:
    facts.write_text(json.dumps({**TRUSTED, "lookout_goods": None, "rad": "fine", "colour": "red"}))
    document = answer(facts, "CA")
    assert document["determination"] == "unknown"
    assert document["missing_required"] == [{"name": "rad", "why": "unusable"}]
    could = {row["row"]: row["needs"] for row in document["could_fire"]}
    assert could["CA-01"] == [{"name": "lookout_goods", "why": "absent"}]
    assert "request-information" in document["actions"]
    assert document["unused_facts"] == ["colour"]


def test_a_policy_file_is_taken_and_old_facts_are_stale(facts: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.json"
    policy.write_bytes(shipped_bundle_bytes(Country.UNITED_STATES))
    listed = [{"name": name, "value": value} for name, value in TRUSTED.items()]
    listed[4]["as_of"] = "2026-03-01T00:00:00Z"
    facts.write_text(json.dumps({"now": "2026-03-02T09:00:00Z", "facts": listed}))
    document = answer(facts, str(policy))
    assert document["assessed_at"] == "2026-03-02T09:00:00+00:00"
    assert document["determination"] == "unknown"
    assert document["could_fire"][0]["needs"] == [{"name": "lookout_goods", "why": "stale"}]


def test_without_json_the_answer_is_text(facts: Path) -> None:
    facts.write_text(json.dumps({**TRUSTED, "seal": "differs"}))
    done = run(str(facts), "--policy", "US")
    assert done.returncode == 0
    assert done.stdout.startswith("us-land v1 (US) -> HIGH\n  FIRED US-02 [high]")
    assert "NEXT verify-seal, image, examine" in done.stdout


@pytest.mark.parametrize(
    ("text", "policy", "words"),
    [
        ("[]", "CA", "not facts"),
        ("{}", "FR", "cannot read the policy FR"),
        ("{}", "FACTS", "missing required field"),
    ],
)
def test_a_mistake_is_a_named_failure_on_stderr(
    text: str, policy: str, words: str, facts: Path
) -> None:
    facts.write_text(text)
    done = run(str(facts), "--policy", str(facts) if policy == "FACTS" else policy, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
