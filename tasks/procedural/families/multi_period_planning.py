"""Multi-period planning: produce in regular hours, in overtime, or ahead of time into stock."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def draw_hours(rng: Random, work: list[int]) -> tuple[int, int]:
    """Regular hours of a period, mostly a little short, and the overtime that makes up for it."""
    regular = 5 * round(sum(work) / len(work) * rng.randint(82, 102) / 500)
    needed = max(sum(work[: t + 1]) / (t + 1) - regular for t in range(len(work)))
    return regular, 5 * (int(max(needed, 0)) // 5 + rng.randint(1, 4))


def draw_parameters(rng: Random, items: tuple[str, ...], periods: int) -> tuple[Parameter, ...]:
    """Demand peaks in some period after the first, so that stock or overtime is needed."""
    hours = [rng.randint(2, 5) for _ in items]
    peak = rng.randrange(1, periods)
    demand = [[5 * rng.randint(3, 8) + 20 * (t == peak) for t in range(periods)] for _ in items]
    opening = [rng.randint(3, 9) for _ in items]
    work = [sum(h * row[t] for h, row in zip(hours, demand, strict=True)) for t in range(periods)]
    regular, overtime_limit = draw_hours(rng, work)
    return (
        Parameter(name="hours", sets=("ITEMS",), values=tuple(hours)),
        Parameter(name="holding", sets=("ITEMS",), values=tuple(rng.randint(11, 60) for _ in items)),
        Parameter(name="opening", sets=("ITEMS",), values=tuple(opening)),
        Parameter(name="demand", sets=("ITEMS", "PERIODS"), values=tuple(d for row in demand for d in row)),
        Parameter(name="regular", values=(regular,)),
        Parameter(name="overtime_limit", values=(overtime_limit,)),
        Parameter(name="wage", values=(rng.randint(16, 34),)),
    )


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demand and hours; regular hours and overtime together always suffice."""
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
            Variable(name="overtime", sets=("PERIODS",)),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(wage * overtime[t] for t in PERIODS) "
            "+ sum(holding[i] * stock[i, t] for i in ITEMS for t in PERIODS)",
        ),
        constraints=(
            Constraint(
                name="first_balance",
                expression="stock[i, t] == opening[i] + make[i, t] - demand[i, t]",
                forall="for i in ITEMS for t in PERIODS if t == 1",
            ),
            Constraint(
                name="balance",
                expression="stock[i, t] == stock[i, t - 1] + make[i, t] - demand[i, t]",
                forall="for i in ITEMS for t in PERIODS if t > 1",
            ),
            Constraint(
                name="hours_limit",
                expression="sum(hours[i] * make[i, t] for i in ITEMS) <= regular + overtime[t]",
                forall="for t in PERIODS",
            ),
            Constraint(name="overtime_cap", expression="overtime[t] <= overtime_limit", forall="for t in PERIODS"),
        ),
    )


