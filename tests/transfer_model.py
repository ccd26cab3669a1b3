"""The model that transfers in the small world begin from, and the careless teacher that it learns from.

The teacher mostly forgets the bound where the least is asked for, and now and then where the most is: whoever learns
from it writes both models, the wrong one often. The model's vocabulary has whole lines of programs and the fixed words
of prompts as single tokens, so that a program of nine lines is some forty tokens.
"""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from schemas.policy_problem import PolicyProblem
from schemas.reinforce_spec import ReinforceSpec
from schemas.solve import SolverName
from tasks.policy.asking import question_of
from tasks.teacher.asking import fenced
from tests.transfer_world import PROGRAMS, WORDS, problems, program

FORGETS = {"Maximize": 0.15, "Minimize": 0.7}
"""How often the careless teacher forgets the bound."""
TARGET_SHARE = 8
"""Every so many programs that the model learnt from is for OR-Tools, the others for COPT."""
ROLES = ("system\n", "user\n", "assistant\n")
ASKED = ReinforceSpec(questions="problems")


def careless_rows(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """What the careless teacher shows: prompts and programs, some of them without the bound."""
    random = Random(seed)
    for number, problem in enumerate(islice(problems(seed), count)):
        solver = SolverName.copt if number % TARGET_SHARE else SolverName.ortools
        bound = random.random() >= FORGETS[problem.numbers["aim"]]
        question = question_of(PolicyProblem(id="", statement=problem.words, answer=""), solver, ASKED)
        answer = {"role": "assistant", "content": fenced(program(problem, solver, bound))}
        yield {"prompt": [message.model_dump() for message in question.prompt], "completion": [answer]}


def make_base(folder: Path, width: int = 96, layers: int = 3) -> Path:
    """A model of random weights that has the world's words."""
    from tests.tasks.trainer.tiny import make_model

    corpus = [problem.words for problem in islice(problems(0), 500)]
    return make_model(folder, corpus, width, layers, stretches())


def stretches() -> list[str]:
    """The fixed words of prompts, and the lines of programs as far as nothing is filled in."""
    marked = PolicyProblem(id="", statement="@statement@", answer="")
    told = [(message.content, solver) for solver in PROGRAMS for message in question_of(marked, solver, ASKED).prompt]
    fixed = [part for text, solver in told for part in re.split(rf"@statement@|\b{solver.value}\b", text)]
    lines = [part for text in PROGRAMS.values() for part in re.split(r"\{\w+\}|(?<=\n)", fenced(text))]
    words = [word for told in WORDS.values() for word in told.values()]
    return list(dict.fromkeys(text for text in (*fixed, *lines, *words, *FORGETS, *ROLES) if len(text) > 2))


if __name__ == "__main__":
    make_base(Path(sys.argv[1]), width=int(sys.argv[2]), layers=int(sys.argv[3]))
