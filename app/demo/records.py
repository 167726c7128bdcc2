"""What the shift left behind: the stations' journals and the centre's list of decisions."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from app.demo.processes import DemoError
from app.domain.events import RecordedEvent
from app.storage import tables
from app.storage.verification import opened_for_reading
from app.wire.envelope import open_event, read_header
from app.wire.messages import DecisionPage, decode_message

DECISION_KIND = "decision-made"
REQUEST_TIMEOUT_S = 10.0


def events_of(station: Path) -> Iterator[RecordedEvent]:
    """Every event of a station's journal, read without changing anything."""
    for body, _hash in _rows(station):
        yield open_event(body)


def decisions_of(station: Path) -> Iterator[tuple[str, str]]:
    """Identity and hash of every decision of a station's journal."""
    for body, digest in _rows(station):
        header = read_header(body)
        if header.kind == DECISION_KIND:
            yield str(header.ref), digest.hex()


def decisions_at_centre(url: str, auditor_token: str) -> Iterator[tuple[str, str]]:
    """Identity and hash of every decision that the centre holds, as often as it holds it."""
    headers = {"Authorization": f"Bearer {auditor_token}"}
    after = 0
    with httpx.Client(base_url=url, timeout=REQUEST_TIMEOUT_S, headers=headers) as client:
        while True:
            answer = client.get("/v1/audit/decisions", params={"after": after})
            answer.raise_for_status()
            page = decode_message(DecisionPage, answer.content)
            if not page.decisions:
                return
            for item in page.decisions:
                yield f"{item.station}/{item.epoch}/{item.seq}", bytes(item.hash).hex()
            after = page.cursor


def verify(station: Path) -> dict[str, Any]:
    """What `parallel49 journal verify` says of a station's journal."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app", "journal", "verify", str(station), "--json"],
        capture_output=True,
        check=False,
    )
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise DemoError(
            f"the journal of {station.name} cannot be verified: {done.stderr.decode()}"
        ) from error
    if not isinstance(report, dict):
        raise DemoError(f"the journal of {station.name} cannot be verified")
    return report


def _rows(station: Path) -> Iterator[tuple[bytes, bytes]]:
    table = tables.event
    query = select(table.c.body, table.c.hash).order_by(table.c.epoch, table.c.seq)
    with opened_for_reading(station) as engine, engine.connect() as connection:
        for row in connection.execute(query):
            yield bytes(row.body), bytes(row.hash)
