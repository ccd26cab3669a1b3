"""Answers of an intervener that can't be used are refused with a reason, asked for again, and given up in the end."""

import pytest

from schemas.intervention import HintRefusal, Inspection, Inspector
from schemas.trajectory import Author, Trigger
from tasks.trajectory.healing import heal, hinted
from tasks.trajectory.intervener import Unusable
from tests.tasks.trajectory.parties import NOTHING, Scripted, curate_spec, hinting, parties_of, trajectory

TEXT = (
    "Minimize 4x + 3y. The wise choose x. The wise choose y.\n\n```python\nprint('x')\nprint('y')\n```\n"
    "```output\noptimal 7\n```\n\nSo it is seven.\n\n\\boxed{7}\n"
)
GOOD = "I should look at the raisins again."
R = HintRefusal


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("I am not sure.", R.unknown_action),
        (hinting(8, "Minimize", GOOD), R.unknown_trigger),
        (hinting(5, "Maximize", GOOD), R.span_not_found),
        (hinting(5, "", GOOD), R.span_not_found),
        (hinting(5, "The wise choose", GOOD), R.span_ambiguous),
        (hinting(5, "optimal 7", GOOD), R.span_in_output),
        (hinting(5, "Minimize", ""), R.no_hint),
        (hinting(5, "Minimize", "word " * 400), R.hint_too_long),
        (hinting(5, "Minimize", "It is \\boxed{7}"), R.hint_answers),
        (hinting(5, "Minimize", "So:\n```python\nprint(3)\n```"), R.hint_answers),
        (hinting(5, "Minimize", "So:\n\n```python"), R.hint_answers),
        (hinting(5, "Minimize", "I see, the least cost is 10."), R.hint_leaks),
        (hinting(5, "Minimize", "I see, it must be ten."), R.hint_leaks),
        (hinting(5, "Minimize", "I see, it is 20 / 2."), R.hint_leaks),
        (f"{NOTHING}\n{hinting(5, 'Minimize', GOOD)}", R.unreadable_answer),
    ],
)
def test_an_answer_that_can_not_be_used_is_refused(answer: str, reason: HintRefusal):
    intervener = parties_of(curate_spec(), Scripted(""), Scripted("")).intervener
    assert intervener
    with pytest.raises(Unusable) as refused:
        intervener.read(answer, trajectory(TEXT))
    assert refused.value.reason is reason


def test_a_refused_answer_is_asked_for_again_with_the_reason():
    spec = curate_spec()
    teacher = Scripted(hinting(5, "The wise choose", GOOD), hinting(5, "The wise choose y", GOOD))
    intervener = parties_of(spec, Scripted(""), teacher).intervener
    assert intervener
    look = intervener.look(trajectory(TEXT))
    assert look.flaw and look.flaw.at == TEXT.index("The wise choose y") and look.refusals == (R.span_ambiguous,)
    assert "more than once" in teacher.asked[1].messages[1].content
    assert teacher.asked[0].request_hash("m") != teacher.asked[1].request_hash("m")


def test_an_intervener_that_never_gives_a_usable_answer_is_given_up():
    teacher = Scripted("I am not sure.")
    parties = parties_of(curate_spec(tries=4), Scripted("nothing more"), teacher)
    last, looks = heal(trajectory(TEXT), "a", curate_spec(tries=4), parties)
    assert (last.text, len(looks), looks[0].usable) == (TEXT, 1, False)
    assert looks[0].refusals == (R.unknown_action,) * 4 and len(teacher.asked) == 4


def test_an_endless_intervener_ends_after_five_hints():
    reasoner = Scripted("The wise choose z.\n\n\\boxed{7}\n")
    spec = curate_spec()
    last, looks = heal(
        trajectory(TEXT), "a", spec, parties_of(spec, reasoner, Scripted(hinting(4, "\\boxed{7}", GOOD)))
    )
    assert len(looks) == spec.hints + 1 == 6
    assert len(reasoner.asked) == 5 and looks[-1].flaw is not None
    assert last.text.count(GOOD) == 5


def test_blind_interveners_are_not_shown_the_answer_and_may_say_any_number():
    seen, blind = Scripted(NOTHING), Scripted(hinting(5, "Minimize", "I guess it is 10."))
    for teacher, spec in ((seen, curate_spec()), (blind, curate_spec(blind=True))):
        intervener = parties_of(spec, Scripted(""), teacher).intervener
        assert intervener
        assert intervener.look(trajectory(TEXT)).refusals == ()
    assert "# The right answer" in seen.asked[0].messages[1].content
    assert "# The right answer" not in blind.asked[0].messages[1].content


def test_a_span_within_a_program_cuts_at_the_blocks_beginning_and_one_behind_keeps_its_output():
    intervener = parties_of(curate_spec(), Scripted(""), Scripted("")).intervener
    assert intervener
    inside = intervener.read(hinting(6, "print('y')", GOOD), trajectory(TEXT))
    behind = intervener.read(hinting(4, "So it is", GOOD), trajectory(TEXT))
    assert inside and behind
    assert hinted(trajectory(TEXT), inside).text == f"{TEXT.partition('```python')[0]}{GOOD}\n"
    kept = hinted(trajectory(TEXT), behind)
    assert len(kept.executions) == 1 and kept.segments[-1].author is Author.intervener


def test_code_first_asks_nobody_where_it_sees_something():
    spec = curate_spec(inspection=Inspection.code_first)
    teacher = Scripted(NOTHING)
    parties = parties_of(spec, Scripted("Then:\n\n\\boxed{7}\n"), teacher)
    _, looks = heal(trajectory("Minimize x.\n\nNo program is needed, 7.\n\n\\boxed{7} crates"), "a", spec, parties)
    assert looks[0].inspector is Inspector.code
    assert looks[0].flaw and looks[0].flaw.trigger is Trigger.premature_solving
    assert len(teacher.asked) == sum(look.inspector is Inspector.intervener for look in looks)
