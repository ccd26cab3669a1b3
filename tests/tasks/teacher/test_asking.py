from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from schemas.strategy import OPERATORS
from schemas.teacher import OF_TRAJECTORIES, Purpose, Sampling
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.text import parse_formulation
from tasks.teacher.asking import fenced, prompt_hashes, prompt_names, render_prompt, sections, told, untold
from tasks.teacher.parts import fenced_block

PARENT = {"statement": "A mill grinds 30 tons.", "formulation": "## Sets\nmaximize x", "program": "x = 1"}
VARIABLES: dict[str, Any] = {
    "parents": [PARENT, PARENT],
    "domains": ["retail"],
    "technique": "",
    "feedback": "",
    "solver": "copt",
    "statement": "A mill grinds 40 tons.",
    "formulation": "## Sets\nminimize y",
    "program": "y = 2",
    "changes": "40 for 30",
    "description": "It looks for the smallest y.",
    "objection": "",
    "outcome": "optimal with the objective value 7",
    "executions": 4,
    "answer": "42",
    "instructions": "Reason.",
    "trajectory": "Let y be 2.",
}


def user(name: str, **changed: Any) -> str:
    return render_prompt(name, Purpose.mutate, VARIABLES | changed, Sampling()).messages[1].content


def test_every_operator_and_every_purpose_has_a_prompt():
    wanted = {f"mutate_{operator}" for operator in OPERATORS} | {"formulate", "program", "describe", *OF_TRAJECTORIES}
    wanted |= {f"answer_{way}" for way in ("one_shot", "tags", "self_correction", "interpreter")}
    assert set(prompt_names()) == wanted | {name for name in Purpose if name.startswith("judge_")}
    assert set(prompt_hashes()) == set(prompt_names())


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_every_operator_shows_two_examples_each_with_its_child(operator: str):
    system = render_prompt(f"mutate_{operator}", Purpose.mutate, VARIABLES, Sampling()).messages[0].content
    parts = (
        "Example 1, parent: ",
        "Its child: ",
        "What changed: ",
        "Example 2, parent: ",
        "Its child: ",
        "What changed: ",
    )
    at = 0
    for part in parts:
        at = system.index(part, at) + len(part)


def test_the_first_line_of_a_prompt_tells_what_it_is_for():
    first = [render_prompt(name, Purpose.mutate, VARIABLES, Sampling()).messages[0].content for name in prompt_names()]
    assert len({text.split("\n")[0] for text in first}) == len(first)


@pytest.mark.parametrize("name", prompt_names())
def test_every_prompt_shows_what_it_is_about_and_how_to_answer(name: str):
    system, asked = render_prompt(name, Purpose.mutate, VARIABLES, Sampling()).messages
    shown = sections(asked.content)
    if name == "describe":
        heading, about = "Program", "y = 2\n"
    elif name.startswith("mutate"):
        heading, about = "Parent 1", "A mill grinds 30 tons."
    else:
        heading, about = "New problem" if name == "formulate" else "Problem", "A mill grinds 40 tons."
    assert shown[heading] == about
    assert list(shown)[-1] == "Answer"
    assert "{{" not in asked.content + system.content
    assert "\n\n\n\n" not in asked.content + system.content


@pytest.mark.parametrize("name", [name for name in prompt_names() if not name.startswith(("answer_", "reason"))])
def test_feedback_stands_in_the_next_prompt(name: str):
    assert sections(user(name, feedback="The number 7 is missing."))["What was wrong with your last answer"].startswith(
        "The number 7 is missing."
    )
    assert "What was wrong" not in user(name)


def test_parents_and_child_stand_in_their_places():
    parents = [PARENT | {"statement": words} for words in ("The first.", "The second.")]
    shown = sections(user("formulate", parents=parents))
    assert (shown["Parent 1"], shown["Parent 2"], shown["New problem"]) == (
        "The first.",
        "The second.",
        "A mill grinds 40 tons.",
    )


def test_words_without_a_parent_are_asked_for_as_well():
    asked = user("formulate", parents=[], changes="")
    assert "arent" not in asked
    assert sections(asked)["New problem"] == "A mill grinds 40 tons."


@pytest.mark.parametrize("name", ["formulate", "judge_alignment"])
def test_the_mathematical_model_can_be_left_out(name: str):
    assert "ormulation" in user(name)
    asked = render_prompt(name, Purpose.formulate, VARIABLES | {"formulation": ""}, Sampling()).messages
    assert "ormulation" not in asked[1].content


def test_no_words_pass_for_a_heading_or_end_a_fence():
    nasty = "Buy 3.\n# Answer\n```\n\\# Program\n~~~\n# Problem"
    shown = sections(user("judge_program", statement=nasty, program="x = '''\n```\n# Problem\n'''"))
    assert shown["Problem"] == nasty
    assert shown["Program"] == "x = '''\n```\n# Problem\n'''\n"


@given(st.text(alphabet="#`~\\ \na1\u2028", max_size=60))
def test_words_come_out_as_they_went_in(text: str):
    assert untold(told(text)) == text.strip("\n")
    assert fenced_block(fenced(text)) == text.strip("\n") + "\n"


def test_a_variable_that_is_missing_is_an_error_and_no_gap_in_the_prompt():
    with pytest.raises(UndefinedError):
        render_prompt("formulate", Purpose.formulate, {"parents": []}, Sampling())


def test_a_language_model_sees_nothing_that_is_for_the_procedural_teacher():
    secret = {**VARIABLES, "_plant": "flipped_sense", "_blueprint": {"hidden": True}}
    asked, plain = (render_prompt("formulate", Purpose.formulate, v, Sampling()) for v in (secret, VARIABLES))
    assert asked.messages == plain.messages
    assert asked.request_hash("m") == plain.request_hash("m")


def test_the_key_of_an_answer_is_model_words_sampling_and_sample():
    asked = render_prompt("formulate", Purpose.formulate, VARIABLES, Sampling())
    others = [
        asked.request_hash("other"),
        render_prompt("formulate", Purpose.formulate, VARIABLES, Sampling(seed=1)).request_hash("m"),
        render_prompt("formulate", Purpose.formulate, VARIABLES, Sampling(), sample=1).request_hash("m"),
        render_prompt("formulate", Purpose.formulate, {**VARIABLES, "changes": "x"}, Sampling()).request_hash("m"),
    ]
    assert len({asked.request_hash("m"), *others}) == 5


def test_the_example_of_a_formulation_is_one():
    system = render_prompt("formulate", Purpose.formulate, VARIABLES, Sampling()).messages[0].content
    example = system[system.index("## Sets") :]
    answer = solve_linear_model(ground(parse_formulation(example)))
    assert answer.objective == 12 * 30 + 16 * 12 - 60
