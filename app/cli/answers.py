"""How a command answers: one JSON document or nothing on stdout, failures on stderr."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import typer

FAILED = 1
WRONG_USE = 2


def answer_json(document: Mapping[str, Any]) -> None:
    """Write one JSON document on one line of stdout."""
    typer.echo(json.dumps(document, ensure_ascii=False))


def fail(sentence: str) -> NoReturn:
    """Say on stderr what went wrong and leave with exit code 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(FAILED)
