"""Turns of phrase inside sentences: comparisons, duties and figures of speech said otherwise."""

import re
from collections.abc import Callable
from random import Random

Turn = Callable[["re.Match[str]", Random], str]
FIGURE = r"(?:-?[$£€]?\d[\d,]*(?:\.\d+)?%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
AHEAD = rf"(?=(?:the |an? )?{FIGURE}\b)"


def one_of(*words: str) -> Turn:
    """One of some words, as they are."""
    return lambda match, rng: rng.choice(words)


NOT_AFTER = r"(?<!\bbe )(?<!\bof )(?<!\bby )(?<!\bfor )(?<!\bup to )(?<!\bthan )"
"""Words after which `a minimum of` reads badly."""
TURNS: tuple[tuple[str, Turn], ...] = (
    (rf"{NOT_AFTER}\b(?:at least|no less than|no fewer than) {AHEAD}", one_of("a minimum of ", "not less than ")),
    (rf"{NOT_AFTER}\b(?:at most|no more than) {AHEAD}", one_of("a maximum of ", "not more than ")),
    (rf"\bat least {AHEAD}", one_of("no less than ", "not less than ")),
    (rf"\bat most {AHEAD}", one_of("no more than ", "not more than ")),
    (rf"\bno more than {AHEAD}", one_of("at most ", "not more than ")),
    (rf"\bno (?:less|fewer) than {AHEAD}", one_of("at least ", "not less than ")),
    (r"\bprecisely (?=\d)", one_of("exactly ", "neither more nor less than ")),
    (r"\bexactly (?=\d)", one_of("precisely ", "neither more nor less than ")),
    (r"\bmay not exceed\b", one_of("must not go over", "cannot exceed")),
    (r"\bmust not exceed\b", one_of("must not go over", "may not exceed")),
    (r"\bcannot be exceeded\b", one_of("must not be gone beyond", "may not be exceeded")),
    (r"\bmust (?=be(?! that)|reach|have|come|receive|get|find|send|spend|leave)", one_of("will have to ")),
    (r"(?<=\d )or more\b(?! of)", one_of("or above", "or better")),
    (r"\bat the very least\b", one_of("as a minimum")),
    (r"\bat the most\b", one_of("at the very most", "as a maximum")),
    (r"\baltogether\b", one_of("all in all", "in total")),
    (r"\bin total\b", one_of("altogether", "overall")),
    (r"\bas follows:", one_of("like this:")),
    (r"\b(?:is|are) out of the question\b", one_of("will not be considered")),
    (r"\bMoreover, ", one_of("What is more, ", "Also, ")),
    (r"\bNaturally, ", one_of("Of course, ")),
    (r"(?<=\d )(?:minutes|hours|units|tons) a week\b", lambda match, rng: match[0].replace("a week", "per week")),
    (r"(?<=\d )(?:minutes|hours|units|tons) a day\b", lambda match, rng: match[0].replace("a day", "per day")),
)


def reworded(line: str, rng: Random, share: float) -> str:
    """One line with other turns of phrase, in a single pass: what was told anew is not told anew again."""
    marks: list[tuple[int, int, str]] = []
    for pattern, turn in TURNS:
        for match in re.finditer(pattern, line):
            is_free = all(match.end() <= start or end <= match.start() for start, end, _ in marks)
            if is_free and rng.random() < share:
                marks.append((match.start(), match.end(), turn(match, rng)))
    for start, end, text in sorted(marks, reverse=True):
        line = line[:start] + text + line[end:]
    return line
