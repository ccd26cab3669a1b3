"""Totals over decision variables that an operator can limit: as algebra, as words, and as columns of the parent.

A group is one variable at one key (`make["desk"]`), a sum of a few of them, a slice (`all products in week 2`), or
the sum over all of a variable. Its words are a noun phrase, a template that survives other labels and nouns.
"""

import itertools
from dataclasses import dataclass
from random import Random

from schemas.formulation import Variable, VariableKind
from tasks.algebra.ground import Key, keys_of
from tasks.algebra.text import member_text
from tasks.procedural.dialects.data import arity, clauses, set_indices
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study

LISTED = 6
"""Members that a sentence can list."""


@dataclass(frozen=True)
class Group:
    """A total that words and algebra say alike."""

    names: tuple[str, ...]
    """Decision variables in it."""
    expression: str
    words: str
    columns: tuple[int, ...]
    whole: bool
    """Whether it takes whole numbers only."""


def amount_variables(study: Study) -> list[Variable]:
    """Variables that measure an activity: not yes/no, never negative, and spoken of as happening."""
    return [v for v in spoken(study) if v.kind is not VariableKind.binary and v.lower is not None and v.lower >= 0]


def measured_variables(study: Study) -> list[Variable]:
    """Variables that follow from the decisions, such as starting times: they can be limited from above."""
    phrases = study.blueprint.phrases
    return [
        v
        for v in study.formulation.variables
        if v.name in phrases and not phrases[v.name].active and v.kind is not VariableKind.binary and v.lower == 0
    ]


def choice_variables(study: Study) -> list[Variable]:
    """Yes/no decisions that are spoken of as happening."""
    return [v for v in spoken(study) if v.kind is VariableKind.binary]


def spoken(study: Study) -> list[Variable]:
    """Variables that a clause tells when they are positive."""
    phrases = study.blueprint.phrases
    return [v for v in study.formulation.variables if v.name in phrases and phrases[v.name].active]


def positions_of(study: Study, variable: Variable) -> list[tuple[int, ...]]:
    """Positions of the members, one for each of the variable's sets, in the order of its keys."""
    sizes = [range(len(study.formulation.index_set(name).members)) for name in variable.sets]
    return list(itertools.product(*sizes))


def label_arguments(study: Study, variable: Variable, positions: tuple[int | None, ...]) -> list[str]:
    """Template arguments for labels by position: `label(ITEMS, 0)`, `none` for what runs."""
    arguments: list[str] = []
    for name, position in zip(variable.sets, positions, strict=True):
        width = arity(study.formulation, name)
        if position is None:
            arguments += ["none"] * width
        else:
            label = f"label({name}, {position})"
            arguments += [label] if width == 1 else [f"{label}[{end}]" for end in range(width)]
    return arguments


def call(function: str, variable: Variable, arguments: list[str]) -> str:
    """Template that calls a phrase of a variable."""
    return f"{{{{ {function}({', '.join([json_name(variable), *arguments])}) }}}}"


def json_name(variable: Variable) -> str:
    """A variable's name as a template's string."""
    return f'"{variable.name}"'


def subscripted(variable: Variable, parts: list[str]) -> str:
    """`make["desk"]`, or the bare name of a scalar."""
    return f"{variable.name}[{', '.join(parts)}]" if parts else variable.name


def key_parts(key: Key | None) -> list[str]:
    """A key's labels as the algebra writes them."""
    parts = key if isinstance(key, tuple) else () if key is None else (key,)
    return [member_text(part) for part in parts]


@dataclass(frozen=True)
class Entry:
    """A decision variable at one key."""

    variable: Variable
    key: Key | None
    column: int
    expression: str
    amount: str
    """Template of its noun phrase."""
    active: str
    """Template of the clause that says that it is positive."""

    def group(self) -> Group:
        """The entry as a total of one."""
        whole = self.variable.kind is not VariableKind.continuous
        return Group((self.variable.name,), self.expression, self.amount, (self.column,), whole)


