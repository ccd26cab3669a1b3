import pytest

from tasks.report.curation_page import trigger_chart


@pytest.mark.parametrize("name", ['a"><script>alert(1)</script>', "NL4OPT (fixed)", "odd\\dname"])
def test_a_set_of_any_name_has_a_chart_in_which_the_name_is_text(name: str) -> None:
    """A set is named after the file that it was read from."""
    chart = str(trigger_chart(name, [], 3))
    assert "<script" not in chart
    assert chart.count(' id="') == chart.count(' id="triggers3-')
