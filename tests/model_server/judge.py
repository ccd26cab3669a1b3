"""A model server's judges: each sees errors of its own sort at a given recall; the server knows what it planted."""

from random import Random

from schemas.frozen import content_hash
from tests.model_server.drafts import Known
from tests.model_server.errors import SILENT_JUDGE
from tests.model_server.settings import Settings

SIGHT: dict[str, dict[str, str]] = {
    "judge_description": {"missing_number": "A figure that the model needs is not given."},
    "judge_alignment": {
        "misaligned": "The solution belongs to another problem.",
        "stale_parent_solution": "The solution belongs to an earlier version of the problem.",
        "broken_by_repair": "The solution belongs to an earlier version of the problem.",
        "flipped_sense_everywhere": "The objective goes in the other direction.",
        "dropped_constraint_everywhere": "A requirement of the problem appears nowhere in the solution.",
    },
    "judge_program": {
        "flipped_sense": "The program optimizes in the other direction than the formulation.",
        "dropped_constraint": "The program lacks a constraint of the formulation.",
        "doubled_constraint": "The program states a constraint twice.",
        "wrong_coefficient": "A figure in the program differs from the formulation's.",
        "lost_integrality": "A variable of the program is continuous and integer in the formulation.",
        "printed_objective": "The program prints a number that it did not compute.",
        "no_solver": "The program solves nothing.",
        "memory_hog": "The program takes memory for nothing.",
        "endless": "The program never ends.",
        "calls_home": "The program opens a network connection.",
        "tells_tales": "The program opens a network connection.",
    },
    "judge_variables": {
        "lost_integrality": "A count is continuous.",
        "lost_integrality_everywhere": "A count is continuous.",
    },
    "judge_constraints": {
        "dropped_constraint": "A limit of the problem has no constraint.",
        "dropped_constraint_everywhere": "A limit of the problem has no constraint.",
        "doubled_constraint_everywhere": "A constraint is stated twice.",
        "wrong_coefficient": "A coefficient is not the problem's.",
        "wrong_coefficient_everywhere": "A coefficient is not the problem's.",
    },
}
"""What each judge can see, and how it says so."""
UNSURE = {"verdict": "unclear"}
PASSED = {"verdict": "passed"}
UNREADABLE = {"opinion": "It all looks plausible to me."}


class Judge:
    """All judges of one server."""

    def __init__(self, settings: Settings) -> None:
        """Take recall and false alarms."""
        self.settings = settings
        self.programs: dict[str, str] = {}
        self.words: dict[str, str] = {}

    def wrote(self, problem: str, program: str, kind: str) -> None:
        """Remember a problem's program and its error."""
        self.programs[content_hash([problem.strip(), program.strip()])] = kind

    def learn(self, problem: str, program: str, kind: str) -> None:
        """Remember words and program that somebody else wrote, with the kind of their error; empty: none."""
        self.wrote(problem, program, kind)
        self.words[problem.strip()] = kind

    def verdict(self, name: str, user: dict[str, str], known: Known | None, rng: Random) -> dict[str, str]:
        """The parts of a judge's answer."""
        if self.never_speaks(name, user["Problem"]) or rng.random() < self.settings.judge_silence:
            return UNREADABLE
        kind = self.kind_of(name, user, known)
        if kind is None:
            return UNSURE
        seen = SIGHT[name].get(kind)
        if seen and rng.random() < self.settings.judge_recall:
            return {"verdict": "failed", "errors": f"- {seen}"}
        if not kind and rng.random() < self.settings.judge_false_alarms:
            return {"verdict": "failed", "errors": "- Something about it is not quite right."}
        return PASSED

    def kind_of(self, name: str, user: dict[str, str], known: Known | None) -> str | None:
        """The error in what is judged; None: the server did not write it, and was not told of it either."""
        if name == "judge_description":
            return known.kind if known else self.words.get(user["Problem"].strip())
        return self.programs.get(content_hash([user["Problem"].strip(), user["Program"].strip()]))

    def never_speaks(self, name: str, problem: str) -> bool:
        """Whether a judge has no verdict on a problem, however often it is asked."""
        drawn = Random(f"{self.settings.seed}/{name}/{problem.strip()}").random()
        return drawn < self.settings.plants.get(SILENT_JUDGE, 0.0)
