"""A model's size is counted in its MPS text, whoever wrote it."""

from solver_images.runner.mps import mps_statistics

TEXT = """NAME          m
OBJSENSE
    MAX
ROWS
 N  cost
 L  r
 N  other
COLUMNS
    MARKER    'MARKER'                 'INTORG'
    i         cost      2   r   -3
    b         cost      1
    b         r         0.5
    MARKER    'MARKER'                 'INTEND'
    x         cost      9
    s         r         0
RHS
    RHS       cost      -10
BOUNDS
 UP BOUND     b         1
 LI BOUND     i         0
 SC BOUND     s         4
ENDATA
"""


def test_kinds_constraints_and_coefficients_are_counted():
    assert mps_statistics(TEXT) == {
        "continuous": 2,
        "integer": 1,
        "binary": 1,
        "constraints": 1,
        "nonzeros": 2,
        "smallest_coefficient": 0.5,
        "largest_coefficient": 3.0,
    }


def test_a_binary_may_be_written_in_three_ways():
    for bound in (" BV B x", " UP B x 1", " LI B x 0\n UI B x 1"):
        text = f"ROWS\n N c\nCOLUMNS\n M 'MARKER' 'INTORG'\n x c 1\nBOUNDS\n{bound}\n"
        counted = mps_statistics(text)
        assert counted is not None
        assert (counted["binary"], counted["integer"]) == (1, 0)


def test_an_integer_variable_without_bounds_is_binary_as_all_solvers_read_it():
    for bound, kinds in (("", (1, 0)), (" PL B x", (0, 1)), (" LO B x 0", (0, 1)), (" MI B x", (0, 1))):
        counted = mps_statistics(f"ROWS\n N c\nCOLUMNS\n M 'MARKER' 'INTORG'\n x c 1\nBOUNDS\n{bound}\n")
        assert counted is not None
        assert (counted["binary"], counted["integer"]) == kinds


def test_a_text_that_is_no_mps_has_no_statistics():
    assert mps_statistics("COLUMNS\n x r one\n") is None
