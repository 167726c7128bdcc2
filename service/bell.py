"""Wakes those who wait for something new. Lives on the event loop."""

import asyncio
from collections import Counter


class Bell:
    """Rings per topic. Look at `count` before reading, so that no ring is lost in between."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._waiting: dict[str, set[asyncio.Future[None]]] = {}
        self.is_closed = False

    def count(self, topic: str) -> int:
        """How often the bell has rung for `topic`."""
        return self._counts[topic]

    def ring(self, topic: str) -> None:
        """Wake everybody who waits for `topic`."""
        self._counts[topic] += 1
        self._wake(self._waiting.pop(topic, set()))

    def close(self) -> None:
        """Wake everybody for good: the service stops."""
        self.is_closed = True
        for waiting in self._waiting.values():
            self._wake(waiting)
        self._waiting.clear()

    async def wait(self, topic: str, count: int, timeout_s: float) -> None:
        """Return once the bell has rung more often than `count`, or after `timeout_s`."""
        if self.is_closed or self._counts[topic] != count or timeout_s <= 0:
            return
        rung: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(topic, set()).add(rung)
        try:
            await asyncio.wait_for(rung, timeout_s)
        except TimeoutError:
            return
        finally:
            self._waiting.get(topic, set()).discard(rung)

    @staticmethod
    def _wake(waiting: set[asyncio.Future[None]]) -> None:
        for rung in waiting:
            if not rung.done():
                rung.set_result(None)
