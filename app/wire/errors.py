"""What can be wrong with bytes that crossed a wire or lay on a disk."""


class WireError(ValueError):
    """These bytes are not what they should be: malformed, oversized, or of an unknown kind."""


class ChainError(WireError):
    """An event does not continue the chain that it claims to continue."""


class SignatureError(WireError):
    """A signature does not fit the bytes and the key."""


class ClockError(WireError):
    """A clock of another station is too far ahead to be believed."""


class KeyFileError(WireError):
    """A key file is missing, damaged, or readable by others."""
