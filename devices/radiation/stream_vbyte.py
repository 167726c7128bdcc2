"""Whole numbers packed as in Stream VByte, with their number before them.

Two bytes say how many numbers there are, then two bits each how many bytes a number takes, then
the bytes, lowest first. Source: the README of github.com/lemire/streamvbyte (Apache-2.0).
"""

from collections.abc import Sequence

from devices.radiation.n42_values import UnreadableValueError

COUNT_MAX = 2**32 - 1
NUMBERS_MAX = 2**16 - 1
HEAD_BYTES = 2
PER_CONTROL_BYTE = 4


def encode_vbyte(numbers: Sequence[int]) -> bytes:
    """Pack numbers of 0 to COUNT_MAX. Raises ValueError for too many of them."""
    if len(numbers) > NUMBERS_MAX:
        raise ValueError(f"more than {NUMBERS_MAX} numbers")
    controls = bytearray(-(-len(numbers) // PER_CONTROL_BYTE))
    packed = bytearray()
    for index, number in enumerate(numbers):
        size = max((number.bit_length() + 7) // 8, 1)
        controls[index // PER_CONTROL_BYTE] |= (size - 1) << 2 * (index % PER_CONTROL_BYTE)
        packed += number.to_bytes(size, "little")
    return len(numbers).to_bytes(HEAD_BYTES, "little") + bytes(controls) + bytes(packed)


def decode_vbyte(data: bytes) -> tuple[list[int], bytes]:
    """The numbers, and the bytes behind them. Raises UnreadableValueError."""
    count = int.from_bytes(data[:HEAD_BYTES], "little")
    at = HEAD_BYTES + -(-count // PER_CONTROL_BYTE)
    if len(data) < at + count:
        raise UnreadableValueError("the counts are cut short")
    numbers = []
    for index in range(count):
        control = data[HEAD_BYTES + index // PER_CONTROL_BYTE]
        end = at + 1 + (control >> 2 * (index % PER_CONTROL_BYTE) & 3)
        numbers.append(int.from_bytes(data[at:end], "little"))
        at = end
    if at > len(data):
        raise UnreadableValueError("the counts are cut short")
    return numbers, data[at:]
