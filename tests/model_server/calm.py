"""CALM's two parties by a script: a reasoner whose flaws are planned, and an intervener that knows their phrases.

Both see messages alone: the problem's number tells the plan, and the trajectory how far it has come.
"""

import re
from collections.abc import Sequence

from schemas.trajectory import Trigger
from tests.model_server.calm_plan import Planned, planned

T = Trigger
HINT = "On second thought {step}"
PHRASES = {
    T.premature_solving: "Attempt {step} goes without a program, in words:",
    T.fragmented_code: "Attempt {step} begins with a small piece of code.",
    T.manual_verification: "Attempt {step} tries other plans by hand.",
    T.no_sanity_check: "Attempt {step} takes that and is done.",
    T.flawed_model: "# attempt {step} treats crates as continuous",
    T.implementation_error: "# attempt {step} writes another price",
    T.protocol_violation: "Attempt {step} ends with the box in a sentence:",
}
"""What betrays each flaw."""
HINTS = {
    T.premature_solving: "I had better let the solver find it.\n\n```python",
    T.fragmented_code: "I should write one whole program.\n\n```python",
    T.manual_verification: "the solver has proved it, so I trust that.",
    T.no_sanity_check: "I should look whether that can be.",
    T.flawed_model: "crates come whole, so the variable must be an integer.",
    T.implementation_error: "the price in my program is not that of the problem.",
    T.protocol_violation: "the box belongs on a line of its own.",
}
IN_PROGRAMS: tuple[Trigger | None, ...] = (T.flawed_model, T.implementation_error)
PROBE = "the whole numbers from 1 to 9"
CHECKED = "Whole crates, and the hours suffice: that can be.\n\n"


class Calm:
    """Who answers."""

    def answer(self, messages: list[dict[str, str]], key: str) -> str:
        """The completion for some messages."""
        said = [message["content"] for message in messages]
        if PROBE in said[0]:
            return " 6, 7, 8, 9" if messages[-1]["role"] == "assistant" else "1, 2, 3"
        found = re.search(r"Workshop (\d+)", said[1])
        assert found, "no problem of ours"
        case = planned(int(found[1]))
        if said[0].startswith("You watch"):
            return intervention(case, said[1])
        if said[0].startswith("You read"):
            return classification(said[1])
        return reasoning(case, said[2] if len(said) > 2 else "")


def reasoning(case: Planned, text: str) -> str:
    """What the reasoner writes behind a text."""
    step = text.count("On second thought")
    trigger = case.plan[step] if step < len(case.plan) else None
    since = text.rpartition("On second thought")[2] if step else text
    opened = text.endswith("```python\n")
    solved = text.count(f"objective {told(case)}") >= case.blocks if trigger is None else "objective" in text
    if solved and not opened and trigger not in IN_PROGRAMS:
        return ending(case, trigger, step)
    outputs = since.count("```output")
    if trigger is T.premature_solving:
        return in_words(case, step)
    if trigger is T.fragmented_code:
        return pieces(case, step, outputs)
    if outputs and case.blocks == 1:
        return ending(case, trigger, step)
    return f"{'' if opened else formulation(case, step)}{program(case, trigger, step)}```\n"


def told(case: Planned) -> int:
    """What the last program gives."""
    return case.best + 5 * case.price if case.wrong else case.best


def formulation(case: Planned, step: int) -> str:
    """The formulation, and the beginning of a block."""
    return (
        f"\nLet x be the number of crates ({step}). Maximize {case.price} x subject to {case.hours} x <= {case.limit}, "
        "x a whole number.\n\n```python\n"
    )


def program(case: Planned, trigger: Trigger | None, step: int) -> str:
    """A program with or without a flaw."""
    price = case.price + 1 if trigger is T.implementation_error else case.price
    kind = "kContinuous" if trigger is T.flawed_model else "kInteger"
    extra = 5 * case.price if case.wrong and trigger is None else 0
    mark = f"{PHRASES[trigger].format(step=step)}\n" if trigger and trigger in IN_PROGRAMS else ""
    return (
        f"import highspy\n{mark}h = highspy.Highs()\nh.silent()\nx = h.addVariable(type=highspy.HighsVarType.{kind})\n"
        f"h.addConstr({case.hours} * x <= {case.limit})\nh.maximize({price} * x + {extra})\n"
        "print('objective', round(h.getObjectiveValue(), 4).__format__('.10g'))\n"
    )


