"""Finds the parts of a teacher's answer, however it is dressed.

A part stands under a heading (`# Problem`, `### Problem:`, `**Problem**`), in a tag (`<problem>…</problem>`), or under
a key of one JSON object. Reasoning, preambles and closing words around the parts do not count, nor does anything that
looks like a heading inside a fence. Parts are never mixed from two manners.

What is taken is taken strictly: a part that stands there twice with different content is no part.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from tasks.teacher.tags import without_tagged

Parts = dict[str, str]
"""Content by name, in lower case."""

REASONING = ("think", "thinking", "thought", "reasoning", "scratchpad")
THOUGHT_END = re.compile(rf"^.*</(?:{'|'.join(REASONING)})>", re.DOTALL | re.IGNORECASE)
THOUGHT_START = re.compile(rf"^\s*<(?:{'|'.join(REASONING)})>", re.IGNORECASE)
FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
BOLD = re.compile(r"^\s{0,3}(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?\s*$")
BOLD_LEVEL = 7
"""A bold line stands below all headings."""


class UnreadableAnswer(ValueError):
    """An answer lacks a part; the message is fit to be handed back to the teacher."""


def find_parts(text: str, names: Sequence[str]) -> Parts:
    """The parts of an answer that bear one of the names.

    Args:
        text: the completion.
        names: in lower case.

    Raises:
        UnreadableAnswer: reasoning that never ends, or a part that stands twice with different content.
    """
    spoken = without_reasoning(text)
    for manner in (json_parts, tagged_parts, headed_parts):
        found = [(name, part.strip()) for name, part in manner(spoken, names)]
        if any(part for _, part in found):
            return once_each(found)
    return {}


def without_reasoning(text: str) -> str:
    """The answer behind a reasoner's thoughts, whose opening mark some servers swallow."""
    spoken = THOUGHT_END.sub("", without_tagged(text, REASONING))
    if THOUGHT_START.match(spoken):
        raise UnreadableAnswer("the answer ends amid its reasoning; think less, and end with the parts asked for")
    return spoken


def once_each(found: Iterable[tuple[str, str]]) -> Parts:
    """Parts by name; UnreadableAnswer where one is there twice and differs."""
    parts: Parts = {}
    for name, part in found:
        if not part:
            continue
        if parts.setdefault(name, part) != part:
            raise UnreadableAnswer(f"the part '# {name.capitalize()}' stands twice, and differs; give it once")
    return parts


def json_parts(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Parts of an answer that is one JSON object, in a fence or bare."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return []
    try:
        content = json.loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError):
        return []
    if not isinstance(content, dict):
        return []
    members = {str(key).lower(): value for key, value in cast("dict[Any, Any]", content).items()}
    return [(name, json_text(members[name])) for name in names if name in members]


def json_text(value: Any) -> str:
    """A member as text; of a list a bullet each."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(f"- {json_text(item)}" for item in cast("list[Any]", value))
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def tagged_parts(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Parts between tags; a tag must begin its line."""
    found: list[tuple[str, str]] = []
    for name in names:
        pattern = re.compile(rf"^[ \t]*<{name}>(.*?)</{name}>", re.DOTALL | re.IGNORECASE | re.MULTILINE)
        found += [(name, match[1]) for match in pattern.finditer(text)]
    return found


def headed_parts(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Parts under headings; a part ends at the next one, or at any heading of the first level."""
    found: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in text.split("\n"):
        fence = fence_after(line, fence)
        heading = None if fence else heading_of(line)
        if heading and heading[1] in names:
            found.append((heading[1], []))
        elif heading and heading[0] == 1:
            found.append(("", []))
        else:
            found[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in found if name]


def fence_after(line: str, fence: str) -> str:
    """The fence that is open behind a line; empty: none."""
    match = FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    closes = match[1][0] == fence[0] and len(match[1]) >= len(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def outdented(lines: Iterable[str], opening: str) -> list[str]:
    """Lines of a fence, each without as many blanks as stand before its opening (CommonMark, section 4.5)."""
    most = len(opening) - len(opening.lstrip(" "))
    return [line[min(most, len(line) - len(line.lstrip(" "))) :] for line in lines]


def heading_of(line: str) -> tuple[int, str] | None:
    """Level and name of a heading, in lower case without its colon; None for other lines."""
    if match := HASHES.match(line):
        level, name = len(match[1]), match[2]
    elif match := BOLD.match(line):
        level, name = BOLD_LEVEL, match[1]
    else:
        return None
    return level, name.strip().strip("*_:").strip().lower()


def fenced_block(part: str) -> str:
    """The inside of the first fence, which need not be closed; the whole part where there is none."""
    lines = part.split("\n")
    opening = next((at for at, line in enumerate(lines) if FENCE.match(line)), None)
    if opening is None:
        return part.strip() + "\n"
    fence, inside = fence_after(lines[opening], ""), list[str]()
    for line in lines[opening + 1 :]:
        fence = fence_after(line, fence)
        if not fence:
            break
        inside.append(line)
    return "\n".join(outdented(inside, lines[opening])).strip("\n") + "\n"
