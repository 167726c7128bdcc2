"""The DICOM library's server, socket and threads, with bounds that it does not have itself.

Known of pynetdicom 3.0: it does the TLS handshake in the thread that accepts, its sockets wait for
ever in the middle of a unit, a malformed command ends its thread with an error (the association
stays), and a socket whose peer is gone is not closed.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from socketserver import BaseServer
from typing import Any

from pynetdicom._globals import MODE_ACCEPTOR
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dul import DULServiceProvider
from pynetdicom.fsm import InvalidEventError
from pynetdicom.transport import AssociationSocket, RequestHandler, ThreadedAssociationServer

from devices.radiograph.dicos import LIBRARY_FAILURES
from devices.radiograph.receiver_gate import HEADER_BYTES, Budget, CutOffError, PduGate
from devices.radiograph.receiver_place import ReceiverLimits, ReceiverPlace

_log = logging.getLogger(__name__)

PEER_FAILURES = (InvalidEventError, *LIBRARY_FAILURES)
"""What the library raises on a sender that breaks the protocol."""

CHUNK_BYTES = 256 * 1024
POLL_S = 0.05
GRACE_S = 2.0
Trouble = Callable[[str], None]


class GuardedSocket(AssociationSocket):
    """Hands the library whole units that passed the gate, and waits for none too long."""

    def __init__(
        self,
        assoc: "GuardedAssociation",
        connection: socket.socket,
        gate: PduGate,
        limits: ReceiverLimits,
    ) -> None:
        super().__init__(assoc, client_socket=connection)
        self.gate = gate
        self._cut = assoc.cut
        self._limits = limits
        self._ends_s = time.monotonic() + limits.association_s
        self._ready_bytes = b""

    def recv(self, nr_bytes: int) -> bytearray:
        """The next bytes of the unit at hand, or of the next one. Raises CutOffError, OSError."""
        if not self._ready_bytes:
            try:
                self._ready_bytes = self._next_unit()
            except CutOffError as error:
                self._cut(str(error))
                raise
            except TimeoutError:
                self._cut("stalled in the middle of a unit")
                raise
        given, self._ready_bytes = self._ready_bytes[:nr_bytes], self._ready_bytes[nr_bytes:]
        return bytearray(given)

    def _next_unit(self) -> bytes:
        now_s = time.monotonic()
        if now_s >= self._ends_s:
            raise CutOffError(f"held the association for {self._limits.association_s:.0f} s")
        until_s = min(now_s + self._limits.pdu_s, self._ends_s)
        header = self._read(HEADER_BYTES, until_s)
        if not header:
            return b""
        if len(header) < HEADER_BYTES:
            raise CutOffError("went away in the middle of a unit")
        length = self.gate.body_bytes(header)
        body = self._read(length, until_s)
        if len(body) < length:
            raise CutOffError("went away in the middle of a unit")
        return self.gate.passed(header, body)

    def _read(self, count: int, until_s: float) -> bytes:
        connection = self.socket
        if connection is None:
            return b""
        read = bytearray()
        while len(read) < count:
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                raise TimeoutError
            connection.settimeout(left_s)
            if not (chunk := connection.recv(min(count - len(read), CHUNK_BYTES))):
                break
            read += chunk
        return bytes(read)

    def send(self, bytestream: bytes) -> None:
        """Send, but do not wait for ever for a peer that does not read."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.settimeout(self._limits.pdu_s)
            super().send(bytestream)

    def _shutdown_socket(self) -> None:
        shut(self.socket)


class _GuardedDul(DULServiceProvider):
    """The thread that reads and writes units."""

    def __init__(self, assoc: "GuardedAssociation") -> None:
        super().__init__(assoc)
        self._cut = assoc.cut

    def run_reactor(self) -> None:
        """Run until the association ends; a sender that breaks the protocol ends it."""
        try:
            super().run_reactor()
        except PEER_FAILURES as error:
            self._cut(f"broke the protocol: {type(error).__name__}")

    def receive_pdu(self, wait: bool = False, timeout: float | None = None) -> Any:  # noqa: FBT001, FBT002 - the library's signature
        """As the library's, but no longer than this thread lives."""
        if not wait or timeout is None:
            return super().receive_pdu(wait, timeout)
        until_s = time.monotonic() + timeout
        while self.is_alive() and time.monotonic() < until_s:
            if (primitive := super().receive_pdu(wait=True, timeout=POLL_S)) is not None:
                return primitive
        return super().receive_pdu()


class GuardedAssociation(Association):
    """An association whose threads end with it, whatever its sender does."""

    def __init__(
        self,
        ae: ApplicationEntity,
        peer: str,
        on_trouble: Trouble,
        on_end: Callable[[], None],
    ) -> None:
        super().__init__(ae, MODE_ACCEPTOR)
        self.dul = _GuardedDul(self)
        self.acse_timeout = ae.acse_timeout
        self.dimse_timeout = ae.dimse_timeout
        self.network_timeout = ae.network_timeout
        self.peer = peer
        self._on_trouble = on_trouble
        self._on_end = on_end
        self._cut_because = ""

    def cut(self, why: str) -> None:
        """End it at once. Any thread may; the first reason counts."""
        if not self._cut_because:
            self._cut_because = why
            self._on_trouble(f"{self.peer} {why}")
        self.shut()

    def shut(self) -> None:
        """Hang up; both threads end by themselves."""
        self._kill = True
        self.dul.kill_dul()
        hang_up(self._guarded.socket)

    @property
    def _guarded(self) -> GuardedSocket:
        guarded = self.dul.socket
        assert isinstance(guarded, GuardedSocket)  # noqa: S101 - set before the threads start
        return guarded

    def answered(self) -> None:
        """What was received is answered: its bytes no longer count."""
        self._guarded.gate.release()

    def run_reactor(self) -> None:
        """Run to the end; a sender that breaks the protocol is the world's failure, not ours."""
        try:
            super().run_reactor()
        except PEER_FAILURES as error:
            self.cut(f"broke the protocol: {type(error).__name__}")
        finally:
            self.shut()
            self.dul.join(GRACE_S)
            shut(self._guarded.socket)
            self.answered()
            self._on_end()

    def kill(self) -> None:
        """End both threads; wait for the peer's farewell no longer than `GRACE_S`."""
        self._reactor_checkpoint.set()
        self._kill = True
        self.is_established = False
        self._is_paused = True
        until_s = time.monotonic() + GRACE_S
        while self.dul.is_alive() and not self.dul.stop_dul():
            if time.monotonic() > until_s:
                self.dul.kill_dul()
            time.sleep(0.01)


