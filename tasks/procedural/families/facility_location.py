"""Uncapacitated facility location: which sites to open, and which of them serves each customer."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw places on a square; serving costs grow with distance, and an open site costs about a few long trips."""
    sites, customers = labels["SITES"], labels["CUSTOMERS"]
    here = [(rng.randint(0, 20), rng.randint(0, 20)) for _ in sites]
    there = [(rng.randint(0, 20), rng.randint(0, 20)) for _ in customers]
    cost = [10 * (abs(x - a) + abs(y - b)) + 5 * rng.randint(4, 16) for x, y in here for a, b in there]
    return Formulation(
        sets=(IndexSet(name="SITES", members=sites), IndexSet(name="CUSTOMERS", members=customers)),
        parameters=(
            Parameter(name="fixed", sets=("SITES",), values=tuple(10 * rng.randint(14, 32) for _ in sites)),
            Parameter(name="cost", sets=("SITES", "CUSTOMERS"), values=tuple(cost)),
        ),
        variables=(
            Variable(name="opened", sets=("SITES",), kind=VariableKind.binary),
            Variable(name="serve", sets=("SITES", "CUSTOMERS"), kind=VariableKind.binary),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(fixed[s] * opened[s] for s in SITES) "
            "+ sum(cost[s, c] * serve[s, c] for s in SITES for c in CUSTOMERS)",
        ),
        constraints=(
            Constraint(name="served", expression="sum(serve[s, c] for s in SITES) == 1", forall="for c in CUSTOMERS"),
            Constraint(name="link", expression="serve[s, c] <= opened[s]", forall="for s in SITES for c in CUSTOMERS"),
        ),
    )


