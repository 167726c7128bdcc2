"""What every device link is, and how a running link tells that it is alive."""

from collections.abc import Awaitable, Callable
from typing import Protocol, runtime_checkable

from app.domain.lane_trouble import Trouble


class DeviceLink(Protocol):
    """One connection to one device."""

    @property
    def name(self) -> str:
        """What this site calls the device."""

    @property
    def family(self) -> str:
        """The kind of device: portal, plate-reader, spectra, scans."""

    async def run(self) -> None:
        """Connect once and run until cancelled. Raises DeviceError when the device fails us."""


class Pulse:
    """The signs of life of a running link. Whoever supervises the link listens to them.

    All calls come from the I/O thread. `says` is what the device says of its own condition, in
    words for the officer; empty means that it has no complaint.
    """

    def __init__(self) -> None:
        self._listener: PulseListener = _Deaf()

    def listen(self, listener: "PulseListener") -> None:
        """Deliver everything from now on to `listener`."""
        self._listener = listener

    def heard(self) -> None:
        """The device said something that its protocol allows."""
        self._listener.heard()

    def rejected(self) -> None:
        """The device sent something unreadable."""
        self._listener.rejected()

    def suspect(self) -> None:
        """The device sent something readable that contradicts what it said before."""
        self._listener.suspect()

    def fault(self) -> None:
        """The device reported a fault that it did not report before."""
        self._listener.fault()

    def says(
        self, *, why: str, reading: str | None = None, troubles: tuple[Trouble, ...] = ()
    ) -> None:
        """The device's condition and its latest reading, None where the last one stands."""
        self._listener.says(why, reading, troubles)


class PulseListener(Protocol):
    """The receiving end of a pulse."""

    def heard(self) -> None:
        """See Pulse.heard."""

    def rejected(self) -> None:
        """See Pulse.rejected."""

    def suspect(self) -> None:
        """See Pulse.suspect."""

    def fault(self) -> None:
        """See Pulse.fault."""

    def says(self, why: str, reading: str | None, troubles: tuple[Trouble, ...]) -> None:
        """See Pulse.says."""


class _Deaf:
    def heard(self) -> None: ...

    def rejected(self) -> None: ...

    def suspect(self) -> None: ...

    def fault(self) -> None: ...

    def says(self, why: str, reading: str | None, troubles: tuple[Trouble, ...]) -> None: ...


@runtime_checkable
class PulsingLink(Protocol):
    """A link that shows signs of life. Silence longer than `silence_max_s` means trouble.

    A link without a pulse, such as a drop folder, counts as up as long as it runs.
    """

    @property
    def pulse(self) -> Pulse:
        """The link's signs of life."""

    @property
    def silence_max_s(self) -> float:
        """How long a healthy device may say nothing, in seconds of the clock."""


Taken = Awaitable[bool]
"""Comes true once what was handed over is recorded, false if it could not be: then it must stay."""

Rejection = Callable[[bytes, str], None]
"""Takes the unreadable bytes and the reason in words."""
