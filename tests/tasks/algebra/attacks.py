"""Formulations that would take all memory or all time, were they evaluated as Python would."""

from tests.tasks.algebra.bakery import FORMULATION

MANY = "[" + ", ".join(map(str, range(10_000))) + "]"


def limited_by(expression: str) -> str:
    """The bakery with another limit of the market."""
    return FORMULATION.replace("bake[i] <= most[i]", f"bake[i] <= {expression}")


def with_many(text: str) -> str:
    """A formulation with an index set of 10,000 elements more."""
    return text.replace("\n\n## Parameters", f"\n- `MANY = {MANY}`\n\n## Parameters")


UNREADABLE = {
    "a string repeated": limited_by('len("a" * 2000000000)'),
    "a label repeated": limited_by("len(i * 2000000000)"),
    "a part of a label repeated": limited_by("len(i[0] * 2000000000)"),
    "a set repeated": limited_by("len(ITEMS * 1000000000)"),
    "a key repeated": limited_by("len((1, 2) * 1000000000)"),
    "one of two strings repeated": limited_by('len(("" or "a") * 2000000000)'),
    "the larger of two strings repeated": limited_by('len(max("a", "b") * 2000000000)'),
    "a power": limited_by("2 ** 10 ** 9"),
    "a long range": limited_by("sum(1 for x in range(1000000000))"),
    "bytes": limited_by('len(b"a" * 2000000000)'),
    "a shift": limited_by("1 << 1000000000"),
    "many signs": limited_by("-" * 20_000 + "1"),
    "many denials": limited_by("not " * 9_000 + "1"),
    "many brackets": limited_by("(" * 5_000 + "1" + ")" * 5_000),
    "many lists": FORMULATION.replace('["kneading", "oven"]', "[" * 5_000 + "]" * 5_000),
    "a number of many digits": FORMULATION.replace('"loaf": 35', '"loaf": ' + "9" * 4_000),
    "an infinite number": FORMULATION.replace('"loaf": 35', '"loaf": 1e999'),
    "a number that becomes infinite": limited_by(" * ".join(["1e90"] * 5)),
    "a bound of many digits": FORMULATION.replace("0 <= bake", "9" * 400 + " <= bake"),
}
"""Refused by their form."""

TOO_LARGE = {
    "a product of whole numbers": limited_by(" * ".join(["999999999999999"] * 2_000)),
    "a sum in a sum": with_many(limited_by("sum(1 for a in MANY for b in MANY)")),
    "a sum of sums": with_many(limited_by("sum(sum(1 for b in MANY) for a in MANY)")),
    "a search in a sum": with_many(limited_by("sum(1 for a in MANY if -1 in MANY)")),
    "a comparison in a sum": with_many(limited_by("sum(1 for a in MANY if MANY <= MANY)")),
    "a length in a sum": with_many(limited_by("sum(max(MANY) for a in MANY)")),
    "many rows": with_many(
        FORMULATION.replace("for i in ITEMS`: `bake", "for a in MANY for b in MANY for i in ITEMS`: `bake")
    ),
    "many variables": with_many(FORMULATION.replace("bake[ITEMS]", "bake[ITEMS, MANY, MANY]")),
    "many numbers": with_many(FORMULATION.replace("most[ITEMS]", "most[MANY, MANY]")),
    "many elements": FORMULATION.replace("\n\n## Parameters", f"\n- `MANY = {[*range(30_000)]}`\n\n## Parameters"),
    "a long expression": limited_by(" + ".join(["1"] * 20_000)),
    "a long text": FORMULATION + "x" * 9_000_000,
    "a deep expression": limited_by("min(1, " * 80 + "1" + ")" * 80),
}
"""Refused by a limit."""
