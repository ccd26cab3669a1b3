# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from schemas.candidate import Candidate, Stage
from schemas.ending import Ending, told
from schemas.limit import Limit
from tasks.lake.endings import write_ending
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.report.data import evolved_rounds
from tasks.report.page import write_report

VOID = {"meta", "br", "img", "input", "hr", "link"}
Make = Callable[..., Candidate]


class Reader(HTMLParser):
    """Collects ids, tags and texts, and asserts that elements are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    assert not reader.open
    return reader


def test_the_page_lies_in_the_lake_unless_another_place_is_chosen(trial: Path, tmp_path: Path) -> None:
    assert write_report(str(trial), None, "") == trial / "report.html"
    assert write_report(str(trial), tmp_path / "deep" / "page.html", "trial") == tmp_path / "deep" / "page.html"
    assert (trial / "report.html").read_bytes() == (tmp_path / "deep" / "page.html").read_bytes()


def test_the_page_says_which_operator_survives_least_why_and_at_what_cost(trial: Path) -> None:
    text = read(write_report(str(trial), None, "")).text
    assert "The operator that survives least is transform domain : 0 of 3 children" in text
    assert "The commonest reason of its rejections is same model (2 of 3 rejected" in text
    assert "Nothing of it was accepted; 1.5 s of work, 6 calls to the teacher (3,000 tokens) and 0.03 USD" in text


def test_the_page_says_how_the_campaign_ended_until_it_is_gone_on_with(trial: Path) -> None:
    lake = Lake(str(trial))
    rounds = len(evolved_rounds(lake, "trial"))
    for counted, shown in ((rounds, True), (rounds - 1, False)):
        ending = Ending(campaign="trial", limit=Limit.target, target=9, rounds=counted, candidates=12, accepted=9)
        write_ending(lake, told(ending))
        text = read(write_report(str(trial), None, "")).text
        assert ("The target is met: 9 problems accepted (9 were wanted) from 12 candidates" in text) is shown


def test_the_page_loads_nothing(trial: Path) -> None:
    page = write_report(str(trial), None, "")
    reader = read(page)
    assert not {"script", "link", "img", "iframe", "object", "image"} & set(reader.tags)
    assert all(value.startswith("#") for name, value in reader.attributes if name in ("href", "xlink:href", "src"))
    assert not re.search(r"url\((?!#)|@import", page.read_text())


def test_tags_of_a_statement_come_out_as_text(trial: Path) -> None:
    page = write_report(str(trial), None, "").read_text()
    assert "&lt;script&gt;alert(" in page
    assert "<script" not in page


def test_tables_of_a_statement_come_out_as_tables(trial: Path) -> None:
    assert re.search(r"<tr>\s*<td>bread</td>\s*<td>2</td>\s*</tr>", write_report(str(trial), None, "").read_text())


def test_ids_are_unique_and_every_reference_has_its_target(trial: Path) -> None:
    reader = read(write_report(str(trial), None, ""))
    assert [name for name, number in reader.ids.items() if number > 1] == []
    targets = {value[1:] for name, value in reader.attributes if name in ("href", "xlink:href")}
    assert targets <= set(reader.ids)


def test_the_page_has_one_title_and_all_sections(trial: Path) -> None:
    reader = read(write_report(str(trial), None, ""))
    assert reader.tags["h1"] == 1
    assert {"survival", "reasons", "difficulty", "cost", "tree", "cases", "run"} <= set(reader.ids)


def test_every_figure_says_what_it_shows(trial: Path) -> None:
    reader = read(write_report(str(trial), None, ""))
    labels = [value for name, value in reader.attributes if name == "aria-label"]
    assert reader.tags["svg"] <= len(labels)
    assert any("transform domain: 0 of 3, 0.0%" in label for label in labels)


def test_a_reason_that_nobody_explained_is_shown_plainly(trial: Path) -> None:
    assert "Brand new reason." in write_report(str(trial), None, "").read_text()


def test_a_lake_without_rounds_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match=r"no finished round.*optmill evolve"):
        write_report(str(tmp_path / "empty"), None, "")


def test_a_lake_with_seeds_alone_is_refused(make_lake: Callable[[list[Candidate]], Path]) -> None:
    with pytest.raises(LakeError, match="no finished round"):
        write_report(str(make_lake([])), None, "")


def test_an_unknown_campaign_is_refused_and_the_known_ones_are_named(trial: Path) -> None:
    with pytest.raises(LakeError, match="'other' has no finished round; there are trial"):
        write_report(str(trial), None, "other")


def test_a_round_that_lost_nobody_is_reported(
    make_lake: Callable[[list[Candidate]], Path], make_candidate: Make
) -> None:
    lake = make_lake([make_candidate("ca", parent_ids=("aa",))])
    text = read(write_report(str(lake), None, "")).text
    assert "No operator lost a child" in text
    assert "Nothing was rejected." in text


def test_a_round_without_survivors_is_reported(
    make_lake: Callable[[list[Candidate]], Path], make_candidate: Make
) -> None:
    lost = make_candidate("ca", parent_ids=("aa",), rejected_stage=Stage.mutate, rejected_reason="declined")
    text = read(write_report(str(make_lake([lost])), None, "")).text
    assert "The only operator is modify constraint : 0 of 1 children" in text
    assert "No child was accepted, so there is no tree." in text


def test_an_older_lake_without_newer_columns_is_reported(trial: Path) -> None:
    for part in trial.glob("candidates/**/*.parquet"):
        table = pq.ParquetFile(part).read()
        pq.write_table(table.drop_columns(["changes", "plant", "cluster", "marks", "difficulty"]), part)
    assert "transform domain" in read(write_report(str(trial), None, "")).text
