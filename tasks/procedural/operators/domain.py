"""Tells a problem in another field of application: new labels, nouns, phrases, meanings and story."""

from collections.abc import Sequence
from random import Random

from schemas.blueprint import Blueprint, Domain, Origin, Passage, PassageRole, SetNouns, VariablePhrases
from schemas.formulation import Formulation, IndexSet, Member, Part
from tasks.algebra.expression import rename_expression, rename_forall
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, Setting, Story
from tasks.procedural.operators.aims import AIM, COMBINED, aim_phrases
from tasks.procedural.operators.editing import noted, with_whole
from tasks.procedural.operators.move import NotApplicable, first_applicable
from tasks.procedural.operators.parameters import redraw, redraw_prices, scale
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.templates import rename_template


def transform(study: Study, rng: Random) -> Blueprint:
    """The problem in another domain, with numbers of that domain; the structure stays.

    The same numbers under other names would be the parent's model, which is a duplicate.
    """
    parent = study.blueprint
    domain, settings = other_settings(parent.origins, frozenset({parent.domain}), rng)
    moved = moved_to(parent, domain, settings, rng)
    refuse_other_units(parent, moved)
    child = renumbered(moved, rng)
    before, after = (d.value.replace("_", " ") for d in (parent.domain, domain))
    return noted(child, f"Moved from {before} to {after}, with numbers of that field")


def refuse_other_units(parent: Blueprint, moved: Blueprint) -> None:
    """Raise where results of a combined problem would be counted in other units: its rate between them is fixed."""
    keys = [here(origin, AIM) for origin in parent.origins] if COMBINED in parent.phrases else []
    if any(parent.phrases[key].unit != moved.phrases[key].unit for key in keys):
        raise NotApplicable("the parts' results would be counted in other units")


def renumbered(blueprint: Blueprint, rng: Random) -> Blueprint:
    """The blueprint with new values for one of its parameters, one that can't make it infeasible if there is any."""
    try:
        changed = redraw_prices(Study(blueprint), rng)
    except NotApplicable:
        changed = first_applicable({"redraw": redraw, "scale": scale}, Study(blueprint), rng)
    return changed.model_copy(update={"notes": blueprint.notes})


def known_family(origin: Origin) -> Family:
    """The family of an origin.

    Raises:
        NotApplicable: no family of that name is known here.
    """
    try:
        return all_families()[origin.family]
    except KeyError as error:
        raise NotApplicable(f"the family {origin.family} is not known") from error


def other_settings(
    origins: Sequence[Origin], without: frozenset[Domain], rng: Random
) -> tuple[Domain, tuple[Setting, ...]]:
    """Another domain and a setting for each part, all in that domain where the families allow it.

    Raises:
        NotApplicable: some part has no setting in another domain.
    """
    choices = [[s for s in known_family(origin).settings if s.domain not in without] for origin in origins]
    if not all(choices):
        raise NotApplicable("a part of the problem has no setting in another domain")
    offered = [frozenset(setting.domain for setting in options) for options in choices]
    shared = offered[0].intersection(*offered[1:])
    domain = rng.choice(sorted(shared or offered[0]))
    return domain, tuple(preferred(options, domain, rng) for options in choices)


def moved_to(blueprint: Blueprint, domain: Domain, settings: tuple[Setting, ...], rng: Random) -> Blueprint:
    """The blueprint with each part in its setting.

    Raises:
        NotApplicable: too few labels, or two parts that would share one.
    """
    for position, setting in enumerate(settings):
        blueprint = retold(blueprint, position, setting, rng)
    refuse_shared_labels(blueprint)
    return with_whole(blueprint.model_copy(update={"domain": domain}))


def preferred(settings: Sequence[Setting], domain: Domain, rng: Random) -> Setting:
    """A setting of the domain, or any when there is none."""
    return rng.choice([s for s in settings if s.domain is domain] or list(settings))


def retold(blueprint: Blueprint, position: int, setting: Setting, rng: Random) -> Blueprint:
    """The blueprint with one of its parts moved to a setting."""
    origin = blueprint.origins[position]
    family = known_family(origin)
    old = family.setting(origin.setting)
    labels = new_labels(blueprint, origin, (family, setting), rng)
    story = rng.randrange(len(setting.stories))
    moved = origin.model_copy(update={"setting": setting.name, "story": story})
    origins = (*blueprint.origins[:position], moved, *blueprint.origins[position + 1 :])
    formulation = with_meanings(relabelled(blueprint.formulation, labels), origin, (old, setting))
    changes = {
        "origins": origins,
        "formulation": formulation,
        "passages": new_passages(blueprint, position, setting.stories[story]),
        "nouns": {**blueprint.nouns, **new_nouns(formulation, origin, setting)},
        "phrases": new_phrases(blueprint, origin, (old, setting)),
    }
    return blueprint.model_copy(update=changes)


def here(origin: Origin, name: str) -> str:
    """A family's name as this blueprint has it."""
    return origin.names.get(name, name)


def new_labels(blueprint: Blueprint, origin: Origin, target: tuple[Family, Setting], rng: Random) -> dict[str, str]:
    """Old to new labels, by position in each labelled set.

    Raises:
        NotApplicable: the new setting has too few labels.
    """
    family, setting = target
    labels: dict[str, str] = {}
    for name in family.sizes:
        members = blueprint.formulation.index_set(here(origin, name)).members
        pool = setting.nouns[name].pool
        if len(pool) < len(members):
            raise NotApplicable(f"{setting.name} has only {len(pool)} labels for {name}")
        labels.update(zip(map(str, members), rng.sample(pool, len(members)), strict=True))
    return labels


