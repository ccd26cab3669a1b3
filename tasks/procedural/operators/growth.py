"""One more element of a set: a product, a customer, a period, with data like those of the others."""

from random import Random

from schemas.blueprint import Blueprint, SetNouns
from schemas.formulation import Formulation, IndexSet, Member, Parameter
from tasks.algebra.usage import structural_names
from tasks.procedural.operators.editing import derive_all, noted
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.parameters import moved, refuse_unchanged
from tasks.procedural.operators.study import Study


def grow(study: Study, rng: Random) -> Blueprint:
    """Add the next label of a set's pool, or the next period."""
    options = [s for s in study.formulation.sets if can_grow(study.blueprint, s)]
    if not options:
        raise NotApplicable("no set may grow")
    index_set = rng.choice(options)
    nouns = study.blueprint.nouns[index_set.name]
    label = next_member(index_set, nouns)
    changes = {
        "formulation": grown(study.formulation, index_set, label, rng),
        "nouns": {**study.blueprint.nouns, index_set.name: without_label(nouns, label)},
    }
    child = study.blueprint.model_copy(update=changes)
    refuse_unchanged(study, child)
    return noted(child, f"Added one {nouns.singular}: {label}")


def can_grow(blueprint: Blueprint, index_set: IndexSet) -> bool:
    """Whether the words support another element and there is a label for it."""
    nouns = blueprint.nouns.get(index_set.name)
    numbered = bool(index_set.members) and isinstance(index_set.members[-1], int)
    return nouns is not None and nouns.grows and (numbered or bool(nouns.pool))


def next_member(index_set: IndexSet, nouns: SetNouns) -> str | int:
    """The next period, or the first label of the pool."""
    last = index_set.members[-1]
    return last + 1 if isinstance(last, int) else nouns.pool[0]


def without_label(nouns: SetNouns, label: str | int) -> SetNouns:
    """Nouns whose pool no longer holds a label."""
    return nouns.model_copy(update={"pool": tuple(free for free in nouns.pool if free != label)})


def grown(formulation: Formulation, index_set: IndexSet, label: str | int, rng: Random) -> Formulation:
    """The formulation with one more element and new values for every parameter over its set."""
    larger = index_set.model_copy(update={"members": (*index_set.members, label)})
    after = formulation.model_copy(
        update={"sets": tuple(larger if s.name == index_set.name else s for s in formulation.sets)}
    )
    parameters = tuple(
        extended(formulation, after, p, (index_set, rng)) if index_set.name in p.sets else p
        for p in formulation.parameters
    )
    return derive_all(after.model_copy(update={"parameters": parameters}))


def extended(
    before: Formulation, after: Formulation, parameter: Parameter, drawn: tuple[IndexSet, Random]
) -> Parameter:
    """A parameter with values for the new element, each close to that of an element that was there."""
    index_set, rng = drawn
    known = dict(zip(split_keys(before, parameter), parameter.values, strict=True))
    pattern = rng.choice(index_set.members)
    steady = parameter.name in structural_names(before)
    values: list[float] = []
    for key in split_keys(after, parameter):
        like = tuple(
            pattern if fresh(part, index_set, name) else part for part, name in zip(key, parameter.sets, strict=True)
        )
        value = known[like]
        values.append(value if like == key or steady else moved(value, parameter, rng.uniform(0.8, 1.2)))
    return parameter.model_copy(update={"values": tuple(values)})


def split_keys(formulation: Formulation, parameter: Parameter) -> list[tuple[Member, ...]]:
    """All combinations of members, one member a set."""
    keys: list[tuple[Member, ...]] = [()]
    for name in parameter.sets:
        keys = [(*key, member) for key in keys for member in formulation.index_set(name).members]
    return keys


def fresh(member: Member, index_set: IndexSet, set_name: str) -> bool:
    """Whether a member stands at the grown set's place and is the new one."""
    return set_name == index_set.name and member not in index_set.members
