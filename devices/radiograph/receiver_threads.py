"""The DICOM library's sockets and threads, with bounds that it does not have itself.

Known of pynetdicom 3.0: its sockets wait for ever in the middle of a unit, a malformed command
ends its thread with an error (the association stays), and a socket whose peer is gone is not
closed.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pynetdicom._globals import MODE_ACCEPTOR
from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dul import DULServiceProvider
from pynetdicom.fsm import InvalidEventError
from pynetdicom.transport import AssociationSocket

from devices.radiograph.dicos_file import LIBRARY_FAILURES
from devices.radiograph.receiver_gate import HEADER_BYTES, CutOffError, PduGate
from devices.radiograph.receiver_place import ReceiverLimits

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

    def _serve_request(self, msg: Any, context_id: int) -> None:
        """As the library's, which drops a request that lacks a name without a word."""
        if not msg.is_valid_request:
            self.cut("sent a command that cannot be read: it lacks what it must say")
            return
        super()._serve_request(msg, context_id)

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
