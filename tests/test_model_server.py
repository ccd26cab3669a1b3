"""The language model of the tests: it answers our prompts as one would, and goes wrong as often as it is told to."""

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName, TerminationStatus
from schemas.teacher import Prompt, Purpose, Sampling
from schemas.verdict import JUDGES, Outcome
from tasks.algebra.text import parse_formulation
from tasks.check.source import without_remarks
from tasks.seed_file import read_seeds, seed_candidate
from tasks.teacher.asking import render_prompt
from tasks.teacher.reading import (
    COMPARED,
    Declined,
    UnreadableAnswer,
    read_description,
    read_judgement,
    read_problem,
    read_solution,
)
from tests.model_server.client import RunningServer
from tests.model_server.dress import MANNERS
from tests.model_server.errors import HOLES, SILENT_JUDGE, SOLUTIONS, plant_key
from tests.model_server.mind import ANYTHING, Mind
from tests.model_server.settings import Settings

SEEDS = [seed_candidate(seed, "c", number) for number, seed in enumerate(read_seeds()[:40])]


def prompt(name: str, **variables: Any) -> Prompt:
    return render_prompt(name, Purpose.mutate, ANYTHING | variables, Sampling())


def ask(mind: Mind, asked: Prompt, key: str = "key") -> str:
    return mind.answer([message.model_dump() for message in asked.messages], key)


def shown(seed: Candidate) -> dict[str, str]:
    return {"statement": seed.statement, "formulation": seed.formulation, "program": seed.programs[0].source}


def mutate(seed: Candidate, **variables: Any) -> Prompt:
    return prompt("mutate_change_parameter", parents=[shown(seed)], **variables)


def formulate(seed: Candidate, **variables: Any) -> Prompt:
    return prompt("formulate", parents=[], statement=seed.statement, solver=SolverName.copt.value, **variables)


def judge(name: str, seed: Candidate, program: str) -> Prompt:
    return prompt(name, statement=seed.statement, formulation=seed.formulation, program=program, solver="copt")


def mind(**settings: Any) -> Mind:
    return Mind(Settings(**settings))


@pytest.mark.parametrize("manner", MANNERS)
def test_every_purpose_is_answered_so_that_it_is_read_in_every_manner(manner: str):
    dressed, seed = mind(manners={manner: 1.0}), SEEDS[0]
    child = read_problem(ask(dressed, mutate(seed)))
    assert child.changes
    assert child.statement != seed.statement
    solution = read_solution(ask(dressed, formulate(seed)))
    assert parse_formulation(solution.formulation) == parse_formulation(seed.formulation)
    assert solution.status is TerminationStatus.optimal
    second = prompt("program", statement=seed.statement, solver=SolverName.highs.value)
    assert "highspy" in read_solution(ask(dressed, second), formulation=False).program
    for name in JUDGES:
        assert read_judgement(ask(dressed, judge(name, seed, solution.program))).outcome is Outcome.passed
    told = read_description(ask(dressed, prompt("describe", program=without_remarks(solution.program), solver="copt")))
    compare = prompt("judge_back_translation", statement=seed.statement, description=told.text)
    assert read_judgement(ask(dressed, compare), COMPARED).outcome is Outcome.passed


def test_the_same_request_gets_the_same_answer_whatever_came_before():
    fresh, used = mind(plants=dict.fromkeys(SOLUTIONS, 0.05)), mind(plants=dict.fromkeys(SOLUTIONS, 0.05))
    for seed in SEEDS[1:6]:
        ask(used, formulate(seed))
    assert ask(fresh, formulate(SEEDS[0])) == ask(used, formulate(SEEDS[0]))


def test_it_says_in_words_that_it_does_not_know_a_problem():
    stranger = SEEDS[0].model_copy(update={"statement": "How many angels dance on a pin?"})
    with pytest.raises(Declined):
        read_problem(ask(mind(), mutate(stranger)))
    with pytest.raises(Declined):
        read_solution(ask(mind(), formulate(stranger)))


def test_a_judge_cannot_tell_of_what_the_server_did_not_write():
    answer = ask(mind(), judge("judge_alignment", SEEDS[0], "print('Hello')"))
    assert read_judgement(answer).outcome is Outcome.abstained


@pytest.mark.parametrize("kind", ["flipped_sense_everywhere", "wrong_coefficient", "stale_parent_solution"])
def test_a_program_told_in_words_is_another_problem_where_it_is_wrong(kind: str):
    planting, (seed, parent) = mind(plants={kind: 1.0}, judge_recall=1.0), SEEDS[:2]
    text = ask(planting, prompt("formulate", parents=[shown(parent)], statement=seed.statement, solver="copt"))
    program = without_remarks(read_solution(text).program)
    told = read_description(ask(planting, prompt("describe", program=program, solver="copt")))
    compare = prompt("judge_back_translation", statement=seed.statement, description=told.text)
    assert read_judgement(ask(planting, compare), COMPARED).outcome is Outcome.failed


