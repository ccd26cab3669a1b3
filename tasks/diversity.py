"""Measures how varied a campaign's accepted problems are, by their words, by vectors of them, and by their models."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, combinations
from random import Random
from statistics import mean
from typing import Any

import numpy as np

from schemas.blueprint import Domain
from schemas.candidate import Candidate
from schemas.diversity import Diversity, RoundGrowth
from schemas.teacher_spec import TeacherSpec
from schemas.technique import Technique
from tasks.check.clusters import masked_words, shingles
from tasks.embedding import Embedder
from tasks.hardness import hardness, solve_rates
from tasks.lake.errors import LakeError
from tasks.lake.lake import open_lake

SAMPLE = 300
"""Problems that pairs are compared in; more cost much and tell little."""
DIMENSIONS = 4_096
"""Of the hashed word vectors."""
HASHED_WORDS = "hashed words, weighted by rarity"
"""What the vectors are where no model is asked."""


def campaign_diversity(lake: str, campaign: str, embedding: TeacherSpec | None = None) -> Diversity:
    """Measures of one campaign.

    Args:
        lake: folder of the lake.
        campaign: its name.
        embedding: a model that gives the vectors of words, which the lake's folder of work keeps; None: none is asked.

    Raises:
        LakeError: there is no lake, or no such campaign in it.
        TeacherRefused: the model can't be asked.
        TeacherError: it gives no answer.
    """
    opened = open_lake(lake)
    if campaign not in (there := opened.campaigns()):
        raise LakeError(f"{opened.store.url}: there is no campaign {campaign!r}; there are {', '.join(there)}")
    embedder = Embedder(embedding, opened.work_root / "vectors") if embedding else None
    return diversity(campaign, opened.candidates(campaign), solve_rates(opened), embedder)


def diversity(
    campaign: str, problems: Sequence[Candidate], rates: Mapping[str, float], embedder: Embedder | None = None
) -> Diversity:
    """Measures of some problems.

    Args:
        campaign: their name.
        problems: accepted ones.
        rates: solve rates of a policy, by id, as far as they were measured.
        embedder: gives the vectors of their words; None: hashed words.
    """
    sample = Random(0).sample(list(problems), min(SAMPLE, len(problems)))
    texts = [problem.statement for problem in sample]
    domains = Counter(problem.domain.value for problem in problems if problem.domain)
    techniques = Counter(technique.value for problem in problems for technique in problem.difficulty.techniques)
    return Diversity(
        campaign=campaign,
        problems=len(problems),
        looked_at=len(sample),
        distinct_phrases=distinct_share([shingles(text) for text in texts]),
        likeness=mean_likeness([frozenset(shingles(text)) for text in texts]),
        vendi=vendi_score(embedder.vectors(texts) if embedder else word_vectors(texts)),
        vectors=embedder.spec.model if embedder else HASHED_WORDS,
        families=dict(Counter(problem.family for problem in problems if problem.family).most_common()),
        domains=dict(domains.most_common()),
        techniques=dict(techniques.most_common()),
        covered=covered_share(problems),
        rates=sum(problem.id in rates for problem in problems),
        growth=growth(problems, rates),
    )


def distinct_share(phrases: Sequence[Sequence[str]]) -> float:
    """Different phrases over all of them."""
    every = list(chain.from_iterable(phrases))
    return len(set(every)) / max(1, len(every))


def mean_likeness(phrases: Sequence[frozenset[str]]) -> float:
    """Mean Jaccard similarity of all pairs."""
    pairs = [len(a & b) / len(a | b) for a, b in combinations(phrases, 2) if a | b]
    return mean(pairs) if pairs else 0.0


def word_vectors(texts: Sequence[str]) -> Any:
    """Unit vectors of texts: hashed words, weighted by how rare they are among them (tf-idf); no model is needed."""
    counts = np.zeros((len(texts), DIMENSIONS))
    for row, text in enumerate(texts):
        for word in masked_words(text):
            counts[row, zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
    rarity = np.log((1 + len(texts)) / (1 + np.count_nonzero(counts, axis=0))) + 1
    weighted = np.log1p(counts) * rarity
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(lengths == 0, 1, lengths)


def vendi_score(vectors: Any) -> float:
    """Exponential of the entropy of the similarity matrix's eigenvalues (Friedman and Dieng, TMLR 2023)."""
    if not len(vectors):
        return 0.0
    values = np.linalg.eigvalsh(vectors @ vectors.T / len(vectors))
    positive = values[values > 1e-12]
    return float(np.exp(-np.sum(positive * np.log(positive))))


def covered_share(problems: Sequence[Candidate]) -> float:
    """Share of the pairs of domain and technique that occur."""
    pairs = {(p.domain, technique) for p in problems if p.domain for technique in p.difficulty.techniques}
    return len(pairs) / (len(Domain) * len(Technique))


def growth(problems: Sequence[Candidate], rates: Mapping[str, float]) -> tuple[RoundGrowth, ...]:
    """What each round added to those before it."""
    phrases: set[str] = set()
    models: set[str] = set()
    found: list[RoundGrowth] = []
    for number in sorted({problem.round for problem in problems}):
        members = [problem for problem in problems if problem.round == number]
        own = set(chain.from_iterable(shingles(problem.statement) for problem in members))
        hashes = [problem.evidence.model_hash or problem.id for problem in members]
        found.append(
            RoundGrowth(
                round=number,
                problems=len(members),
                new_phrases=len(own - phrases) / max(1, len(own)),
                new_models=sum(name not in models for name in hashes) / len(hashes),
                techniques=mean(len(problem.difficulty.techniques) for problem in members),
                difficulty=mean(hardness(problem, rates) for problem in members),
            )
        )
        phrases |= own
        models |= set(hashes)
    return tuple(found)
