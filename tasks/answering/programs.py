"""Ways that answer with a program: in one shot, and with corrections where the program fails."""

from schemas.rollout import Answering, Way
from schemas.solve import Solve, TerminationStatus
from schemas.teacher import Prompt, Purpose
from tasks.answering.asking import Conversation
from tasks.sandbox.door import Door
from tasks.scoring.programs import find_program
from tasks.teacher.asking import render_prompt
from tasks.teacher.teacher import Unanswerable

NO_PROGRAM = "no Python block can be found in the answer"
FAILED = (
    TerminationStatus.crashed,
    TerminationStatus.no_model,
    TerminationStatus.time_limit,
    TerminationStatus.memory_limit,
    TerminationStatus.output_limit,
    TerminationStatus.licence_limit,
)
"""Ends of a program that tell its writer that something is wrong, whatever the problem."""
SHOWN = 1_500
"""Characters of an error that are shown."""


def one_shot(talk: Conversation, statement: str) -> Answering:
    """One program from the question alone."""
    try:
        said = talk.ask_prompt(first_prompt(talk, statement))
    except Unanswerable as error:
        return talk.unanswered("", error)
    program = find_program(said)
    return talk.answering(said, program, complaint="" if program else NO_PROGRAM)


def self_correction(talk: Conversation, statement: str, door: Door) -> Answering:
    """As one shot; a program that fails goes back with its error, some times at most."""
    answer, executions, said = one_shot(talk, statement), 0, ""
    while len(talk.completions) <= talk.spec.corrections and answer.complaint in ("", NO_PROGRAM):
        said = f"{said}\n\n{answer.completion}".strip()
        solve = run(door, talk, answer.program)
        executions += solve is not None
        feedback = what_failed(solve)
        if not feedback:
            break
        answer = corrected(talk, statement, answer.program or answer.completion, feedback)
    whole = said if said.endswith(answer.completion) else f"{said}\n\n{answer.completion}".strip()
    return answer.model_copy(update={"completion": whole, "executions": executions})


def run(door: Door, talk: Conversation, program: str | None) -> Solve | None:
    """Run a program while its writer waits; None: there is none."""
    return door.run_program(program, talk.seat.solver, talk.spec.limits) if program else None


def what_failed(solve: Solve | None) -> str:
    """What a program's writer is told; empty: nothing that shows without the answer."""
    if solve is None:
        return f"{NO_PROGRAM}. Give the whole program in one block that begins with ```python."
    if solve.status not in FAILED and solve.exit_code == 0:
        return ""
    error = solve.error or solve.stderr[-SHOWN:] or "it ended without having solved a model"
    return f"The program ended {solve.status.value}: {error[:SHOWN]}"


def corrected(talk: Conversation, statement: str, program: str, feedback: str) -> Answering:
    """The next program."""
    variables = {"statement": statement, "solver": talk.seat.solver.value, "program": program, "feedback": feedback}
    prompt = render_prompt("answer_self_correction", Purpose.answer, variables, talk.spec.model.sampling(0))
    try:
        said = talk.ask_prompt(prompt)
    except Unanswerable as error:
        return talk.unanswered(program, error)
    mended = find_program(said)
    return talk.answering(said, mended, complaint="" if mended else NO_PROGRAM)


def first_prompt(talk: Conversation, statement: str) -> Prompt:
    """What is asked first."""
    variables = {"statement": statement, "solver": talk.seat.solver.value}
    template = "answer_tags" if talk.spec.way is Way.tags else "answer_one_shot"
    return render_prompt(template, Purpose.answer, variables, talk.spec.model.sampling(0))
