"""Whether a hint tells the right answer: a number in it, in any notation, that is the label's and stood nowhere before.

Read are digits with separators of thousands (comma, point, blank, underscore, apostrophe, LaTeX's `{,}`), decimals with
point or comma, powers of ten, fractions, percentages, number words of English, digits of other scripts, and what short
sums of all these come to. A number that could be read in two ways counts in both.

Not seen: an answer that is told by its digits' names one by one, in other languages' words, or as a riddle.
"""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator

from schemas.label import WITHOUT_SOLUTION, Label

RELATIVE = 1e-3
"""How near a number must be to be the label's: as near as a right answer (CALM, equation 3)."""
ROUNDED = 3
"""Significant digits from which on a rounded label still tells it."""
DIGITS = r"\d+(?:(?:\{,\}|\\,|[,.'’_ \u00a0\u202f])\d+)*"
NUMBER = re.compile(rf"{DIGITS}(?:\s*[eE][-+]?\d+|\s*(?:[*×·x]|\\times|\\cdot)\s*10\s*(?:\^|\*\*)\s*\{{?[-+]?\d+\}}?)?")
PARTING = re.compile(r"[\s_'’\u00a0\u202f]+")
FRACTION = re.compile(r"\\[dt]?frac\{\s*([^{}]+?)\s*\}\{\s*([^{}]+?)\s*\}")
OPERATION = re.compile(r"^\s*([-+*/×·÷^−]|\\times|\\cdot|\\div|times|plus|minus|divided by|over)\s*$")
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
LETTERS = {"k": 1_000, "m": 1_000_000}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: value for value, word in enumerate(UNITS)} | {word: 20 + 10 * at for at, word in enumerate(TENS)}
NAMED = "|".join([*WORDS, *SCALES, *PARTS])
WORD_RUN = re.compile(rf"\b(?:{NAMED})s?(?:(?:[\s-]+|\s+and\s+(?:a\s+)?)(?:{NAMED}|point)s?)*\b", re.IGNORECASE)
NO_SOLUTION = re.compile(r"no (?:best |optimal |feasible )?solution|infeasible|unbounded", re.IGNORECASE)
Found = tuple[int, int, frozenset[float]]
"""Where a number stands, and the values that it may have."""


def leaks(hint: str, label: Label, before: str) -> bool:
    """Whether a hint tells a label that nothing before it told.

    Args:
        hint: its text.
        label: the right answer.
        before: problem and trajectory up to the hint.
    """
    if label.kind in WITHOUT_SOLUTION:
        return bool(NO_SOLUTION.search(hint)) and not NO_SOLUTION.search(before)
    wanted = [value for value in (label.value, *label.named.values()) if value is not None]
    told, known = values(hint), values(before, sums=False)
    return any(tells(told, value) and not tells(known, value) for value in wanted)


def tells(told: set[float], value: float) -> bool:
    """Whether one of some numbers is a label's value, its sign aside, or the value rounded."""
    return any(is_value(abs(number), abs(value)) for number in told)


def is_value(number: float, value: float) -> bool:
    """Whether a number is a value, as near as a right answer, or what is left of it after rounding."""
    if abs(number - value) <= RELATIVE * value:
        return True
    if not number or not value or not math.isfinite(number):
        return False
    digits = len(f"{number:.12g}".replace(".", "").strip("0"))
    return digits >= ROUNDED and number == float(f"{value:.{digits}g}")


def values(text: str, sums: bool = True) -> set[float]:
    """All values that a text's numbers may have, and what short sums of them come to."""
    plain = plain_text(text)
    found = sorted([*digits_in(plain), *words_in(plain)])
    told = {value for _, _, readings in found for value in readings}
    return told | set(results(plain, found)) if sums else told


def plain_text(text: str) -> str:
    """A text with plain digits, fractions in a line, and no marks of LaTeX's mathematics."""
    folded = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    normal = unicodedata.normalize("NFKC", folded).replace("⁄", "/").replace("−", "-")
    return FRACTION.sub(r"\1/\2", normal).replace("$", " ")


