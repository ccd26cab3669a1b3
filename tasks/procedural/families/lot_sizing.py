"""Lot sizing: when to set up for which item and how much to make, under a shared capacity in each period."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

MOST = "min(capacity / use[i1], sum(demand[i1, s] for s in PERIODS if s >= i2))"
"""Tight Big-M: never more than the capacity allows, nor than is still asked for."""


def draw_capacity(rng: Random, use: list[int], demand: list[list[int]]) -> int:
    """Capacity per period that suffices for the demand up to each period, with a little to spare."""
    work = [sum(u * row[at] for u, row in zip(use, demand, strict=True)) for at in range(len(demand[0]))]
    needed = max(sum(work[: at + 1]) / (at + 1) for at in range(len(work)))
    return 10 * -(-int(needed * rng.randint(105, 150)) // 1000)


def draw_parameters(rng: Random, items: tuple[str, ...], periods: int) -> tuple[Parameter, ...]:
    """Costs, use, demand, capacity, and the most of each item that can be wanted from each period on."""
    use = [rng.randint(2, 6) for _ in items]
    demand = [[5 * rng.randint(4, 14) for _ in range(periods)] for _ in items]
    capacity = draw_capacity(rng, use, demand)
    most = [min(capacity / use[at], sum(row[s:])) for at, row in enumerate(demand) for s in range(periods)]
    return (
        Parameter(name="setup_cost", sets=("ITEMS",), values=tuple(10 * rng.randint(8, 30) for _ in items)),
        Parameter(name="holding", sets=("ITEMS",), values=tuple(rng.randint(1, 4) for _ in items)),
        Parameter(name="use", sets=("ITEMS",), values=tuple(use)),
        Parameter(name="demand", sets=("ITEMS", "PERIODS"), values=tuple(d for row in demand for d in row)),
        Parameter(name="capacity", values=(capacity,)),
        Parameter(name="most", sets=("ITEMS", "PERIODS"), values=tuple(most), derivation=MOST),
    )


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demand and costs; nothing is in store at first, and capacity suffices if work is done ahead."""
    items, periods = labels["ITEMS"], rng.randint(3, 4)
    return Formulation(
        sets=(
            IndexSet(name="ITEMS", members=items),
            IndexSet(name="PERIODS", members=tuple(range(1, periods + 1))),
        ),
        parameters=draw_parameters(rng, items, periods),
        variables=(
            Variable(name="make", sets=("ITEMS", "PERIODS")),
            Variable(name="stock", sets=("ITEMS", "PERIODS")),
            Variable(name="setup", sets=("ITEMS", "PERIODS"), kind=VariableKind.binary),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(setup_cost[i] * setup[i, t] + holding[i] * stock[i, t] for i in ITEMS for t in PERIODS)",
        ),
        constraints=(
            Constraint(
                name="first_balance",
                expression="stock[i, t] == make[i, t] - demand[i, t]",
                forall="for i in ITEMS for t in PERIODS if t == 1",
            ),
            Constraint(
                name="balance",
                expression="stock[i, t] == stock[i, t - 1] + make[i, t] - demand[i, t]",
                forall="for i in ITEMS for t in PERIODS if t > 1",
            ),
            Constraint(
                name="capacity_limit",
                expression="sum(use[i] * make[i, t] for i in ITEMS) <= capacity",
                forall="for t in PERIODS",
            ),
            Constraint(
                name="link",
                expression="make[i, t] <= most[i, t] * setup[i, t]",
                forall="for i in ITEMS for t in PERIODS",
            ),
        ),
    )


