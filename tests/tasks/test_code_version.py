"""What wrote a round can be found again."""

from tasks.code_version import code_version, commit, released_version


def test_a_checkout_is_named_by_its_commit():
    assert commit()
    assert code_version() == f"{released_version()}+{commit()}"
