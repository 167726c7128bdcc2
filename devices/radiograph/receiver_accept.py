"""The DICOM library's server, with bounds that it does not have itself.

Known of pynetdicom 3.0: it does the TLS handshake in the thread that accepts, so that one stalling
sender keeps all others out, and it counts associations only once they were asked for.
"""

import logging
import socket
import threading
from socketserver import BaseServer
from typing import Any

from pynetdicom.ae import ApplicationEntity
from pynetdicom.transport import RequestHandler, ThreadedAssociationServer

from devices.radiograph.receiver_gate import Budget, PduGate
from devices.radiograph.receiver_place import ReceiverPlace
from devices.radiograph.receiver_threads import (
    GRACE_S,
    GuardedAssociation,
    GuardedSocket,
    Trouble,
    hang_up,
    shut,
)

_log = logging.getLogger(__name__)


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
