"""Production mix: what to make from limited resources so that profit is greatest."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import (
    Constraint,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Variable,
    VariableKind,
)
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw profits, uses and limits; each item can be made, and no limit is slack for every mix."""
    items, resources = labels["ITEMS"], labels["RESOURCES"]
    use = [[rng.randint(1, 9) for _ in resources] for _ in items]
    limit = [rng.randint(14, 30) * sum(row[at] for row in use) for at in range(len(resources))]
    profit = [5 * rng.randint(4, 18) + 3 * sum(row) for row in use]
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=items), IndexSet(name="RESOURCES", members=resources)),
        parameters=(
            Parameter(name="profit", sets=("ITEMS",), values=tuple(profit)),
            Parameter(name="use", sets=("ITEMS", "RESOURCES"), values=tuple(v for row in use for v in row)),
            Parameter(name="limit", sets=("RESOURCES",), values=tuple(limit)),
            Parameter(name="demand", sets=("ITEMS",), values=tuple(rng.randint(20, 60) for _ in items)),
        ),
        variables=(Variable(name="make", sets=("ITEMS",), kind=VariableKind.integer),),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(profit[i] * make[i] for i in ITEMS)"),
        constraints=(
            Constraint(
                name="resource_limit",
                expression="sum(use[i, r] * make[i] for i in ITEMS) <= limit[r]",
                forall="for r in RESOURCES",
            ),
            Constraint(name="demand_limit", expression="make[i] <= demand[i]", forall="for i in ITEMS"),
        ),
    )


JOINERY = Setting(
    name="joinery",
    domain=Domain.manufacturing,
    nouns={
        "ITEMS": SetNouns(
            singular="product",
            plural="products",
            pool=("desk", "bookcase", "dining table", "wardrobe", "bench", "sideboard", "bed frame", "stool"),
            grows=True,
        ),
        "RESOURCES": SetNouns(
            singular="workshop",
            plural="workshops",
            pool=("sawing", "assembly", "sanding", "varnishing", "upholstery", "packing"),
        ),
    },
    phrases={
        "make": VariablePhrases(amount="the number of units of the {0} built", active="the {0} is built", unit="units")
    },
    meanings={
        "ITEMS": "products",
        "RESOURCES": "workshops",
        "profit": "profit per unit, in dollars",
        "use": "hours of the workshop per unit",
        "limit": "hours available per quarter",
        "demand": "most units that can be sold",
        "make": "units built",
        "resource_limit": "hours used in a workshop stay within those available",
        "demand_limit": "no more is built than can be sold",
        "objective": "total profit, in dollars",
    },
    stories=(
        (
            context(
                "A family-run joinery in a river town is drawing up its plan for the coming quarter. It builds "
                "{{ names(ITEMS) }} to order-book standards, and each piece passes through {{ count(RESOURCES) }} "
                "workshops: {{ names(RESOURCES) }}."
            ),
            data("A finished piece brings a profit of {{ each(profit, '${value} for each {0}') }}.", "profit"),
            data(
                "As to working time, {{ by_row(use, 'a {0} needs {items}', '{value} hours of {1}') }}.",
                "use",
            ),
            rule("Over the quarter the foreman can count on {{ each(limit, '{value} hours in {0}') }}.", "limit"),
            rule(
                "The sales office warns that it cannot place more than {{ each(demand, '{value} of the {0}') }}; "
                "only whole pieces can be sold.",
                "demand",
            ),
            goal("How many of each piece should the joinery build to maximize its total profit for the quarter?"),
        ),
        (
            context(
                "Harlow & Daughters make furniture in small series. Before the season starts, the owner wants to fix "
                "how many whole units of every product to put on the floor."
            ),
            data(
                "Her bookkeeper has summed up the profit per unit, the market's limit for each product and the hours "
                "that a unit spends in every workshop:"
                "{{ columns(ITEMS, 'Product', {'Profit ($)': profit, 'Sales limit': demand, 'Hours in': use}) }}",
                "profit",
                "demand",
                "use",
            ),
            rule(
                "For the season, {{ each(limit, '{value} hours are available in {0}') }}. Nothing is built beyond the "
                "sales limit.",
                "limit",
                "demand",
            ),
            goal("Which production plan maximizes the profit of the season?"),
        ),
    ),
)