CHEESE = Setting(
    name="mountain_dairy",
    domain=Domain.agriculture,
    nouns={
        "ITEMS": SetNouns(
            singular="cheese", plural="cheeses", pool=("fontal", "tomme", "gruyere", "raclette", "ricotta")
        ),
        "PERIODS": SetNouns(singular="week", plural="weeks"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the tons of {0} made in week {1}", active="{0} is made in week {1}", unit="tons"
        ),
        "stock": VariablePhrases(
            amount="the tons of {0} kept after week {1}", active="{0} is kept after week {1}", unit="tons"
        ),
        "overtime": VariablePhrases(
            amount="the overtime in week {0}", active="there is overtime in week {0}", unit="hours"
        ),
    },
    meanings={
        "ITEMS": "cheeses",
        "PERIODS": "weeks",
        "hours": "hours of work per ton",
        "holding": "cost of cooling a ton after the end of a week, in dollars",
        "opening": "tons in the cellar at the start",
        "demand": "tons to be delivered in the week",
        "regular": "regular hours in a week",
        "overtime_limit": "most hours of overtime in a week",
        "wage": "pay for an hour of overtime, in dollars",
        "make": "tons made in the week",
        "stock": "tons in the cellar at the end of the week",
        "overtime": "hours of overtime in the week",
        "first_balance": "in the first week, opening stock and make are delivered or kept",
        "balance": "stock of the week before and make are delivered or kept",
        "hours_limit": "work stays within regular hours and overtime",
        "overtime_cap": "overtime stays within its limit",
        "objective": "cost of overtime and cooling, in dollars",
    },
    stories=(
        (
            context(
                "When the cows come down from the alp, a cooperative dairy gets busy for {{ count(PERIODS) }} weeks."
            ),
            data(
                "Shops have ordered, in tons, {{ by_row(demand, '{items} of {0}', '{value} for week {1}') }}.", "demand"
            ),
            data("To make a ton takes {{ each(hours, '{value} hours for {0}') }}.", "hours"),
            data(
                "Cooling a ton from a week to the next costs {{ each(holding, '${value} for {0}') }}, and overtime "
                "${{ wage }} an hour.",
                "holding",
                "wage",
            ),
            rule(
                "Salaries, which are due in any case, buy {{ regular }} hours a week. Any further hours are overtime.",
                "hours_limit",
                "regular",
            ),
            rule(
                "For the staff as a team, overtime ends at {{ overtime_limit }} hours a week.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "Orders go out complete in their week, either fresh or from the cellar. It holds {{ each(opening, "
                "'{value} tons of {0}') }} now and may end up empty.",
                "first_balance",
                "balance",
                "opening",
            ),
            goal("How can the dairy minimize overtime pay plus cooling?"),
        ),
        (
            context("Alpenrose cheese sells in waves, while the people who make it prefer steady weeks."),
            data(
                "A look at the order book, in tons:{{ columns(ITEMS, 'Cheese', {'Week': demand}) }}The cheeses "
                "themselves differ as follows:{{ columns(ITEMS, 'Cheese', {'Hours per ton': hours, 'Cooling "
                "($/ton/week)': holding, 'Now in cellar (tons)': opening}) }}Overtime is paid at ${{ wage }} an hour.",
                "demand",
                "wage",
                "hours",
                "holding",
                "opening",
            ),
            rule(
                "A week has {{ regular }} regular hours, paid whether worked or not; overtime adds to them.",
                "hours_limit",
                "regular",
            ),
            rule(
                "Nobody wants more than {{ overtime_limit }} hours of overtime in any week.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "All orders have to be filled in the week they are for. What is not sold stays in the cellar and is "
                "cooled until it is. No cheese need remain at the end.",
                "first_balance",
                "balance",
            ),
            goal("What should be made each week, in any fraction of a ton, to minimize overtime pay and cooling cost?"),
        ),
    ),
)

PELLETS = Setting(
    name="pellet_mill",
    domain=Domain.energy,
    nouns={
        "ITEMS": SetNouns(
            singular="grade", plural="grades", pool=("premium", "standard", "industrial", "blended", "economy")
        ),
        "PERIODS": SetNouns(singular="month", plural="months"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the tons of {0} pressed in month {1}", active="{0} is pressed in month {1}", unit="tons"
        ),
        "stock": VariablePhrases(
            amount="the tons of {0} stored after month {1}", active="{0} is stored after month {1}", unit="tons"
        ),
        "overtime": VariablePhrases(
            amount="the overtime in month {0}", active="there is overtime in month {0}", unit="hours"
        ),
    },
    meanings={
        "ITEMS": "grades of pellets",
        "PERIODS": "months",
        "hours": "hours of pressing per ton",
        "holding": "silo fee per ton at the end of a month, in dollars",
        "opening": "tons in the silos at the start",
        "demand": "tons sold in the month",
        "regular": "regular hours in a month",
        "overtime_limit": "most hours of overtime in a month",
        "wage": "extra pay for an hour of overtime, in dollars",
        "make": "tons pressed in the month",
        "stock": "tons in the silos at the end of the month",
        "overtime": "hours of overtime in the month",
        "first_balance": "in the first month, opening stock and pressed pellets are sold or kept",
        "balance": "stock of the month before and pressed pellets are sold or kept",
        "hours_limit": "pressing stays within regular hours and overtime",
        "overtime_cap": "overtime stays within its limit",
        "objective": "cost of overtime and silos, in dollars",
    },
    stories=(
        (
            context("Wood pellets are burnt in winter, but a press that stands idle all summer earns nothing."),
            data(
                "For the {{ count(PERIODS) }} months ahead, the Ostermark mill has sold these tons: {{ "
                "by_row(demand, 'in {0} grade {items}', '{value} for month {1}') }}.",
                "demand",
            ),
            data("A ton occupies the crew for {{ each(hours, '{value} hours if {0}') }}.", "hours"),
            rule(
                "Without overtime, the crew is there for {{ regular }} hours a month.",
                "hours_limit",
                "regular",
            ),
            rule(
                "It will add as many as {{ overtime_limit }} hours to a month.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "Silos, in which {{ each(opening, '{value} tons of {0}') }} are lying today, bridge the months; all "
                "that was sold leaves in its month, and the silos may run dry in the end.",
                "first_balance",
                "balance",
                "opening",
            ),
            data(
                "An hour of overtime is worth ${{ wage }} to it. The owner of the silos asks {{ each(holding, "
                "'${value} for {0}') }} per ton in them when a month closes.",
                "wage",
                "holding",
            ),
            goal("Minimize what the mill pays for overtime and silos."),
        ),
        (
            context(
                "How much should a pellet mill put aside for cold days? At Brandt Bioenergy, the accountant has the "
                "data and the manager has to decide."
            ),
            data(
                "By grade, these are hours of pressing per ton, the monthly silo fee per ton, and the tons in "
                "hand:{{ columns(ITEMS, 'Grade', {'Hours': hours, 'Fee ($)': holding, 'In hand': opening}) }}Sales "
                "in tons have been forecast, and must be met on the dot:{{ columns(ITEMS, 'Grade', {'Month': "
                "demand}) }}Overtime costs ${{ wage }} an hour.",
                "hours",
                "wage",
                "holding",
                "opening",
                "demand",
            ),
            rule(
                "There are {{ regular }} regular hours per month. They are paid anyway, used or not, and pressing "
                "beyond them is overtime.",
                "hours_limit",
                "regular",
            ),
            rule(
                "Of overtime, at most {{ overtime_limit }} hours are possible in a month.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "Pellets not sold in a month are carried into the next, and the fee falls due on what is carried. "
                "The plan ends with the last month, whatever is then left.",
                "first_balance",
                "balance",
            ),
            goal("Tell the manager how to minimize the sum of fees and overtime."),
        ),
    ),
)

PAVING = Setting(
    name="paving_supplies",
    domain=Domain.construction,
    nouns={
        "ITEMS": SetNouns(
            singular="material", plural="materials", pool=("mortar", "grout", "screed", "plaster", "adhesive")
        ),
        "PERIODS": SetNouns(singular="day", plural="days"),
    },
    phrases={
        "make": VariablePhrases(
            amount="the tons of {0} blended on day {1}", active="{0} is blended on day {1}", unit="tons"
        ),
        "stock": VariablePhrases(
            amount="the tons of {0} covered after day {1}", active="{0} is covered after day {1}", unit="tons"
        ),
        "overtime": VariablePhrases(
            amount="the overtime on day {0}", active="there is overtime on day {0}", unit="hours"
        ),
    },
    meanings={
        "ITEMS": "dry materials",
        "PERIODS": "days",
        "hours": "hours of labour per ton",
        "holding": "cost of keeping a ton under cover overnight, in dollars",
        "opening": "tons under cover at the start",
        "demand": "tons that the building sites call for on the day",
        "regular": "regular hours of labour on a day",
        "overtime_limit": "most hours of overtime on a day",
        "wage": "cost of an hour of overtime, in dollars",
        "make": "tons blended on the day",
        "stock": "tons under cover at the end of the day",
        "overtime": "hours of overtime on the day",
        "first_balance": "on the first day, opening stock and blended material are sent out or kept",
        "balance": "stock of the day before and blended material are sent out or kept",
        "hours_limit": "labour stays within regular hours and overtime",
        "overtime_cap": "overtime stays within its limit",
        "objective": "cost of overtime and cover, in dollars",
    },
    stories=(
        (
            context(
                "Building sites call for {{ names(ITEMS) }}, and the blending works has {{ count(PERIODS) }} busy "
                "days ahead."
            ),
            data("Tons wanted are {{ by_row(demand, '{items} ({0})', '{value} on day {1}') }}.", "demand"),
            data("Labour per ton comes to {{ each(hours, '{value} hours for {0}') }}.", "hours"),
            rule(
                "The normal roster has {{ regular }} hours a day, at no extra charge; work that does not fit in is "
                "done as overtime.",
                "hours_limit",
                "regular",
            ),
            rule(
                "Overtime stops at {{ overtime_limit }} hours a day.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "Sites get exactly what they want on the day itself. Material blended early is covered overnight. "
                "The works starts with {{ each(opening, '{value} tons of {0}') }} in stock, and none has to be left "
                "over.",
                "first_balance",
                "balance",
                "opening",
            ),
            data(
                "Covers are hired at {{ each(holding, '${value} per ton of {0}') }} and night, and overtime costs "
                "${{ wage }} an hour.",
                "wage",
                "holding",
            ),
            goal("Suggest daily tonnages that minimize overtime and cover hire."),
        ),
        (
            context(
                "Tarling Blends has a full order sheet and a small crew, which it can ask to stay on in the evening."
            ),
            data(
                "The sheet, in tons:{{ table(demand, 'Material / day') }}Labour, the cost of a night in storage, and "
                "what is already bagged:{{ columns(ITEMS, 'Material', {'Hours per ton': hours, 'Storage ($ per "
                "ton)': holding, 'Bagged (tons)': opening}) }}An hour in the evening is paid at ${{ wage }}.",
                "demand",
                "hours",
                "wage",
                "holding",
                "opening",
            ),
            rule(
                "The crew's ordinary hours, {{ regular }} a day all told, cost nothing extra.",
                "hours_limit",
                "regular",
            ),
            rule(
                "Beyond those, its members together add up to {{ overtime_limit }} hours a day.",
                "overtime_cap",
                "overtime_limit",
            ),
            rule(
                "Every entry is loaded on its day, neither sooner nor later, from storage or from the day's own "
                "work. Bags that remain in the evening spend the night in storage. Empty storage after the last day "
                "is fine.",
                "first_balance",
                "balance",
            ),
            goal("Ms Tarling wants overtime and storage minimized, taken together. Plan her days."),
        ),
    ),
)

FAMILY = Family(
    name="multi_period_planning",
    title="Multi-period production planning with overtime",
    build=build,
    sizes={"ITEMS": (2, 3)},
    settings=(CHEESE, PELLETS, PAVING),
    scarce=("demand", 10),
)
