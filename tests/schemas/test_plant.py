"""What a spec says of planted errors is checked before anything runs."""

import pytest
from pydantic import ValidationError

from schemas.plant import PLANTS, PROGRAM_KINDS, PlantKind
from schemas.teacher_spec import TeacherSpec


def test_every_kind_may_be_asked_for_and_a_programs_error_everywhere():
    assert {*PlantKind, *(f"{kind}_everywhere" for kind in PROGRAM_KINDS)} == set(PLANTS)
    assert TeacherSpec(plants=dict.fromkeys(PLANTS, 1 / len(PLANTS))).plants.keys() == set(PLANTS)


@pytest.mark.parametrize("name", ["typo", "no_op_everywhere", "missing_number_everywhere", ""])
def test_an_unknown_kind_is_refused_with_the_known_ones(name: str):
    with pytest.raises(ValidationError, match=rf"'{name}' is no kind of planted error; known are flipped_sense, "):
        TeacherSpec(plants={name: 0.1})


BETWEEN = r"the share of no_op is .*; it must lie between 0 and 1"


@pytest.mark.parametrize(("share", "said"), [(-0.1, BETWEEN), (1.5, BETWEEN), (float("nan"), "a finite number")])
def test_a_share_lies_between_none_and_all(share: float, said: str):
    with pytest.raises(ValidationError, match=said):
        TeacherSpec(plants={"no_op": share})


def test_shares_add_up_to_all_at_most():
    assert TeacherSpec(plants={"no_op": 0.7, "duplicate": 0.3}).plants
    with pytest.raises(ValidationError, match=r"add up to 1\.4"):
        TeacherSpec(plants={"no_op": 0.7, "duplicate": 0.7})