PAINT = Setting(
    name="paint_mill",
    domain=Domain.manufacturing,
    nouns={
        "ITEMS": SetNouns(
            singular="colour", plural="colours", pool=("ivory", "crimson", "ochre", "teal", "slate", "olive")
        ),
        "PERIODS": SetNouns(singular="week", plural="weeks"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the litres of {0} milled in week {1}", active="{0} is milled in week {1}", unit="litres"
        ),
        "stock": VariablePhrases(
            amount="the litres of {0} stored after week {1}", active="{0} is stored after week {1}", unit="litres"
        ),
        "setup": VariablePhrases(
            amount="the set-up for {0} in week {1}", active="the mill is set up for {0} in week {1}"
        ),
    },
    meanings={
        "ITEMS": "colours",
        "PERIODS": "weeks",
        "setup_cost": "cost of setting the mill up for the colour, in dollars",
        "holding": "cost of a litre in store at the end of a week, in dollars",
        "use": "minutes of milling per litre",
        "demand": "litres to be delivered in the week",
        "capacity": "minutes of milling per week",
        "most": "litres that can be milled or are still wanted, whichever is less",
        "make": "litres milled in the week",
        "stock": "litres in store at the end of the week",
        "setup": "1 if the mill is set up for the colour in the week",
        "first_balance": "in the first week, what is milled is delivered or stored",
        "balance": "what was in store and what is milled is delivered or stored",
        "capacity_limit": "milling stays within the minutes of a week",
        "link": "a colour is milled only in weeks in which the mill is set up for it",
        "objective": "cost of set-ups and storage, in dollars",
    },
    stories=(
        (
            context(
                "A paint maker plans its pigment mill for the next {{ count(PERIODS) }} weeks, starting with empty "
                "shelves."
            ),
            data("Orders are in litres: {{ by_row(demand, '{0} {items}', '{value} in week {1}') }}.", "demand"),
            data("Setting the mill up costs {{ each(setup_cost, '${value} for {0}') }}.", "setup_cost"),
            data(
                "A litre kept for the next week costs {{ each(holding, '${value} for {0}') }}; to mill it takes {{ "
                "each(use, '{value} minutes for {0}') }}.",
                "holding",
                "use",
            ),
            rule(
                "A colour can be milled only in weeks with a set-up for it, each of which is paid anew.",
                "link",
            ),
            rule("The mill runs at most {{ capacity }} minutes a week.", "capacity_limit", "capacity"),
            rule(
                "Orders are met in full and on time, out of that week's milling or paint kept from before. Nothing "
                "need be left at the end.",
                "first_balance",
                "balance",
            ),
            goal("Find the milling plan that minimizes the cost of set-ups and storage."),
        ),
        (
            context("On her last day as scheduler of the colour works, Greta leaves a note for her successor."),
            data(
                "Here are the orders, in litres:{{ columns(ITEMS, 'Colour', {'Week': demand}) }}and this is what "
                "each colour demands of us:{{ columns(ITEMS, 'Colour', {'Set-up ($)': setup_cost, 'Storage ($ per "
                "litre and week)': holding, 'Minutes per litre': use}) }}",
                "demand",
                "setup_cost",
                "holding",
                "use",
            ),
            rule(
                "A week has {{ capacity }} minutes of mill time, shared by all colours.", "capacity_limit", "capacity"
            ),
            rule(
                "You pay for a set-up in every week in which you touch a colour, though it takes no time worth "
                "counting.",
                "link",
            ),
            rule(
                "We begin with bare shelves, orders leave complete and on time, and storage is charged on what "
                "remains on Friday evenings. What remains at the very end is up to you.",
                "first_balance",
                "balance",
            ),
            goal("Now tell me when to mill what, and how much of it, so that set-ups and storage are minimized."),
        ),
    ),
)

