"""The emulated imager says in one kind of error why nothing was taken, and leaves nothing open."""

import gc
import socket
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pynetdicom.ae import ApplicationEntity
from pynetdicom.events import EVT_C_ECHO, Event

from devices.emulators.imager_sender import Destination, SendError, SenderTls, send
from devices.radiograph.receiver_server import STORED, VERIFICATION, register_classes
from tests.devices.radiograph.receiving import radiograph

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:pydicom")


def hangs_up(event: Event) -> int:
    """What a station that is being stopped does."""
    transport: Any = event.assoc.dul.socket
    transport.socket.shutdown(socket.SHUT_RDWR)
    return 0


@contextmanager
def station(*classes: str) -> Iterator[Destination]:
    """A provider that takes associations and hangs up on the first request."""
    register_classes()
    entity = ApplicationEntity("PARALLEL49")
    for uid in (VERIFICATION, *classes):
        entity.add_supported_context(uid)
    server: Any = entity.start_server(
        ("127.0.0.1", 0), block=False, evt_handlers=[(EVT_C_ECHO, hangs_up)]
    )
    try:
        yield Destination(host="127.0.0.1", port=server.server_address[1])
    finally:
        server.shutdown()


@contextmanager
def nothing_left_open() -> Iterator[None]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
    assert [str(item.message) for item in caught if item.category is ResourceWarning] == []


def nowhere() -> Destination:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return Destination(host="127.0.0.1", port=server.getsockname()[1])


def test_a_station_that_is_away_is_said_and_no_socket_stays_open() -> None:
    with nothing_left_open(), pytest.raises(SendError, match="takes no association"):
        send(nowhere(), [radiograph()])


def test_a_station_that_hangs_up_is_said_and_no_socket_stays_open() -> None:
    with (
        nothing_left_open(),
        station(*STORED) as place,
        pytest.raises(SendError, match="ended before"),
    ):
        send(place, [radiograph()])


def test_a_station_that_takes_no_radiographs_is_said() -> None:
    with station() as place, pytest.raises(SendError, match="does not take"):
        send(place, [radiograph()])


def test_tls_files_that_are_not_there_are_said(tmp_path: Path) -> None:
    tls = SenderTls(tmp_path / "no.pem", tmp_path / "no.key", tmp_path / "no-ca.pem")
    with pytest.raises(SendError, match="TLS files cannot be used"):
        send(replace(nowhere(), tls=tls), [radiograph()])
