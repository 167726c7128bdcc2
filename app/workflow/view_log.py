"""Every state of the view that an officer had of a radiograph, kept so that it can be replayed."""

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.domain.view_state import ViewState
from app.ports import WorldError

STATES_MAX = 20_000
"""States in a log: five a second for more than an hour. Later ones replace the last."""
LOG_BYTES_MAX = 16 * 1024 * 1024
MERGED_S = 0.1
"""States that follow each other faster are steps of one movement; the last of them is kept."""
VERSION = 1


class ViewLogError(WorldError):
    """Bytes that are no view log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedState:
    """What stood on the screen from `offset_s` seconds after the first full paint."""

    offset_s: float
    state: ViewState


class _Log(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    image_id: str
    dropped: int
    states: tuple[LoggedState, ...]


class ViewLog:
    """Takes the states of one look at one image, in order. Lives on the GUI thread."""

    def __init__(self, image_id: str) -> None:
        self._image_id = image_id
        self._states: list[LoggedState] = []
        self._dropped = 0

    def __len__(self) -> int:
        return len(self._states)

    def note(self, state: ViewState, offset_s: float) -> None:
        """Take a state; the same one again changes nothing."""
        last = self._states[-1] if self._states else None
        if last is not None and last.state == state:
            return
        logged = LoggedState(offset_s=max(offset_s, last.offset_s if last else 0.0), state=state)
        if last is not None and logged.offset_s - last.offset_s < MERGED_S:
            self._states[-1] = LoggedState(offset_s=last.offset_s, state=state)
        elif len(self._states) >= STATES_MAX:
            self._dropped += 1
            self._states[-1] = logged
        else:
            self._states.append(logged)

    def to_bytes(self) -> bytes:
        """The log as gzip-compressed JSON, the same bytes for the same states."""
        log = _Log(
            version=VERSION,
            image_id=self._image_id,
            dropped=self._dropped,
            states=tuple(self._states),
        )
        return gzip.compress(msgspec.json.encode(log, order="deterministic"), mtime=0)


def states_of(blob: bytes) -> Sequence[LoggedState]:
    """The states in `blob`, in order, to be shown one after the other. Raises ViewLogError."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacker.decompress(blob, LOG_BYTES_MAX)
    except zlib.error as error:
        raise ViewLogError(f"not a view log: {error}") from error
    if unpacker.unconsumed_tail:
        raise ViewLogError(f"a view log has at most {LOG_BYTES_MAX} bytes")
    if not unpacker.eof:
        raise ViewLogError("a view log that was cut off")
    try:
        log = msgspec.json.decode(text, type=_Log)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ViewLogError(f"not a view log: {error}") from error
    if log.version != VERSION or len(log.states) > STATES_MAX:
        raise ViewLogError("a view log of another kind")
    return log.states
