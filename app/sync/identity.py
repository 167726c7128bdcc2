"""Who a station is towards the centre."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.identifiers import StationId
from app.domain.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StationIdentity:
    """A station's name, place and life, and the key with which it signs its requests.

    `public_key` has 32 bytes; `sign` makes Ed25519 signatures that fit it.
    """

    place: Place
    epoch: int
    public_key: bytes
    sign: Callable[[bytes], bytes]

    @property
    def station(self) -> StationId:
        """The station's name."""
        return self.place.station
