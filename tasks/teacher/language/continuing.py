"""How a model is asked to go on from a cut text: which endpoint, with which content, and how that is found out.

A server that completes text gets the conversation as its chat template writes it, the cut text behind it. A chat server
that takes the beginning of its answer gets it as the last message; one that does not begins anew, which a question
with one way on tells.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Template as CompiledTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from schemas.teacher import Message, Prompt, Purpose, Sampling
from schemas.teacher_spec import Continuing, TeacherSpec
from tasks.teacher.language.failures import Refused
from tasks.teacher.language.reply import Reply
from tasks.teacher.teacher import TeacherRefused

CHAT, TEXT = "chat/completions", "completions"
OPEN_ANSWER = {"continue_final_message": True, "add_generation_prompt": False}
"""By these vLLM leaves an assistant's last message open; other servers ignore them, or refuse them by name."""
PROBE = Prompt(
    purpose=Purpose.reason,
    messages=(
        Message(role="user", content="Write the whole numbers from 1 to 9 with a comma and a blank between them."),
        Message(role="assistant", content="1, 2, 3, 4, 5,"),
    ),
    sampling=Sampling(max_tokens=8),
    continues=True,
)
"""Whoever goes on writes a 6; whoever begins anew does not begin with one."""
Request = tuple[str, dict[str, Any]]
"""An endpoint, and what a request holds beside model and parameters."""
Ask = Callable[[Prompt, Request], Awaitable[Reply]]


def chat_request(prompt: Prompt) -> Request:
    """A conversation, whose last message may be the beginning of the answer."""
    messages: list[dict[str, Any]] = [message.model_dump() for message in prompt.messages]
    if not prompt.continues:
        return CHAT, {"messages": messages}
    messages[-1]["prefix"] = True
    return CHAT, {"messages": messages, **OPEN_ANSWER}


class Template:
    """A chat template as model folders hold it; without one, the messages stand one under another."""

    def __init__(self, place: str) -> None:
        """Read it.

        Raises:
            TeacherRefused: there is none at that place.
        """
        self.place = place
        self.source, self.marks = read_template(Path(place)) if place else ("", {})
        try:
            self.made = made_of(self.source)
        except TemplateError as error:
            raise self.unfit(error) from error

    def text(self, prompt: Prompt) -> str:
        """The conversation as text, the answer's beginning at its end."""
        if not prompt.continues:
            return self.rendered(prompt.messages)
        *asked, begun = prompt.messages
        return self.rendered(asked) + begun.content

    def rendered(self, messages: Sequence[Message]) -> str:
        """The messages before an answer."""
        if not self.source:
            return "".join(f"{message.content}\n\n" for message in messages)
        told = [message.model_dump() for message in messages]
        try:
            return self.made.render(messages=told, add_generation_prompt=True, **self.marks)
        except TemplateError as error:
            raise self.unfit(error) from error

    def unfit(self, error: TemplateError) -> TeacherRefused:
        """What a person is told of a template that can't be used."""
        return TeacherRefused(
            f"template = {self.place!r} can't be used ({type(error).__name__}: {error}); give the chat template of the "
            "model that is served"
        )


def made_of(source: str) -> CompiledTemplate:
    """A chat template with all that it may use, as the transformers library has it."""
    extensions = ["jinja2.ext.loopcontrols"]
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=extensions)
    return environment.from_string(source, {"raise_exception": refuse, "strftime_now": today})


def today(form: str) -> str:
    """The day, as a template wants it written."""
    return datetime.now(UTC).strftime(form)


def refuse(said: str) -> None:
    """How a template says that it can't take these messages."""
    raise TemplateError(said)


def read_template(place: Path) -> tuple[str, dict[str, str]]:
    """A template, and the marks of a text's begin and end that it may name."""
    config = place / "tokenizer_config.json"
    try:
        told: dict[str, Any] = json.loads(config.read_text("utf-8")) if config.exists() else {}
        alone = place / "chat_template.jinja" if place.is_dir() else place
        source = alone.read_text("utf-8") if alone.is_file() else the_default(told["chat_template"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TeacherRefused(
            f"template = {str(place)!r} holds no chat template ({type(error).__name__}: {error}); give a Jinja file, "
            "or a folder with chat_template.jinja or tokenizer_config.json"
        ) from error
    marks = {name: told.get(name) for name in ("bos_token", "eos_token")}
    return source, {name: mark if isinstance(mark, str) else mark["content"] for name, mark in marks.items() if mark}


def the_default(templates: Any) -> str:
    """The template of an ordinary conversation; some models have several, by name."""
    if isinstance(templates, str):
        return templates
    return {str(each["name"]): str(each["template"]) for each in templates}["default"]


class Continuation:
    """How one address goes on from a cut text."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take what the spec says; the rest is found by the first request."""
        self.spec = spec
        self.way = spec.continuing
        self.template = Template(spec.template)
        self.finding = asyncio.Lock()

    def concerns(self, prompt: Prompt) -> bool:
        """Whether a prompt is for it: it goes on, or begins what a server that only completes text is to go on with."""
        return prompt.continues or (prompt.purpose is Purpose.reason and self.way is Continuing.completions)

    async def request(self, prompt: Prompt, ask: Ask) -> Request:
        """Endpoint and content of a request that goes on.

        Args:
            prompt: whose last message is the beginning.
            ask: sends one request.

        Raises:
            TeacherRefused: the server offers neither way.
        """
        async with self.finding:
            if self.way is Continuing.auto:
                self.way = await self.found(ask)
        return chat_request(prompt) if self.way is Continuing.prefix else (TEXT, {"prompt": self.template.text(prompt)})

    async def found(self, ask: Ask) -> Continuing:
        """The way that the server offers: its text endpoint where a template is given, else what the probe tells."""
        ways = [(Continuing.prefix, chat_request(PROBE)), (Continuing.completions, text_request(self.template))]
        refusals: list[str] = []
        for way, request in reversed(ways) if self.template.source else ways:
            try:
                said = (await ask(PROBE, request)).text.strip()
            except Refused as failure:
                refusals.append(f"{request[0]}: {failure}")
                continue
            if said.startswith("6"):
                return way
            refusals.append(f"{request[0]} begins anew ({said[:40]!r})")
        raise TeacherRefused(self.lacking("; ".join(refusals)))

    def lacking(self, said: str) -> str:
        """What a person is told of a server that can't go on."""
        return (
            f"{self.spec.model} at {self.spec.address} does not go on from a cut text, which trajectories need "
            f"({said}). Serve the model by vLLM's or llama.cpp's server, choose a chat model that takes an assistant "
            "prefix, or, if this one does and only failed the question, say so by `continuing`"
        )


def text_request(template: Template) -> Request:
    """The probe for a server that completes text."""
    return TEXT, {"prompt": template.text(PROBE)}