class _Handler(RequestHandler):
    """Makes a guarded association of a connection."""

    def _create_association(self) -> GuardedAssociation:
        # The library names the class that it makes in the middle of its method; this one is ours.
        server: Any = self.server
        peer = self.client_address[0]
        assoc = GuardedAssociation(self.ae, peer, server.on_trouble, server.places.release)
        assoc._server = server  # noqa: SLF001 - how the library joins the two
        assoc.name = f"AcceptorThread@{self.client_address[0]}:{self.client_address[1]}"
        gate = PduGate(server.place.limits, server.budget, lenient_pdv=server.place.lenient_pdv)
        assoc.set_socket(GuardedSocket(assoc, self.request, gate, server.place.limits))
        assoc.acceptor.maximum_length = self.ae.maximum_pdu_size
        assoc.acceptor.ae_title = server.ae_title
        assoc.acceptor.address_info = self.local
        assoc.acceptor.implementation_class_uid = self.ae.implementation_class_uid
        assoc.acceptor.implementation_version_name = self.ae.implementation_version_name
        assoc.acceptor.supported_contexts = server.contexts
        assoc.requestor.address_info = self.remote
        for event, handlers in server._handlers.items():  # noqa: SLF001 - there is no other way
            for handler, arguments in [handlers] if event.is_intervention else handlers:
                assoc.bind(event, handler, arguments)
        return assoc


class GuardedServer(ThreadedAssociationServer):
    """Accepts the connections of those who may, few at a time, and shakes hands elsewhere."""

    def __init__(
        self,
        ae: ApplicationEntity,
        place: ReceiverPlace,
        handlers: list[Any],
        on_trouble: Trouble,
    ) -> None:
        self.place = place
        self.on_trouble = on_trouble
        self.budget = Budget(place.limits.held_bytes)
        self.places = threading.Semaphore(place.limits.associations)
        self._tls = place.tls.context() if place.tls else None
        self._shaking: set[socket.socket] = set()
        super().__init__(
            ae,
            (place.host, place.port),
            place.ae_title,
            ae.supported_contexts,
            evt_handlers=handlers,
            request_handler=_Handler,
        )

    def verify_request(self, request: object, client_address: tuple[str, int]) -> bool:
        """Whether this connection is served: its address may, and there is room for it."""
        del request
        address = client_address[0]
        if not self.place.hears(address):
            self.on_trouble(f"{address} is not among the addresses that are heard")
            return False
        if not self.places.acquire(blocking=False):
            self.on_trouble(f"{address} came while {self.place.limits.associations} others sent")
            return False
        return True

    def finish_request(self, request: Any, client_address: tuple[str, int]) -> None:
        """Shake hands, if TLS is asked for, and begin the association. On a thread of its own."""
        is_begun = False
        try:
            connection = self._shaken(request, client_address[0])
            if connection is not None:
                super().finish_request(connection, client_address)
                is_begun = True
        finally:
            if not is_begun:
                self.places.release()
                shut(request)

    def service_actions(self) -> None:
        """Nothing: the library walks the whole heap here, which would stop the screen."""

    def _shaken(self, request: socket.socket, address: str) -> socket.socket | None:
        request.settimeout(self.place.limits.handshake_s)
        if self._tls is None:
            return request
        self._shaking.add(request)
        try:
            return self._tls.wrap_socket(request, server_side=True)
        except OSError as error:  # ssl.SSLError and TimeoutError are ones
            why = getattr(error, "reason", None) or type(error).__name__
            self.on_trouble(f"{address} did not shake hands for TLS: {why}")
            return None
        finally:
            self._shaking.discard(request)

    def handle_error(self, request: object, client_address: tuple[str, int]) -> None:
        """A connection could not be begun."""
        del request
        _log.exception("a connection of %s could not be begun", client_address[0])

    def stop(self) -> None:
        """Stop listening, end every association and wait for its threads."""
        BaseServer.shutdown(self)
        for request in tuple(self._shaking):
            hang_up(request)
        self.server_close()
        for association in self._connections():
            association.shut()
            association.join(GRACE_S)

    def _connections(self) -> list[GuardedAssociation]:
        return [
            thread
            for thread in threading.enumerate()
            if isinstance(thread, GuardedAssociation) and thread._server is self  # noqa: SLF001 - the library's own link
        ]


def hang_up(connection: socket.socket | None) -> None:
    """End a connection that another thread may be reading; that thread closes it."""
    if connection is not None:
        with suppress(OSError):
            # Not the method of a TLS socket, which would also forget its keys under the reader.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)


def shut(connection: socket.socket | None) -> None:
    """Close a connection, also one whose peer is gone."""
    hang_up(connection)
    if connection is not None:
        with suppress(OSError):
            connection.close()
