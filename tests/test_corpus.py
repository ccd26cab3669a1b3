"""The corpora are what they claim to be: enough programs of enough kinds, and a header that is read or refused."""

from pathlib import Path

import pytest

from schemas.solve import SolverName
from tests.corpus import Honest, Hostile, honest_programs, hostile_programs, read_program

KINDS, PROGRAMS = 25, 60
"""Fewest kinds of hostile programs, and fewest programs."""
A_SOLVER = 4
"""Fewest honest programs for each solver."""


def test_there_are_enough_hostile_programs_of_enough_kinds():
    programs = hostile_programs()
    assert len(programs) >= PROGRAMS
    assert len({program.kind for program in programs}) >= KINDS


def test_every_probing_program_can_say_that_it_got_what_it_wants():
    """Who waits for DENIED must be able to print BREACH: otherwise nothing would be tested."""
    for program in hostile_programs():
        if "DENIED" in program.words:
            assert "BREACH" in program.source, program.name


@pytest.mark.parametrize("solver", list(SolverName))
def test_every_solver_has_honest_programs_good_and_bad(solver: SolverName):
    programs = [program for program in honest_programs() if program.solver is solver]
    assert len(programs) >= A_SOLVER
    assert {"optimal"} < {program.status.value for program in programs}


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("kind = 3 bombs", "must be TOML"),
        ('kind = "bomb"', "tries\n  Field required"),
        ('kind = "bomb"\n# tries = "x"\n# colour = "red"', "colour\n  Extra inputs"),
        ('kind = "bomb"\n# tries = "x"\n# statuses = ["optimum"]', "no such status or guard: optimum"),
    ],
)
def test_a_wrong_header_is_named_with_its_file(tmp_path: Path, header: str, complaint: str):
    path = tmp_path / "wrong.py"
    path.write_text(f"# {header}\n\nprint(1)\n")
    with pytest.raises(ValueError, match=r"wrong\.py") as raised:
        read_program(path, Hostile)
    assert complaint in str(raised.value)


def test_only_the_comment_at_the_top_is_the_header(tmp_path: Path):
    path = tmp_path / "small.py"
    path.write_text('# solver = "copt"\n# shows = "x"\n# status = "no_model"\nprint(1)\n# not = TOML at all\n')
    assert read_program(path, Honest).shows == "x"