def digits_in(text: str) -> Iterator[Found]:
    """Numbers in digits, with the word or mark behind them that scales them."""
    for match in NUMBER.finditer(text):
        behind = re.match(r"\s*(%|\\%|percent|dozen|hundred|thousand|million|billion|[kKmM]\b)", text[match.end() :])
        scale = 1.0 if behind is None else (SCALES | LETTERS).get(behind[1].lower(), 0.01)
        readings = {value * factor for value in readings_of(match[0]) for factor in (1.0, scale)}
        yield match.start(), match.end() + (behind.end() if behind else 0), frozenset(readings)


def readings_of(written: str) -> set[float]:
    """The values that digits with separators may have: blanks and the like part them, or part thousands of one."""
    base, power = re.match(rf"({DIGITS})(.*)", written, re.DOTALL).groups()  # pyright: ignore[reportOptionalMemberAccess] - NUMBER matched
    exponent = re.search(r"[-+]?\d+\}?$", power)
    factor = 10.0 ** min(300.0, max(-300.0, float(exponent[0].rstrip("}")))) if exponent else 1.0
    chunks = PARTING.split(base.replace("{,}", ",").replace("\\,", " "))
    whole = ["".join(chunks)] if all(re.match(r"\d{3}\b", chunk) for chunk in chunks[1:]) else []
    return {value * factor for chunk in (*chunks, *whole) for value in chunk_readings(chunk)}


def chunk_readings(chunk: str) -> set[float]:
    """The values of digits with points and commas, each of which may part thousands or decimals, or two numbers."""
    first, *rest = parts = re.split(r"[.,]", chunk)
    if len(chunk) > 300:
        return set()
    found = {float("".join(parts))} if all(len(part) == 3 for part in rest) else set[float]()
    if rest:
        found.add(float(f"{''.join(parts[:-1])}.{parts[-1]}"))
    if "," in chunk:
        found |= {float(each) for each in chunk.split(",") if each.count(".") < 2}
    return found | ({float(first)} if not rest else set())


def words_in(text: str) -> Iterator[Found]:
    """Numbers in words of English."""
    for match in WORD_RUN.finditer(text):
        yield match.start(), match.end(), frozenset({word_value(match[0].lower())})


def word_value(words: str) -> float:
    """What number words come to."""
    whole, _, decimals = words.partition("point")
    total = current = 0.0
    for word in (found.removesuffix("s") if found not in WORDS else found for found in re.findall(r"[a-z]+", whole)):
        if word in WORDS:
            current += WORDS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0.0
        elif word in PARTS:
            current = (
                current * PARTS[word] if total == 0 < current < 20 and "and" not in whole else current + PARTS[word]
            )
    behind = "".join(str(WORDS[word]) for word in re.findall(r"[a-z]+", decimals) if word in WORDS)
    return total + current + (float(f"0.{behind}") if behind else 0.0)


def results(text: str, found: list[Found]) -> Iterator[float]:
    """What chains of two to four numbers with signs between them come to, powers first, then products."""
    for start in range(len(found)):
        chain: list[float | str] = [next(iter(found[start][2]))]
        for left, right in itertools.pairwise(found[start : start + 4]):
            between = OPERATION.match(text[left[1] : right[0]].replace("(", "").replace(")", ""))
            if between is None:
                break
            chain += [between[1], next(iter(right[2]))]
            yield calculated(chain)


def calculated(chain: list[float | str]) -> float:
    """The value of numbers with signs between them."""
    signs = {"×": "*", "·": "*", "÷": "/", "−": "-", "^": "**", "over": "/", "divided by": "/"}
    signs |= {"times": "*", "plus": "+", "minus": "-", "\\times": "*", "\\cdot": "*", "\\div": "/"}
    numbers, marks = [float(x) for x in chain[::2]], [signs.get(str(x), str(x)) for x in chain[1::2]]
    for level in (("**",), ("*", "/"), ("+", "-")):
        at = 0
        while at < len(marks):
            if marks[at] in level:
                numbers[at : at + 2] = [applied(marks.pop(at), numbers[at], numbers[at + 1])]
            else:
                at += 1
    return numbers[0]


def applied(sign: str, left: float, right: float) -> float:
    """One operation; what has no value, or one beyond all use, is not a number."""
    try:
        value = {
            "**": lambda: float(left**right) if abs(right) <= 64 else math.nan,
            "*": lambda: left * right,
            "/": lambda: left / right,
            "+": lambda: left + right,
            "-": lambda: left - right,
        }[sign]()
    except (ZeroDivisionError, OverflowError, TypeError):
        return math.nan
    return value
