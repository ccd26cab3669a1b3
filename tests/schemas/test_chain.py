"""What follows a campaign: names are filled in, keys tell links apart, and a budget stops."""

import pytest
from pydantic import ValidationError

from schemas.chain import Chain, Link


def test_names_are_filled_in_wherever_they_stand_and_other_brackets_stay():
    link = Link(
        deployment="a/b", parameters={"spec": {"lake": "{lake}", "sets": ["{campaign}-x"], "n": 3, "other": "{no}"}}
    )
    filled = Chain(links=(link,)).filled(0, {"lake": "here", "campaign": "mine"})
    assert filled == {"spec": {"lake": "here", "sets": ["mine-x"], "n": 3, "other": "{no}"}}


def test_a_link_has_one_key_for_one_end_of_a_campaign():
    chain = Chain(links=(Link(deployment="a/b"), Link(deployment="a/b")))
    keys = {chain.link_key(key, number) for key in ("first end", "second end") for number in (0, 1)}
    assert len(keys) == 4
    assert chain.link_key("first end", 0) == chain.link_key("first end", 0)


def test_a_link_beyond_the_budget_is_not_started():
    links = (
        Link(deployment="a/b", usd=5),
        Link(deployment="off/off", on=False, usd=100),
        Link(deployment="c/d", usd=10),
    )
    chain = Chain(links=links, most_usd=20)
    assert chain.affords(0, spent_usd=14)
    assert chain.affords(2, spent_usd=5)
    assert not chain.affords(2, spent_usd=5.01)
    assert Chain(links=links).affords(2, spent_usd=1e9)


def test_a_deployment_is_named_by_flow_and_name():
    with pytest.raises(ValidationError, match="deployment"):
        Link(deployment="finetune")