def relabelled(formulation: Formulation, labels: dict[str, str]) -> Formulation:
    """The formulation with other labels in its sets and expressions."""

    def expression(text: str) -> str:
        return rename_expression(text, {}, labels) if '"' in text else text

    objective = formulation.objective
    return formulation.model_copy(
        update={
            "sets": tuple(relabelled_set(s, labels) for s in formulation.sets),
            "parameters": tuple(
                p.model_copy(update={"derivation": expression(p.derivation)}) for p in formulation.parameters
            ),
            "objective": objective.model_copy(update={"expression": expression(objective.expression)}),
            "constraints": tuple(
                c.model_copy(
                    update={
                        "expression": expression(c.expression),
                        "forall": rename_forall(c.forall, {}, labels) if '"' in c.forall else c.forall,
                    }
                )
                for c in formulation.constraints
            ),
        }
    )


def relabelled_set(index_set: IndexSet, labels: dict[str, str]) -> IndexSet:
    """A set with other labels, in pairs as well."""

    def part(value: str | int) -> str | int:
        return labels.get(value, value) if isinstance(value, str) else value

    def member(value: Member) -> Member:
        return tuple(part(v) for v in value) if isinstance(value, tuple) else part(value)

    return index_set.model_copy(update={"members": tuple(member(m) for m in index_set.members)})


def with_meanings(formulation: Formulation, origin: Origin, settings: tuple[Setting, Setting]) -> Formulation:
    """The formulation with the new setting's meanings for the family's parts; operators' parts keep theirs."""
    old, new = settings
    meanings = {here(origin, name): meaning for name, meaning in new.meanings.items()}

    def told(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(p.model_copy(update={"meaning": meanings.get(p.name, p.meaning)}) for p in parts)

    objective = formulation.objective
    before, after = old.meanings.get(AIM, ""), new.meanings.get(AIM, "")
    meaning = objective.meaning.replace(before, after) if before else objective.meaning
    return formulation.model_copy(
        update={
            "sets": told(formulation.sets),
            "parameters": told(formulation.parameters),
            "variables": told(formulation.variables),
            "constraints": told(formulation.constraints),
            "objective": objective.model_copy(update={"meaning": meaning}),
        }
    )


def new_nouns(formulation: Formulation, origin: Origin, setting: Setting) -> dict[str, SetNouns]:
    """The setting's nouns, with pools that hold only labels that are still free."""
    nouns: dict[str, SetNouns] = {}
    for name, words in setting.nouns.items():
        used = set(formulation.index_set(here(origin, name)).members)
        pool = tuple(label for label in words.pool if label not in used)
        nouns[here(origin, name)] = words.model_copy(update={"pool": pool})
    return nouns


def new_phrases(blueprint: Blueprint, origin: Origin, settings: tuple[Setting, Setting]) -> dict[str, VariablePhrases]:
    """The setting's phrases; the aim's, too, unless an operator gave the problem another aim."""
    old, new = settings
    phrases = {here(origin, name): phrase for name, phrase in new.phrases.items()}
    key = here(origin, AIM)
    aim = blueprint.phrases.get(key)
    if aim is not None:
        told, retelling = (aim_phrases(setting.meanings.get(AIM, "")) for setting in (old, new))
        phrases[key] = aim.model_copy(
            update={"amount": retelling.amount if aim.amount == told.amount else aim.amount, "unit": retelling.unit}
        )
    return {**blueprint.phrases, **phrases}


def new_passages(blueprint: Blueprint, position: int, story: Story) -> tuple[Passage, ...]:
    """The passages with one part's telling replaced where it stood; operators' passages stay.

    What was dropped from the old telling (its goal, the words of a removed constraint) does not come back.
    """
    origin = blueprint.origins[position]
    old = [p for p in blueprint.passages if p.origin == position]
    start = blueprint.passages.index(old[0]) if old else 0
    kept = [p for p in blueprint.passages[:start] if p.origin != position]
    rest = [p for p in blueprint.passages[start:] if p.origin != position]
    fresh = [adapted(p, origin, position) for p in story if belongs(p, old, origin, blueprint.formulation)]
    if len(blueprint.origins) > 1 and old:
        fresh = [p.model_copy(update={"role": old[0].role}) for p in fresh]
    return (*kept, *fresh, *rest)


def adapted(passage: Passage, origin: Origin, position: int) -> Passage:
    """A family's passage with this blueprint's names."""
    about = tuple(here(origin, name) for name in passage.about)
    return passage.model_copy(
        update={"text": rename_template(passage.text, origin.names), "about": about, "origin": position}
    )


def belongs(passage: Passage, old: list[Passage], origin: Origin, formulation: Formulation) -> bool:
    """Whether a passage of the new story has something to tell here."""
    if passage.role is PassageRole.goal:
        return any(p.role is PassageRole.goal for p in old)
    known = formulation.names() | {AIM}
    return not passage.about or any(here(origin, name) in known for name in passage.about)


def refuse_shared_labels(blueprint: Blueprint) -> None:
    """Raise where two parts of a combined problem share a label: words could not tell them apart."""
    seen: set[str] = set()
    for origin in blueprint.origins:
        names = [here(origin, name) for name in known_family(origin).sizes]
        labels = {str(m) for name in names for m in blueprint.formulation.index_set(name).members}
        if shared := seen & labels:
            raise NotApplicable(f"two parts would share the label {min(shared)!r}")
        seen |= labels
