"""Which stations the centre knows, and how a new one becomes known."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Engine, insert, select, update

from app.domain.identifiers import StationId, station_id
from app.domain.place import Place
from app.wire.envelope import GENESIS
from app.wire.keys import public_key_from_bytes
from app.wire.messages import EnrolRequest, Refusal
from service.clock import Clock, microseconds
from service.errors import RefusedError
from service.schema import receipt, station, watermark

PORT_CHARS_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """An enrolled station in one of its lives."""

    station: StationId
    epoch: int
    port: str
    public_key: Ed25519PublicKey


class Stations:
    """The enrolled stations. `find` may run on any thread, `enrol` on the writer thread only."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._known: dict[tuple[StationId, int], Sender] = {}

    def find(self, name: StationId, epoch: int) -> Sender | None:
        """The station, None if it never enrolled."""
        if (known := self._known.get((name, epoch))) is not None:
            return known
        with self._engine.connect() as connection:
            row = connection.execute(
                select(station.c.port, station.c.public_key).where(
                    station.c.station == name, station.c.epoch == epoch
                )
            ).one_or_none()
        if row is None:
            return None
        public_key = public_key_from_bytes(row.public_key)
        found = Sender(station=name, epoch=epoch, port=row.port, public_key=public_key)
        self._known[name, epoch] = found
        return found

    def enrol(self, request: EnrolRequest) -> None:
        """Make a station known; its proof was checked. Raises RefusedError.

        A key belongs to one life of a station for ever. A station whose log was lost or copied
        comes back with a higher epoch and a new key.
        """
        place = request.place
        try:
            name = station_id(place.station)
        except ValueError as error:
            raise RefusedError(Refusal.MALFORMED, str(error)) from error
        if not 0 < len(place.port) <= PORT_CHARS_MAX or len(place.lane) > PORT_CHARS_MAX:
            raise RefusedError(Refusal.MALFORMED, "port and lane have up to 64 characters")
        with self._engine.execution_options(writes=True).begin() as connection:
            if self._is_new(connection, name, request):
                self._insert(connection, name, request)
            else:
                connection.execute(
                    update(station)
                    .where(station.c.station == name, station.c.epoch == request.epoch)
                    .values(**_where(place))
                )
        self._known.pop((name, request.epoch), None)

    def _is_new(self, connection: Connection, name: StationId, request: EnrolRequest) -> bool:
        rows = connection.execute(
            select(station.c.epoch, station.c.public_key)
            .where(station.c.station == name)
            .order_by(station.c.epoch)
        ).all()
        keys = {row.epoch: row.public_key for row in rows}
        if request.epoch in keys:
            if keys[request.epoch] != request.public_key:
                raise RefusedError(Refusal.FOREIGN_KEY, "this life is known with another key")
            return False
        if keys and request.epoch < max(keys):
            raise RefusedError(Refusal.FOREIGN_KEY, "a later life of this station is known")
        return True

    def _insert(self, connection: Connection, name: StationId, request: EnrolRequest) -> None:
        life = {"station": name, "epoch": request.epoch}
        connection.execute(
            insert(station).values(
                **life,
                **_where(request.place),
                public_key=request.public_key,
                enrolled_at_us=microseconds(self._clock.now()),
            )
        )
        connection.execute(insert(watermark).values(**life, seq=0, hash=GENESIS))
        connection.execute(insert(receipt).values(**life, body=b"", signature=b""))


def _where(place: Place) -> dict[str, str]:
    return {"country": str(place.country), "port": place.port, "lane": place.lane}
