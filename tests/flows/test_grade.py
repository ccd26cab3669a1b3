"""The grade of a real lake: an export keeps exactly the problems that have it, and `show` says it of each."""

import json
from collections import Counter
from pathlib import Path

from schemas.evidence import Grade
from tasks.lake.lake import Lake
from tests.conftest import Optmill


def test_an_export_keeps_the_problems_of_a_grade_and_show_says_it(evolved: Path, optmill: Optmill, tmp_path: Path):
    problems = Lake(evolved).candidates("default")
    wanted = {problem.id for problem in problems if problem.evidence.grade is Grade.A}
    assert 0 < len(wanted) < len(problems), Counter(problem.evidence.grade for problem in problems)
    asked = (
        "export",
        "--lake",
        evolved,
        "-o",
        tmp_path / "set",
        "--where",
        "grade = 'A'",
        "--form",
        "questions",
    )
    finished = optmill(*asked, "--json")
    assert finished.returncode == 0, finished.stderr
    exported = {
        json.loads(line)["id"]
        for path in (tmp_path / "set" / "questions").glob("*.jsonl")
        for line in path.read_text().splitlines()
    }
    left_out = sum(json.loads(finished.stdout)["manifest"]["left_out"].values())
    assert exported <= wanted and len(exported) == len(wanted) - left_out > 0
    shown = optmill("show", min(exported), "--lake", evolved)
    assert shown.returncode == 0, shown.stderr
    assert "grade: A" in shown.stdout
