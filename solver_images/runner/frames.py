"""Messages between a door and its fork server: JSON behind a four-byte big-endian length."""

import json
import os
import struct
from typing import Any

Message = dict[str, Any]
HEADER = struct.Struct(">I")
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest message; a longer one is a broken peer, not a job."""


def pack(message: Message) -> bytes:
    """Encode a message with its length in front."""
    body = json.dumps(message).encode()
    return HEADER.pack(len(body)) + body


def write_frame(descriptor: int, message: Message) -> None:
    """Write a whole message, however small the pipe."""
    write_packed(descriptor, pack(message))


def write_packed(descriptor: int, data: bytes) -> None:
    """Write a whole message that is already encoded."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(descriptor: int) -> Message | None:
    """Read one message; None when the peer is gone.

    Raises:
        ValueError: the length is beyond `LARGEST`.
    """
    header = _read_exactly(descriptor, HEADER.size)
    if header is None:
        return None
    (length,) = HEADER.unpack(header)
    if length > LARGEST:
        raise ValueError(f"a frame of {length} bytes is beyond {LARGEST}; the peer does not speak this protocol")
    body = _read_exactly(descriptor, length)
    return None if body is None else json.loads(body)


def _read_exactly(descriptor: int, count: int) -> bytes | None:
    chunks: list[bytes] = []
    while count:
        chunk = os.read(descriptor, min(count, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)
