"""What was done, so that it can be undone and done again."""

from collections.abc import Hashable
from typing import Generic, TypeVar

STEPS_MAX = 200

State = TypeVar("State")


class History(Generic[State]):
    """A line of states with one that is now. States are values and are never changed.

    Changes that belong to one act carry the same `act` and become one step: a drag is undone at
    once, however many times the mouse moved. The oldest steps are forgotten beyond `STEPS_MAX`.
    """

    def __init__(self, state: State) -> None:
        self._past: list[State] = []
        self._now = state
        self._future: list[State] = []
        self._act: Hashable | None = None

    @property
    def now(self) -> State:
        """The state that holds."""
        return self._now

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone and nothing done since."""
        return bool(self._future)

    def record(self, state: State, act: Hashable | None = None) -> None:
        """Take the state after a change; one that changes nothing is no step."""
        if state == self._now:
            return
        if act is None or act != self._act:
            self._past.append(self._now)
            del self._past[:-STEPS_MAX]
        self._act = act
        self._now = state
        self._future.clear()

    def undo(self) -> State:
        """Go back one step, and stay where there is none."""
        return self._go(self._past, self._future)

    def redo(self) -> State:
        """Do again what was undone, and stay where there is nothing."""
        return self._go(self._future, self._past)

    def _go(self, source: list[State], target: list[State]) -> State:
        self._act = None
        if source:
            target.append(self._now)
            self._now = source.pop()
        return self._now
