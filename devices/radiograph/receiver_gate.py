"""What a sender's protocol data units may be, before any of them reaches the DICOM library.

The library reads as many bytes as a sender announces, without bound in size or time. So each unit
(DICOM PS3.8 section 9.3) passes here first: its length is bounded, its fragments are well formed,
and what has arrived of an object is counted.
"""

import struct
import threading
from enum import IntEnum

from devices.radiograph.receiver_place import PDU_BYTES_MAX, ReceiverLimits

HEADER_BYTES = 6
CONTROL_BYTES_MAX = 64
"""Release and abort have 4 bytes of body."""

PDV_HEADER_BYTES = 6
IS_COMMAND, IS_LAST = 1, 2
C_STORE, C_ECHO, C_CANCEL = 0x0001, 0x0030, 0x0FFF
SERVED = frozenset({C_STORE, C_ECHO, C_CANCEL})
GROUP_LENGTH_HEAD = b"\0\0\0\0\4\0\0\0"
GROUP_LENGTH_BYTES = 12
"""The element (0000,0000) itself: tag, length of 4, value."""

COMMAND_FIELD = (0x0000, 0x0100)


class CutOffError(OSError):
    """The sender is cut off, for this reason. The library takes it as a lost connection."""


class PduKind(IntEnum):
    """The units of PS3.8; a receiver has no use for 2, 3 and 6."""

    ASSOCIATE = 1
    DATA = 4
    RELEASE = 5
    ABORT = 7


class Budget:
    """Bytes that all associations together may hold. Safe from any thread."""

    def __init__(self, bytes_max: int) -> None:
        self._free = bytes_max
        self._taken = 0
        self._lock = threading.Lock()

    def take(self, count: int) -> bool:
        """Reserve `count` bytes; False if they are not there."""
        with self._lock:
            if count > self._free:
                return False
            self._free -= count
            self._taken += count
            return True

    @property
    def taken_bytes(self) -> int:
        """All that was ever reserved."""
        return self._taken

    def give(self, count: int) -> None:
        """Give back what was reserved."""
        with self._lock:
            self._free += count


class PduGate:
    """One association's units, in order. Every refusal is a CutOffError that says why."""

    def __init__(self, limits: ReceiverLimits, budget: Budget, *, lenient_pdv: bool) -> None:
        self._limits = limits
        self._budget = budget
        self._lenient = lenient_pdv
        self._associated = False
        self._command = bytearray()
        self._in_object = False
        self._object_bytes = 0
        self._held_bytes = 0

    def body_bytes(self, header: bytes) -> int:
        """How many bytes follow the six of `header`. Raises CutOffError."""
        kind, _, length = struct.unpack(">BBL", header)
        if kind not in PduKind.__members__.values():
            raise CutOffError(f"sent no DICOM: a unit of kind {kind}")
        if (kind == PduKind.ASSOCIATE) is self._associated:
            raise CutOffError("sent a unit out of turn")
        most = CONTROL_BYTES_MAX
        if kind == PduKind.ASSOCIATE:
            most = self._limits.associate_bytes
        elif kind == PduKind.DATA:
            most = PDU_BYTES_MAX
        if length > most:
            raise CutOffError(f"announced a unit of {length} bytes; {most} are the most")
        self._associated = True
        return int(length)

    def passed(self, header: bytes, body: bytes) -> bytes:
        """The unit as the library shall read it. Raises CutOffError."""
        if header[0] != PduKind.DATA:
            return header + body
        items = [piece for item in _items(body) for piece in self._mended(*item)]
        for _, control, data in items:
            self._count(control, data)
        if not self._lenient:
            return header + body
        written = b"".join(
            struct.pack(">LBB", len(data) + 2, context, control) + data
            for context, control, data in items
        )
        return struct.pack(">BBL", PduKind.DATA, 0, len(written)) + written

    def release(self) -> None:
        """What was received is answered or given up: its bytes no longer count."""
        self._budget.give(self._held_bytes)
        self._held_bytes = 0

    def _mended(self, context: int, control: int, data: bytes) -> list[tuple[int, int, bytes]]:
        """Split a fragment that holds a whole command and the first bytes of its object.

        One toolkit writes both into one fragment, marked as a command: as the last fragment if the
        object ends in it too, else not. A command says its own length in its first element, so the
        seam is known.
        """
        is_odd = self._lenient and control & IS_COMMAND and not self._command
        if not is_odd or data[:8] != GROUP_LENGTH_HEAD or len(data) <= GROUP_LENGTH_BYTES:
            return [(context, control, data)]
        seam = GROUP_LENGTH_BYTES + int.from_bytes(data[8:12], "little")
        if seam >= len(data):
            return [(context, control, data)]
        command = (context, IS_COMMAND | IS_LAST, data[:seam])
        return [command, (context, control & IS_LAST, data[seam:])]

    def _count(self, control: int, data: bytes) -> None:
        if control & IS_COMMAND:
            self._count_command(data, is_last=bool(control & IS_LAST))
            return
        if not self._in_object:
            raise CutOffError("sent data without a command")
        self._object_bytes += len(data)
        if self._object_bytes > self._limits.object_bytes:
            raise CutOffError(f"sent an object of more than {self._limits.object_bytes >> 20} MiB")
        if not self._budget.take(len(data)):
            raise CutOffError("sent more than all senders together may")
        self._held_bytes += len(data)
        if control & IS_LAST:
            self._in_object, self._object_bytes = False, 0

    def _count_command(self, data: bytes, *, is_last: bool) -> None:
        if self._in_object:
            raise CutOffError("sent a command in the middle of an object")
        self._command += data
        if len(self._command) > self._limits.command_bytes:
            raise CutOffError("sent a command without end")
        if is_last:
            served = _command_field(bytes(self._command))
            if served not in SERVED:
                raise CutOffError(f"asked for what is not served: {_named(served)}")
            self._in_object = served == C_STORE
            self._command.clear()


def _items(body: bytes) -> list[tuple[int, int, bytes]]:
    """Presentation context, control byte and bytes of each fragment (PS3.8 section 9.3.5)."""
    items, at = [], 0
    while at < len(body):
        if at + PDV_HEADER_BYTES > len(body):
            raise CutOffError("sent half a fragment")
        length, context, control = struct.unpack_from(">LBB", body, at)
        end = at + 4 + length
        if length < 2 or end > len(body):
            raise CutOffError("lied about the length of a fragment")
        items.append((context, control, body[at + PDV_HEADER_BYTES : end]))
        at = end
    if not items:
        raise CutOffError("sent a unit without a fragment")
    return items


def _command_field(command: bytes) -> int | None:
    """The value of (0000,0100), None where a command has none."""
    at = 0
    while at + 8 <= len(command):
        group, element, length = struct.unpack_from("<HHL", command, at)
        if (group, element) == COMMAND_FIELD and length == 2 and at + 10 <= len(command):
            return int.from_bytes(command[at + 8 : at + 10], "little")
        at += 8 + length
    return None


def _named(field: int | None) -> str:
    return "a command without a name" if field is None else f"command 0x{field:04X}"
