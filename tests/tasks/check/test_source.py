"""Looking at a program's source."""

import pytest

from tasks.check.source import reaches_out, without_remarks

ASKING = [
    "import socket",
    "import urllib.request as asking",
    "from http.client import HTTPConnection",
    "def solve():\n    try:\n        import requests\n    except ImportError:\n        pass",
]
MINDING_ITS_OWN = [
    "import coptpy as cp\nfrom itertools import product",
    "socket = 3",
    "from .http import client",
    "def (",
]


@pytest.mark.parametrize("source", ASKING)
def test_a_program_that_would_ask_others_is_found_wherever_it_imports_the_means(source: str) -> None:
    found = reaches_out(source)
    assert found is not None
    assert found.reason == "reaches_out"


@pytest.mark.parametrize("source", MINDING_ITS_OWN)
def test_a_program_that_keeps_to_itself_is_not(source: str) -> None:
    assert reaches_out(source) is None


def test_remarks_are_taken_out_of_a_program_and_nothing_else():
    source = '''"""Minimize."""
import copt  # for profit

def build(limit):
    """At most."""

class Plan:
    "a plan"
    size = 3  # trucks
print("# no remark", build(1_250))
'''
    assert without_remarks(source).split("\n") == [
        *("import copt", "", "def build(limit):", "    pass", "", "class Plan:", "    size = 3"),
        "print('# no remark', build(1250))",
    ]


def test_a_program_that_cannot_be_parsed_stays_as_it_is():
    assert without_remarks("x = (  # open") == "x = (  # open"
