"""`bench`: the repository's own benchmarks, each against a named peer in the same run."""

from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer

from app.cli.answers import answer_json, fail
from app.cli.arguments import AsJson

# Name → "module:function"; the function takes `json: bool`, returns its result, prints nothing.
BENCHES = {
    "journal": "app.cli.bench_journal:bench_journal",
    "ingest": "app.cli.bench_ingest:bench_ingest",
    "events": "app.cli.bench_events:bench_events",
    "ui": "app.cli.bench_ui:bench_ui",
    "identify": "app.cli.bench_identify:bench_identify",
    "radiograph": "app.cli.bench_radiograph:bench_radiograph",
    "aids": "app.cli.bench_aids:bench_aids",
    "alarm": "app.cli.bench_alarm:bench_alarm",
    "lanes": "app.cli.bench_lanes:bench_lanes",
    "cstore": "app.cli.bench_cstore:bench_cstore",
}


def bench(
    name: Annotated[str, typer.Argument(help="Which benchmark; a wrong name lists them.")],
    as_json: AsJson = False,
    scenes: Annotated[
        int | None, typer.Option(help="How many scenes `aids` judges.", min=8)
    ] = None,
) -> None:
    """Measure this machine, beside a named peer in the same run."""
    built = built_benches()
    if scenes is not None and name != "aids":
        raise typer.BadParameter("only the aids bench has scenes", param_hint="--scenes")
    if name not in built:
        fail(f"there is no benchmark {name!r}; these exist: {', '.join(built) or 'none yet'}")
    module_name, function_name = BENCHES[name].split(":")
    result: dict[str, Any] = getattr(import_module(module_name), function_name)(
        json=as_json, **({} if scenes is None else {"scenes": scenes})
    )
    if as_json:
        answer_json(result)
    else:
        typer.echo("\n".join(as_lines(result)))


def built_benches() -> list[str]:
    """Names of the benchmarks whose module is there."""
    return [name for name, place in BENCHES.items() if find_spec(place.split(":")[0])]


def as_lines(result: dict[str, Any], indent: str = "") -> list[str]:
    """A result for people: one figure a line, what belongs together indented."""
    lines = []
    for key, value in result.items():
        if isinstance(value, dict):
            lines += [f"{indent}{key}", *as_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {value}")
    return lines
