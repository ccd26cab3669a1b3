"""A family: one kind of optimization problem with its algebra, its data and several settings that tell it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from schemas.blueprint import Blueprint, Domain, Origin, Passage, PassageRole, SetNouns, VariablePhrases
from schemas.formulation import Formulation, Part

Labels = Mapping[str, tuple[str, ...]]
"""Chosen labels by set; sets of periods and of pairs are built by the family itself."""


def context(text: str) -> Passage:
    """Who and where: opens the statement."""
    return Passage(role=PassageRole.context, text=text, origin=0)


def data(text: str, *about: str) -> Passage:
    """Numbers, in prose or in a table."""
    return Passage(role=PassageRole.data, text=text, about=about, origin=0)


def rule(text: str, *about: str) -> Passage:
    """A requirement; `about` names the constraints and parameters that it tells."""
    return Passage(role=PassageRole.rule, text=text, about=about, origin=0)


def goal(text: str) -> Passage:
    """The question: what is to be minimized or maximized."""
    return Passage(role=PassageRole.goal, text=text, about=("objective",), origin=0)


Story = tuple[Passage, ...]
"""One telling of a setting: its passages in order."""


@dataclass(frozen=True)
class Setting:
    """A world in which a family's problem is told: a bakery, a hospital, a freight terminal."""

    name: str
    domain: Domain
    nouns: Mapping[str, SetNouns]
    """By set; `pool` holds all labels, of which each problem takes the first few of a shuffle."""
    phrases: Mapping[str, VariablePhrases]
    """By decision variable."""
    stories: tuple[Story, ...]
    meanings: Mapping[str, str] = field(default_factory=dict[str, str])
    """By set, parameter, variable, constraint or `objective`: what it is here, with its unit."""


@dataclass(frozen=True)
class Family:
    """One kind of optimization problem."""

    name: str
    title: str
    build: Callable[[Random, Labels], Formulation]
    """Draws the data and states the algebra, feasible and bounded."""
    sizes: Mapping[str, tuple[int, int]]
    """Fewest and most members of each labelled set."""
    settings: tuple[Setting, ...]
    logic: bool = False
    """Whether it rests on logic: Big-M, either/or, K-of-N, fixed charges."""
    scarce: tuple[str, float] | None = None
    """A parameter and a factor that makes every problem of the family infeasible."""
    lifted: str = ""
    """A constraint without which every problem of the family is unbounded."""

    def setting(self, name: str) -> Setting:
        """Return the setting of that name; KeyError when there is none."""
        return {setting.name: setting for setting in self.settings}[name]


def draw_labels(family: Family, setting: Setting, rng: Random) -> dict[str, tuple[str, ...]]:
    """Choose how many and which labels each set gets."""
    labels: dict[str, tuple[str, ...]] = {}
    for name, (fewest, most) in family.sizes.items():
        pool = list(setting.nouns[name].pool)
        labels[name] = tuple(rng.sample(pool, rng.randint(fewest, min(most, len(pool)))))
    return labels


def draw_blueprint(family: Family, setting: Setting, story: int, rng: Random) -> Blueprint:
    """A new problem of a family, told by one story of one setting."""
    labels = draw_labels(family, setting, rng)
    formulation = with_meanings(family.build(rng, labels), setting.meanings)
    return Blueprint(
        origins=(Origin(family=family.name, setting=setting.name, story=story),),
        domain=setting.domain,
        formulation=formulation,
        passages=setting.stories[story],
        nouns={name: remaining_pool(nouns, labels.get(name, ())) for name, nouns in setting.nouns.items()},
        phrases=dict(setting.phrases),
    )


def remaining_pool(nouns: SetNouns, used: tuple[str, ...]) -> SetNouns:
    """Nouns whose pool holds only labels that are still free."""
    return nouns.model_copy(update={"pool": tuple(label for label in nouns.pool if label not in used)})


def with_meanings(formulation: Formulation, meanings: Mapping[str, str]) -> Formulation:
    """The formulation with the setting's words for each part, where it has any."""

    def told(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(part.model_copy(update={"meaning": meanings.get(part.name, part.meaning)}) for part in parts)

    objective = formulation.objective
    return formulation.model_copy(
        update={
            "sets": told(formulation.sets),
            "parameters": told(formulation.parameters),
            "variables": told(formulation.variables),
            "constraints": told(formulation.constraints),
            "objective": objective.model_copy(update={"meaning": meanings.get("objective", objective.meaning)}),
        }
    )
