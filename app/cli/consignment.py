"""`consignment`: goods before and at the border."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import answer_json
from app.cli.arguments import AsJson

if TYPE_CHECKING:  # nothing heavy is imported before a command runs
    from app.clearance.policy import PolicyBundle
    from app.domain.risk import Assessment, RowTrace

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _consignment() -> None:
    """Goods before and at the border."""


@commands.command()
def assess(
    facts: Annotated[
        Path,
        typer.Argument(help="What is known, as JSON.", exists=True, dir_okay=False, readable=True),
    ],
    policy: Annotated[str, typer.Option(help="A policy file, or the country: CA or US.")],
    as_json: AsJson = False,
) -> None:
    """Assess a consignment: low, high or unknown, with the rows that say so."""
    from app.clearance.policy import assess as assess_facts
    from app.prescreening.facts_file import load_facts
    from app.runtime.clock import SystemClock

    known = load_facts(facts, SystemClock().now())
    bundle = _bundle(policy)
    assessment = assess_facts(bundle, known.facts, now=known.now)
    unused = sorted({fact.name for fact in known.facts} - set(bundle.inputs))
    if as_json:
        answer_json(_document(assessment, bundle, unused))
    else:
        typer.echo(_text(assessment, unused))


def _bundle(policy: str) -> "PolicyBundle":
    from app.clearance.bundles import load_bundle, shipped_bundle
    from app.domain.identifiers import Country

    if policy.upper() in {country.value for country in Country}:
        return shipped_bundle(Country(policy.upper()))
    return load_bundle(Path(policy))


def _document(
    assessment: "Assessment", bundle: "PolicyBundle", unused: Sequence[str]
) -> dict[str, Any]:
    return {
        "country": assessment.country,
        "policy": assessment.policy,
        "policy_version": assessment.policy_version,
        "policy_sha256": assessment.policy_sha256,
        "policy_is_example": bundle.is_example,
        "assessed_at": assessment.assessed_at.isoformat(),
        "determination": assessment.determination,
        "fired": [_row(row) for row in assessment.fired],
        "could_fire": [_row(row) for row in assessment.could_fire],
        "missing_required": [
            {"name": fact.name, "why": fact.why} for fact in assessment.missing_required
        ],
        "actions": list(assessment.actions),
        "unused_facts": list(unused),
    }


def _row(row: "RowTrace") -> dict[str, Any]:
    return {
        "row": row.row,
        "determination": row.determination,
        "reason": row.reason,
        "reason_fr": row.reason_fr,
        "cells": list(row.cells),
        "needs": [{"name": fact.name, "why": fact.why} for fact in row.needs],
    }


def _text(assessment: "Assessment", unused: Sequence[str]) -> str:
    name = f"{assessment.policy} v{assessment.policy_version} ({assessment.country})"
    lines = [f"{name} -> {assessment.determination.upper()}"]
    for row in assessment.fired:
        cells = "; ".join(row.cells) or "-"
        lines.append(f"  FIRED {row.row} [{row.determination}] {row.reason} :: {cells}")
    for row in assessment.could_fire:
        needs = ", ".join(f"{fact.name} ({fact.why})" for fact in row.needs)
        lines.append(f"  COULD FIRE {row.row} [{row.determination}] {row.reason} :: needs {needs}")
    for fact in assessment.missing_required:
        lines.append(f"  REQUIRED {fact.name}: {fact.why}")
    if assessment.actions:
        lines.append(f"  NEXT {', '.join(assessment.actions)}")
    if unused:
        lines.append(f"  NOT ASKED FOR {', '.join(unused)}")
    return "\n".join(lines)
