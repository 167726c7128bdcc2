"""The peer of `bench cstore`: pynetdicom as it comes, which stores an object and forgets it."""

import sys
from pathlib import Path

from pynetdicom.ae import ApplicationEntity
from pynetdicom.events import EVT_C_STORE, Event

from devices.radiograph.dicos_pixels import EXPLICIT_LITTLE
from devices.radiograph.receiver_place import PDU_BYTES_MAX
from devices.radiograph.receiver_server import STORED, VERIFICATION, register_classes


def main() -> None:
    """Listen on a free port, print it, and store until the process is ended."""
    folder = Path(sys.argv[1])
    register_classes()
    entity = ApplicationEntity("PARALLEL49")
    entity.maximum_pdu_size = PDU_BYTES_MAX
    entity.add_supported_context(VERIFICATION)
    for uid in STORED:
        entity.add_supported_context(uid, EXPLICIT_LITTLE)

    def store(event: Event) -> int:
        (folder / "peer.dcm").write_bytes(event.encoded_dataset())
        return 0

    server = entity.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(EVT_C_STORE, store)])
    if server is None:
        raise AssertionError("a server that does not block is returned")
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
