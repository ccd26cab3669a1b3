"""How varied and how hard a lake's problems are."""

from schemas.frozen import Frozen


class RoundGrowth(Frozen):
    """What one round added."""

    round: int
    problems: int
    new_phrases: float
    """Share of its word triples, numbers masked, that no earlier round has."""
    new_models: float
    """Share of its problems whose canonical model no earlier round has."""
    techniques: float
    """Modelling techniques a problem, mean."""
    difficulty: float
    """Mean, between 0 and 1."""


class Diversity(Frozen):
    """Measures of one campaign's accepted problems, seeds included."""

    campaign: str
    problems: int
    looked_at: int
    """Problems of the sample that pairs are compared in."""
    distinct_phrases: float
    """Different word triples, numbers masked, over all of them."""
    likeness: float
    """Mean Jaccard similarity of the word triples of two problems."""
    vendi: float
    """Vendi score of the cosines between the problems' vectors: how many wholly different ones they are worth."""
    vectors: str
    """What these are: hashed words, or the name of an embedding model."""
    families: dict[str, int]
    domains: dict[str, int]
    techniques: dict[str, int]
    covered: float
    """Share of the pairs of domain and technique that at least one problem has."""
    rates: int
    """Problems whose difficulty is a policy's measured solve rate; the others' is estimated from their models."""
    growth: tuple[RoundGrowth, ...]
