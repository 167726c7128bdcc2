"""Who may come in: a request is signed by an enrolled station, in time, and only once."""

from collections import OrderedDict
from collections.abc import Mapping

from app.domain.identifiers import StationId
from app.wire.errors import SignatureError, WireError
from app.wire.messages import Refusal
from app.wire.requests import Content, RequestSeal, check_request, read_seal
from service.clock import Clock, milliseconds
from service.errors import RefusedError
from service.stations import Sender

WINDOW_MS = 120_000
"""How far a request's time may be from the centre's. Stations learn the centre's time from answers,
so that a wrong clock in a booth never keeps its decisions from arriving."""

NONCES_PER_STATION_MAX = 50_000


class Nonces:
    """Numbers used once, kept for as long as a request that bears one could pass again."""

    def __init__(self) -> None:
        self._seen: dict[StationId, OrderedDict[bytes, int]] = {}

    def use(self, station: StationId, nonce: bytes, now_ms: int) -> None:
        """Use a number up. Raises RefusedError if it was used before."""
        seen = self._seen.setdefault(station, OrderedDict())
        while seen and next(iter(seen.values())) < now_ms - 2 * WINDOW_MS:
            seen.popitem(last=False)
        if nonce in seen:
            raise RefusedError(Refusal.REPLAYED, "this request came before")
        if len(seen) >= NONCES_PER_STATION_MAX:
            raise RefusedError(Refusal.BUSY, "too many requests from this station")
        seen[nonce] = now_ms


class Gate:
    """Checks requests in two steps: what the headers say, then, with the body, the signature.

    A request from before the service started is stale: its number may have been used then.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started_ms = milliseconds(clock.now())
        self._nonces = Nonces()

    def read(self, headers: Mapping[str, str]) -> RequestSeal:
        """The seal of a request that comes in time. Raises RefusedError."""
        try:
            seal = read_seal(headers)
        except WireError as error:
            raise RefusedError(Refusal.MALFORMED, str(error)) from error
        now_ms = milliseconds(self._clock.now())
        # A clock that was set back must not keep everybody out until it is where it was.
        self._started_ms = min(self._started_ms, now_ms)
        if abs(now_ms - seal.time_ms) > WINDOW_MS or seal.time_ms < self._started_ms:
            raise RefusedError(Refusal.STALE, "the time of the request is not the centre's time")
        return seal

    def check(self, content: Content, seal: RequestSeal, sender: Sender) -> None:
        """Raises RefusedError unless `sender` made this request, and made it once."""
        try:
            check_request(content, seal, sender.public_key)
        except SignatureError as error:
            raise RefusedError(Refusal.BAD_SIGNATURE, str(error)) from error
        self._nonces.use(sender.station, seal.nonce, milliseconds(self._clock.now()))
