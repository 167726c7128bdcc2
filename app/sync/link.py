"""What the parts that follow the centre share: whether it is there, and how to say it is not."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from random import Random

from app.ports import WorldError
from app.sync.backoff import Backoff
from app.sync.errors import ExchangeError

_log = logging.getLogger(__name__)


class Link:
    """Open while the exchange with the centre stands; quiet while it has nothing left to send."""

    def __init__(self, lost: Callable[[str], None], random: Random) -> None:
        self.is_open = asyncio.Event()
        self.is_quiet = asyncio.Event()
        self._lost = lost
        self._random = random

    def set(self, *, is_open: bool, is_quiet: bool) -> None:
        """Take over how things stand."""
        for flag, wanted in ((self.is_open, is_open), (self.is_quiet, is_quiet)):
            if wanted:
                flag.set()
            else:
                flag.clear()

    async def repeat(self, gate: asyncio.Event, turn: Callable[[], Awaitable[None]]) -> None:
        """Take turns for ever while `gate` is set.

        A turn that does not reach the centre closes the link. One that the centre refuses, or that
        the storage cannot take, is tried again later; decisions go on meanwhile.
        """
        backoff = Backoff(self._random)
        while True:
            await gate.wait()
            try:
                await turn()
            except WorldError as error:
                if isinstance(error, ExchangeError) and error.refusal is None:
                    self.set(is_open=False, is_quiet=False)
                    self._lost(str(error))
                    continue
                _log.warning("%s", error)
                await asyncio.sleep(backoff.failed())
            else:
                backoff.succeeded()
