"""A blueprint: a formulation together with the words that tell it, so that both change together."""

from enum import StrEnum

from pydantic import Field

from schemas.formulation import Formulation
from schemas.frozen import Frozen
from schemas.solve import TerminationStatus


class Domain(StrEnum):
    """Field of application; the sixteen of Step-Opt-Instruct (section 3.1)."""

    education = "education"
    manufacturing = "manufacturing"
    logistics = "logistics"
    retail = "retail"
    agriculture = "agriculture"
    information_technology = "information_technology"
    healthcare = "healthcare"
    event_planning = "event_planning"
    construction = "construction"
    entertainment = "entertainment"
    research = "research"
    hospitality = "hospitality"
    defence = "defence"
    energy = "energy"
    transportation = "transportation"
    telecom = "telecom"


class PassageRole(StrEnum):
    """What a passage of the statement does; a statement runs through them in this order."""

    context = "context"
    data = "data"
    rule = "rule"
    goal = "goal"


class Passage(Frozen):
    """One or a few sentences of the statement, as a Jinja template over the blueprint's data.

    `tasks/procedural/words.py` documents what a template may use.
    """

    role: PassageRole
    text: str
    about: tuple[str, ...] = ()
    """Names of the parameters, variables and constraints that it tells; what removes one of them removes it."""
    origin: int | None = None
    """Position in `Blueprint.origins` of the family's telling that it belongs to; None: an operator wrote it."""


class SetNouns(Frozen):
    """How people call an index set's elements."""

    singular: str
    plural: str
    pool: tuple[str, ...] = ()
    """Further labels, for operators that add an element."""
    grows: bool = False
    """Whether an element may be added: every parameter over the set is plain data, and its words list them all."""


class VariablePhrases(Frozen):
    """How people speak of a decision variable; `{0}`, `{1}` stand for the labels of its indices."""

    amount: str
    """A noun phrase for its value: `the number of {0} made`, `the tons shipped from {0} to {1}`."""
    active: str = ""
    """A clause that says that it is positive, or one: `{0} is made`, `a depot is opened in {0}`."""
    unit: str = ""
    """Unit of its value in the plural, `tons`; empty for yes/no."""


class Origin(Frozen):
    """A family's telling inside a blueprint; a combined problem has two."""

    family: str
    setting: str
    story: int = 0
    names: dict[str, str] = Field(default_factory=dict)
    """Names of this blueprint for the family's names, where combining changed them."""


class Blueprint(Frozen):
    """All that the procedural teacher knows of a problem."""

    origins: tuple[Origin, ...]
    domain: Domain
    formulation: Formulation
    passages: tuple[Passage, ...]
    nouns: dict[str, SetNouns] = Field(default_factory=dict)
    """By index set."""
    phrases: dict[str, VariablePhrases] = Field(default_factory=dict)
    """By decision variable."""
    status: TerminationStatus = TerminationStatus.optimal
    """The outcome that the problem declares."""
    notes: tuple[str, ...] = ()
    """What the operators did to it, in order."""
