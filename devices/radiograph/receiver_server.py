"""The DICOM side of a DICOS receiver: what is negotiated, and how each request is answered."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydicom.dataset import Dataset
from pynetdicom import register_uid
from pynetdicom.ae import ApplicationEntity
from pynetdicom.events import (
    EVT_C_ECHO,
    EVT_C_STORE,
    EVT_FSM_TRANSITION,
    EVT_REJECTED,
    Event,
)
from pynetdicom.service_class import StorageServiceClass

from devices.errors import NotConnectedError
from devices.radiograph.dicos import RADIOGRAPHS
from devices.radiograph.dicos_pixels import SYNTAXES
from devices.radiograph.receiver_accept import GuardedServer
from devices.radiograph.receiver_place import PDU_BYTES_MAX, ReceiverPlace

_log = logging.getLogger(__name__)

VERIFICATION = "1.2.840.10008.1.1"
DICOS_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.501.1": "DicosCtImageStorage",
    "1.2.840.10008.5.1.4.1.1.501.2.1": "DicosDigitalXRayImageStorageForPresentation",
    "1.2.840.10008.5.1.4.1.1.501.2.2": "DicosDigitalXRayImageStorageForProcessing",
    "1.2.840.10008.5.1.4.1.1.501.3": "DicosThreatDetectionReportStorage",
    "1.2.840.10008.5.1.4.1.1.501.4": "Dicos2dAitStorage",
    "1.2.840.10008.5.1.4.1.1.501.5": "Dicos3dAitStorage",
    "1.2.840.10008.5.1.4.1.1.501.6": "DicosQuadrupoleResonanceStorage",
}
"""The library knows none of them and aborts an association on their first object (DICOM PS3.6,
annex A lists them). What is no radiograph is answered by name and kept, not dropped unseen."""

STORED = tuple(sorted({*DICOS_CLASSES, *RADIOGRAPHS}))
ACCEPT_POLL_S = 0.1
"""How soon the accepting thread sees that it shall stop."""

BROKEN = "Evt19"
"""What the library calls a unit or a command that it cannot read (PS3.8 table 9-10)."""

COMMENT_CHARS_MAX = 64
"""Of Error Comment, (0000,0902), value representation LO."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status of PS3.7 annex C and PS3.4 annex B, and the reason in words."""

    status: int
    why: str = ""


SUCCESS = Answer(0x0000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An object that a sender offers, as a DICOM file, with what its command says of it."""

    peer: str
    sop_class: str
    sop_instance: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """Called on the library's threads. `store` may take its time: its sender waits."""

    store: Callable[[Offered], Answer]
    echo: Callable[[str], None]
    trouble: Callable[[str], None]


class Listener:
    """A listening DICOM storage provider. `stop` ends every thread that it started."""

    def __init__(self, name: str, place: ReceiverPlace, callbacks: Callbacks) -> None:
        """Listen. Raises NotConnectedError."""
        register_classes()
        self._callbacks = callbacks
        handlers = [
            (EVT_C_STORE, self._store),
            (EVT_C_ECHO, self._echo),
            (EVT_REJECTED, self._rejected),
            (EVT_FSM_TRANSITION, self._moved),
        ]
        try:
            self._server = GuardedServer(_entity(place), place, handlers, callbacks.trouble)
        except OSError as error:
            where = f"{place.host}:{place.port}"
            raise NotConnectedError(f"cannot listen on {where}: {error.strerror}") from error
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(ACCEPT_POLL_S,),
            name=f"dicos-{name}",
            daemon=True,
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.server_address[1])

    @property
    def arrived_bytes(self) -> int:
        """How much of objects has arrived, whole or not, since this began to listen."""
        return self._server.budget.taken_bytes

    def stop(self) -> None:
        """Stop listening and cut every association. Blocks until their threads have ended."""
        self._server.stop()
        self._thread.join()

    def _store(self, event: Event) -> Dataset:
        request: Any = event.request
        association: Any = event.assoc
        offered = Offered(
            peer=association.peer,
            sop_class=str(request.AffectedSOPClassUID),
            sop_instance=str(request.AffectedSOPInstanceUID),
            data=event.encoded_dataset(),
        )
        request.DataSet = None  # the library's copy, which nobody reads any more
        try:
            answer = self._callbacks.store(offered)
        except BaseException:
            # Our error. The library answers it with a status and would tell nobody.
            _log.exception("an object of %s could not be answered", association.peer)
            raise
        finally:
            association.answered()
        reply = Dataset()
        reply.Status = answer.status
        if answer.why:
            reply.ErrorComment = _comment(answer.why)
        return reply

    def _echo(self, event: Event) -> int:
        self._callbacks.echo(_caller(event))
        return SUCCESS.status

    def _rejected(self, event: Event) -> None:
        self._callbacks.trouble(f"{_caller(event)} was rejected: its AE titles are not ours")

    def _moved(self, event: Event) -> None:
        if getattr(event, "fsm_event", "") == BROKEN:
            self._callbacks.trouble(f"{_caller(event)} sent a command that cannot be read")


def _caller(event: Event) -> str:
    association: Any = event.assoc
    title = str(association.requestor.ae_title).strip()
    return f"{title[:16]!r} at {association.peer}"


def _comment(why: str) -> str:
    plain = "".join(char if char.isprintable() and char != "\\" else "?" for char in why)
    return plain.encode("ascii", "replace").decode()[:COMMENT_CHARS_MAX]


def register_classes() -> None:
    """Make the DICOS classes known to the library; again changes nothing."""
    # A stranger's every breach would be a traceback in the log. The reasons are told elsewhere,
    # and not more of them than a log can hold.
    logging.getLogger("pynetdicom").setLevel(logging.CRITICAL)
    for uid, keyword in DICOS_CLASSES.items():
        register_uid(uid, keyword, StorageServiceClass)


def _entity(place: ReceiverPlace) -> ApplicationEntity:
    entity = ApplicationEntity(place.ae_title)
    entity.require_called_aet = True
    entity.require_calling_aet = list(place.callers)
    entity.maximum_pdu_size = PDU_BYTES_MAX
    entity.maximum_associations = place.limits.associations
    entity.acse_timeout = place.limits.request_s
    entity.dimse_timeout = place.limits.idle_s
    entity.network_timeout = place.limits.idle_s
    entity.add_supported_context(VERIFICATION)
    for uid in STORED:
        entity.add_supported_context(uid, sorted(SYNTAXES))
    return entity
