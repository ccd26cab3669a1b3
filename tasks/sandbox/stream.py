"""Frames over an attached container: the engine carries stdin raw, and stdout and stderr with a header each."""

import json
import socket
import struct
import time
from contextlib import suppress
from typing import Any

from solver_images.runner.account import Tail
from solver_images.runner.frames import HEADER, LARGEST, pack

ENGINE_HEADER = struct.Struct(">BxxxL")
"""Which stream (1: stdout, 2: stderr), and how many bytes follow."""
STDERR = 2
CHUNK = 1 << 16
LAST_WORDS_BYTES = 2_000


class Stream:
    """One attached container: jobs go in, answers come out; what it says on stderr is kept for when it dies."""

    def __init__(self, connection: socket.socket) -> None:
        """Speak over the engine's connection, plain or TLS."""
        self._connection = connection
        self._raw, self._out = bytearray(), bytearray()
        self._errors = Tail(LAST_WORDS_BYTES)

    def write(self, message: dict[str, Any]) -> None:
        """Send a message.

        Raises:
            OSError: the connection is gone.
        """
        self._connection.settimeout(None)
        self._connection.sendall(pack(message))

    def read(self, patience_seconds: float) -> dict[str, Any]:
        """Read a message.

        Raises:
            OSError: none came in time, or the container is gone.
            ValueError: what came is no message.
        """
        until = time.monotonic() + patience_seconds
        (length,) = HEADER.unpack(self._take(HEADER.size, until))
        if length > LARGEST:
            raise ValueError(f"a frame of {length} bytes is beyond {LARGEST}; the peer does not speak this protocol")
        return json.loads(self._take(length, until))

    def last_words(self) -> str:
        """What it said on stderr, as far as it has arrived."""
        with suppress(OSError):
            while True:
                self._receive(time.monotonic() + 0.2)
        return self._errors.text().strip()

    def close(self) -> None:
        """End the connection; the server reads the end of its stdin."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _take(self, count: int, until: float) -> bytes:
        while len(self._out) < count:
            self._receive(until)
        taken = bytes(self._out[:count])
        del self._out[:count]
        return taken

    def _receive(self, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        self._connection.settimeout(left)
        data = self._connection.recv(CHUNK)
        if not data:
            raise ConnectionResetError("the container is gone")
        self._raw += data
        while self._part():
            pass

    def _part(self) -> bool:
        """Sort one whole part of the engine's stream; False when it is not all there yet."""
        if len(self._raw) < ENGINE_HEADER.size:
            return False
        which, length = ENGINE_HEADER.unpack_from(self._raw)
        end = ENGINE_HEADER.size + length
        if len(self._raw) < end:
            return False
        part = bytes(self._raw[ENGINE_HEADER.size : end])
        del self._raw[:end]
        if which == STDERR:
            self._errors.add(part)
        else:
            self._out += part
        return True
