"""Where a DICOS receiver listens, whom it hears, and how much of a stranger it bears."""

import ipaddress
import ssl
from dataclasses import dataclass, field
from pathlib import Path

from devices.errors import NotConnectedError
from devices.radiograph.limits import CHANNELS_MAX

PDU_BYTES_MAX = 256 * 1024
AE_TITLE_CHARS_MAX = 16
LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverLimits:
    """Bounds on every sender. Bytes are as received, seconds are the machine's."""

    associate_bytes: int = 128 * 1024
    command_bytes: int = 64 * 1024
    object_bytes: int = 256 * 2**20
    """A rail wagon at 2.5 mm, 20 000 x 3 000 pixels of 16 bits, is 115 MiB."""
    held_bytes: int = 512 * 2**20
    """Of all associations together, until their objects are answered."""
    associations: int = 4
    handshake_s: float = 5.0
    request_s: float = 10.0
    idle_s: float = 60.0
    pdu_s: float = 15.0
    """One PDU of 256 KiB; slower is a stall."""
    association_s: float = 1800.0
    answer_s: float = 60.0


@dataclass(frozen=True, slots=True)
class ReceiverTls:
    """Our certificate and key, and the authority whose clients are heard; all PEM files."""

    certificate: Path
    key: Path
    client_ca: Path

    def context(self) -> ssl.SSLContext:
        """Mutual TLS 1.2 or newer. Raises NotConnectedError."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_mode = ssl.CERT_REQUIRED
        try:
            # A password, because OpenSSL would ask for one on a terminal that nobody watches.
            context.load_cert_chain(self.certificate, self.key, password="")
            context.load_verify_locations(self.client_ca)
        except OSError as error:  # ssl.SSLError is one
            raise NotConnectedError(f"the TLS files cannot be used: {error}") from error
        return context


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverPlace:
    """One listener. `callers` of () are any AE titles; `peers` are the addresses that are heard.

    `energies` is how many objects make one radiograph of this imager; what is missing after
    `study_wait_s` is done without. `echo_max_s` above 0 says that the imager sends C-ECHO at least
    so often, and that silence means trouble.
    """

    folder: Path
    host: str = LOOPBACK[0]
    port: int = 0
    ae_title: str = "PARALLEL49"
    callers: tuple[str, ...] = ()
    peers: tuple[str, ...] = LOOPBACK
    tls: ReceiverTls | None = None
    lenient_pdv: bool = False
    energies: int = 2
    study_wait_s: float = 15.0
    echo_max_s: float = 0.0
    limits: ReceiverLimits = field(default_factory=ReceiverLimits)

    def __post_init__(self) -> None:
        for title in (self.ae_title, *self.callers):
            if not (title.isascii() and title.isprintable() and title.strip() == title) or (
                "\\" in title
            ):
                raise ValueError(f"{title!r} is no AE title")
            if not 1 <= len(title) <= AE_TITLE_CHARS_MAX:
                raise ValueError(f"an AE title has 1 to {AE_TITLE_CHARS_MAX} characters")
        for address in (self.host, *self.peers):
            ipaddress.ip_address(address)
        if not 1 <= self.energies <= CHANNELS_MAX:
            raise ValueError(f"a radiograph has 1 to {CHANNELS_MAX} energies")
        if not self.peers:
            raise ValueError("nobody could be heard: peers is empty")
        if not ipaddress.ip_address(self.host).is_loopback and not self.callers:
            raise ValueError("a receiver beyond this machine needs its callers' AE titles")

    def hears(self, address: str) -> bool:
        """Whether a connection from `address` is taken."""
        try:
            asked = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(asked, "ipv4_mapped", None)
        return (mapped or asked) in {ipaddress.ip_address(peer) for peer in self.peers}
