from tasks.report.words import MOST_CHARACTERS, markdown


def test_html_links_and_images_are_text() -> None:
    html = markdown("<b onclick=x>a</b> ![i](http://h/i.png) [l](javascript:x) <http://h>")
    assert "<b" not in html
    assert "<img" not in html
    assert "<a" not in html


def test_products_in_a_formulation_stay_products() -> None:
    assert "<code>sum(a[i] * x[i] for i in I)</code>" in markdown("- `sum(a[i] * x[i] for i in I)`: total")


def test_headings_stand_below_those_of_the_page() -> None:
    assert markdown("# Sets").strip() == "<h5>Sets</h5>"


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    html = markdown("a" * (MOST_CHARACTERS + 25))
    assert "cut: 25 more characters" in html
    assert len(html) < MOST_CHARACTERS + 200
