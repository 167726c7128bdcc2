"""Which images chance sends to a second reader: drawn by a keyed hash, so that it can be redrawn.

Every reading keeps the draw and the hash of the seed. Nobody without the seed foretells a draw,
and whoever gets the seed later can show that none was changed.
"""

import hashlib
import hmac
from dataclasses import dataclass

from app.domain.reading import RandomDraw

SEED_BYTES = 32
DRAW_BITS = 53
"""As many as a float has, so that a draw is exactly what is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A committed seed and the share of images that want a second reader, 0 to 1."""

    seed: bytes
    share: float

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise ValueError(f"a seed has {SEED_BYTES} bytes")
        if not 0 <= self.share <= 1:
            raise ValueError("a share is between 0 and 1")

    @property
    def seed_sha256(self) -> str:
        """The commitment to the seed."""
        return hashlib.sha256(self.seed).hexdigest()

    def draw(self, image_id: str) -> RandomDraw:
        """The draw of an image: HMAC-SHA256 (RFC 2104) of its name, as a part of one."""
        digest = hmac.digest(self.seed, image_id.encode(), "sha256")
        value = (int.from_bytes(digest[:8], "big") >> (64 - DRAW_BITS)) / (1 << DRAW_BITS)
        return RandomDraw(value=value, share=self.share, seed_sha256=self.seed_sha256)
