"""A DICOS receiver that runs, what it delivered, and senders in processes of their own."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pynetdicom.ae import ApplicationEntity

from devices.radiograph.decode import ScanFile
from devices.radiograph.drop_folder import ScanPackage
from devices.radiograph.receiver import DicosReceiverLink
from devices.radiograph.receiver_place import ReceiverLimits, ReceiverPlace
from tests.devices.clocks import HandClock
from tests.devices.radiograph.packages import dataset, dicom, pixels

WAIT_S = 30.0
DX = "1.2.840.10008.5.1.4.1.1.501.2.2"
EXPLICIT = "1.2.840.10008.1.2.1"
QUICK = ReceiverLimits(
    handshake_s=0.3, request_s=0.5, idle_s=1.0, pdu_s=0.3, association_s=5.0, object_bytes=2**20
)


@dataclass
class Heard:
    """What a receiver delivered and said of itself. It is the listener of the link's pulse."""

    room: bool = True
    scans: list[ScanPackage] = field(default_factory=list)
    originals: list[ScanFile] = field(default_factory=list)
    refused: list[tuple[bytes, str, str]] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    rejected_count: int = 0
    heard_count: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0
    clock: HandClock = field(default_factory=HandClock)

    async def scan(self, package: ScanPackage) -> bool:
        if self.room:
            self.scans.append(package)
        self.changed.set()
        return self.room

    async def original(self, file: ScanFile) -> bool:
        if self.room:
            self.originals.append(file)
        self.changed.set()
        return self.room

    async def unreadable(self, data: bytes, name: str, why: str) -> bool:
        if self.room:
            self.refused.append((data, name, why))
        self.changed.set()
        return self.room

    def heard(self) -> None:
        self.heard_count += 1
        self.changed.set()

    def rejected(self) -> None:
        self.rejected_count += 1
        self.changed.set()

    def suspect(self) -> None: ...

    def fault(self) -> None: ...

    def says(self, why: str, reading: str | None, troubles: tuple[object, ...]) -> None:
        del troubles
        if why:
            self.whys.append(why)
        if reading:
            self.readings.append(reading)
        self.changed.set()

    async def until(self, is_true: Callable[["Heard"], object]) -> None:
        """Wait for what the receiver says."""
        async with asyncio.timeout(WAIT_S):
            while not is_true(self):
                await self.changed.wait()
                self.changed.clear()


@asynccontextmanager
async def receiving(folder: Path, heard: Heard | None = None, **place: Any) -> AsyncIterator[Heard]:
    """A receiver that listens on a free port until the block ends."""
    heard = heard or Heard()
    listening = asyncio.get_running_loop().create_future()
    link = DicosReceiverLink(
        "imager",
        ReceiverPlace(folder=folder, **{"limits": QUICK, **place}),
        heard.clock,
        heard.scan,
        heard.original,
        heard.unreadable,
        lambda data, why: None,
        on_listening=listening.set_result,
    )
    link.pulse.listen(heard)
    running = asyncio.create_task(link.run())
    try:
        await asyncio.wait([running, listening], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        heard.port = listening.result()
        yield heard
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def radiograph(number: int = 0, study: str = "1.2.3", **changes: Any) -> bytes:
    """One energy of a scan: number 0 is the high one, 1 the low one."""
    names = {
        "SOPInstanceUID": f"{study}.{number + 1}",
        "StudyInstanceUID": study,
        "KVP": str(9000 - 3000 * number),
    }
    return dicom(dataset(pixels(number), **{**names, **changes}))


def store(
    port: int, *files: bytes, called: str = "PARALLEL49", calling: str = "IMAGER"
) -> list[tuple[int | None, str]]:
    """Status and comment of each file sent on one association; [] where none was made."""
    entity = ApplicationEntity(calling)
    objects = [dcmread(BytesIO(data)) for data in files]
    for item in {(item.SOPClassUID, item.file_meta.TransferSyntaxUID) for item in objects}:
        entity.add_requested_context(*item)
    entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = 20
    association = entity.associate("127.0.0.1", port, ae_title=called)
    if not association.is_established:
        return []
    replies = [association.send_c_store(item) for item in objects]
    association.release()
    return [(reply.get("Status"), reply.get("ErrorComment", "")) for reply in replies]


def associate_rq(called: str = "PARALLEL49", calling: str = "IMAGER") -> bytes:
    """An A-ASSOCIATE-RQ for one context, number 1: DICOS DX in explicit little endian."""
    transfer = _item(0x40, EXPLICIT.encode())
    context = _item(0x20, b"\x01\0\0\0" + _item(0x30, DX.encode()) + transfer)
    user = _item(0x50, _item(0x51, struct.pack(">L", 262_144)) + _item(0x52, b"1.2.3"))
    body = struct.pack(">HH", 1, 0) + called.ljust(16).encode() + calling.ljust(16).encode()
    body += bytes(32) + _item(0x10, b"1.2.840.10008.3.1.1.1") + context + user
    return struct.pack(">BBL", 1, 0, len(body)) + body


def _item(kind: int, data: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(data)) + data


def command_set(sop_instance: str = "1.2.3.1", field_value: int = 1) -> bytes:
    """A C-STORE-RQ, implicit little endian."""
    elements = b"".join(
        struct.pack("<HHL", 0, element, len(value)) + value
        for element, value in (
            (0x0002, _even(DX)),
            (0x0100, struct.pack("<H", field_value)),
            (0x0110, struct.pack("<H", 1)),
            (0x0700, struct.pack("<H", 0)),
            (0x0800, struct.pack("<H", 1)),
            (0x1000, _even(sop_instance)),
        )
    )
    return struct.pack("<HHLL", 0, 0, 4, len(elements)) + elements


def _even(text: str) -> bytes:
    return text.encode() + b"\0" * (len(text) % 2)


def data_pdu(*fragments: tuple[int, bytes]) -> bytes:
    """A P-DATA-TF of fragments (control byte, bytes), all of context 1."""
    body = b"".join(
        struct.pack(">LBB", len(data) + 2, 1, control) + data for control, data in fragments
    )
    return struct.pack(">BBL", 4, 0, len(body)) + body


def data_set(file: bytes) -> bytes:
    """What a network transfer carries of a DICOM file: all behind the file header."""
    return file[144 + int.from_bytes(file[140:144], "little") :]


def raw(port: int) -> socket.socket:
    """A plain connection, whose other end is a receiver."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)
    connection.settimeout(WAIT_S)
    return connection


def cut_off(connection: socket.socket) -> bool:
    """Wait until the receiver hangs up; what it says before is read and dropped."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        pass
    return True


def shorter(**limits: Any) -> ReceiverLimits:
    """Quick limits, some of them other ones."""
    return replace(QUICK, **limits)
