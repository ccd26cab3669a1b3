from typing import Any

import pytest
from jinja2 import UndefinedError

from schemas.strategy import OPERATORS
from schemas.teacher import Purpose, Sampling
from tasks.teacher.asking import prompt_hashes, render_prompt

PARENT = {"statement": "A mill grinds 30 tons.", "formulation": "maximize x", "program": "x = 1"}
VARIABLES: dict[str, Any] = {
    "parents": [PARENT, PARENT],
    "domains": ["retail"],
    "feedback": "",
    "solver": "copt",
    "statement": "A mill grinds 40 tons.",
    "changes": "40 for 30",
}


@pytest.mark.parametrize("name", [*(f"mutate_{operator}" for operator in OPERATORS), "formulate"])
def test_every_prompt_shows_what_it_is_about(name: str):
    system, user = render_prompt(name, Purpose.mutate, VARIABLES, Sampling()).messages
    assert system.content
    assert ("40 tons" if name == "formulate" else "30 tons") in user.content
    assert "{{" not in user.content + system.content


@pytest.mark.parametrize("name", [*(f"mutate_{operator}" for operator in OPERATORS), "formulate"])
def test_feedback_stands_in_the_next_prompt(name: str):
    asked = render_prompt(name, Purpose.mutate, {**VARIABLES, "feedback": "The number 7 is missing."}, Sampling())
    assert "The number 7 is missing." in asked.messages[1].content


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


def test_every_prompt_file_has_a_hash_for_the_manifest():
    assert set(prompt_hashes()) >= {"formulate", *(f"mutate_{operator}" for operator in OPERATORS)}
