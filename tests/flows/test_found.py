"""Round 0: what seeds lack is written by the teacher and checked by the stages, before evolution starts."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import tasks.teacher.faculty
from flows.evolve import evolve
from flows.found import found
from flows.prefect_server import OwnServer
from schemas.candidate import Candidate, Stage
from schemas.seed import Seed
from schemas.solve import SolverName
from schemas.spec import EvolveSpec
from schemas.teacher import Completion, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.decontaminate import find_overlaps
from tasks.difference import compare_lakes
from tasks.lake.lake import Lake
from tasks.seed_file import SHIPPED, SeedsError, read_seeds
from tasks.stage import RoundFailed
from tasks.teacher.teacher import Teacher, TeacherError
from tasks.workshop import close_workshop
from tests.model_server.client import RunningServer
from tests.tasks.algebra.attacks import TOO_LARGE, UNREADABLE

PROBLEMS = {seed.statement: seed for seed in read_seeds()}
ROWS = [json.loads(line) for line in SHIPPED.read_text().splitlines()]


class Solver:
    """A language model that knows the shipped seeds' words, and answers no others."""

    model = "fake/solver"

    def __init__(self, dies_after: int = 10_000, attacks: Mapping[str, str] | None = None) -> None:
        self.asked: list[str] = []
        self.dies_after = dies_after
        self.attacks = attacks or {}

    def complete(self, prompt: Prompt) -> Completion:
        if len(self.asked) >= self.dies_after:
            raise TeacherError("nobody answers")
        words = prompt.variables.get("statement", "")
        self.asked.append(words)
        seed = PROBLEMS.get(words)
        text = "I don't know." if seed is None or prompt.purpose is not Purpose.formulate else solution(seed)
        if seed and words in self.attacks:
            text = text.replace(seed.formulation, self.attacks[words])
        return Completion(
            request_hash=prompt.request_hash(self.model), model=self.model, purpose=prompt.purpose, text=text
        )


def solution(seed: Seed) -> str:
    """A seed's own solution as a completion."""
    program = next(program for program in seed.programs if program.solver is SolverName.copt)
    status = seed.status.value if seed.status else ""
    return f"# Status\n{status}\n\n# Formulation\n{seed.formulation}\n\n# Program\n```python\n{program.source}```\n"


Open = Callable[..., Solver]


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch, prefect_server: OwnServer) -> Open:
    """Puts a fake behind the teacher's seam."""

    def put(**fields: Any) -> Solver:
        solver = Solver(**fields)
        open_teacher: Callable[[TeacherSpec], Teacher] = lambda _: solver  # noqa: E731 - typed
        monkeypatch.setattr(tasks.teacher.faculty, "open_teacher", open_teacher)
        return solver

    return put


def row(number: int, *names: str, **changed: Any) -> dict[str, Any]:
    """Some fields of a shipped seed."""
    return {name: ROWS[number][name] for name in ("statement", *names)} | changed


def spec_of(folder: Path, *rows: dict[str, Any], **fields: Any) -> EvolveSpec:
    """A spec with these seeds, and a language model as teacher."""
    file = folder / "seeds.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in rows))
    chosen = {"lake": str(folder / "lake"), "seeds": str(file), "teacher": {"model": "fake/solver"}}
    return EvolveSpec.model_validate({**chosen, "checkers": list(EMBEDDED), "slots": 1, **fields})


EMBEDDED = ("description", "program", "variables", "constraints", "no_op", "duplicate")


def seeds_of(spec: EvolveSpec) -> dict[str, Candidate]:
    """Round 0 of the campaign, by words."""
    return {one.statement: one for one in Lake(spec.lake).candidates("default", before_round=1, accepted=False)}


def found_campaign(spec: EvolveSpec) -> dict[str, Candidate]:
    """Round 0 alone, inside a flow."""
    from prefect import flow

    flow(name="found", persist_result=False)(found)(spec)
    return seeds_of(spec)


WHOLE = ("formulation", "programs", "objective", "sense", "domain", "licence")


