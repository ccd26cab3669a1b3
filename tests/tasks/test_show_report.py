from pathlib import Path

import pytest

from tasks.show_report import ADDRESS, FOLDER, address_of


def test_campaigns_whose_names_differ_by_a_sign_have_a_page_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "served"))
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:4201")
    page = tmp_path / "report.html"
    addresses: list[str] = []
    for name in ("mine.b", "mine-b", "Mine_B"):
        page.write_text(name)
        addresses.append(address_of(page, name))
    assert len(set(addresses)) == 3
    assert {(tmp_path / "served" / one.rpartition("/")[2]).read_text() for one in addresses} == {
        "mine.b",
        "mine-b",
        "Mine_B",
    }
