"""The text protocol: which blocks run, what comes back of them, and where a trajectory ends."""

from schemas.solve import TerminationStatus
from schemas.trajectory import Author, Execution, Finish, Trajectory
from tasks.trajectory.protocol import USED_UP, fences, next_block, output_block, spoken
from tasks.trajectory.reasoner import Protocol, Reasoner, first_prompt
from tasks.trajectory.tokens import counter
from tasks.trajectory.voice import Voice
from tests.tasks.trajectory.parties import STATEMENT, Scripted, curate_spec

BLOCK = "```python\nprint(1)\n```\n"


def go_on(teacher: Scripted, begun: Trajectory = Trajectory(), **fields: object) -> Trajectory:
    """What a reasoner makes of it, with an interpreter that shows each block's first line."""
    spec = curate_spec(**fields)

    def run(text: str, source: str) -> Execution:
        return Execution(source=source, status=TerminationStatus.no_model, shown=f"ran {source.splitlines()[0]}")

    voice = Voice(teacher, spec.reasoner, 0)
    return Reasoner(voice, first_prompt(spec, STATEMENT), Protocol(spec, counter(""), run)).go_on(begun)


def test_what_is_made_up_behind_a_block_does_not_count():
    said = go_on(Scripted(f"So.\n{BLOCK}```output\n99\n```\nIt is 99.", "\n\\boxed{1}"))
    assert "99" not in said.text and "ran print(1)" in said.text
    assert [segment.author for segment in said.segments] == [Author.reasoner, Author.interpreter, Author.reasoner]


def test_each_request_goes_on_from_the_whole_text():
    teacher = Scripted(BLOCK, BLOCK, "\\boxed{1}")
    said = go_on(teacher)
    assert [prompt.continues for prompt in teacher.asked] == [False, True, True]
    assert said.text.startswith(teacher.asked[2].messages[-1].content) and said.finish is Finish.boxed


def test_no_more_blocks_run_than_may():
    said = go_on(Scripted(BLOCK), executions=2)
    assert [execution.status is None for execution in said.executions][:4] == [False, False, True, True]
    assert USED_UP in said.text and said.finish is Finish.stopped


def test_a_box_ends_it_unless_it_stands_in_a_program():
    assert go_on(Scripted(f"\\boxed{{1}}\n{BLOCK}")).text == "\\boxed{1}\n"
    inside = go_on(Scripted("```python\nprint('\\\\boxed{2}')\n```\n", "\\boxed{1}"))
    assert len(inside.executions) == 1


def test_a_hint_that_opens_a_block_is_gone_on_with_inside_of_it():
    begun = Trajectory().added(Author.intervener, "I write one program.\n\n```python\n")
    said = go_on(Scripted("print(7)\n```\n", "\\boxed{7}"), begun)
    assert said.executions[0].source == "print(7)\n"
    assert said.segments[1].author is Author.reasoner


def test_longer_fences_hold_shorter_ones():
    text = "````python\na = '''\n```output\n7\n```\n'''\n````\nand\n~~~\n```python\n~~~\n```python\nx = 1"
    found = fences(text)
    assert [(fence.language, fence.closed) for fence in found] == [("python", True), ("", True), ("python", False)]
    block = next_block(text, 0)
    assert block and "```output" in block.inside
    assert next_block(text, block.end) is None
    assert len(spoken(text)) == len(text) and "output" not in spoken(text)


def test_a_block_in_a_list_is_run_without_the_lists_indentation():
    block = next_block("1. So:\n   ```python\n   for x in y:\n       print(x)\n   ```\n", 0)
    assert block is not None and block.inside == "for x in y:\n    print(x)\n"


def test_an_output_with_a_fence_in_it_stands_in_a_longer_one():
    assert output_block("x", "```\n7\n```") == "\n````output\n```\n7\n```\n````\n"
