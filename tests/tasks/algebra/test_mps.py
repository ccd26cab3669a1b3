"""A captured model is read as it is, or refused with a reason that can be counted."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.formulation import VariableKind
from schemas.verdict import Outcome
from tasks.algebra.errors import AlgebraError, NotLinear, TooLarge
from tasks.algebra.limits import MOST_ROWS
from tasks.algebra.mps import read_mps
from tasks.check.constraints import check as check_constraints
from tasks.check.subject import Subject, read_capture, read_formulation
from tasks.check.variables import check as check_variables
from tests.tasks.algebra.captured import TEXT
from tests.tasks.check.conftest import new_candidate


def test_kinds_bounds_and_ranges_are_read():
    model = read_mps(TEXT)
    kinds = (VariableKind.integer, VariableKind.binary, VariableKind.continuous)
    assert tuple(column.kind for column in model.columns) == kinds
    assert (model.rows[0].lower, model.rows[0].upper, model.constant) == (2.5, 12.5, -20)


def many_rows() -> str:
    return TEXT.replace(" L hours\n", " L hours\n" + "".join(f" L r{n}\n" for n in range(MOST_ROWS)))


REFUSED = {
    "not_linear": {
        "a quadratic objective": TEXT.replace("ENDATA", "QUADOBJ\n    x x 1\nENDATA"),
        "a quadratic objective as a matrix": TEXT.replace("ENDATA", "QMATRIX\n    x x 1\nENDATA"),
        "a quadratic objective after another end": TEXT.replace("ENDATA", "ENDATA\nQUADOBJ\n    x x 1\nENDATA"),
        "a quadratic constraint": TEXT.replace("ENDATA", "QCMATRIX hours\n    x x 1\nENDATA"),
        "an indicator": TEXT.replace("ENDATA", "INDICATORS\n IF hours b 1\nENDATA"),
        "a special ordered set": TEXT.replace("ENDATA", "SOS\n S1 s\n    i 1\nENDATA"),
        "a cone": TEXT.replace("ENDATA", "CSECTION k 0 QUAD\n    x\nENDATA"),
        "a semicontinuous variable": TEXT.replace(" FR B x", " SC B x 7"),
        "a semi-integer variable": TEXT.replace(" UP B i 9", " SI B i 9"),
        "a section that a tab begins": TEXT.replace("ENDATA", "\tQUADOBJ\n    x x 1\nENDATA"),
    },
    "too_large": {"rows": many_rows(), "text": TEXT + "*" * (33 * 2**20)},
    "unreadable": {
        "no model": " hello",
        "a false end of line": TEXT.replace(" FR B x", "\x0cCOLUMNS\n FR B x 7"),
        "a doubled row": TEXT.replace(" L hours", " L hours\n G hours"),
        "a doubled coefficient": TEXT.replace("i obj 2 hours 3", "i hours 2 hours 3"),
        "a doubled right-hand side": TEXT.replace("RHS total 6", "RHS total 6 hours 3"),
        "a column in two places": TEXT.replace("    x total", "    i total 2\n    x total"),
        "an unknown row": TEXT.replace("b obj 1 total 1", "b obj 1 minutes 1"),
        "an unknown variable": TEXT.replace("FR B x", "FR B y"),
        "an unknown kind of bound": TEXT.replace("FR B x", "XX B x"),
        "a half pair": TEXT.replace("hours 3", "hours"),
        "a negative bound without another": TEXT.replace("FR B x", "UP B x -3"),
        "no end": TEXT.replace("ENDATA", ""),
        "no objective": TEXT.replace(" N obj\n", ""),
        "a number that is none": TEXT.replace("hours 3", "hours nan"),
        "an infinite coefficient": TEXT.replace("hours 3", "hours 1e400"),
        "a broken line": TEXT.replace("hours 3", "hours three"),
    },
}


@pytest.mark.parametrize(("reason", "name"), [(reason, name) for reason, texts in REFUSED.items() for name in texts])
def test_what_a_linear_model_would_lose_is_refused_by_a_countable_reason(reason: str, name: str):
    kinds = {"not_linear": NotLinear, "too_large": TooLarge, "unreadable": AlgebraError}
    with pytest.raises(kinds[reason]):
        read_mps(REFUSED[reason][name])
    capture = read_capture(REFUSED[reason][name])
    assert (capture.model, capture.model_hash, capture.reason) == (None, None, f"captured_model_{reason}")


@pytest.mark.parametrize("reason", ["not_linear", "unreadable"])
def test_checkers_abstain_from_a_model_that_is_refused(reason: str):
    candidate = new_candidate()
    text = next(iter(REFUSED[reason].values()))
    subject = Subject(candidate, read_formulation(candidate.formulation).formulation, read_capture(text), None, None)
    for check in (check_variables, check_constraints):
        verdict = check(subject)
        assert (verdict.outcome, verdict.reason) == (Outcome.abstained, f"captured_model_{reason}")


@example(at=TEXT.index("OBJSENSE") + len("OBJSENSE"), length=0, put=" 0")
@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(TEXT) - 1), length=st.integers(0, 20), put=st.text(max_size=12))
def test_any_text_near_a_model_is_read_or_refused(at: int, length: int, put: str):
    capture = read_capture(TEXT[:at] + put + TEXT[at + length :])
    assert capture.model is not None or capture.reason.startswith("captured_model_")
