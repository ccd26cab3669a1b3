"""The paper's case study (CALM, appendix I) in our own words: triggers 5, 3, 3, then none."""

from collections.abc import Iterator

import pytest

from schemas.trajectory import Author, Trajectory, Trigger
from tasks.sandbox.door import LocalDoor
from tasks.scoring.rules import RULES
from tasks.trajectory.answering import answer_of
from tasks.trajectory.healing import heal
from tests.tasks.trajectory.parties import LABEL, NOTHING, Scripted, curate_spec, hinting, parties_of

MODEL = (
    "```python\nimport highspy\nh = highspy.Highs()\nh.silent()\nkind = highspy.HighsVarType.{kind}\n"
    "x, y = h.addVariable(type=kind), h.addVariable(type=kind)\nh.addConstr(5 * x + 4 * y >= 13)\n"
    "h.minimize(4 * x + 3 * y)\nprint('optimal cost', round(h.getObjectiveValue(), 4), h.val(x), h.val(y))\n```\n"
)
DOUBT = "But perhaps parts of a loaf may be baked here, so that no whole numbers are needed."
BY_HAND = "But wait, there may be another way. Let's see if x = 2, y = 1 is cheaper: 2 * 4 + 1 * 3 = 11."
AGAIN = "To be sure I work it out manually: 1 * 4 + 2 * 3 = 10, and 3 * 4 = 12."
REASONER = (
    f"Let x and y count the loaves. Minimize 4 x + 3 y subject to 5 x + 4 y >= 13. {DOUBT}\n\n"
    + MODEL.format(kind="kContinuous"),
    "So 9.75 it is, which seems plausible.\n\n\\boxed{9.75}\n",
    "So x and y are whole numbers.\n\n" + MODEL.format(kind="kInteger"),
    f"The code is right. {BY_HAND} That is dearer.\n\n\\boxed{{10}}\n",
    f"The cheapest is one plain loaf and two long ones. {AGAIN}\n\n\\boxed{{10}}\n",
    "One plain loaf and two long ones, whole and enough.\n\n\\boxed{10}\n",
)
INTERVENER = (
    hinting(
        5, DOUBT, "I should look at this again: loaves come whole, so this is an integer program, not a linear one."
    ),
    hinting(
        3, BY_HAND, "Okay, the solver gave x = 1 and y = 2 at a cost of 10, and I should trust that it is optimal."
    ),
    hinting(3, AGAIN, "This result is plausible, and I can now write the final answer."),
    NOTHING,
)


@pytest.fixture(scope="module")
def door() -> Iterator[LocalDoor]:
    with LocalDoor(slots=1) as opened:
        yield opened


def test_the_case_study_ends_as_in_the_paper(door: LocalDoor):
    spec = curate_spec()
    parties = parties_of(spec, Scripted(*REASONER), Scripted(*INTERVENER), door)
    first = parties.reasoner.go_on(Trajectory())
    last, looks = heal(first, "case", spec, parties)
    found = [look.flaw.trigger if look.flaw else None for look in looks]
    assert found == [Trigger.flawed_model, Trigger.manual_verification, Trigger.manual_verification, None]
    before, after = answer_of(first, LABEL, RULES["calm"]), answer_of(last, LABEL, RULES["calm"])
    assert (before.boxed, before.objective, before.right) == ("9.75", 9.75, False)
    assert (after.boxed, after.objective, after.right) == ("10", 10.0, True)
    assert not any(look.refusals for look in looks)
    authors = [segment.author for segment in last.segments]
    assert authors.count(Author.intervener) == 3 and authors.count(Author.interpreter) == 1
    assert all(words not in last.text for words in (DOUBT, BY_HAND, AGAIN))


def test_code_sees_the_two_checks_by_hand_as_well(door: LocalDoor):
    spec = curate_spec()
    parties = parties_of(spec, Scripted(*REASONER), Scripted(*INTERVENER), door)
    _, looks = heal(parties.reasoner.go_on(Trajectory()), "case", spec, parties)
    by_hand = (Trigger.manual_verification,)
    assert [look.seen_by_code for look in looks] == [(), by_hand, by_hand, ()]
