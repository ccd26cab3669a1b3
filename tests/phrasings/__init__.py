"""The procedural teacher's problems told as quite other people would tell them, by rules on the text alone.

The words are by another hand than the checkers', so that what checkers find can be measured on words that were not
written for them. Sentences are told anew (`retelling`, `goals`), figures are set out below a sentence or drawn from a
table (`enumerations`, `tables`), rules become bullets and the question moves to the front (`frames`, `goals`), and
comparisons, numbers and units are said otherwise (`wording`, `figures`). Every number, name, direction and comparison
stays what it was; what no rule recognises is left alone, errors that were planted in it included.
"""

from random import Random

from tests.phrasings.enumerations import set_out
from tests.phrasings.figures import drawn_hand, rewritten
from tests.phrasings.frames import framed, with_bullets
from tests.phrasings.goals import asked_otherwise, is_goal, moved_up
from tests.phrasings.parts import Part, joined, parted
from tests.phrasings.retelling import retold
from tests.phrasings.tables import told_otherwise
from tests.phrasings.wording import reworded

PARTS_OF_TWO = ("first part", "first of them", "first branch")
"""Words of a statement that holds two problems; each keeps its place in it."""


def rephrased(statement: str, rng: Random, share: float = 0.75) -> str:
    """The statement in another hand; the same generator gives the same text.

    Args:
        statement: what is told anew.
        rng: decides where and how.
        share: of the places at which a turn of phrase is changed.
    """
    parts = [told for part in parted(statement) for told in told_anew(part, statement, rng, share)]
    parts = [part for part in parts if part.lines]
    if not any(words in statement for words in PARTS_OF_TWO):
        parts = arranged(parts, rng, share)
    hand = drawn_hand(rng)
    lines = [reworded(line, rng, share) if not line.startswith("|") else line for line in joined(parts).split("\n")]
    return framed("\n".join(rewritten(line, hand, rng) for line in lines), rng, share)


def told_anew(part: Part, statement: str, rng: Random, share: float) -> list[Part]:
    """One part in other words, and its figures at another place."""
    if part.kind == "table" and rng.random() < share:
        return [told_otherwise(part, statement, rng)]
    if part.kind != "prose":
        return [part]
    told: list[Part] = []
    kept: list[str] = []
    for sentence in part.lines:
        anew = sentence_anew(sentence, rng) if rng.random() < share else sentence
        below = set_out(anew, rng) if rng.random() < share / 2 else None
        if below is None:
            kept += [anew] if anew else []
            continue
        head, figures = below
        told += [Part("prose", (*kept, *head.lines)), figures]
        kept = []
    return [*told, Part("prose", tuple(kept))]


def sentence_anew(sentence: str, rng: Random) -> str:
    """One sentence told anew; empty where it may be dropped, itself where nothing recognises it."""
    told = retold(sentence, rng)
    if told is None:
        return asked_otherwise(sentence, rng) if is_goal(sentence) else sentence
    return told


def arranged(parts: list[Part], rng: Random, share: float) -> list[Part]:
    """The parts in another order or shape: rules as bullets, the question first."""
    if rng.random() < share / 2:
        parts = with_bullets(parts, rng)
    return moved_up(parts, rng) if rng.random() < share else parts