def test_words_alone_get_a_solution_and_an_answer(teacher: Open, tmp_path: Path):
    solver = teacher()
    seeds = found_campaign(spec_of(tmp_path, row(0), row(1), row(2)))
    assert len(solver.asked) == 3
    for number in range(3):
        seed = seeds[ROWS[number]["statement"]]
        assert seed.is_alive(), (seed.rejected_reason, seed.rejected_detail)
        assert (seed.round, seed.generation, seed.seed_ids, seed.operator) == (0, 0, (seed.id,), "seed")
        assert seed.objective == pytest.approx(ROWS[number]["objective"], rel=1e-6)
        assert seed.evidence.door and seed.evidence.resolved_objective is not None
        assert seed.licence == "NOASSERTION"


def test_hostile_formulations_reject_their_own_problems_and_no_other(teacher: Open, tmp_path: Path):
    attacks = [*UNREADABLE.values(), *TOO_LARGE.values()][::4]
    hostile, honest = range(len(attacks)), range(len(attacks), len(attacks) + 4)
    teacher(attacks={ROWS[number]["statement"]: attacks[number] for number in hostile})
    seeds = found_campaign(spec_of(tmp_path, *(row(number) for number in (*hostile, *honest))))
    lost = [seeds[ROWS[number]["statement"]] for number in hostile]
    assert [seed.rejected_reason for seed in lost] == ["unreadable_answer"] * len(attacks)
    assert all(seed.rejected_detail for seed in lost)
    assert all(seeds[ROWS[number]["statement"]].is_alive() for number in honest)


def test_a_given_answer_is_held_against_the_solvers_and_both_are_kept(teacher: Open, tmp_path: Path):
    teacher()
    wrong = ROWS[1]["objective"] * 1.001
    near = ROWS[2]["objective"] * 1.00005
    rows = (row(0, "objective"), row(1, objective=wrong), row(2, objective=near))
    good, other, rounded = found_campaign(spec_of(tmp_path, *rows)).values()
    assert good.is_alive() and rounded.is_alive()
    assert (other.rejected_stage, other.rejected_reason) == (Stage.check_answer, "answer_differs")
    assert (other.objective, other.given_objective) == (pytest.approx(ROWS[1]["objective"]), wrong)
    assert f"{wrong:.10g}" in other.rejected_detail


def test_a_given_program_runs_as_it_stands_and_nobody_is_asked(teacher: Open, tmp_path: Path):
    solver = teacher()
    program = next(program for program in ROWS[0]["programs"] if program["solver"] == "pulp")
    spec = spec_of(tmp_path, row(0, "formulation", programs=[program]))
    (seed,) = found_campaign(spec).values()
    assert seed.is_alive() and not solver.asked
    assert [one.source for one in seed.programs] == [program["source"]]
    assert seed.objective == pytest.approx(ROWS[0]["objective"])


def test_a_given_program_without_formulation_gets_one_written_beside_it(teacher: Open, tmp_path: Path):
    solver = teacher()
    program = next(one for one in ROWS[0]["programs"] if one["solver"] == "pulp")
    (seed,) = found_campaign(spec_of(tmp_path, row(0, programs=[program]))).values()
    assert seed.is_alive() and len(solver.asked) == 1
    assert seed.formulation and seed.programs[0].source == program["source"]


def test_a_seed_that_fails_is_stored_with_stage_and_reason_and_is_no_parent(teacher: Open, tmp_path: Path):
    teacher()
    strange = {"statement": "A farmer wants to maximize the yield of 3 fields with 12 workers, nobody knows how."}
    spec = spec_of(tmp_path, row(0, *WHOLE), row(1), strange, children=4)
    manifest = evolve(spec)
    seeds = seeds_of(spec)
    assert [seed.is_alive() for seed in seeds.values()] == [True, True, False]
    rejected = seeds[strange["statement"]]
    assert (rejected.rejected_stage, rejected.rejected_reason) == (Stage.formulate, "unreadable_answer")
    first = Lake(spec.lake).manifest("default", 0)
    assert (first.children, first.accepted, first.rejected) == (3, 2, 1)
    assert manifest["children"] == 4
    children = Lake(spec.lake).candidates("default", accepted=False)
    assert rejected.id not in {parent for child in children for parent in child.parent_ids}


