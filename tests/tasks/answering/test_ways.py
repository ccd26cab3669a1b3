"""Ways to answer, with a scripted model behind the teacher's seam and programs in the real sandbox."""

from collections.abc import Iterator

import pytest

from schemas.benchmark_run import Seat
from schemas.benchmark_spec import BenchmarkSpec
from schemas.rollout import Way
from schemas.solve import SolverName
from schemas.teacher import Completion, Prompt
from schemas.teacher_spec import TeacherSpec
from tasks.answering.agent import AgentTask, agent, find_agent
from tasks.answering.asking import Conversation
from tasks.answering.interpreter import interpreter
from tasks.answering.programs import one_shot, self_correction
from tasks.sandbox.door import LocalDoor
from tasks.teacher.recorded import Recorded
from tasks.teacher.teacher import TeacherRefused
from tasks.trajectory.protocol import read_boxed

GOOD = "import coptpy as cp\nm = cp.Envr().createModel()\nm.addVar(lb=4, obj=2)\nm.solve()\nprint(m.objval)\n"
BAD = "import coptpy as cp\nm = cp.Envr().createModel()\nm.addVariable()\n"


class Scripted:
    """A model that says what stands in its script, and remembers what it was asked."""

    model = "scripted/one"

    def __init__(self, *says: str) -> None:
        self.says, self.asked = list(says), list[Prompt]()

    def complete(self, prompt: Prompt) -> Completion:
        self.asked.append(prompt)
        key = prompt.request_hash(self.model)
        return Completion(
            request_hash=key, model=self.model, purpose=prompt.purpose, text=self.says.pop(0), completion_tokens=10
        )


@pytest.fixture(scope="module")
def door() -> Iterator[LocalDoor]:
    with LocalDoor(slots=1) as opened:
        yield opened


def talk_to(model: Scripted, **fields: object) -> Conversation:
    spec = BenchmarkSpec.model_validate({"sets": ("x",), "model": TeacherSpec(model=model.model)} | fields)
    seat = Seat(id="a", number=0, set="x", item_id="a", solver=SolverName.copt, sample=3)
    return Conversation(Recorded(model, dict[str, Completion](), lambda completion: None), spec, seat)


def block(source: str) -> str:
    return f"Here it is:\n```python\n{source}```\n"


def test_one_shot_asks_once_and_takes_the_program():
    model = Scripted(block(GOOD))
    answer = one_shot(talk_to(model), "How much?")
    assert answer.program == GOOD.rstrip("\n") and len(answer.calls) == 1 and answer.completion_tokens == 10
    assert "How much?" in model.asked[0].messages[1].content and "Python for copt" in model.asked[0].messages[0].content


def test_samples_differ_in_their_seed():
    model = Scripted("", "")
    one_shot(talk_to(model, seed=7), "How much?")
    assert (model.asked[0].sample, model.asked[0].sampling.seed) == (3, 10)


def test_a_failing_program_goes_back_with_its_error_and_the_next_one_counts(door: LocalDoor):
    model = Scripted(block(BAD), block(GOOD))
    answer = self_correction(talk_to(model), "How much?", door)
    assert answer.program == GOOD.rstrip("\n") and answer.executions == 2 and len(answer.calls) == 2
    assert "AttributeError" in model.asked[1].messages[1].content and BAD.strip() in model.asked[1].messages[1].content


def test_an_answer_without_a_program_is_asked_for_one_and_corrections_end(door: LocalDoor):
    model = Scripted("I think it is 8.", block(BAD), block(BAD))
    answer = self_correction(talk_to(model, corrections=2), "How much?", door)
    assert answer.program == BAD.rstrip("\n") and len(model.asked) == 3
    assert "no Python block" in model.asked[1].messages[1].content


def test_a_right_program_is_left_alone(door: LocalDoor):
    model = Scripted(block(GOOD))
    assert self_correction(talk_to(model), "How much?", door).executions == 1


def test_the_interpreter_runs_each_block_and_cuts_off_what_was_made_up_behind_it(door: LocalDoor):
    first = f"Let me see.\n```python\nprint(6 * 7)\n```\n```output\n417.25\n```\nSo it is 417.25.\n{block(GOOD)}"
    model = Scripted(first, f"Now the model.\n{block(GOOD)}", "The least cost is \\boxed{8}.")
    answer = interpreter(talk_to(model), "How much?", door)
    assert "```output\n42\n```" in answer.completion and "417.25" not in answer.completion
    assert answer.boxed == "8" and answer.program == GOOD and answer.executions == 2
    assert [message.role for message in model.asked[1].messages] == ["system", "user", "assistant", "user"]
    assert model.asked[1].messages[-1].content == "```output\n42\n```"


def test_at_most_four_blocks_run(door: LocalDoor):
    model = Scripted(*[block("print(1)\n")] * 6, "\\boxed{1}")
    answer = interpreter(talk_to(model), "How much?", door)
    assert answer.executions == 4 and answer.boxed == "1"
    assert "No further block is run" in model.asked[5].messages[-1].content


def test_errors_of_a_block_are_shown(door: LocalDoor):
    model = Scripted(block(BAD), "I give up.")
    assert "AttributeError" in interpreter(talk_to(model), "How much?", door).completion
    assert "AttributeError" in model.asked[1].messages[-1].content


@pytest.mark.parametrize(("text", "inside"), [("\\boxed{\\text{8}}", "\\text{8}"), ("\\boxed{1} \\boxed{2}", "2")])
def test_the_last_box_is_read_with_its_braces(text: str, inside: str):
    assert read_boxed(text) == inside
    assert read_boxed("\\boxed{open") is None and read_boxed("nothing") is None


def my_agent(task: AgentTask) -> str:
    """Asks, runs, and gives its last word."""
    draft = task.ask(("user", task.question))
    assert task.run(GOOD).objective == 8
    return f"{draft}\n{block(GOOD)}"


def test_an_agent_plugs_in_as_one_function(door: LocalDoor):
    act = find_agent("tests.tasks.answering.test_ways:my_agent")
    answer = agent(talk_to(Scripted("Hm."), way=Way.agent, agent="a:b"), "How much?", door, act)
    assert answer.program == GOOD.rstrip("\n") and answer.executions == 1 and answer.completion.startswith("Hm.")
    with pytest.raises(TeacherRefused, match=r"agent 'tests\.nothing:here' can't be found"):
        find_agent("tests.nothing:here")
