"""Calls of the storage from the I/O thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class StorageCalls:
    """Runs calls on the writer's executor, in the order in which they are asked for."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def __call__(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of the call. What it raises rises here."""
        return await asyncio.wrap_future(self._executor.submit(fn, *args, **kwargs))