def entries(study: Study, variable: Variable) -> list[Entry]:
    """A variable at each of its keys."""
    keys: list[Key | None] = [*keys_of(study.formulation, variable.sets)] if variable.sets else [None]
    made: list[Entry] = []
    for key, positions in zip(keys, positions_of(study, variable), strict=True):
        arguments = label_arguments(study, variable, positions)
        made.append(
            Entry(
                variable=variable,
                key=key,
                column=study.columns[variable.name, key],
                expression=subscripted(variable, key_parts(key)),
                amount=call("amount", variable, arguments),
                active=call("active", variable, arguments),
            )
        )
    return made


def few(chosen: list[Entry]) -> Group:
    """The sum of a few entries."""
    words = " and ".join(entry.amount for entry in chosen)
    words = f"the sum of {words}" if len(chosen) > 1 else words
    names = tuple(dict.fromkeys(entry.variable.name for entry in chosen))
    whole = all(entry.variable.kind is not VariableKind.continuous for entry in chosen)
    return Group(names, " + ".join(e.expression for e in chosen), words, tuple(e.column for e in chosen), whole)


def slice_group(study: Study, variable: Variable, fixed: dict[int, int]) -> Group:
    """The sum of a variable over all its sets but those that are fixed (set's place to member's position)."""
    positions = tuple(fixed.get(place) for place in range(len(variable.sets)))
    kept = [p for p in positions_of(study, variable) if fits(p, fixed)]
    all_keys = dict(zip(positions_of(study, variable), keys_of(study.formulation, variable.sets), strict=True))
    columns = tuple(study.columns[variable.name, all_keys[p]] for p in kept)
    return Group(
        names=(variable.name,),
        expression=slice_expression(study, variable, positions),
        words=call("total", variable, label_arguments(study, variable, positions)),
        columns=columns,
        whole=variable.kind is not VariableKind.continuous,
    )


def slice_expression(study: Study, variable: Variable, positions: tuple[int | None, ...]) -> str:
    """`sum(make[i, "monday"] for i in ITEMS)`."""
    free = tuple(name for name, position in zip(variable.sets, positions, strict=True) if position is None)
    parts = index_parts(study, variable, positions)
    return f"sum({subscripted(variable, parts)} {clauses(study.formulation, free)})"


def whole_group(study: Study, variable: Variable) -> Group:
    """The sum over all of a variable; the variable itself where it is a scalar."""
    return slice_group(study, variable, {}) if variable.sets else entries(study, variable)[0].group()


@dataclass(frozen=True)
class Row:
    """A variable along one of its sets, the others fixed: what a sentence can list."""

    variable: Variable
    place: int
    """Which of the variable's sets runs."""
    fixed: dict[int, int]
    """For each other set, the position of the member that is fixed."""
    entries: tuple[Entry, ...]
    index: str
    """What the running set's members are called in the algebra: `i`, or `i, j` for pairs."""
    expression: str
    """The variable at the running index: `make[i, "monday"]`."""
    clause: str
    """`for i in ITEMS`."""

    @property
    def single(self) -> bool:
        """Whether the members that run are single labels, so that words may say `that product`."""
        return len(self.index.split(", ")) == 1

    @property
    def arguments(self) -> list[str]:
        """Template arguments for the fixed labels, `none` for what runs."""
        running = ["none"] * len(self.index.split(", "))
        places = range(len(self.variable.sets))
        return [a for p in places for a in (running if p == self.place else [self.fixed_label(p)])]

    @property
    def such(self) -> str:
        """Template of the amount of `that product`."""
        return call("such", self.variable, self.arguments)

    @property
    def total(self) -> str:
        """Template of the sum of its members."""
        return call("total", self.variable, self.arguments)

    def fixed_label(self, place: int) -> str:
        """Template argument for the label that another set is fixed to."""
        return f"label({self.variable.sets[place]}, {self.fixed[place]})"

    def noun(self, plural: bool = False) -> str:
        """Template of what the members are called."""
        return f"{{{{ {self.set_name}.{'plural' if plural else 'singular'} }}}}"

    @property
    def set_name(self) -> str:
        """The set that runs."""
        return self.variable.sets[self.place]

    def listing(self, phrase: str) -> str:
        """Template that lists a phrase (`amount` or `active`) for each member."""
        return f"{{{{ listing({self.set_name}, {self.pattern(phrase)}) }}}}"

    def pattern(self, phrase: str) -> str:
        """Template expression of the phrase with a slot for the running label."""
        slots = [f'"{{{n}}}"' for n in range(len(self.index.split(", ")))]
        arguments = [f'"{self.variable.name}"']
        for place in range(len(self.variable.sets)):
            arguments += slots if place == self.place else [self.fixed_label(place)]
        return f"{phrase}({', '.join(arguments)})"