def in_words(case: Planned, step: int) -> str:
    """A solution without a program."""
    count = case.limit // case.hours
    return (
        f"\nLet x be the number of crates. Maximize {case.price} x, the objective, subject to the hours.\n\n"
        f"{PHRASES[T.premature_solving].format(step=step)} {count} crates fit.\n\n\\boxed{{{case.best}}}\n"
    )


def pieces(case: Planned, step: int, outputs: int) -> str:
    """Blocks that need each other."""
    if outputs == 0:
        phrase = PHRASES[T.fragmented_code].format(step=step)
        return f"\nMaximize the dollars. {phrase}\n\n```python\nprice = {case.price}\nprint(price)\n```\n"
    if outputs == 1:
        return f"\nNow the rest.\n\n```python\nprint(price * {case.limit // case.hours})\n```\n"
    return f"\nThat failed; I take {case.best}.\n\n\\boxed{{{case.best}}}\n"


def ending(case: Planned, trigger: Trigger | None, step: int) -> str:
    """What stands behind an output."""
    value = {T.flawed_model: f"{case.price * case.limit / case.hours:.4f}"}.get(trigger or T.fragmented_code, "")
    if trigger is T.implementation_error:
        value = str((case.price + 1) * (case.limit // case.hours))
    value = value or str(told(case) if trigger is None else case.best)
    box = f"\\boxed{{{value}}}\n"
    if trigger is T.no_sanity_check:
        return f"\n{PHRASES[trigger].format(step=step)}\n\n{box}"
    if trigger is T.manual_verification:
        tries = f"{PHRASES[trigger].format(step=step)} For example, 3 * {case.price} = {3 * case.price}, which is less."
        return f"\n{CHECKED}{tries}\n\n{box}"
    if trigger is T.protocol_violation:
        return f"\n{CHECKED}{PHRASES[trigger].format(step=step)} it makes $\\boxed{{{value}}}$ dollars in all.\n"
    return f"\n{CHECKED}{box}"


def intervention(case: Planned, user: str) -> str:
    """The intervener's answer: the first phrase in the trajectory is the flaw."""
    text = user.partition("# The trajectory")[2]
    found = flaws(text)
    if not found:
        return "All is as it should be.\n\n<action>none</action>\n"
    _, trigger, phrase = found[0]
    asked_again = "# What was wrong" in user
    step = text.count("On second thought")
    hint = f"{HINT.format(step=step)}, {HINTS[trigger]}"
    if case.leaks and not asked_again and step == 0 and str(case.best) not in text.partition(phrase)[0]:
        hint = f"{HINT.format(step=step)}, it makes {case.best:,} dollars."
    span = "a" if case.ambiguous else phrase
    return answer(trigger, span, hint)


def answer(trigger: Trigger, span: str, hint: str) -> str:
    """An answer in tags, after some thoughts."""
    return (
        f"Something is off here.\n\n<action>intervene</action>\n\n<trigger>Trigger {trigger.number}</trigger>\n\n"
        f"<analysis>It leaves the way.</analysis>\n\n<span>{span}</span>\n\n<hint>{hint}</hint>\n"
    )


def flaws(text: str) -> list[tuple[int, Trigger, str]]:
    """The phrases in a text by their places."""
    found: list[tuple[int, Trigger, str]] = []
    for trigger, phrase in PHRASES.items():
        for match in re.finditer(re.escape(phrase).replace(r"\{step\}", r"\d+"), text):
            found.append((match.start(), trigger, match[0]))
    return sorted(found)


def classification(user: str) -> str:
    """A classifier's answer."""
    triggers: Sequence[Trigger] = [trigger for _, trigger, _ in flaws(user.partition("# The trajectory")[2])]
    named = ", ".join(str(trigger.number) for trigger in dict.fromkeys(triggers[:2]))
    return f"Let me see.\n\n<triggers>{named or 'none'}</triggers>\n"
