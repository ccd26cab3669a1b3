"""What an engine carries arrives whole, whatever pieces it comes in, and stderr is never taken for an answer."""

import json
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from solver_images.runner.frames import pack
from tasks.sandbox.stream import Stream


@pytest.fixture
def ends() -> Iterator[tuple[Stream, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Stream(ours), theirs


def part(which: int, data: bytes) -> bytes:
    """As an engine sends it."""
    return struct.pack(">BxxxL", which, len(data)) + data


def test_an_answer_in_many_pieces_arrives_whole(ends: tuple[Stream, socket.socket]):
    stream, engine = ends
    message = {"text": "x" * 300_000}
    data = pack(message)
    pieces = b"".join(part(1, data[at : at + 999]) + part(2, b"chatter") for at in range(0, len(data), 999))
    sender = threading.Thread(target=engine.sendall, args=(pieces,))
    sender.start()
    assert stream.read(5) == message
    sender.join()


def test_two_answers_in_one_piece_stay_two(ends: tuple[Stream, socket.socket]):
    stream, engine = ends
    engine.sendall(part(1, pack({"n": 1}) + pack({"n": 2})))
    assert [stream.read(1), stream.read(1)] == [{"n": 1}, {"n": 2}]


def test_a_job_is_sent_as_a_frame(ends: tuple[Stream, socket.socket]):
    stream, engine = ends
    stream.write({"job": "é"})
    received = engine.recv(1_000)
    assert json.loads(received[4:]) == {"job": "é"}


def test_silence_ends_in_time(ends: tuple[Stream, socket.socket]):
    with pytest.raises(TimeoutError):
        ends[0].read(0.05)


def test_the_end_of_a_container_is_told_with_its_last_words(ends: tuple[Stream, socket.socket]):
    stream, engine = ends
    engine.sendall(part(2, b"no module named x\n"))
    engine.close()
    with pytest.raises(ConnectionResetError):
        stream.read(1)
    assert stream.last_words() == "no module named x"


def test_a_length_beyond_reason_is_no_message(ends: tuple[Stream, socket.socket]):
    stream, engine = ends
    engine.sendall(part(1, b"\xff\xff\xff\xff"))
    with pytest.raises(ValueError, match="does not speak this protocol"):
        stream.read(1)
