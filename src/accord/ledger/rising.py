"""Rising numbers in a few bytes: the distance from each to the next, seven bits to a byte."""

from __future__ import annotations

from collections.abc import Iterable

#: Bytes from which on they are read all at once.
_MANY = 200


def to_bytes(numbers: Iterable[int]) -> bytes:
    """Different numbers, none negative, in few bytes."""
    found, before = bytearray(), 0
    for number in sorted(set(numbers)):
        rest, before = number - before, number
        while rest > 127:
            found.append(rest & 127 | 128)
            rest >>= 7
        found.append(rest)
    return bytes(found)


def from_bytes(packed: bytes) -> list[int]:
    """The numbers that ``to_bytes`` packed."""
    if len(packed) > _MANY:
        return _at_once(packed)
    numbers: list[int] = []
    value = shift = before = 0
    for byte in packed:
        if byte < 128:
            before += value | byte << shift
            numbers.append(before)
            value = shift = 0
        else:
            value |= (byte & 127) << shift
            shift += 7
    return numbers


def _at_once(packed: bytes) -> list[int]:
    """The same of many bytes: an actor that all the world speaks of has thousands of numbers."""
    import numpy as np  # only where it is worth loading

    raw = np.frombuffer(packed, np.uint8)
    ends = np.flatnonzero(raw < 128)
    starts = np.concatenate(([0], ends[:-1] + 1))
    places = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    parts = (raw & 127).astype(np.int64) << 7 * places
    found: list[int] = np.cumsum(np.add.reduceat(parts, starts)).tolist()
    return found


def split(packed: bytes, count: int) -> tuple[list[int], int]:
    """Up to ``count`` numbers at the beginning of bytes, and where the rest begins."""
    numbers: list[int] = []
    at, value, shift, before = 0, 0, 0, 0
    while at < len(packed) and len(numbers) < count:
        value |= (packed[at] & 127) << shift
        shift += 7
        if packed[at] < 128:
            before += value
            numbers.append(before)
            value, shift = 0, 0
        at += 1
    return numbers, at
