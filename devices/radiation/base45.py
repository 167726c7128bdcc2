"""Base 45 (RFC 9285), the alphabet of alphanumeric QR codes."""

from devices.radiation.n42_values import UnreadableValueError

ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {byte: value for value, byte in enumerate(ALPHABET)}


def encode_base45(data: bytes) -> bytes:
    """Two bytes become three characters, one byte two."""
    text = bytearray()
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, len(ALPHABET))
            text.append(ALPHABET[digit])
    return bytes(text)


def decode_base45(text: bytes) -> bytes:
    """The bytes of a text. Line ends within it are left out. Raises UnreadableValueError."""
    try:
        digits = [_VALUES[byte] for byte in text if byte not in b"\r\n\t"]
    except KeyError as error:
        raise UnreadableValueError("a character that base 45 does not know") from error
    data = bytearray()
    for at in range(0, len(digits), 3):
        group = digits[at : at + 3]
        value = sum(digit * len(ALPHABET) ** power for power, digit in enumerate(group))
        size = len(group) - 1
        if size == 0 or value >= 256**size:
            raise UnreadableValueError("the base 45 is broken")
        data += value.to_bytes(size)
    return bytes(data)