def test_seeds_that_lack_nothing_are_taken_as_they_are(teacher: Open, tmp_path: Path):
    solver = teacher()
    broken = {"solver": "copt", "source": "raise SystemExit\n"}
    spec = spec_of(tmp_path, row(0, *WHOLE), row(1, *WHOLE, programs=[broken]))
    found_campaign(spec)
    assert not solver.asked and not Lake(spec.lake).campaigns()  # left to the round, which publishes them at once


def test_when_no_seed_is_accepted_the_round_says_why(teacher: Open, tmp_path: Path):
    teacher()
    spec = spec_of(tmp_path, row(0, objective=1.0), row(1, objective=1.0))
    with pytest.raises(SeedsError, match=r"none of the 2 seeds .* \(2 check_answer: answer_differs\)"):
        evolve(spec)


def test_a_campaign_that_died_in_round_0_goes_on_and_asks_nothing_twice(teacher: Open, tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    rows = [row(number) for number in range(5)]
    undisturbed = spec_of(tmp_path / "one", *rows)
    teacher()
    found_campaign(undisturbed)

    spec = spec_of(tmp_path / "two", *rows)
    first = teacher(dies_after=2)
    with pytest.raises(RoundFailed, match="nobody answers"):
        found_campaign(spec)
    close_workshop(Lake(spec.lake).work_folder("default", 0))  # as if the process had ended
    second = teacher()
    found_campaign(spec)
    assert sorted([*first.asked, *second.asked]) == sorted(PROBLEMS[one["statement"]].statement for one in rows)
    assert compare_lakes(undisturbed.lake, spec.lake).same


def test_an_open_round_0_refuses_other_seeds(teacher: Open, tmp_path: Path):
    teacher(dies_after=0)
    with pytest.raises(RoundFailed):
        found_campaign(spec_of(tmp_path, row(0), row(1)))
    close_workshop(Lake(tmp_path / "lake").work_folder("default", 0))
    with pytest.raises(SeedsError, match=r"was begun with 2 seeds, and .* holds 1"):
        found_campaign(spec_of(tmp_path, row(0)))


def test_a_benchmarks_words_are_kept_out_of_seeds_and_children(prefect_server: OwnServer, tmp_path: Path):
    bench = tmp_path / "bench.json"
    bench.write_text(json.dumps([{"question": ROWS[number]["statement"]} for number in range(0, 260, 2)]))
    spec = spec_of(tmp_path, *ROWS[:12], children=12, teacher={}, decontaminate=[str(bench)])
    evolve(spec)
    assert [seed.rejected_reason for seed in seeds_of(spec).values()] == ["benchmark_overlap", None] * 6
    everyone = Lake(spec.lake).candidates("default", accepted=False)
    assert len(everyone) == 24
    accepted = [one for one in everyone if one.round and one.is_alive()]
    assert accepted and not find_overlaps(spec, accepted)


def test_a_benchmarks_rows_become_seeds_over_http_with_judges(prefect_server: OwnServer, tmp_path: Path):
    answers = [ROWS[0]["objective"], f"{ROWS[1]['objective']:,}", ROWS[2]["objective"] + 100]
    asked = [{"en_question": ROWS[number]["statement"], "en_answer": answers[number]} for number in range(3)]
    (tmp_path / "bench.json").write_text(json.dumps(asked))
    with RunningServer(manners={"tags": 1, "headings": 1}) as server:
        teacher = {"model": "openai/mill", "address": server.address}
        chosen = {"lake": str(tmp_path / "lake"), "seeds": str(tmp_path / "bench.json"), "teacher": teacher}
        spec = EvolveSpec.model_validate({**chosen, "children": 2, "technique": "a selection of K among several"})
        evolve(spec)
    seeds = list(seeds_of(spec).values())
    assert [seed.rejected_reason for seed in seeds] == [None, None, "answer_differs"]
    assert "judge_alignment" in seeds[0].evidence.checkers
    lake = Lake(spec.lake)
    assert lake.manifest("default", 0).calls >= 3 * 6
    assert len(lake.candidates("default", accepted=False)) == 5
