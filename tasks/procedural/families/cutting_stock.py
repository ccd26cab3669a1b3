"""Cutting stock with given patterns: how many stock lengths to cut by each pattern."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

STOCK_LENGTH = 24
"""Length of a stock piece while patterns are drawn; neither it nor the items' lengths reach the words."""


def fitting_items(counts: list[int], lengths: list[int]) -> list[int]:
    """Positions of the items that still fit beside the pieces of a pattern."""
    room = STOCK_LENGTH - sum(n * size for n, size in zip(counts, lengths, strict=True))
    return [at for at, size in enumerate(lengths) if size <= room]


def draw_patterns(rng: Random, items: int, patterns: int) -> list[list[int]]:
    """Different patterns that leave no room for another piece; each item begins one of them, so that all can be cut."""
    lengths = rng.sample(range(3, 9), items)
    drawn: list[list[int]] = []
    while len(drawn) < patterns:
        counts = [int(at % patterns == len(drawn) % items) for at in range(items)]
        while fitting := fitting_items(counts, lengths):
            counts[rng.choice(fitting)] += 1
        drawn += [counts] if counts not in drawn else []
    return drawn


def pieces_needed(patterns: list[list[int]], demand: list[int]) -> int:
    """Stock pieces that a greedy cutter uses, so that the stock suffices."""
    missing, used = list(demand), 0
    while any(missing):
        best = max(patterns, key=lambda counts: sum(min(n, m) for n, m in zip(counts, missing, strict=True)))
        missing = [max(0, m - n) for n, m in zip(best, missing, strict=True)]
        used += 1
    return used


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw patterns, costs and demand; the stock is about what a greedy cutter needs."""
    items, patterns = labels["ITEMS"], labels["PATTERNS"]
    cut = draw_patterns(rng, len(items), len(patterns))
    demand = [rng.randint(15, 70) for _ in items]
    cost = [rng.randint(9, 24) for _ in patterns]
    available = pieces_needed(cut, demand) + rng.randint(0, 1)
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=items), IndexSet(name="PATTERNS", members=patterns)),
        parameters=(
            Parameter(name="cut", sets=("PATTERNS", "ITEMS"), values=tuple(n for row in cut for n in row)),
            Parameter(name="cost", sets=("PATTERNS",), values=tuple(cost)),
            Parameter(name="demand", sets=("ITEMS",), values=tuple(demand)),
            Parameter(name="available", values=(available,)),
        ),
        variables=(Variable(name="runs", sets=("PATTERNS",), kind=VariableKind.integer),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[p] * runs[p] for p in PATTERNS)"),
        constraints=(
            Constraint(
                name="demand_met",
                expression="sum(cut[p, i] * runs[p] for p in PATTERNS) >= demand[i]",
                forall="for i in ITEMS",
            ),
            Constraint(name="stock_limit", expression="sum(runs[p] for p in PATTERNS) <= available"),
        ),
    )


ROOF = Setting(
    name="roof_timber",
    domain=Domain.construction,
    nouns={
        "ITEMS": SetNouns(
            singular="length", plural="lengths", pool=("rafter", "purlin", "strut", "joist", "ridge", "batten")
        ),
        "PATTERNS": SetNouns(
            singular="sawing plan",
            plural="sawing plans",
            pool=("red", "blue", "green", "yellow", "white", "black", "purple"),
            grows=True,
        ),
    },
    phrases={
        "runs": VariablePhrases(
            amount="the number of beams sawn by the {0} plan", active="the {0} plan is used", unit="beams"
        )
    },
    meanings={
        "ITEMS": "lengths needed for the roof",
        "PATTERNS": "sawing plans",
        "cut": "pieces of the length from one beam sawn by the plan",
        "cost": "net cost of a beam sawn by the plan, in dollars",
        "demand": "pieces needed",
        "available": "beams in the shed",
        "runs": "beams sawn by the plan",
        "demand_met": "at least the pieces needed of each length are sawn",
        "stock_limit": "no more beams are sawn than are in the shed",
        "objective": "total net cost, in dollars",
    },
    stories=(
        (
            context(
                "Oakhurst Roofing saws identical beams into {{ names(ITEMS) }} lengths for the roof of a chapel. The "
                "sawyer trusts only {{ count(PATTERNS) }} plans, which he has marked with colours."
            ),
            data(
                "From a single beam, {{ by_row(cut, 'the {0} plan gives {items}', '{value} of {1} length') }}.", "cut"
            ),
            data(
                "Labour included and the value of offcuts deducted, a beam comes to {{ each(cost, '${value} under "
                "the {0} plan') }}.",
                "cost",
            ),
            rule(
                "The roof calls for at least {{ each(demand, '{value} pieces of {0} length') }}; anything beyond "
                "that goes to the store room and does no harm.",
                "demand_met",
                "demand",
            ),
            rule(
                "Just {{ available }} beams are stacked in the shed, and no more can be had in time.",
                "stock_limit",
                "available",
            ),
            goal("How many whole beams should be sawn by each plan to minimize the cost of the job?"),
        ),
        (
            context(
                "Before the crane arrives on site, Ines Calder has to tell the saw bench what to do with the timber. "
                "All beams are alike, and each is cut up by one of the plans pinned to the wall of the hut."
            ),
            data(
                "What a beam costs under a plan, scrap value already deducted, and the pieces that fall from it can "
                "be read below:{{ columns(PATTERNS, 'Plan', {'Cost ($)': cost, 'Pieces of': cut}) }}",
                "cost",
                "cut",
            ),
            rule(
                "The roofers must find at least {{ each(demand, '{value} of the {0} pieces') }} when they turn up, "
                "and nobody minds a few spare ones.",
                "demand_met",
                "demand",
            ),
            rule(
                "Ines cannot saw more than the {{ available }} beams that were delivered.", "stock_limit", "available"
            ),
            goal("Which whole number of beams should she put down for each plan if her bill is to be minimized?"),
        ),
    ),
)

LINEN = Setting(
    name="event_linen",
    domain=Domain.event_planning,
    nouns={
        "ITEMS": SetNouns(
            singular="article", plural="articles", pool=("tablecloth", "runner", "sash", "banner", "curtain", "napkin")
        ),
        "PATTERNS": SetNouns(
            singular="layout",
            plural="layouts",
            pool=("Daisy", "Tulip", "Poppy", "Lily", "Iris", "Clover", "Aster"),
            grows=True,
        ),
    },
    phrases={
        "runs": VariablePhrases(
            amount="the number of bolts cut by layout {0}", active="layout {0} is used", unit="bolts"
        )
    },
    meanings={
        "ITEMS": "articles for the wedding season",
        "PATTERNS": "cutting layouts",
        "cut": "pieces of the article from one bolt",
        "cost": "cost of a bolt cut by the layout, in dollars",
        "demand": "pieces needed for the season",
        "available": "bolts that the mill can supply",
        "runs": "bolts cut by the layout",
        "demand_met": "the season's need of each article is covered",
        "stock_limit": "no more bolts than the mill can supply",
        "objective": "total spending on cut bolts, in dollars",
    },
    stories=(
        (
            context(
                "Petal & Plate dresses the tables of country weddings. Its linen comes out of identical bolts of "
                "cloth, chalked by one of {{ count(PATTERNS) }} layouts that are named after flowers."
            ),
            data(
                "Here is what becomes of a bolt: {{ by_row(cut, '{0} makes {items}', '{value} in {1} size') }}.", "cut"
            ),
            data("Cloth and cutting together are billed at {{ each(cost, '${value} for {0}') }} per bolt.", "cost"),
            rule(
                "To get through the season, the firm has to own no fewer than {{ each(demand, '{value} pieces in {0} "
                "size') }}. Extra pieces can be kept for next year.",
                "demand_met",
                "demand",
            ),
            rule("The mill can let the firm have {{ available }} bolts at most.", "stock_limit", "available"),
            goal(
                "Once chalked, a bolt is cut completely, so the answer is a whole number of bolts for each layout. "
                "Which numbers minimize the spending?"
            ),
        ),
        (
            context("Subject: cloth for the spring galas. Dear Rosa, the cutting room wants its orders by Friday."),
            data(
                "You asked me how much we need of everything, and I have counted {{ each(demand, '{value} for the "
                "{0}') }}.",
                "demand",
            ),
            data(
                "Bolts all look alike, and each is cut by exactly one layout. This is what a bolt yields, piece by "
                "piece:{{ table(cut, 'Layout') }}With the cutter's wages, we pay {{ each(cost, '${value} for {0}') "
                "}}, always per bolt.",
                "cut",
                "cost",
            ),
            rule(
                "Please see to it that we end up with at least the numbers I counted; a surplus is welcome.",
                "demand_met",
            ),
            rule(
                "Our supplier has {{ available }} bolts left, so stay within that. He sells only whole ones.",
                "stock_limit",
                "available",
            ),
            goal("Could you work out how many bolts to cut by every layout so that the total we pay is minimized?"),
        ),
    ),
)

CABLE = Setting(
    name="cable_drums",
    domain=Domain.telecom,
    nouns={
        "ITEMS": SetNouns(
            singular="cable type", plural="cable types", pool=("riser", "feeder", "drop", "jumper", "trunk", "mast")
        ),
        "PATTERNS": SetNouns(
            singular="scheme",
            plural="schemes",
            pool=("Falcon", "Heron", "Kestrel", "Merlin", "Swift", "Raven", "Plover"),
            grows=True,
        ),
    },
    phrases={
        "runs": VariablePhrases(
            amount="the number of drums cut by scheme {0}", active="scheme {0} is applied", unit="drums"
        )
    },
    meanings={
        "ITEMS": "cable types",
        "PATTERNS": "cutting schemes",
        "cut": "pieces of the cable type from one drum",
        "cost": "handling cost per drum, in dollars",
        "demand": "pieces ordered by the installation crews",
        "available": "drums in the depot",
        "runs": "drums cut by the scheme",
        "demand_met": "the crews' orders are covered",
        "stock_limit": "no more drums are cut than the depot holds",
        "objective": "total handling cost, in dollars",
    },
    stories=(
        (
            context(
                "When fibre is rolled out in a new district, the depot of Lumenet cuts equal drums of cable to fixed "
                "lengths, known by their purpose: {{ names(ITEMS) }}. Only approved cutting schemes are allowed."
            ),
            data(
                "A drum may be cut in {{ count(PATTERNS) }} ways: {{ by_row(cut, 'scheme {0} provides {items}', "
                "'{value} pieces of {1} cable') }}.",
                "cut",
            ),
            data("Handling a drum costs {{ each(cost, '${value} with {0}') }}.", "cost"),
            rule(
                "The installation crews have ordered {{ each(demand, '{value} pieces of {0} cable') }}, and they "
                "must receive no less. Pieces left over are put aside for repairs.",
                "demand_met",
                "demand",
            ),
            rule(
                "The depot holds {{ available }} drums; a delivery would come too late. A drum that has been started "
                "is cut up whole.",
                "stock_limit",
                "available",
            ),
            goal("Find the number of drums for each scheme that minimizes handling cost."),
        ),
        (
            context(
                "A cable operator is preparing kits for its field engineers. Full drums go in at one end of the "
                "hall; at the other end, pieces come out as a cutting scheme dictates."
            ),
            data(
                "Management has cleared the following schemes, for which pieces per drum and handling cost are "
                "known:{{ columns(PATTERNS, 'Scheme', {'Pieces,': cut, 'Handling ($ per drum)': cost}) }}",
                "cut",
                "cost",
            ),
            rule(
                "Kits for the month require a certain number of pieces, of which there may be more but never fewer: "
                "{{ each(demand, '{value} for {0}') }}.",
                "demand_met",
                "demand",
            ),
            rule(
                "Stock records show {{ available }} drums, the upper limit on what can be cut altogether. For the "
                "cutting machine drums are indivisible: it runs each to its end by a single scheme.",
                "stock_limit",
                "available",
            ),
            goal(
                "The planner wants to know how many drums to run by each scheme, with minimization of the total "
                "handling cost as the aim."
            ),
        ),
    ),
)

FAMILY = Family(
    name="cutting_stock",
    title="Cutting stock with given patterns",
    build=build,
    sizes={"ITEMS": (3, 4), "PATTERNS": (3, 5)},
    settings=(ROOF, LINEN, CABLE),
    scarce=("demand", 10),
)
