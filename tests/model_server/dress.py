"""Dresses the parts of an answer as language models do: one canonical content, many manners."""

import json
from collections.abc import Callable, Mapping
from random import Random

PREAMBLES = (
    "Certainly! Here is what you asked for.",
    "Let me work through this step by step.\n\nFirst I looked at what is given, then at what is asked.",
    "Sure - see below.",
)
CLOSINGS = ("I hope this helps! Let me know if you want another version.", "That is all.")
THOUGHTS = (
    "The user wants an answer in parts.\n# Problem\nMaybe I should begin like this? No, {half a JSON object.\nDone.",
    "Hmm, let me see.\n```python\nx = 1\n```\nOkay, that is enough.",
)
LISTS = ("errors", "differences")
"""Parts that are a list in JSON."""
CODE = {"program": "python", "blueprint": "json"}
"""Parts that stand in fences, with the fence's language."""

Parts = Mapping[str, str]
"""Content by name in lower case, in the order in which it is to stand."""


def fence(name: str, content: str, closed: bool = True) -> str:
    """A part's content, in its fence where it has one."""
    if name not in CODE:
        return content
    end = "\n```" if closed else ""
    return f"```{CODE[name]}\n{content.rstrip(chr(10))}{end}"


def headings(parts: Parts, rng: Random) -> str:
    """Level-one headings and nothing else."""
    _ = rng
    return "\n\n".join(f"# {name.capitalize()}\n{fence(name, content)}" for name, content in parts.items()) + "\n"


def chatty(parts: Parts, rng: Random) -> str:
    """A preamble before, and closing words behind the last fence, if it ends in one."""
    closing = f"\n{rng.choice(CLOSINGS)}\n" if list(parts)[-1] in CODE else ""
    return f"{rng.choice(PREAMBLES)}\n\n{headings(parts, rng)}{closing}"


def thinking(parts: Parts, rng: Random) -> str:
    """A block of reasoning first, whose opening tag some servers swallow."""
    start = rng.choice(("<think>\n", ""))
    return f"{start}{rng.choice(THOUGHTS)}\n</think>\n\n{headings(parts, rng)}"


def tags(parts: Parts, rng: Random) -> str:
    """XML-like tags."""
    blocks = [f"<{name}>\n{fence(name, content)}\n</{name}>" for name, content in parts.items()]
    return f"{rng.choice(PREAMBLES)}\n\n" + "\n\n".join(blocks) + f"\n\n{rng.choice(CLOSINGS)}\n"


def json_object(parts: Parts, rng: Random) -> str:
    """One JSON object, bare or in a fence."""
    content = {name: errors_list(part) if name in LISTS else part for name, part in parts.items()}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    return rng.choice((text, f"Here you are:\n```json\n{text}\n```\n"))


def errors_list(part: str) -> list[str]:
    """The bullets of a list of errors."""
    return [line.removeprefix("- ") for line in part.split("\n") if line.strip()]


def bold(parts: Parts, rng: Random) -> str:
    """Bold lines for headings."""
    _ = rng
    return "\n\n".join(f"**{name.capitalize()}:**\n\n{fence(name, content)}" for name, content in parts.items()) + "\n"


def deeper(parts: Parts, rng: Random) -> str:
    """Headings of a deeper level under a title."""
    blocks = [f"### {name.capitalize()}\n\n{fence(name, content)}" for name, content in parts.items()]
    return f"{rng.choice(PREAMBLES)}\n\n## Answer\n\n" + "\n\n".join(blocks) + "\n"


def unclosed(parts: Parts, rng: Random) -> str:
    """A last fence that is never closed."""
    *firsts, last = parts
    text = headings({name: parts[name] for name in firsts}, rng) if firsts else ""
    return f"{text}\n# {last.capitalize()}\n{fence(last, parts[last], closed=False)}"


MANNERS: dict[str, Callable[[Parts, Random], str]] = {
    "headings": headings,
    "chatty": chatty,
    "thinking": thinking,
    "tags": tags,
    "json": json_object,
    "bold": bold,
    "deeper": deeper,
    "unclosed": unclosed,
}


def dress(parts: Parts, manner: str, rng: Random) -> str:
    """The parts in a manner."""
    return MANNERS[manner](parts, rng)