def draw_row(study: Study, rng: Random, variable: Variable) -> Row:
    """A variable along one of its sets, drawn at random.

    Raises:
        NotApplicable: a scalar, a running set too long to list, or pairs among the fixed ones.
    """
    formulation = study.formulation
    sizes = [len(formulation.index_set(name).members) for name in variable.sets]
    places = [place for place, size in enumerate(sizes) if 2 <= size <= LISTED and can_fix_rest(study, variable, place)]
    if not places:
        raise NotApplicable(f"{variable.name} has no set that is short enough to list")
    place = rng.choice(places)
    fixed = {other: rng.randrange(size) for other, size in enumerate(sizes) if other != place}
    kept = [e for e, p in zip(entries(study, variable), positions_of(study, variable), strict=True) if fits(p, fixed)]
    running = tuple(None if at == place else fixed[at] for at in range(len(sizes)))
    parts = index_parts(study, variable, running)
    free = (variable.sets[place],)
    index = ", ".join(set_indices(formulation, free))
    return Row(variable, place, fixed, tuple(kept), index, subscripted(variable, parts), clauses(formulation, free))


def can_fix_rest(study: Study, variable: Variable, place: int) -> bool:
    """Whether all other sets of a variable hold plain labels."""
    others = [name for at, name in enumerate(variable.sets) if at != place]
    return all(arity(study.formulation, name) == 1 for name in others)


def fits(positions: tuple[int, ...], fixed: dict[int, int]) -> bool:
    """Whether a key lies in a slice."""
    return all(positions[place] == at for place, at in fixed.items())


def index_parts(study: Study, variable: Variable, positions: tuple[int | None, ...]) -> list[str]:
    """What stands between a variable's brackets: labels where fixed, index names where running."""
    formulation = study.formulation
    free = tuple(name for name, position in zip(variable.sets, positions, strict=True) if position is None)
    running = iter(set_indices(formulation, free))
    parts: list[str] = []
    for name, position in zip(variable.sets, positions, strict=True):
        if position is None:
            parts += [next(running) for _ in range(arity(formulation, name))]
        else:
            parts += key_parts(formulation.index_set(name).members[position])
    return parts


def draw_group(study: Study, rng: Random, variables: list[Variable]) -> Group:
    """A total at random: all of a variable, a slice, or one to three entries.

    Raises:
        NotApplicable: there is no variable to choose from.
    """
    if not variables:
        raise NotApplicable("no decision variable measures an activity")
    variable = rng.choice(variables)
    shape = rng.choice(("whole", "slice", "few", "few"))
    if shape == "whole" or not variable.sets:
        return whole_group(study, variable)
    if shape == "slice" and len(variable.sets) > 1:
        place = rng.randrange(len(variable.sets))
        size = len(study.formulation.index_set(variable.sets[place]).members)
        return slice_group(study, variable, {place: rng.randrange(size)})
    options = entries(study, variable)
    return few(rng.sample(options, min(len(options) - 1, rng.choice((1, 2, 2))) or 1))
