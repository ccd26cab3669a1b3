import re
from pathlib import Path

from schemas.solve import TerminationStatus
from tasks import check
from tasks.report.reasons import EXPLANATIONS, explain

CHECKERS = Path(check.__file__).parent


def test_every_reason_that_a_checker_writes_is_explained() -> None:
    sources = "\n".join(path.read_text() for path in sorted(CHECKERS.glob("*.py")))
    written = set(re.findall(r"\b(?:Finding|unclear)\(\s*\"([a-z_]+)\"", sources))
    assert len(written) > 20
    assert written - set(EXPLANATIONS) == set()


def test_every_bad_end_of_a_program_is_explained() -> None:
    ends = {status.value for status in TerminationStatus} - {TerminationStatus.optimal.value}
    assert ends <= set(EXPLANATIONS)


def test_an_unknown_reason_is_its_name_in_plain_words() -> None:
    assert explain("odd_new_fault") == "Odd new fault."
