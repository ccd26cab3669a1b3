"""Looking at a program's source."""

import pytest

from tasks.check.source import reaches_out

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
