"""The lines of a passage as the portal sent them, kept for whoever must judge it elsewhere."""

from collections import deque

from devices.radiation.line_codec import LINE_BYTES_MAX

LEAD_LINES = 64
"""Vacant lines kept from before a passage: some two and a half minutes of background."""

TAPE_BYTES_MAX = 256 * 1024
"""About 8,000 lines: half an hour in the lane."""

LINE_END = b"\r\n"
NOT_KEPT = b"# %d more lines were not kept"


class LineTape:
    """Holds the lines since the last passage, damaged ones too, each as it came.

    Only line ends are made one: a line that a damaged end split or joined is kept so.
    """

    def __init__(self) -> None:
        self._lead: deque[bytes] = deque(maxlen=LEAD_LINES)
        self._passage = bytearray()
        self._not_kept = 0

    def add(self, line: bytes, *, occupied: bool) -> None:
        """Take a line without its end. `occupied` says whether a passage had begun before it."""
        kept = line[:LINE_BYTES_MAX]
        if not occupied:
            self._lead.append(kept)
        elif len(self._passage) + len(kept) > TAPE_BYTES_MAX:
            self._not_kept += 1
        else:
            self._passage += kept + LINE_END

    def take(self) -> bytes:
        """A passage ended: its lines and those before it. The tape is empty afterwards."""
        lines = b"".join(line + LINE_END for line in self._lead) + bytes(self._passage)
        if self._not_kept:
            lines += NOT_KEPT % self._not_kept + LINE_END
        self._lead.clear()
        self._passage.clear()
        self._not_kept = 0
        return lines