ICE = Setting(
    name="ice_cream_kitchen",
    domain=Domain.hospitality,
    nouns={
        "ITEMS": SetNouns(
            singular="flavour", plural="flavours", pool=("vanilla", "pistachio", "mango", "hazelnut", "lemon", "coffee")
        ),
        "PERIODS": SetNouns(singular="day", plural="days"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the kilograms of {0} churned on day {1}", active="{0} is churned on day {1}", unit="kilograms"
        ),
        "stock": VariablePhrases(
            amount="the kilograms of {0} frozen after day {1}", active="{0} is frozen after day {1}", unit="kilograms"
        ),
        "setup": VariablePhrases(
            amount="the set-up for {0} on day {1}", active="the churn is prepared for {0} on day {1}"
        ),
    },
    meanings={
        "ITEMS": "flavours",
        "PERIODS": "days",
        "setup_cost": "cost of preparing the churn for the flavour, in dollars",
        "holding": "cost of a kilogram in the freezer overnight, in dollars",
        "use": "minutes of churning per kilogram",
        "demand": "kilograms served on the day",
        "capacity": "minutes of churning per day",
        "most": "kilograms that can be churned or are still needed, whichever is less",
        "make": "kilograms churned on the day",
        "stock": "kilograms in the freezer after the day",
        "setup": "1 if the churn is prepared for the flavour on the day",
        "first_balance": "on the first day, what is churned is served or frozen",
        "balance": "what was in the freezer and what is churned is served or stays frozen",
        "capacity_limit": "churning stays within the minutes of a day",
        "link": "a flavour is churned only on days for which the churn is prepared for it",
        "objective": "cost of preparing and freezing, in dollars",
    },
    stories=(
        (
            context(
                "The Grand Hotel has a single ice-cream churn and, for {{ count(PERIODS) }} days, a conference in "
                "the house."
            ),
            data(
                "Of {{ names(ITEMS) }}, the chef counts on these kilograms: {{ by_row(demand, '{0} {items}', "
                "'{value} on day {1}') }}.",
                "demand",
            ),
            data("Per kilogram, the churn is busy for {{ each(use, '{value} minutes with {0}') }}.", "use"),
            data(
                "Getting it ready costs {{ each(setup_cost, '${value} for {0}') }}; a kilogram kept overnight, {{ "
                "each(holding, '${value} for {0}') }}.",
                "setup_cost",
                "holding",
            ),
            rule(
                "Readiness is for a flavour and a day; without it, not a spoonful can be churned.",
                "link",
            ),
            rule("Kitchen staff attend the churn for {{ capacity }} minutes a day.", "capacity_limit", "capacity"),
            rule(
                "The freezer is empty at the outset. Each day's need is met entirely, fresh or frozen, and leftovers "
                "are allowed.",
                "first_balance",
                "balance",
            ),
            goal("Which quantities should be churned on which day to minimize these expenses?"),
        ),
        (
            context("Every summer, Gelateria Luna supplies the beach bars from a kitchen that is really too small."),
            data(
                "Kilograms ordered by the bars, day by day, are these:{{ columns(ITEMS, 'Flavour', {'Day': demand}) "
                "}}Owner Luna knows that a kilogram keeps the machine busy for {{ each(use, '{value} minutes with "
                "{0}') }}. A fresh start costs {{ each(setup_cost, '${value} for {0}') }}.",
                "demand",
                "use",
                "setup_cost",
            ),
            rule("The machine may run for {{ capacity }} minutes a day in all.", "capacity_limit", "capacity"),
            rule(
                "Producing any of a flavour calls for a fresh start with it on the same day.",
                "link",
            ),
            rule(
                "Orders must not be late or short, but ice cream may be made ahead and wait in the cold room, which "
                "holds nothing at first and need not be emptied.",
                "first_balance",
                "balance",
            ),
            rule(
                "Power for a night in there is put at {{ each(holding, '${value} per kilogram of {0}') }}.", "holding"
            ),
            goal("Luna wishes to minimize fresh starts and power, measured in dollars. What should she do each day?"),
        ),
    ),
)

