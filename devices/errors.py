"""What can go wrong with a device that is no fault of this program."""

from app.ports import WorldError


class DeviceError(WorldError):
    """The device, its cable or its network failed us. Shown to the officer, never fatal."""


class NotConnectedError(DeviceError):
    """Nobody answered at the device's address, or the connection ended."""


class NotTakenError(DeviceError):
    """What arrived could not be recorded, so it stays where it is until it can be."""


class ProtocolError(DeviceError):
    """The device sent something its protocol does not allow."""
