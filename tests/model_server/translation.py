"""A model server's back-translation: it knows what each program that it wrote does, and compares item by item."""

from collections.abc import Iterable
from random import Random

from schemas.formulation import Formulation
from schemas.frozen import content_hash
from schemas.plant import EVERYWHERE, PROGRAM_KINDS
from tasks.algebra.text import print_formulation
from tasks.check.source import without_remarks
from tests.model_server.judge import UNREADABLE, UNSURE, Judge
from tests.model_server.settings import Settings

PARTS = {"Decision variables": "decisions", "Objective": "objective"}
"""Where the lines of a formulation are told; those of other headings are limits."""
NAME = "judge_back_translation"


class Translator:
    """Whoever tells programs in words, and whoever compares them with problems."""

    def __init__(self, settings: Settings, judge: Judge) -> None:
        """Take recall and false alarms, and whose silences it shares."""
        self.settings = settings
        self.judge = judge
        self.programs: dict[str, dict[str, str]] = {}
        self.problems: dict[str, frozenset[str]] = {}

    def wrote(self, program: str, model: Formulation) -> None:
        """Remember what a program states."""
        self.programs[program_key(program)] = in_words(model)

    def learn(self, statement: str, program: str, kind: str) -> None:
        """Remember a problem and a program that somebody else wrote, with the kind of its error; empty: none."""
        all_right = f"- as {content_hash([statement.strip()])} says"
        self.problems[statement.strip()] = frozenset({all_right})
        wrong = f"\n- and another thing: {kind}" if kind.removesuffix(EVERYWHERE) in PROGRAM_KINDS else ""
        self.programs[program_key(program)] = {
            "decisions": all_right,
            "objective": all_right,
            "limits": all_right + wrong,
        }

    def description(self, user: dict[str, str]) -> dict[str, str]:
        """The parts of a program told in words; it sees the program alone."""
        return self.programs.get(program_key(user["Program"]), {"declined": "I do not understand this program."})

    def comparison(self, user: dict[str, str], model: Formulation | None, rng: Random) -> dict[str, str]:
        """The parts of a comparison.

        Args:
            user: problem and description.
            model: what the problem asks for; None: the server did not write it.
            rng: decides what is seen.
        """
        problem = user["Problem"].strip()
        if self.judge.never_speaks(NAME, problem) or rng.random() < self.settings.judge_silence:
            return UNREADABLE
        meant = items(in_words(model).values()) if model else self.problems.get(problem)
        if meant is None:
            return UNSURE
        apart = sorted(meant ^ items([user["Description"]]))
        if apart and rng.random() < self.settings.judge_recall:
            said = "\n".join(f"- One of the two has no such item: {line.removeprefix('- ')}" for line in apart[:3])
            return {"items": "- all of them", "verdict": "differs", "differences": said}
        if not apart and rng.random() < self.settings.judge_false_alarms:
            return {"verdict": "differs", "differences": "- Something about it is not quite the same."}
        return {"items": "- all of them", "verdict": "same"}


def program_key(source: str) -> str:
    """What a program is known by, whatever remarks it has."""
    return content_hash([without_remarks(source).strip()])


def in_words(model: Formulation) -> dict[str, str]:
    """A model as a description: its lines, data among them, under the three headings."""
    found: dict[str, list[str]] = {"decisions": [], "objective": [], "limits": []}
    for block in print_formulation(model).split("## ")[1:]:
        heading, _, lines = block.partition("\n")
        found[PARTS.get(heading.strip(), "limits")] += [line for line in lines.split("\n") if line.strip()]
    return {name: "\n".join(lines) or "none" for name, lines in found.items()}


def items(texts: Iterable[str]) -> frozenset[str]:
    """The bullets of some texts."""
    return frozenset(line.strip() for text in texts for line in text.split("\n") if line.startswith("- "))
