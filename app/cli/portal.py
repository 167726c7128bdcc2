"""`portal`: what a radiation portal monitor reported."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import answer_json, fail
from app.cli.arguments import AsJsonLines

if TYPE_CHECKING:  # nothing heavy is imported before its command runs
    from app.domain.occupancy import Occupancy
    from devices.radiation.assembler import Output
    from devices.radiation.daily_log import LogReplay

CHUNK_BYTES = 1024 * 1024

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _portal() -> None:
    """What a radiation portal monitor reported."""


@commands.command()
def replay(
    log: Annotated[
        Path,
        typer.Argument(help="A portal's line log.", exists=True, dir_okay=False, readable=True),
    ],
    as_json: AsJsonLines = False,
) -> None:
    """Read a portal's log as the lane would: its occupancies, alarms and rejected lines."""
    # One thread per small matrix: more of them only wait for one another. Before numpy comes in.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from app.domain.occupancy import Occupancy
    from devices.radiation.daily_log import LogReplay, lane_and_day

    log_replay = LogReplay(*lane_and_day(log.name))
    found = 0
    try:
        for output in _outputs(log_replay, log):
            if isinstance(output, Occupancy):
                found += 1
                document = _as_document(output)
                _answer(document, _line(document), as_json=as_json)
    except OSError as error:
        fail(f"cannot read {log}: {error.strerror}")
    totals = _totals(log_replay, found)
    _answer(totals, _totals_line(totals), as_json=as_json)


def _outputs(log_replay: "LogReplay", log: Path) -> "Iterator[Output]":
    with log.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            yield from log_replay.feed(piece)
    yield from log_replay.end()


def _as_document(occupancy: "Occupancy") -> dict[str, Any]:
    from app.domain.occupancy import OccupancyEnd, ProfileShape, Radiation
    from app.radiation.verdict import assess_occupancy

    verdict = assess_occupancy(occupancy)
    sigma = verdict.peak_sigma
    return {
        "start": occupancy.opened_at.isoformat(timespec="milliseconds"),
        "end": occupancy.closed_at.isoformat(timespec="milliseconds"),
        "sequence": occupancy.sequence,
        "monitor_alarm": {kind.value: kind in occupancy.alarms for kind in Radiation},
        "our_alarm": {"gamma": verdict.gamma_alarm, "neutron": verdict.neutron_alarm},
        "peak_sigma": None if sigma is None else round(sigma, 2),
        "profile": None if verdict.shape is ProfileShape.NONE else verdict.shape.value,
        "peak_at_s": _rounded(verdict.peak_at_s),
        "peak_at_m": _rounded(verdict.peak_at_m),
        "suppression": _rounded(verdict.suppression),
        "speed_m_per_s": _rounded(occupancy.speed_m_per_s),
        "ended": occupancy.ended.value,
        "ended_without_gx": occupancy.ended is not OccupancyEnd.GX,
        "faults": sorted(fault.value for fault in occupancy.faults),
        "intervals": {item.radiation.value: len(item.counts) for item in occupancy.profiles},
    }


def _totals(log_replay: "LogReplay", found: int) -> dict[str, Any]:
    totals = log_replay.totals
    rejected = {reason.value: count for reason, count in sorted(totals.rejected.items())}
    return {
        "totals": {
            "occupancies": found,
            "lines": totals.lines,
            "rejected": sum(rejected.values()),
            "rejected_by_reason": rejected,
        }
    }


def _line(document: dict[str, Any]) -> str:
    alarms = [
        f"{who}: {', '.join(kind for kind, on in document[key].items() if on) or 'no alarm'}"
        for who, key in (("monitor", "monitor_alarm"), ("ours", "our_alarm"))
    ]
    sigma = document["peak_sigma"]
    peak = "not judged" if sigma is None else f"{sigma:.1f} sigma"
    rest = [document["profile"] or "", f"ended by {document['ended']}", *document["faults"]]
    return "  ".join([document["start"], *alarms, peak, *(item for item in rest if item)])


def _totals_line(totals: dict[str, Any]) -> str:
    values = totals["totals"]
    reasons = ", ".join(f"{why} {n}" for why, n in values["rejected_by_reason"].items())
    line = f"{values['occupancies']} occupancies, {values['lines']} lines"
    return f"{line}, {values['rejected']} rejected{f': {reasons}' if reasons else ''}"


def _answer(document: dict[str, Any], line: str, *, as_json: bool) -> None:
    if as_json:
        answer_json(document)
    else:
        typer.echo(line)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