SYRUP = Setting(
    name="hospital_pharmacy",
    domain=Domain.healthcare,
    nouns={
        "ITEMS": SetNouns(
            singular="preparation",
            plural="preparations",
            pool=("cough syrup", "saline gel", "zinc ointment", "burn cream", "mouth rinse", "skin lotion"),
        ),
        "PERIODS": SetNouns(singular="month", plural="months"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the litres of {0} prepared in month {1}", active="{0} is prepared in month {1}", unit="litres"
        ),
        "stock": VariablePhrases(
            amount="the litres of {0} shelved after month {1}", active="{0} is shelved after month {1}", unit="litres"
        ),
        "setup": VariablePhrases(
            amount="the sterilizing for {0} in month {1}", active="the line is sterilized for {0} in month {1}"
        ),
    },
    meanings={
        "ITEMS": "preparations",
        "PERIODS": "months",
        "setup_cost": "cost of sterilizing the line for the preparation, in dollars",
        "holding": "cost of a litre on the shelf at the end of a month, in dollars",
        "use": "minutes of the line per litre",
        "demand": "litres that the wards use in the month",
        "capacity": "minutes of the line per month",
        "most": "litres that can be prepared or are still needed, whichever is less",
        "make": "litres prepared in the month",
        "stock": "litres on the shelf at the end of the month",
        "setup": "1 if the line is sterilized for the preparation in the month",
        "first_balance": "in the first month, what is prepared is used or shelved",
        "balance": "what was on the shelf and what is prepared is used or shelved",
        "capacity_limit": "the line stays within its minutes per month",
        "link": "a preparation is made only in months in which the line is sterilized for it",
        "objective": "cost of sterilizing and shelving, in dollars",
    },
    stories=(
        (
            context(
                "Some medicines are better made in the house. For the coming {{ count(PERIODS) }} months the "
                "hospital pharmacy has to schedule its filling line."
            ),
            data(
                "Wards have announced their needs in litres: {{ by_row(demand, '{0} {items}', '{value} in month "
                "{1}') }}.",
                "demand",
            ),
            data(
                "Sterilizing the line is billed at {{ each(setup_cost, '${value} for {0}') }}.",
                "setup_cost",
            ),
            data(
                "Filling a litre takes {{ each(use, '{value} minutes for {0}') }}; shelving it past a month's end "
                "costs {{ each(holding, '${value} for {0}') }}.",
                "use",
                "holding",
            ),
            rule("A preparation may be filled only in months in which the line is sterilized for it.", "link"),
            rule("The line has {{ capacity }} minutes every month.", "capacity_limit", "capacity"),
            rule(
                "Shelves are bare now. Needs are covered month by month, stock may be built up for later ones, and "
                "no final stock is required.",
                "first_balance",
                "balance",
            ),
            goal("Minimize the money spent on sterilizing and shelving by choosing when to prepare how much."),
        ),
        (
            context(
                "Medicines committee, notes of the meeting: the pharmacist presented the figures behind her schedule."
            ),
            data(
                "Shelf cost is per litre and month:{{ columns(ITEMS, 'Preparation', {'Sterilizing ($)': setup_cost, "
                "'Shelf ($)': holding, 'Minutes per litre': use}) }}Consumption of the wards, in litres, was given "
                "as well:{{ columns(ITEMS, 'Preparation', {'Month': demand}) }}",
                "setup_cost",
                "holding",
                "use",
                "demand",
            ),
            rule(
                "It was agreed that the line be staffed for {{ capacity }} minutes each month.",
                "capacity_limit",
                "capacity",
            ),
            rule(
                "Sterilizing the line is valid for a single preparation and month; filling without it is forbidden.",
                "link",
            ),
            rule(
                "Stock is nil today. Consumption is to be covered month by month, from filling or from the shelf; "
                "shelf cost is due on stock at the end of a month, and there is no target for the closing stock.",
                "first_balance",
                "balance",
            ),
            goal("The pharmacist was asked to come back with the schedule that minimizes total cost."),
        ),
    ),
)

FAMILY = Family(
    name="lot_sizing",
    title="Capacitated lot sizing",
    build=build,
    sizes={"ITEMS": (2, 3)},
    settings=(PAINT, ICE, SYRUP),
    logic=True,
    scarce=("demand", 10),
)
