"""The radiograph on the screen, for those who work on it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.case import Case
from app.domain.events import RadiographAttached
from app.radiography.image_cache import CachedImage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShownImage:
    """What was attached to a case, and where and what its pixels are."""

    case: Case
    attached: RadiographAttached
    folder: Path
    image: CachedImage


class FollowsImage(Protocol):
    """Whoever works on the image on the screen, as long as it is there."""

    def begin(self, shown: ShownImage) -> None:
        """Another image is on the screen."""

    def end(self) -> None:
        """It is no longer."""
