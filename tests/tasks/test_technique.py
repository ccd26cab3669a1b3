"""A technique of the schedule reaches whoever writes."""

import pytest

from schemas.candidate import Candidate
from schemas.spec import EvolveSpec
from schemas.strategy import TECHNICAL
from schemas.teacher import Completion, Prompt
from tasks.seed_file import read_seeds, seed_candidate
from tasks.writing import Writer


class Listener:
    """Keeps what it is asked, and answers nothing that can be read."""

    model = "fake/listener"

    def __init__(self) -> None:
        self.heard: list[str] = []

    def complete(self, prompt: Prompt) -> Completion:
        self.heard.append(prompt.messages[-1].content)
        return Completion(
            request_hash=prompt.request_hash(self.model), model=self.model, purpose=prompt.purpose, text=""
        )


@pytest.mark.parametrize("operator", TECHNICAL)
def test_the_prompt_names_the_technique_where_there_is_one(operator: str):
    parent, listener = seed_candidate(read_seeds()[0], "c", 0), Listener()
    child = Candidate(id="c", campaign="c", round=1, number=0, generation=1, strategy="mine", operator=operator)
    for technique in ("", "an either/or with a Big-M"):
        writer = Writer(EvolveSpec(), listener, (parent,), seed=1)
        writer.technique = technique
        writer.write_problem(child)
    without, told = listener.heard[0], listener.heard[-1]
    assert "needs" not in without.partition("# Parent")[0]
    assert "needs an either/or with a Big-M" in told
