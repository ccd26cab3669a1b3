"""Transport: send a divisible good from where it is to where it is needed, at the lowest freight cost."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demands, and supplies that cover them with something to spare."""
    origins, destinations = labels["ORIGINS"], labels["DESTINATIONS"]
    demand = [5 * rng.randint(4, 18) for _ in destinations]
    parts = [rng.randint(2, 5) for _ in origins]
    supply = [5 * (int(sum(demand) * part / sum(parts) * rng.uniform(1.05, 1.35)) // 5 + 1) for part in parts]
    cost = [rng.randint(3, 29) for _ in origins for _ in destinations]
    return Formulation(
        sets=(IndexSet(name="ORIGINS", members=origins), IndexSet(name="DESTINATIONS", members=destinations)),
        parameters=(
            Parameter(name="supply", sets=("ORIGINS",), values=tuple(supply)),
            Parameter(name="demand", sets=("DESTINATIONS",), values=tuple(demand)),
            Parameter(name="cost", sets=("ORIGINS", "DESTINATIONS"), values=tuple(cost)),
        ),
        variables=(Variable(name="ship", sets=("ORIGINS", "DESTINATIONS")),),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(cost[i, j] * ship[i, j] for i in ORIGINS for j in DESTINATIONS)",
        ),
        constraints=(
            Constraint(
                name="supply_limit",
                expression="sum(ship[i, j] for j in DESTINATIONS) <= supply[i]",
                forall="for i in ORIGINS",
            ),
            Constraint(
                name="demand_met",
                expression="sum(ship[i, j] for i in ORIGINS) >= demand[j]",
                forall="for j in DESTINATIONS",
            ),
        ),
    )


GRAVEL = Setting(
    name="gravel",
    domain=Domain.construction,
    nouns={
        "ORIGINS": SetNouns(
            singular="quarry",
            plural="quarries",
            pool=("Blackrock", "Steinfeld", "Low Fell", "Cairn Hill", "Ravensbank", "Dunmore"),
            grows=True,
        ),
        "DESTINATIONS": SetNouns(
            singular="site",
            plural="sites",
            pool=(
                "Harbour Bridge",
                "Mill Lane",
                "Northgate",
                "the bypass",
                "Castle Yard",
                "Weir Street",
                "the tram depot",
            ),
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the tons of gravel hauled from {0} to {1}", active="gravel is hauled from {0} to {1}", unit="tons"
        )
    },
    meanings={
        "ORIGINS": "quarries",
        "DESTINATIONS": "construction sites",
        "supply": "gravel that the quarry can dig this week, in tons",
        "demand": "gravel that the site needs this week, in tons",
        "cost": "haulage rate, in dollars per ton",
        "ship": "gravel hauled, in tons",
        "supply_limit": "a quarry does not send more than it can dig",
        "demand_met": "each site gets at least what it needs",
        "objective": "total haulage, in dollars",
    },
    stories=(
        (
            context(
                "Road builder Tamsin Groves has crews waiting for gravel at {{ count(DESTINATIONS) }} sites. Her firm "
                "owns {{ count(ORIGINS) }} quarries, called {{ names(ORIGINS) }}, and lorries run from any of them to "
                "any site."
            ),
            data(
                "Hauliers charge by the ton: {{ by_row(cost, 'out of {0} it is {items}', '${value} to {1}') }}. Part "
                "loads are billed by their weight.",
                "cost",
            ),
            rule(
                "This week the crews have to receive {{ each(demand, '{value} tons at {0}') }}; a site may be given "
                "more, never less.",
                "demand_met",
                "demand",
            ),
            rule(
                "With the machines at hand, her men can dig {{ each(supply, '{value} tons at {0}') }}.",
                "supply_limit",
                "supply",
            ),
            goal("How many tons should travel on each route if Tamsin is to minimize what she pays the hauliers?"),
        ),
        (
            context(
                "After the flood, a county engineer must send gravel to wherever roads are being rebuilt. It is "
                "weighed on delivery, to the shovel, so nobody insists on round lorry loads."
            ),
            data(
                "The transport office quotes these rates, in dollars per ton:{{ table(cost, 'From quarry') }}", "cost"
            ),
            data("Quarries report what they can release:{{ columns(ORIGINS, 'Quarry', {'Tons': supply}) }}", "supply"),
            rule("No quarry can be asked for more than it has reported.", "supply_limit"),
            rule(
                "Each place must be supplied in full, from a single quarry or from several, the requirements being "
                "{{ each(demand, '{value} tons for {0}') }}.",
                "demand_met",
                "demand",
            ),
            goal("Draw up the deliveries that keep the county's freight bill minimized."),
        ),
    ),
)

HEATING_OIL = Setting(
    name="heating_oil",
    domain=Domain.energy,
    nouns={
        "ORIGINS": SetNouns(
            singular="terminal",
            plural="terminals",
            pool=("Port Elda", "Sandwick", "Marenna", "Quayside", "Bremholt", "Riva"),
            grows=True,
        ),
        "DESTINATIONS": SetNouns(
            singular="district",
            plural="districts",
            pool=("Ashby", "Kilverton", "Oster", "Lindale", "Vernay", "Tolmin", "Hexford"),
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the kilolitres of heating oil sent from {0} to {1}",
            active="{1} is served from {0}",
            unit="kilolitres",
        )
    },
    meanings={
        "ORIGINS": "coastal terminals",
        "DESTINATIONS": "districts",
        "supply": "oil in the terminal's tanks, in kilolitres",
        "demand": "oil ordered by the district, in kilolitres",
        "cost": "cost of the route, in euros per kilolitre",
        "ship": "oil sent, in kilolitres",
        "supply_limit": "a terminal sends out no more than its tanks hold",
        "demand_met": "each district receives what it has ordered",
        "objective": "cost of all deliveries, in euros",
    },
    stories=(
        (
            context(
                "A cold front is on its way, and the fuel cooperative Nordheat is filling up its customers. Oil stands "
                "in the coastal terminals of {{ names(ORIGINS) }}."
            ),
            data("There are {{ each(supply, '{value} kilolitres in {0}') }}.", "supply"),
            data(
                "Tankers cost the cooperative, per kilolitre, {{ by_row(cost, '{items} when they load in {0}', "
                "'{value} euros to {1}') }}.",
                "cost",
            ),
            rule(
                "Orders have come in for {{ each(demand, '{value} kilolitres from {0}') }}. They have to be filled "
                "completely before the frost, though any mixture of terminals will do and a little extra would be "
                "kept.",
                "demand_met",
                "demand",
            ),
            rule("Until the next ship, a terminal can pump out only what is in its tanks.", "supply_limit"),
            goal(
                "Nordheat is looking for the quantities, to the litre if need be, that minimize the cost of all trips."
            ),
        ),
        (
            context(
                "Dispatcher Yusuf Demir assigns heating oil to districts at the start of every week. He deals in "
                "kilolitres and decimals of them; a district may well be served out of more than one terminal."
            ),
            data("Route costs are pinned to his wall, in euros per kilolitre:{{ table(cost, 'Terminal') }}", "cost"),
            data(
                "Next to them hangs the order list:{{ columns(DESTINATIONS, 'District', {'Kilolitres ordered': "
                "demand}) }}",
                "demand",
            ),
            rule(
                "He may deliver beyond an order but has never yet left one short, and has no intention to start now.",
                "demand_met",
            ),
            rule(
                "From the tank gauges he reads {{ each(supply, '{value} kilolitres for {0}') }}, beyond which a "
                "terminal runs dry.",
                "supply_limit",
                "supply",
            ),
            goal("Find Yusuf a dispatch plan in which the cost of the week is minimized."),
        ),
    ),
)

LINEN = Setting(
    name="linen",
    domain=Domain.hospitality,
    nouns={
        "ORIGINS": SetNouns(
            singular="laundry",
            plural="laundries",
            pool=("White Swan", "Soap & Sons", "Bluebell", "Crisp", "Lavanda", "Morning Dew"),
            grows=True,
        ),
        "DESTINATIONS": SetNouns(
            singular="hotel",
            plural="hotels",
            pool=(
                "the Belvedere",
                "the Astoria",
                "the Grand",
                "the Lakeside",
                "the Corona",
                "the Miramar",
                "the Old Mint",
            ),
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the kilograms of linen washed by {0} for {1}", active="{0} washes for {1}", unit="kilograms"
        )
    },
    meanings={
        "ORIGINS": "laundries",
        "DESTINATIONS": "hotels",
        "supply": "linen that the laundry can wash in a day, in kilograms",
        "demand": "linen that the hotel has washed in a day, in kilograms",
        "cost": "price of washing and delivery, in cents per kilogram",
        "ship": "linen washed, in kilograms",
        "supply_limit": "no laundry washes more than it can",
        "demand_met": "all linen of each hotel is washed",
        "objective": "total daily cost, in cents",
    },
    stories=(
        (
            context(
                "A chain of spa hotels has its linen washed outside and buys the service by the kilogram, for all its "
                "houses together. Bids were received from {{ names(ORIGINS) }}."
            ),
            data(
                "Per kilogram and including delivery, {{ by_row(cost, '{0} wants {items}', '{value} cents for {1}') "
                "}}.",
                "cost",
            ),
            rule(
                "A day's linen amounts to {{ each(demand, '{value} kg at {0}') }}, and washing capacity for all of it "
                "has to be booked; booking too much is allowed.",
                "demand_met",
                "demand",
            ),
            rule("The bidders can cope with {{ each(supply, '{value} kg at {0}') }} a day.", "supply_limit", "supply"),
            goal(
                "Linen can be divided among laundries by weight in any proportion. Which bookings minimize the "
                "chain's daily bill?"
            ),
        ),
        (
            context(
                "Housekeeping at a group of lakeside hotels produces mountains of sheets and towels. Purchaser Emil "
                "Roth splits them, by weight and as finely as it suits him, between outside laundries."
            ),
            data(
                "What a laundry can take in, in kilograms a day, and what it charges to serve each hotel, in cents per "
                "kilogram, fits on a single page:"
                "{{ columns(ORIGINS, 'Laundry', {'Daily capacity': supply, 'Charge for': cost}) }}",
                "supply",
                "cost",
            ),
            rule("Capacities are contractual and cannot be exceeded.", "supply_limit"),
            rule("Emil needs at the least {{ each(demand, '{value} kg a day for {0}') }}.", "demand_met", "demand"),
            goal("Show him how to share out the linen so that total charges are minimized."),
        ),
    ),
)

FAMILY = Family(
    name="transport",
    title="Transport",
    build=build,
    sizes={"ORIGINS": (2, 4), "DESTINATIONS": (3, 5)},
    settings=(GRAVEL, HEATING_OIL, LINEN),
    scarce=("demand", 10),
)
