"""The recorder numbers models by identity and tells every call once."""

import gc
import os
from typing import Any

import pytest

from solver_images.runner.frames import Message, read_frame
from solver_images.runner.record import Models, Recorder
from solver_images.runner.view import Settings, View

LIMITS = {"wall_seconds": 10.0, "threads": 1, "relative_gap": 0.0, "values": 5, "tolerance": 1e-9}


class Model:
    """Something that a weak reference can hold."""


class Slotted:
    """Something that it cannot."""

    __slots__ = ()


class Plain(View):
    """A view that notes what it was asked."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.settings: Settings | None = None

    def configure(self, settings: Settings) -> None:
        self.settings = settings

    def describe(self) -> Message:
        return {"mps": "NAME"}

    def outcome(self, settings: Settings) -> Message:
        return {"status": "optimal"}


def events(pipe: int) -> list[Message]:
    os.set_blocking(pipe, False)
    found: list[Message] = []
    try:
        while (message := read_frame(pipe)) is not None:
            found.append(message)
    except BlockingIOError:
        return found
    return found


def test_a_model_keeps_its_number_and_the_next_gets_another():
    models, first, second = Models(), Model(), Slotted()
    assert [models.number(model) for model in (first, second, first, second)] == [1, 2, 1, 2]


def test_a_model_at_the_address_of_one_that_is_gone_is_another():
    models = Models()
    numbers = [models.number(Model()) for _ in range(5)]
    gc.collect()
    assert numbers == [1, 2, 3, 4, 5]


def test_calls_within_a_call_are_told_once():
    recorder, (reader, writer) = Recorder(), os.pipe()
    recorder.open(writer, LIMITS)
    view = Plain(Model())
    assert recorder.observe(view, lambda: recorder.observe(view, lambda: 7)) == 7
    assert [event["event"] for event in events(reader)] == ["start", "end"]
    assert view.settings is not None and view.settings.tolerance == 1e-9


def test_a_call_that_raises_is_told_and_raises():
    recorder, (reader, writer) = Recorder(), os.pipe()
    recorder.open(writer, LIMITS)
    with pytest.raises(ZeroDivisionError):
        recorder.observe(Plain(Model()), lambda: 1 / 0)
    assert [event["event"] for event in events(reader)] == ["start", "raised"]


def test_after_a_rehearsal_it_is_silent_and_numbers_from_one():
    recorder, (reader, writer) = Recorder(), os.pipe()
    recorder.rehearse(lambda: recorder.observe(Plain(Model()), lambda: None))
    recorder.observe(Plain(Model()), lambda: None)
    assert events(reader) == []
    recorder.open(writer, LIMITS)
    recorder.observe(Plain(Model()), lambda: None)
    assert events(reader)[0]["model"] == 1