WIND = Setting(
    name="wind_service",
    domain=Domain.energy,
    nouns={
        "SITES": SetNouns(
            singular="harbour",
            plural="harbours",
            pool=("Eastport", "Skarvik", "Nordhaven", "Tidemouth", "Ravensby", "Kelpness"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="wind farm",
            plural="wind farms",
            pool=("Dogger Edge", "Silver Pit", "Cutter Bank", "Storm Field", "Anchor Shoal", "Petrel Deep", "Sandgate"),
            grows=True,
        ),
    },
    phrases={
        "opened": VariablePhrases(
            amount="the decision to set up a service base in {0}", active="a service base is set up in {0}"
        ),
        "serve": VariablePhrases(
            amount="the decision to look after {1} from {0}", active="{1} is looked after from {0}"
        ),
    },
    meanings={
        "SITES": "harbours for a service base",
        "CUSTOMERS": "offshore wind farms",
        "fixed": "yearly cost of a base in the harbour, in thousands of dollars",
        "cost": "yearly cost of looking after the wind farm from the harbour, in thousands of dollars",
        "opened": "1 if a base is set up in the harbour",
        "serve": "1 if the wind farm is looked after from the harbour",
        "served": "each wind farm is looked after from exactly one harbour",
        "link": "only a harbour with a base can look after a wind farm",
        "objective": "total yearly cost, in thousands of dollars",
    },
    stories=(
        (
            context(
                "Gale & Sons maintain turbines at sea. Their contract covers {{ count(CUSTOMERS) }} wind farms, and "
                "{{ count(SITES) }} harbours would welcome a base for its technicians. All money below is in "
                "thousands of dollars a year."
            ),
            data("A base would cost {{ each(fixed, '{value} in {0}') }}.", "fixed"),
            data(
                "On top of that comes the sailing, which depends on who goes where: {{ by_row(cost, 'out of {0}, "
                "{items}', '{value} for {1}') }}.",
                "cost",
            ),
            rule(
                "The contract demands a single home harbour for every wind farm, so the work there is never shared "
                "out.",
                "served",
            ),
            rule(
                "A harbour without a base can be home to nobody; with a base, it may take on as many farms as the "
                "firm likes.",
                "link",
            ),
            goal(
                "Where should bases be set up, and which farms should each look after, to minimize the yearly cost "
                "in total?"
            ),
        ),
        (
            context(
                "Memo to the board of Borealis Wind. Leases for our service harbours run out in spring, which gives "
                "us the chance to begin anew."
            ),
            data(
                "The table lists, in thousands of dollars per year, the lease of every harbour and what it costs to "
                "service a wind farm out of it.{{ columns(SITES, 'Harbour', {'Lease': fixed, 'Servicing': cost}) }}",
                "fixed",
                "cost",
            ),
            rule(
                "We sign a lease or we do not; without the lease, no boat of ours can leave from that harbour.", "link"
            ),
            rule(
                "For reasons of liability, each wind farm must be put in the hands of exactly one harbour. A "
                "harbour, for its part, has berths for any number of boats.",
                "served",
            ),
            goal(
                "We ask for a proposal that says which leases to sign and how to distribute the farms, with the sum "
                "of leases and servicing minimized."
            ),
        ),
    ),
)

MEALS = Setting(
    name="school_meals",
    domain=Domain.education,
    nouns={
        "SITES": SetNouns(
            singular="kitchen",
            plural="kitchens",
            pool=("Canal Street", "Old Dairy", "Town Hall", "Rose Garden", "Mill Yard", "Gasworks"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="school",
            plural="schools",
            pool=("Beechwood", "Saint Clare", "Hilltop", "Riverside", "Elm Grove", "Foxley", "Maple Park"),
            grows=True,
        ),
    },
    phrases={
        "opened": VariablePhrases(amount="the decision to run the {0} kitchen", active="the {0} kitchen is run"),
        "serve": VariablePhrases(
            amount="the decision to feed {1} from the {0} kitchen", active="{1} is fed from the {0} kitchen"
        ),
    },
    meanings={
        "SITES": "kitchens that can be run",
        "CUSTOMERS": "schools to be fed",
        "fixed": "weekly cost of running the kitchen, in dollars",
        "cost": "weekly cost of delivering to the school from the kitchen, in dollars",
        "opened": "1 if the kitchen is run",
        "serve": "1 if the school is fed from the kitchen",
        "served": "each school is fed from exactly one kitchen",
        "link": "only a kitchen that is run can feed a school",
        "objective": "total weekly cost, in dollars",
    },
    stories=(
        (
            context(
                "Hot lunches are coming to the schools of a small town: {{ names(CUSTOMERS) }} have all signed up. "
                "The council owns {{ count(SITES) }} disused kitchens and wonders which to bring back to life."
            ),
            data("Gas, rent and cooks make for a weekly bill of {{ each(fixed, '${value} at {0}') }}.", "fixed"),
            data(
                "A van must then bring the trays round. {{ by_row(cost, '{0} would charge {items}', '${value} for "
                "{1}') }}, each time for a week of deliveries.",
                "cost",
            ),
            rule(
                "Lunch for a school comes out of precisely one kitchen, since head teachers refuse to deal with "
                "several.",
                "served",
            ),
            rule(
                "Naturally, a kitchen that stays shut sends no vans. One that runs is large enough for the entire "
                "town.",
                "link",
            ),
            goal(
                "The council would like to minimize its weekly spending on kitchens and vans. Which kitchens should "
                "it run, and for whom?"
            ),
        ),
        (
            context(
                "Parents in the Avon district have won their campaign for school meals, and now the caterer has to "
                "decide where to cook."
            ),
            data(
                "Weekly figures in dollars were collected for all kitchens on offer. First, what it takes to keep a "
                "kitchen going, namely {{ each(fixed, '{value} for {0}') }}. Second, what the delivery to a school "
                "costs from each of them:{{ table(cost, 'Kitchen') }}",
                "fixed",
                "cost",
            ),
            rule("Meals can leave only those kitchens that the caterer keeps going.", "link"),
            rule(
                "It must name one supplier kitchen per school, no more and no fewer. How many schools hang on the "
                "same kitchen does not matter.",
                "served",
            ),
            goal("Draw up the plan that keeps everybody fed while minimizing the caterer's weekly outlay."),
        ),
    ),
)

RETURNS = Setting(
    name="returns_centres",
    domain=Domain.retail,
    nouns={
        "SITES": SetNouns(
            singular="returns centre",
            plural="returns centres",
            pool=("Dunmore", "Halstead", "Wexley", "Thornbury", "Kelso", "Marlow"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="shop",
            plural="shops",
            pool=(
                "Harbourside",
                "Station Square",
                "Glass Arcade",
                "North Pier",
                "Castle Hill",
                "Campus Gate",
                "Old Bazaar",
            ),
            grows=True,
        ),
    },
    phrases={
        "opened": VariablePhrases(
            amount="the decision to operate a returns centre in {0}", active="the returns centre in {0} operates"
        ),
        "serve": VariablePhrases(
            amount="the decision to send the returns of {1} to {0}", active="{1} sends its returns to {0}"
        ),
    },
    meanings={
        "SITES": "towns for a returns centre",
        "CUSTOMERS": "shops",
        "fixed": "monthly cost of operating the centre, in dollars",
        "cost": "monthly haulage from the shop to the centre, in dollars",
        "opened": "1 if the centre operates",
        "serve": "1 if the shop sends its returns to the centre",
        "served": "each shop sends its returns to exactly one centre",
        "link": "returns go only to centres that operate",
        "objective": "total monthly cost, in dollars",
    },
    stories=(
        (
            context(
                "Shoes that pinch come back. A fashion chain collects such returns at its shops in {{ "
                "names(CUSTOMERS) }}, and sorts them in returns centres, for which {{ count(SITES) }} towns are "
                "under discussion."
            ),
            data("Operating a centre for a month is estimated at {{ each(fixed, '${value} in {0}') }}.", "fixed"),
            data(
                "Monthly haulage has been quoted by pairs: {{ by_row(cost, 'to {0}, {items}', '${value} from {1}') }}.",
                "cost",
            ),
            rule(
                "Whatever a shop takes back travels to the same centre all month; there is exactly one such centre "
                "for each shop.",
                "served",
            ),
            rule("It has to be a centre that operates, of course. Sorting space is plentiful everywhere.", "link"),
            goal(
                "The logistics director is looking for the set of centres, and the allocation of shops, that "
                "minimizes the monthly cost of centres and haulage."
            ),
        ),
        (
            context(
                "An online grocer with high-street shops has too many places where empty boxes are collected. From "
                "next month on, only some of its returns centres shall operate."
            ),
            data(
                "Operating and haulage cost, per month and in dollars, have been put side by side:{{ columns(SITES, "
                "'Centre', {'Operating': fixed, 'Haulage from': cost}) }}",
                "fixed",
                "cost",
            ),
            rule("No boxes may be hauled to a centre that has been closed down.", "link"),
            rule(
                "To spare the drivers any doubt, a shop is tied to a single centre and sends everything there. "
                "Centres never fill up.",
                "served",
            ),
            goal(
                "Which centres survive, and where do the boxes of each shop go, if the grocer minimizes the sum of "
                "all these costs?"
            ),
        ),
    ),
)

FAMILY = Family(
    name="facility_location",
    title="Uncapacitated facility location",
    build=build,
    sizes={"SITES": (3, 4), "CUSTOMERS": (3, 5)},
    settings=(WIND, MEALS, RETURNS),
    logic=True,
)
