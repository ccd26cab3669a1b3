import pytest

from tasks.report.amounts import duration, measured, seconds, significant, usd
from tasks.report.figures import BLUE, SHARES, Bar, Range, bar_chart, logarithmic, range_chart


def test_texts_of_a_chart_are_text_and_escaped() -> None:
    chart = bar_chart("one", 'a "title"', [Bar(label="x < $y$", value="3", segments=((3, BLUE),))])
    assert "x &lt; $y$</text>" in chart
    assert 'aria-label="a &#34;title&#34;"' in chart


def test_a_chart_is_the_same_each_time() -> None:
    ranges = [Range(label="a", value="b", outer=(0.1, 0.4), inner=(0.2, 0.3), middle=0.25)]
    assert range_chart("two", "t", ranges, SHARES) == range_chart("two", "t", ranges, SHARES)


def test_ids_of_a_chart_begin_with_its_name() -> None:
    chart = range_chart("three", "t", [Range(label="a", value="b", outer=(0.0, 1.0), middle=0.5)], SHARES)
    assert chart.count(' id="') == chart.count(' id="three-')


@pytest.mark.parametrize("values", [[0.0], [5.0, 5.0], [0.0, 0.004, 3.0], [135.0, 398.0], [1.0, 1e6], [0.0, 0.0]])
def test_an_axis_has_ticks_for_any_values(values: list[float]) -> None:
    axis = logarithmic(values, 1.0, "")
    assert 1 <= len(axis.ticks) <= 5
    assert all(0 <= axis.place(value) <= 360 for value in values)


def test_amounts_have_units_and_no_needless_digits() -> None:
    assert (seconds(0.0001), seconds(0.0), seconds(0.35), seconds(12.3456)) == ("< 0.001 s", "0 s", "0.350 s", "12.3 s")
    assert (duration(90), duration(600), duration(9000)) == ("90 s", "10.0 min", "2.5 h")
    assert (usd(0), usd(0.00123), usd(12.5)) == ("0 USD", "0.0012 USD", "12.50 USD")
    assert (significant(1234.5), significant(0.00352), significant(100)) == ("1,234", "0.00352", "100")
    assert measured(11.5, "words") == "11.5 words"