CLINIC = Setting(
    name="clinic",
    domain=Domain.healthcare,
    nouns={
        "ITEMS": SetNouns(
            singular="treatment",
            plural="treatments",
            pool=(
                "knee arthroscopy",
                "cataract operation",
                "hernia repair",
                "hip check-up",
                "tonsil removal",
                "carpal tunnel release",
                "skin graft",
            ),
            grows=True,
        ),
        "RESOURCES": SetNouns(
            singular="department",
            plural="departments",
            pool=("surgery", "anaesthesia", "nursing", "recovery", "imaging", "physiotherapy"),
        ),
    },
    phrases={
        "make": VariablePhrases(
            amount="the number of patients booked for a {0}", active="any {0} is booked", unit="patients"
        )
    },
    meanings={
        "ITEMS": "treatments",
        "RESOURCES": "departments",
        "profit": "contribution per patient, in dollars",
        "use": "hours of the department per patient",
        "limit": "hours that the department can staff",
        "demand": "patients on the waiting list",
        "make": "patients booked",
        "resource_limit": "hours of a department stay within those staffed",
        "demand_limit": "no more patients are booked than are waiting",
        "objective": "total contribution, in dollars",
    },
    stories=(
        (
            context(
                "A day clinic decides which cases to book for next month. Its list holds {{ count(ITEMS) }} kinds of "
                "treatment: {{ names(ITEMS) }}."
            ),
            data(
                "Every patient treated contributes to the clinic's budget: {{ each(profit, '${value} for a {0}') }}.",
                "profit",
            ),
            data(
                "Staff time per patient differs: {{ by_row(use, 'a {0} ties up {items}', '{value} hours of {1}') }}.",
                "use",
            ),
            rule("The rota provides {{ each(limit, '{value} hours of {0}') }} and cannot be stretched.", "limit"),
            rule(
                "The waiting list is finite too: there are {{ each(demand, '{value} patients for a {0}') }}. A patient "
                "is either treated or not, so the numbers must be whole.",
                "demand",
            ),
            goal("Find the bookings that maximize the total contribution."),
        ),
        (
            context(
                "The operations manager of Saint Brigid's day clinic has a rota, a waiting list and a budget to fill."
            ),
            data(
                "The waiting list and the contribution of a patient, together with the staff hours that one patient "
                "takes in each department, look like this:"
                "{{ columns(ITEMS, 'Treatment', {'Waiting': demand, 'Contribution ($)': profit, 'Hours of': use}) }}",
                "profit",
                "demand",
                "use",
            ),
            rule(
                "The departments have {{ each(limit, '{value} hours for {0}') }} on the rota. Patients count as whole "
                "persons, and nobody outside the waiting list can be booked.",
                "limit",
                "demand",
            ),
            goal("How many patients of each kind should be booked if the contribution is to be maximized?"),
        ),
    ),
)

FARM = Setting(
    name="farm_shop",
    domain=Domain.agriculture,
    nouns={
        "ITEMS": SetNouns(
            singular="hamper",
            plural="hampers",
            pool=(
                "harvest hamper",
                "cheese hamper",
                "breakfast hamper",
                "picnic hamper",
                "winter hamper",
                "cider hamper",
            ),
            grows=True,
        ),
        "RESOURCES": SetNouns(
            singular="ingredient",
            plural="ingredients",
            pool=("apples", "honey jars", "cheeses", "sausages", "preserves", "loaves"),
        ),
    },
    phrases={"make": VariablePhrases(amount="the number of {0}s packed", active="the {0} is packed", unit="hampers")},
    meanings={
        "ITEMS": "kinds of hamper",
        "RESOURCES": "ingredients",
        "profit": "earnings per hamper, in dollars",
        "use": "pieces of the ingredient in one hamper",
        "limit": "pieces in store",
        "demand": "hampers that can be sold at most",
        "make": "hampers packed",
        "resource_limit": "pieces of an ingredient used stay within the store",
        "demand_limit": "no more hampers than can be sold",
        "objective": "total earnings, in dollars",
    },
    stories=(
        (
            context(
                "At Underhill Farm the shop is packing gift hampers for the fair. There are {{ count(ITEMS) }} kinds: "
                "{{ names(ITEMS) }}. All of them are filled from what the farm has in store."
            ),
            data("The packing list is strict: {{ by_row(use, 'one {0} holds {items}', '{value} {1}') }}.", "use"),
            data("Sold at the stall, the farm earns {{ each(profit, '${value} on a {0}') }}.", "profit"),
            rule("In store are {{ each(limit, '{value} {0}') }}, and nothing can be bought in.", "limit"),
            rule(
                "Experience says that the fair takes at most {{ each(demand, '{value} of the {0}') }}. "
                "Hampers are sold whole.",
                "demand",
            ),
            goal("How should the farm fill its hampers to maximize what it earns?"),
        ),
        (
            context("A farm shop sells hampers by the roadside in December and wants to make the most of its larder."),
            data(
                "What one hamper contains, in pieces, is shown here:{{ table(use, 'Hamper') }}"
                "The larder holds {{ each(limit, '{value} {0}') }}.",
                "use",
                "limit",
            ),
            data("The shop earns {{ each(profit, '${value} per {0}') }}.", "profit"),
            rule(
                "It expects no more buyers than {{ each(demand, '{value} for the {0}') }}, and a hamper that is only "
                "partly filled cannot be sold, so it packs a whole number of each.",
                "demand",
            ),
            goal("Determine the number of each hamper to pack so that earnings are maximized."),
        ),
    ),
)

FAMILY = Family(
    name="production_mix",
    title="Production mix",
    build=build,
    sizes={"ITEMS": (2, 5), "RESOURCES": (2, 4)},
    settings=(JOINERY, CLINIC, FARM),
)
