"""Capacitated facility location: which sites to open within their limits, and how much each sends to whom."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demand, and sites of which any three can carry all of it while none can alone."""
    sites, customers = labels["SITES"], labels["CUSTOMERS"]
    demand = [5 * rng.randint(6, 24) for _ in customers]
    capacity = [5 * -(-sum(demand) * rng.randint(40, 75) // 500) for _ in sites]
    return Formulation(
        sets=(IndexSet(name="SITES", members=sites), IndexSet(name="CUSTOMERS", members=customers)),
        parameters=(
            Parameter(name="fixed", sets=("SITES",), values=tuple(50 * rng.randint(8, 36) for _ in sites)),
            Parameter(name="capacity", sets=("SITES",), values=tuple(capacity)),
            Parameter(name="demand", sets=("CUSTOMERS",), values=tuple(demand)),
            Parameter(
                name="cost",
                sets=("SITES", "CUSTOMERS"),
                values=tuple(rng.randint(3, 19) for _ in sites for _ in customers),
            ),
        ),
        variables=(
            Variable(name="opened", sets=("SITES",), kind=VariableKind.binary),
            Variable(name="ship", sets=("SITES", "CUSTOMERS")),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(fixed[s] * opened[s] for s in SITES) "
            "+ sum(cost[s, c] * ship[s, c] for s in SITES for c in CUSTOMERS)",
        ),
        constraints=(
            Constraint(
                name="demand_met", expression="sum(ship[s, c] for s in SITES) == demand[c]", forall="for c in CUSTOMERS"
            ),
            Constraint(
                name="capacity_limit",
                expression="sum(ship[s, c] for c in CUSTOMERS) <= capacity[s] * opened[s]",
                forall="for s in SITES",
            ),
        ),
    )


CONCRETE = Setting(
    name="concrete_plants",
    domain=Domain.construction,
    nouns={
        "SITES": SetNouns(
            singular="yard",
            plural="yards",
            pool=("Gravel Hill", "Lockside", "Brickfield", "Ferry Meadow", "Tramway", "Sandpit"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="building lot",
            plural="building lots",
            pool=("the viaduct", "the tunnel", "the dam", "the stadium", "the hospital", "the tower"),
        ),
    },
    phrases={
        "opened": VariablePhrases(amount="the decision to put up a plant at {0}", active="a plant is put up at {0}"),
        "ship": VariablePhrases(
            amount="the cubic metres of concrete hauled from {0} to {1}",
            active="concrete is hauled from {0} to {1}",
            unit="cubic metres",
        ),
    },
    meanings={
        "SITES": "yards where a mixing plant can be put up",
        "CUSTOMERS": "building lots",
        "fixed": "weekly cost of a plant at the yard, in dollars",
        "capacity": "concrete that a plant at the yard can mix per week, in cubic metres",
        "demand": "concrete that the lot takes per week, in cubic metres",
        "cost": "haulage per cubic metre from the yard to the lot, in dollars",
        "opened": "1 if a plant is put up at the yard",
        "ship": "cubic metres hauled per week",
        "demand_met": "each lot receives all the concrete that it takes",
        "capacity_limit": "a yard sends at most what its plant can mix, and nothing without a plant",
        "objective": "weekly cost of plants and haulage, in dollars",
    },
    stories=(
        (
            context(
                "A civil contractor has won {{ count(CUSTOMERS) }} jobs at a time: {{ names(CUSTOMERS) }}. Their "
                "concrete is to come from mobile mixing plants, for which {{ count(SITES) }} yards have room."
            ),
            data("For a yard with a plant, the weekly bill is {{ each(fixed, '${value} at {0}') }}.", "fixed"),
            data(
                "Lorries charge by the cubic metre: {{ by_row(cost, 'from {0}, {items}', '${value} to {1}') }}.", "cost"
            ),
            rule(
                "Measured in cubic metres a week, exactly {{ each(demand, '{value} for {0}') }} must be poured. A "
                "job may draw on several yards, in any quantities.",
                "demand_met",
                "demand",
            ),
            rule(
                "In the same measure, a plant mixes no more than {{ each(capacity, '{value} at {0}') }}. A yard "
                "without a plant delivers nothing.",
                "capacity_limit",
                "capacity",
            ),
            goal(
                "Where should the plants stand, and who should deliver how much to whom, to minimize the weekly cost?"
            ),
        ),
        (
            context(
                "Ready-mix concrete sets quickly, so mixing plants should stand near the work. For the coming season "
                "Pellworth Builders compares yards that could each take a plant."
            ),
            data(
                "Rent is in dollars per week, output in cubic metres per week, and haulage in dollars per cubic "
                "metre.{{ columns(SITES, 'Yard', {'Rent': fixed, 'Output': capacity, 'Haulage to': cost}) }}",
                "fixed",
                "capacity",
                "cost",
            ),
            rule(
                "Rent is due for a yard with a plant, and the output is the most that such a yard can send out; the "
                "others send nothing.",
                "capacity_limit",
            ),
            rule(
                "Site managers have put in their weekly orders: {{ each(demand, '{value} cubic metres for {0}') }}. "
                "These are delivered exactly, from whichever plants are convenient, and an order may be shared "
                "between plants.",
                "demand_met",
                "demand",
            ),
            goal("Set the locations and the deliveries so that rent and haulage together are minimized."),
        ),
    ),
)

CHIPS = Setting(
    name="wood_chip_stores",
    domain=Domain.energy,
    nouns={
        "SITES": SetNouns(
            singular="store",
            plural="stores",
            pool=("Pinewood", "Larchford", "Cedar Lea", "Birchwold", "Alder Moor", "Hazelby"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="heating plant",
            plural="heating plants",
            pool=("Nordheim", "Vesterby", "Solvang", "Oslund", "Midtown", "Lakeside"),
        ),
    },
    phrases={
        "opened": VariablePhrases(amount="the decision to lease the {0} store", active="the {0} store is leased"),
        "ship": VariablePhrases(
            amount="the tons of wood chips taken from {0} to {1}", active="wood chips go from {0} to {1}", unit="tons"
        ),
    },
    meanings={
        "SITES": "stores on offer",
        "CUSTOMERS": "heating plants",
        "fixed": "lease of the store for the winter, in dollars",
        "capacity": "wood chips that the store can supply over the winter, in tons",
        "demand": "wood chips that the plant burns over the winter, in tons",
        "cost": "transport per ton from the store to the plant, in dollars",
        "opened": "1 if the store is leased",
        "ship": "tons of wood chips taken over the winter",
        "demand_met": "each plant receives exactly what it burns",
        "capacity_limit": "a leased store supplies at most its capacity, any other nothing",
        "objective": "cost of leases and transport over the winter, in dollars",
    },
    stories=(
        (
            context(
                "District heating in the north runs on wood chips. Before the first frost, the utility has to lease "
                "stores and settle which plants are supplied from where."
            ),
            data(
                "A winter's lease stands at {{ each(fixed, '${value} for {0}') }}.",
                "fixed",
            ),
            data(
                "Rates for a ton differ by road: {{ by_row(cost, '{0} quotes {items}', '${value} to {1}') }}.",
                "cost",
            ),
            rule(
                "Over the winter the boilers will burn {{ each(demand, '{value} tons in {0}') }}. That is precisely "
                "what has to be brought in, out of as many stores as suits, part loads included.",
                "demand_met",
                "demand",
            ),
            rule(
                "Once leased, a store yields no more than {{ each(capacity, '{value} tons in {0}') }}; otherwise it "
                "yields nothing.",
                "capacity_limit",
                "capacity",
            ),
            goal("Advise the utility on leases and tonnages that minimize the winter's cost."),
        ),
        (
            context("The fuel buyer of a cooperative has to keep its heating plants warm until April."),
            data(
                "What they will need is no mystery after so many winters: {{ each(demand, '{value} tons of chips at "
                "{0}') }}.",
                "demand",
            ),
            data(
                "Stores can be leased, and here is what their owners have put on paper:{{ columns(SITES, 'Store', "
                "{'Lease ($)': fixed, 'Holds (tons)': capacity}) }}",
                "fixed",
                "capacity",
            ),
            data(
                "To this the hauliers have added their price for moving a ton, in dollars:{{ table(cost, 'Store') }}",
                "cost",
            ),
            rule("Plants get what they need, not less and not more, and may be fed by several stores.", "demand_met"),
            rule(
                "No chips can come from a store without a lease, nor can more come out of it than it holds.",
                "capacity_limit",
            ),
            goal("How can the buyer minimize the sum of leases and haulage?"),
        ),
    ),
)

COMPUTING = Setting(
    name="data_halls",
    domain=Domain.information_technology,
    nouns={
        "SITES": SetNouns(
            singular="data hall",
            plural="data halls",
            pool=("Reykjavik", "Tallinn", "Porto", "Lyon", "Bergen", "Graz"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="service", plural="services", pool=("mail", "video", "archive", "search", "billing", "maps")
        ),
    },
    phrases={
        "opened": VariablePhrases(amount="the decision to equip the hall in {0}", active="the hall in {0} is equipped"),
        "ship": VariablePhrases(
            amount="the terabytes of {1} kept in {0}", active="part of {1} is kept in {0}", unit="terabytes"
        ),
    },
    meanings={
        "SITES": "data halls that can be equipped",
        "CUSTOMERS": "services whose data are to be kept",
        "fixed": "monthly cost of an equipped hall, in dollars",
        "capacity": "storage of an equipped hall, in terabytes",
        "demand": "data of the service, in terabytes",
        "cost": "monthly network cost per terabyte of the service in the hall, in dollars",
        "opened": "1 if the hall is equipped",
        "ship": "terabytes of the service kept in the hall",
        "demand_met": "all data of each service are kept somewhere",
        "capacity_limit": "an equipped hall keeps at most its storage, any other nothing",
        "objective": "monthly cost of halls and network, in dollars",
    },
    stories=(
        (
            context(
                "A software company moves out of its rented cloud and may equip data halls of its own in {{ "
                "count(SITES) }} cities."
            ),
            data("An equipped hall means monthly payments: {{ each(fixed, '${value} for {0}') }}.", "fixed"),
            data(
                "Network fees, per terabyte and month, depend on a service's users: {{ by_row(cost, 'in {0}, "
                "{items}', '${value} for {1}') }}.",
                "cost",
            ),
            rule(
                "Data to be kept amount to {{ each(demand, '{value} terabytes of {0}') }}, each stored in exactly "
                "one place. Services may be spread over halls at will, down to fractions of a terabyte.",
                "demand_met",
                "demand",
            ),
            rule(
                "Racks limit an equipped hall to {{ each(capacity, '{value} terabytes in {0}') }}; elsewhere no data "
                "can be kept.",
                "capacity_limit",
                "capacity",
            ),
            goal(
                "Which halls should the company equip, and what should it keep there, so as to minimize monthly cost?"
            ),
        ),
        (
            context("Ticket from the storage group: please recommend where our data should live after the merger."),
            data(
                "Attached are the candidate halls with their monthly charge once equipped, their room for data, and "
                "the monthly network fee for a terabyte of each service.{{ columns(SITES, 'Hall', {'Charge ($)': "
                "fixed, 'Room (TB)': capacity, 'Fee ($/TB),': cost}) }}",
                "fixed",
                "capacity",
                "cost",
            ),
            rule(
                "The volumes to be stored come to {{ each(demand, '{value} TB for {0}') }}. Store all of it, but "
                "nothing in duplicate; splitting a service between halls is allowed in any proportion.",
                "demand_met",
                "demand",
            ),
            rule("Room exists only in halls that we equip, and it cannot be exceeded.", "capacity_limit"),
            goal("We would call the ticket solved when charges and fees, taken together, are minimized."),
        ),
    ),
)

FAMILY = Family(
    name="capacitated_facility_location",
    title="Capacitated facility location",
    build=build,
    sizes={"SITES": (3, 4), "CUSTOMERS": (2, 4)},
    settings=(CONCRETE, CHIPS, COMPUTING),
    logic=True,
    scarce=("demand", 10),
)
