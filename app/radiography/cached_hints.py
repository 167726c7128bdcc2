"""The aids over a decoded radiograph of the cache. For a worker process."""

from app.radiography.aids.run import AidReport, find_hints
from app.radiography.image_cache import open_cached
from app.radiography.image_questions import HintsAsked


def hints_of_cached(asked: HintsAsked) -> AidReport:
    """Find hints on the mapped pixels; AidsStoppedError once nobody waits for them any more."""
    image = open_cached(asked.folder)
    front_px = image.extent_px[0] if image.extent_px else 0
    return find_hints(
        [levels[0] for levels in image.channels],
        asked.scan,
        declared_kg=asked.declared_kg,
        radiation_at_m=asked.radiation_at_m,
        front_px=front_px,
        progress=lambda _step, _done: not asked.stop.exists(),
    )
