"""Another hand for the procedural teacher's words: the same problem, told in other turns of phrase.

The checkers were built against the families' own words. Here each sentence keeps its facts and is told as somebody else
might: other verbs and comparisons, other ways to write numbers, money and shares. What no rule can say safely stays.
"""

import re
from collections.abc import Callable
from random import Random

WORDS_OF = dict(enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()))
Match = re.Match[str]
Turn = Callable[[Match, Random], str]


def choice(*options: str) -> Turn:
    """One of several fixed phrases."""
    return lambda _, rng: rng.choice(options)


TURNS: tuple[tuple[str, Turn], ...] = (
    (r"\bat most\b", choice("no more than", "a maximum of", "not over")),
    (r"\bat least\b", choice("no fewer than", "a minimum of", "not under")),
    (r"\bno more than\b", choice("at most", "up to")),
    (r"\bno less than\b", choice("at least", "a minimum of")),
    (r"\bmust not\b", choice("may not", "is not to")),
    (r"\bmust\b", choice("has to", "is required to")),
    (r"\bcannot\b", choice("is unable to", "can never")),
    (r"\bmaximi[sz]e\b", choice("maximise", "maximize")),
    (r"\bminimi[sz]e\b", choice("minimise", "minimize")),
    (r"\bmaximi[sz]es\b", choice("makes as large as possible", "maximises")),
    (r"\bminimi[sz]es\b", choice("keeps as small as possible", "minimises")),
    (r"\bcosts\b", choice("comes at", "is priced at")),
    (r"\bevery\b", choice("each", "every single")),
    (r"\bwants to\b", choice("plans to", "would like to")),
    (r"\balso\b", choice("as well", "besides")),
    (r"\bHowever, \b", choice("Yet ", "Still, ")),
    (r"\bin total\b", choice("altogether", "in all")),
    (r"\bin all\b", choice("in total", "altogether")),
    (r"\bis available\b", choice("can be used", "is at hand")),
    (r"\bare available\b", choice("can be used", "are at hand")),
    (r"\$(\d[\d,]*(?:\.\d+)?)", lambda match, rng: rng.choice((match[0], f"{match[1]} dollars"))),
    (r"(\d)%", lambda match, rng: rng.choice((match[0], f"{match[1]} percent", f"{match[1]} per cent"))),
    (r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,.])", lambda match, rng: rng.choice((match[0], match[1] + match[2]))),
    (r"(?<= )([2-9]|1[0-2])(?= [a-z]{3,})", lambda match, rng: rng.choice((match[0], WORDS_OF[int(match[1])]))),
)
"""Places, and what is said there instead."""


def rephrased(statement: str, rng: Random, share: float = 0.6) -> str:
    """The statement in another hand; tables stay as they are.

    Args:
        statement: what is told anew.
        rng: decides where.
        share: of the places at which a turn of phrase is changed.
    """
    return "\n".join(line if line.startswith("|") else retold(line, rng, share) for line in statement.split("\n"))


def retold(line: str, rng: Random, share: float) -> str:
    """One line, in a single pass: what was told anew is not told anew again."""
    marks: list[tuple[int, int, str]] = []
    for pattern, turn in TURNS:
        for match in re.finditer(pattern, line):
            is_free = all(match.end() <= start or end <= match.start() for start, end, _ in marks)
            if is_free and rng.random() < share:
                marks.append((match.start(), match.end(), turn(match, rng)))
    for start, end, text in sorted(marks, reverse=True):
        line = line[:start] + text + line[end:]
    return line