@pytest.mark.parametrize("kind", [*HOLES, "misaligned", "wrong_status"])
def test_an_error_that_is_planted_is_listed_and_seen_by_judges_of_its_sort(kind: str):
    planting, seed = mind(plants={kind: 1.0}, judge_recall=1.0), SEEDS[0]
    text = ask(planting, formulate(seed))
    assert planting.plants() == [{"key": plant_key([seed.statement], text), "kind": kind}]
    program = read_solution(text).program
    verdicts = [
        read_judgement(ask(planting, judge(name, seed, program))) for name in ("judge_program", "judge_alignment")
    ]
    assert any(verdict.errors for verdict in verdicts) is (kind != "wrong_status")


def test_what_was_found_is_mended_at_its_rate():
    mending = {mends: mind(plants={"no_solver": 1.0}, mends=mends, manners={"headings": 1.0}) for mends in (0.0, 1.0)}
    told = formulate(SEEDS[0], feedback="Program: the program solves nothing")
    assert "coptpy" not in read_solution(ask(mending[0.0], told)).program
    assert "coptpy" in read_solution(ask(mending[1.0], told)).program


def test_a_correction_may_bring_an_error_of_its_own():
    breaking, (seed, parent) = mind(plants={"broken_by_repair": 1.0}, mends=1.0), SEEDS[:2]
    told = prompt(
        "formulate", parents=[shown(parent)], statement=seed.statement, solver="copt", feedback="Program: it fails"
    )
    solution = read_solution(ask(breaking, told))
    assert parse_formulation(solution.formulation) == parse_formulation(parent.formulation)
    assert [plant["kind"] for plant in breaking.plants()] == ["broken_by_repair"]


def test_an_answer_that_lacks_a_part_is_whole_when_asked_again():
    half = mind(unreadable=1.0)
    with pytest.raises(UnreadableAnswer):
        read_solution(ask(half, formulate(SEEDS[0])))
    assert read_solution(ask(half, formulate(SEEDS[0], feedback="the part '# Program' is missing"))).program


def test_a_silent_judge_stays_silent():
    silent = mind(plants={SILENT_JUDGE: 1.0})
    for key in ("first", "second"):
        with pytest.raises(UnreadableAnswer):
            read_judgement(ask(silent, judge("judge_program", SEEDS[0], "x = 1"), key))


def test_a_formulation_in_latex_is_read_by_nobody():
    solution = read_solution(ask(mind(latex=1.0), formulate(SEEDS[0])))
    with pytest.raises((ValueError, KeyError)):
        parse_formulation(solution.formulation)


def post(address: str, number: int) -> tuple[int, str]:
    body = {"model": "mill", "messages": [{"role": "user", "content": f"Is {number} right?"}]}
    asked = urllib.request.Request(f"{address}/chat/completions", json.dumps(body).encode())
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_faults_come_at_their_rate_and_a_second_try_may_succeed():
    with RunningServer(answers="echo", faults={"rate_limited": 0.3, "busy": 0.2}) as server:
        first = [post(server.address, number)[0] for number in range(200)]
        again = [post(server.address, number)[0] for number in range(200)]
        stats = server.stats()
    assert 0.4 * 200 < sum(status != 200 for status in first) < 0.6 * 200
    assert {429, 500} < {*first}
    assert any(status != 200 and later == 200 for status, later in zip(first, again, strict=True))
    refused = [*first, *again]
    assert stats["fault rate_limited"] == refused.count(429)
    assert stats["answers"] == refused.count(200)
    assert stats["asked_again"] == sum(status == 200 for status in first)


def test_what_whoever_is_still_there_was_told_before_counts_apart_when_asked_for_again():
    body = json.dumps({"model": "mill", "messages": [{"role": "user", "content": "Is it right?"}]})
    with RunningServer(answers="echo") as server:
        stays = http.client.HTTPConnection(server.address.removeprefix("http://").removesuffix("/v1"), timeout=10)
        post(server.address, 1)  # and is gone
        for _ in range(2):
            stays.request("POST", "/v1/chat/completions", body)
            stays.getresponse().read()
            server.settle()
        post(server.address, 1)
        stats = server.stats()
        stays.close()
    assert (stats["asked_again"], stats["settled_asked_again"]) == (2, 1)


def test_an_answer_counts_its_tokens_and_says_why_it_ended():
    with RunningServer(answers="echo") as server:
        answer = json.loads(post(server.address, 1)[1])
        with urllib.request.urlopen(f"{server.address}/models", timeout=10) as models:
            assert json.load(models)["data"][0]["id"] == "mill"
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert (
        answer["usage"]["total_tokens"] == answer["usage"]["prompt_tokens"] + answer["usage"]["completion_tokens"] > 0
    )
