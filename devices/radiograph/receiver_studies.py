"""Objects of one scan, gathered until they are all there or have been waited for long enough."""

from dataclasses import dataclass, field

from devices.radiograph.receiver_objects import Received

StudyKey = tuple[str, int, int]
STUDIES_MAX = 64
"""Waiting at once. More are a fault of their sender's, and the oldest is done without the rest."""


@dataclass(slots=True)
class _Study:
    since_s: float
    items: dict[str, Received] = field(default_factory=dict)


class Studies:
    """Groups by study and size: energies of one scan have the same; another view waits apart."""

    def __init__(self, energies: int, wait_s: float) -> None:
        self._energies = energies
        self._wait_s = wait_s
        self._waiting: dict[StudyKey, _Study] = {}

    def would_complete(self, item: Received) -> tuple[Received, ...] | None:
        """The whole study if `item` is its last object; it is not added."""
        study = self._waiting.get(key_of(item))
        items = {**(study.items if study else {}), item.sop_instance: item}
        return tuple(items.values()) if len(items) >= self._energies else None

    def add(self, item: Received, now_s: float) -> None:
        """Wait for the rest of the study from the latest object on."""
        study = self._waiting.setdefault(key_of(item), _Study(now_s))
        study.since_s = now_s
        study.items[item.sop_instance] = item

    def remove(self, items: tuple[Received, ...]) -> None:
        """These are recorded, or go back to their sender."""
        for item in items:
            study = self._waiting.get(key_of(item))
            if study is not None:
                study.items.pop(item.sop_instance, None)
                if not study.items:
                    del self._waiting[key_of(item)]

    def overdue(self, now_s: float) -> list[tuple[Received, ...]]:
        """Studies that have waited long enough, or are too many; they stay until removed."""
        too_many = len(self._waiting) - STUDIES_MAX
        return [
            tuple(study.items.values())
            for rank, study in enumerate(self._waiting.values())
            if rank < too_many or now_s - study.since_s >= self._wait_s
        ]


def key_of(item: Received) -> StudyKey:
    """What objects of one scan have in common."""
    return item.scan.scan_id, item.scan.width_px, item.scan.height_px
