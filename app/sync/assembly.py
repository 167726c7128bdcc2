"""Joins a sync client out of its parts; for the composition root."""

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.ports import Clock
from app.sync.client import SyncClient
from app.sync.core import SyncCore
from app.sync.http_transport import HttpTransport
from app.sync.identity import StationIdentity
from app.sync.pin import CentrePin
from app.sync.ports import (
    EvidenceOutbox,
    OnReference,
    OnRemote,
    OnState,
    Outbox,
    PacedClock,
    Reference,
    Remote,
)
from app.sync.signed_http import SignedHttp

PIN_NAME = "centre.pub"


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreAddress:
    """Where the centre is. `ca_file` None trusts the machine's certificates."""

    url: str
    enrolment_secret_file: Path
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The parts of the station's storage that synchronisation works on."""

    outbox: Outbox
    reference: Reference
    remote: Remote
    evidence: EvidenceOutbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who is told. `on_state` runs on the I/O thread, the others on the writer thread."""

    on_state: OnState
    on_remote: OnRemote
    on_reference: OnReference


def make_transport(
    address: CentreAddress, identity: StationIdentity, folder: Path, machine_clock: Clock
) -> HttpTransport:
    """A way to the centre whose key is kept in `folder`. Raises PinError or ExchangeError."""
    pin = CentrePin(folder / PIN_NAME)
    http = SignedHttp(address.url, identity, pin, machine_clock, address.ca_file)
    return HttpTransport(http, identity, pin, address.enrolment_secret_file)


def make_client(
    transport: HttpTransport,
    identity: StationIdentity,
    memory: Memory,
    listeners: Listeners,
    *,
    clock: PacedClock,
    executor: Executor,
    random: Random,
) -> SyncClient:
    """A client that has not run yet. `executor` is the writer thread."""
    core = SyncCore(identity.station, identity.epoch, transport.open_receipt, random)
    return SyncClient(
        core,
        transport,
        memory.outbox,
        memory.reference,
        memory.remote,
        memory.evidence,
        clock,
        executor,
        on_state=listeners.on_state,
        on_remote=listeners.on_remote,
        on_reference=listeners.on_reference,
        random=random,
    )
