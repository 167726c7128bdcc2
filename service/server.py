"""Runs the central service: listens, says when it is ready, stops when it is told to."""

import asyncio
import ipaddress
import json
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn

from service.api import make_api
from service.centre import Centre, load_files, open_centre
from service.clock import SystemClock
from service.errors import CentreError
from service.following import REFERENCE_TOPIC
from service.patience import PatientProtocol
from service.secrets import AUDITOR_TOKEN, ENROLMENT_SECRET

CONNECTIONS_MAX = 1024
KEEP_ALIVE_S = 75
STOP_TIMEOUT_S = 5
HEADER_BYTES_MAX = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a central service is run. `database` None is an encrypted file in `folder`."""

    folder: Path
    host: str
    port: int
    database: str | None = None
    load: tuple[Path, ...] = ()
    enrolment_secret_file: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None


def run(options: Options) -> None:
    """Serve until a signal comes. Raises CentreError if it cannot start."""
    check_exposure(options)
    database = options.database or f"sqlite:///{options.folder / 'central.db'}"
    with (
        open_centre(
            database,
            options.folder,
            SystemClock(),
            enrolment_secret_file=options.enrolment_secret_file,
        ) as centre,
        _listen(options) as listener,
    ):
        centre.writer.submit(load_files, centre, options.load).result()
        say_ready = partial(_say_ready, centre, options, listener)
        server = _Server(_config(centre, options), say_ready)
        asyncio.run(_serve(server, centre, options, listener))


def check_exposure(options: Options) -> None:
    """Refuse to be heard beyond this machine in the clear. Raises CentreError."""
    if (options.tls_cert is None) != (options.tls_key is None):
        raise CentreError("--tls-cert and --tls-key are given together")
    if options.tls_cert is None and not is_loopback(options.host):
        raise CentreError(
            f"{options.host} is not this machine alone: beyond it the service needs "
            "--tls-cert and --tls-key"
        )


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """Says when it listens. Signals are `_serve`'s: uvicorn would die of them in the end."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()


async def _serve(
    server: _Server, centre: Centre, options: Options, listener: socket.socket
) -> None:
    loop = asyncio.get_running_loop()
    loads: set[asyncio.Task[None]] = set()

    def stop() -> None:
        server.should_exit = True
        centre.bell.close()  # whoever waits for news gets an answer, and goes

    def load_again() -> None:
        task = loop.create_task(_load_again(centre, options))
        loads.add(task)
        task.add_done_callback(loads.discard)

    loop.add_signal_handler(signal.SIGTERM, stop)
    loop.add_signal_handler(signal.SIGINT, stop)
    loop.add_signal_handler(signal.SIGHUP, load_again)
    await server.serve([listener])


async def _load_again(centre: Centre, options: Options) -> None:
    """Publish what changed in the files; a file that cannot be read changes nothing."""
    try:
        changed = await centre.write(load_files, centre, options.load)
    except CentreError as error:
        sys.stderr.write(f"{error}\n")
        return
    if changed:
        centre.bell.ring(REFERENCE_TOPIC)


def _config(centre: Centre, options: Options) -> uvicorn.Config:
    config = uvicorn.Config(
        make_api(centre),
        http=PatientProtocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        log_config=None,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS_MAX,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOP_TIMEOUT_S,
        h11_max_incomplete_event_size=HEADER_BYTES_MAX,
        ssl_certfile=options.tls_cert,
        ssl_keyfile=options.tls_key,
    )
    config.load()
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3
    return config


def _listen(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    # asyncio switches Nagle's delay off only on sockets that say they are TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        listener.close()
        where = f"{options.host}:{options.port}"
        raise CentreError(f"cannot listen on {where}: {error.strerror}") from error
    return listener


def _say_ready(centre: Centre, options: Options, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    scheme = "https" if options.tls_cert else "http"
    secret = options.enrolment_secret_file or options.folder / ENROLMENT_SECRET
    line = {
        "ready": True,
        "url": f"{scheme}://{shown}:{port}",
        "public_key": centre.keys.public_key.hex(),
        "enrolment_secret_file": str(secret),
        "auditor_token_file": str(options.folder / AUDITOR_TOKEN),
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
