"""Going on from a cut text: by a text endpoint, by an assistant's last message, or not at all, which is said."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from schemas.teacher import Message, Prompt, Purpose
from schemas.teacher_spec import Continuing, TeacherSpec
from tasks.teacher.language.continuing import Template
from tasks.teacher.language.litellm_lane import LitellmLane
from tasks.teacher.language.teacher import LanguageTeacher
from tasks.teacher.teacher import TeacherRefused
from tests.model_server.calm_plan import planned
from tests.model_server.client import RunningServer
from tests.tasks.trajectory.parties import curate_spec

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


ASKED = Prompt(
    purpose=Purpose.reason,
    messages=(Message(role="user", content="Q"), Message(role="assistant", content="A")),
    continues=True,
)


def cut_prompt() -> Prompt:
    """A trajectory behind its first output."""
    from tasks.trajectory.reasoner import first_prompt

    case = next(found for found in map(planned, range(100)) if not found.plan and not found.wrong)
    asked = first_prompt(curate_spec(), case.statement)
    begun = Message(role="assistant", content=f"```output\nobjective {case.best}\n```\n")
    return asked.model_copy(update={"messages": (*asked.messages, begun), "continues": True})


@pytest.fixture
def template(tmp_path: Path) -> str:
    path = tmp_path / "chat.jinja"
    path.write_text(CHATML)
    return str(path)


@pytest.fixture(params=["completions", "prefix"])
def server(request: pytest.FixtureRequest) -> Generator[RunningServer]:
    with RunningServer(answers="calm", continuing=(request.param,)) as running:
        yield running


def complete(server: RunningServer, **fields: Any) -> str:
    teacher = LanguageTeacher(TeacherSpec(model="openai/calm", address=server.address, **fields))
    try:
        return teacher.complete(cut_prompt()).text
    finally:
        teacher.close()


def test_either_way_gives_the_same_and_is_found_out(server: RunningServer, template: str):
    said = complete(server, template=template)
    assert "that can be" in said and "\\boxed{" in said and "Let x be" not in said


def test_a_way_that_is_named_is_not_asked_about(template: str):
    with RunningServer(answers="calm") as server:
        for way in (Continuing.completions, Continuing.prefix):
            assert "\\boxed{" in complete(server, template=template, continuing=way)
        assert server.stats()["requests"] == 2


def test_a_server_that_only_completes_text_begins_there_too(template: str):
    begins = cut_prompt()
    begins = begins.model_copy(update={"messages": begins.messages[:-1], "continues": False})
    assert Template(template).text(begins).endswith("<|im_start|>assistant\n")
    with RunningServer(answers="calm", continuing=("completions",)) as server:
        fields = {"template": template, "continuing": Continuing.completions}
        spec = TeacherSpec.model_validate({"model": "openai/calm", "address": server.address} | fields)
        teacher = LanguageTeacher(spec)
        assert "Let x be" in teacher.complete(begins).text
        teacher.close()


def test_a_server_that_begins_anew_is_refused_with_what_can_be_done():
    with (
        RunningServer(answers="calm", continuing=()) as server,
        pytest.raises(TeacherRefused, match=r"does not go on from a cut text.*begins anew.*vLLM.*`continuing`"),
    ):
        complete(server)


def test_a_provider_that_takes_no_prefix_is_refused_before_it_is_asked():
    lane = LitellmLane(TeacherSpec(model="openai/gpt-4.1", key="PATH"))
    with pytest.raises(TeacherRefused, match="does not go on from a cut text"):
        lane.refuse_without_prefix()
    LitellmLane(TeacherSpec(model="openai/gpt-4.1", key="PATH", continuing=Continuing.prefix)).refuse_without_prefix()
    LitellmLane(TeacherSpec(model="deepseek/deepseek-chat", key="PATH")).refuse_without_prefix()


def test_a_template_is_read_from_a_model_folder_with_its_marks(tmp_path: Path):
    config = '{"bos_token": {"content": "<s>"}, "chat_template": "{{ bos_token }}{{ messages[0].content }}|"}'
    (tmp_path / "tokenizer_config.json").write_text(config)
    assert Template(str(tmp_path)).text(ASKED) == "<s>Q|A"
    assert Template("").text(ASKED) == "Q\n\nA"
    with pytest.raises(TeacherRefused, match=r"template = .*nowhere.* holds no chat template"):
        Template(str(tmp_path / "nowhere"))


def test_of_several_templates_the_default_is_taken_with_what_templates_may_use(tmp_path: Path):
    date = "{{ strftime_now('%Y') | length }}"
    loop = "{% for m in messages %}{% if loop.index > 1 %}{% break %}{% endif %}{{ m.content }}{% endfor %}"
    named = [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": date + loop}]
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"chat_template": named}))
    assert Template(str(tmp_path)).text(ASKED) == "4QA"


@pytest.mark.parametrize(
    "text", ["{% for m in %}", "{{ raise_exception('no system message') }}", "{{ messages[0].content | no_filter }}"]
)
def test_a_template_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, text: str):
    (tmp_path / "chat.jinja").write_text(text)
    with pytest.raises(TeacherRefused, match=r"template = .*chat.jinja' can't be used"):
        Template(str(tmp_path / "chat.jinja")).text(ASKED)


def test_requests_that_go_on_are_other_requests_and_old_hashes_stay():
    asked = Prompt(purpose=Purpose.answer, messages=(Message(role="user", content="How much?"),))
    hashes = {asked.model_copy(update=more).request_hash("m") for more in ({}, {"continues": True}, {"stop": ("x",)})}
    assert len(hashes) == 3
    assert asked.request_hash("m") == "1df5373eea6266cc8119b6f60b5473a5"  # of a lake that is older than trajectories
