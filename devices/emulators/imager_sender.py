"""The imaging site of a lane, emulated: synthetic DICOS sent over a real association.

The counterpart of `devices.emulators.imager`, which leaves files in a folder. The objects say that
they are a test (Scan Type) and are shown as simulated wherever they are shown.
"""

import ssl
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pydicom.dataset import Dataset
from pynetdicom.ae import ApplicationEntity
from pynetdicom.events import EVT_CONN_CLOSE, Event
from pynetdicom.transport import AssociationSocket

from devices.emulators.imager import DEVICE, SITE, expose
from devices.emulators.imager_dicos import dicos_study
from devices.emulators.imaging.scene import ImagedVehicle

VERIFICATION = "1.2.840.10008.1.1"
PDU_BYTES = 256 * 1024
CONNECT_S = 10.0
ANSWER_S = 120.0


class SendError(Exception):
    """The workstation did not take what was sent; the message says why."""


@dataclass(frozen=True, slots=True)
class SenderTls:
    """The sender's certificate and key, and the authority of the workstation's; PEM files."""

    certificate: Path
    key: Path
    ca: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A DICOS receiver, as an imager's engineer sets it up."""

    host: str
    port: int
    ae_title: str = "PARALLEL49"
    calling: str = "IMAGER"
    tls: SenderTls | None = None


def send_scan(place: Destination, vehicle: ImagedVehicle, *, seed: int, at: datetime) -> None:
    """Scan a vehicle and send both energies, as an imager does after a passage.

    Raises SendError.
    """
    channels = expose(vehicle, seed=seed)
    send(place, dicos_study(channels, vehicle, at=at, seed=seed, site=SITE, device=DEVICE))


def send_for_lane(
    folder: Path | None, vehicle: ImagedVehicle, *, seed: int, at: datetime, place: Destination
) -> None:
    """`send_scan` for a lane, which would otherwise have a package written into `folder`.

    A workstation that is away costs one radiograph and not the lane: it is said on stderr.
    """
    del folder
    try:
        send_scan(place, vehicle, seed=seed, at=at)
    except SendError as error:
        sys.stderr.write(f"{error}\n")


def send(place: Destination, files: Sequence[bytes]) -> None:
    """Send DICOM files on one association, a C-ECHO first.

    Raises SendError with the status and the reason of the first that was refused.
    """
    send_objects(place, [dcmread(BytesIO(data)) for data in files])


def send_objects(place: Destination, objects: Sequence[Dataset]) -> None:
    """The same of objects that are read already. Raises SendError."""
    entity = _entity(place, objects)
    association = entity.associate(
        place.host,
        place.port,
        ae_title=place.ae_title,
        max_pdu=PDU_BYTES,
        evt_handlers=[(EVT_CONN_CLOSE, _wake)],
        tls_args=(_context(place.tls), place.host) if place.tls else None,
    )
    if not association.is_established:
        raise SendError(f"{place.ae_title} at {place.host}:{place.port} takes no association")
    try:
        association.send_c_echo()
        for item in objects:
            _check(association.send_c_store(item))
    except RuntimeError as error:  # the library's word for an association that is no more
        raise SendError(f"the association ended before an answer came: {error}") from error
    except ValueError as error:  # and for a class of objects that the other end did not accept
        raise SendError(f"{place.ae_title} does not take this: {error}") from error
    finally:
        association.release()


def _wake(event: Event) -> None:
    """Whoever waits for an answer need not: the library waits its whole time all the same."""
    association: Any = event.assoc
    association.dimse.msg_queue.put((None, None))


class _ClosingSocket(AssociationSocket):
    """Closes its connection even where the peer is gone, which the library's leaves open."""

    def _shutdown_socket(self) -> None:
        connection = self.socket
        super()._shutdown_socket()
        if connection is not None:
            connection.close()


class _Imager(ApplicationEntity):
    def _create_socket(self, assoc: Any, address: Any, tls_args: Any) -> AssociationSocket:
        made = _ClosingSocket(assoc, address=address)
        made.tls_args = tls_args
        return made


def _entity(place: Destination, objects: Sequence[Dataset]) -> ApplicationEntity:
    entity = _Imager(place.calling)
    entity.maximum_pdu_size = PDU_BYTES
    entity.connection_timeout = CONNECT_S
    entity.acse_timeout = CONNECT_S
    entity.dimse_timeout = entity.network_timeout = ANSWER_S
    entity.add_requested_context(VERIFICATION)
    contexts = {(item.SOPClassUID, item.file_meta.TransferSyntaxUID) for item in objects}
    for sop_class, syntax in sorted(contexts):
        entity.add_requested_context(sop_class, syntax)
    return entity


def _check(reply: Dataset) -> None:
    status = reply.get("Status")
    if status is None:
        raise SendError("the association ended before an answer came")
    if status != 0:
        why = reply.get("ErrorComment", "no reason given")
        raise SendError(f"refused with 0x{status:04X}: {why}")


def _context(tls: SenderTls) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(tls.ca))
        context.load_cert_chain(tls.certificate, tls.key, password="")
    except OSError as error:  # ssl.SSLError is one
        raise SendError(f"the TLS files cannot be used: {error}") from error
    return context
