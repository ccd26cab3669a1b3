"""Vehicle routing: a few vehicles of limited capacity serve all customers from a depot over the shortest routes."""

import itertools
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def smallest_capacity(demand: list[int], vehicles: int) -> int:
    """Find the least capacity with which that many vehicles can share out the demand."""
    shares = itertools.product(range(vehicles), repeat=len(demand))
    return min(
        max(sum(d for d, v in zip(demand, share, strict=True) if v == at) for at in range(vehicles)) for share in shares
    )


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw distances, demands and a capacity that a single vehicle exceeds but the fleet does not."""
    depot, customers = labels["DEPOT"], labels["CUSTOMERS"]
    places = depot + customers
    links = tuple(itertools.combinations(places, 2))
    demand = [10 * rng.randint(8, 40) for _ in customers]
    vehicles = 2 if len(customers) < 4 else rng.randint(2, 3)
    capacity = min(smallest_capacity(demand, vehicles) + 10 * rng.randint(0, 5), sum(demand) - 10)
    return Formulation(
        sets=(
            IndexSet(name="DEPOT", members=depot),
            IndexSet(name="CUSTOMERS", members=customers),
            IndexSet(name="PLACES", members=places),
            IndexSet(name="LINKS", members=links),
            IndexSet(name="LEGS", members=tuple(itertools.permutations(places, 2))),
        ),
        parameters=(
            Parameter(name="distance", sets=("LINKS",), values=tuple(rng.randint(6, 30) for _ in links)),
            Parameter(name="demand", sets=("CUSTOMERS",), values=tuple(demand)),
            Parameter(name="capacity", values=(capacity,)),
            Parameter(name="vehicles", values=(vehicles,)),
            Parameter(name="total_demand", values=(sum(demand),), derivation="sum(demand[c] for c in CUSTOMERS)"),
        ),
        variables=(
            Variable(name="go", sets=("LEGS",), kind=VariableKind.binary),
            Variable(name="load", sets=("CUSTOMERS",)),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize, expression="sum(distance[i, j] * (go[i, j] + go[j, i]) for i, j in LINKS)"
        ),
        constraints=(
            Constraint(
                name="arrive_once",
                expression="sum(go[i, c] for i in PLACES if i != c) == 1",
                forall="for c in CUSTOMERS",
            ),
            Constraint(
                name="leave_once",
                expression="sum(go[c, j] for j in PLACES if j != c) == 1",
                forall="for c in CUSTOMERS",
            ),
            Constraint(
                name="fleet", expression="sum(go[d, c] for c in CUSTOMERS) <= vehicles", forall="for d in DEPOT"
            ),
            Constraint(
                name="load_grows",
                expression="load[j] >= load[i] + demand[j] - total_demand * (1 - go[i, j])",
                forall="for i, j in LEGS if i in CUSTOMERS and j in CUSTOMERS",
            ),
            Constraint(name="own_load", expression="load[c] >= demand[c]", forall="for c in CUSTOMERS"),
            Constraint(name="load_limit", expression="load[c] <= capacity", forall="for c in CUSTOMERS"),
        ),
    )


MEANINGS = {
    "LINKS": "unordered pairs of places",
    "LEGS": "ordered pairs of different places",
    "total_demand": "demand of all customers together, a Big-M",
    "arrive_once": "every customer is reached once",
    "leave_once": "every customer is left once",
    "fleet": "no more routes start at the depot than there are vehicles",
    "load_grows": "the load grows along a route by what each customer needs; no route can close without the depot",
    "own_load": "a load includes the customer's own demand",
    "load_limit": "no route carries more than a vehicle holds",
}

FURNITURE = Setting(
    name="furniture_delivery",
    domain=Domain.retail,
    nouns={
        "DEPOT": SetNouns(
            singular="warehouse", plural="warehouses", pool=("Canal Street", "Mill Lane", "Station Yard")
        ),
        "CUSTOMERS": SetNouns(
            singular="shop", plural="shops", pool=("Ashford", "Bellwood", "Carrick", "Dunmore", "Eastleigh", "Fenton")
        ),
        "PLACES": SetNouns(singular="address", plural="addresses"),
        "LINKS": SetNouns(singular="connection", plural="connections"),
        "LEGS": SetNouns(singular="drive", plural="drives"),
    },
    phrases={
        "go": VariablePhrases(
            amount="the use of the road from {0} to {1}", active="a lorry drives straight from {0} to {1}"
        ),
        "load": VariablePhrases(amount="the weight delivered on the route up to and including {0}", unit="kilograms"),
    },
    meanings={
        **MEANINGS,
        "DEPOT": "warehouse",
        "CUSTOMERS": "shops to be supplied",
        "PLACES": "warehouse and shops",
        "distance": "road distance, in kilometres",
        "demand": "weight to deliver, in kilograms",
        "capacity": "payload of a lorry, in kilograms",
        "vehicles": "lorries available",
        "go": "1 if a lorry drives straight from the first address to the other",
        "load": "weight delivered on the route up to and including the shop, in kilograms",
        "objective": "total distance, in kilometres",
    },
    stories=(
        (
            context(
                "A furniture chain loads its lorries at the {{ label(DEPOT, 0) }} warehouse. Tomorrow's deliveries go "
                "to shops in {{ names(CUSTOMERS) }}."
            ),
            data("Both ways alike, it is {{ each(distance, '{value} km between {0} and {1}') }}.", "distance"),
            data("The freight notes say {{ each(demand, '{value} kg for {0}') }}.", "demand", "own_load"),
            rule("No shop wants to unload more than once, so a lorry brings all that it has ordered.", "arrive_once"),
            rule("After unloading, the lorry heads for another shop or straight home.", "leave_once"),
            rule("There are {{ vehicles }} lorries, each good for a single trip or none.", "fleet", "vehicles"),
            rule("With more than {{ capacity }} kg on board a lorry is not allowed out.", "load_limit", "capacity"),
            rule(
                "All trips begin and finish at {{ label(DEPOT, 0) }}, and what a lorry carries is the sum of what is "
                "ordered by the shops on its trip.",
                "load_grows",
            ),
            goal("Which trips minimize the kilometres driven by the lorries together?"),
        ),
        (
            context("Every Thursday the dispatcher of an upholstery wholesaler draws tomorrow's routes on a map."),
            data(
                "She looks up the roads, which are open both ways:"
                "{{ columns(LINKS, 'Road', {'Length (km)': distance}) }}"
                "and the orders that the shops have placed:{{ columns(CUSTOMERS, 'Shop', {'Order (kg)': demand}) }}",
                "distance",
                "demand",
                "own_load",
            ),
            rule(
                "Each route is a loop that leaves {{ label(DEPOT, 0) }}, where the goods are stored, and comes back to "
                "it; freight adds up from shop to shop along the loop.",
                "load_grows",
            ),
            rule("She may send out up to {{ vehicles }} vans.", "fleet", "vehicles"),
            rule("A van's payload is {{ capacity }} kg.", "load_limit", "capacity"),
            rule(
                "An order is never divided between vans: a shop appears on exactly one route, with one arrival and one "
                "departure.",
                "arrive_once",
                "leave_once",
            ),
            goal("Her aim is to minimize the length of all routes taken together. What should the map show?"),
        ),
    ),
)

MILK_ROUND = Setting(
    name="milk_collection",
    domain=Domain.agriculture,
    nouns={
        "DEPOT": SetNouns(
            singular="dairy", plural="dairies", pool=("Meadowbrook Dairy", "Hillcrest Dairy", "Valley Dairy")
        ),
        "CUSTOMERS": SetNouns(
            singular="farm",
            plural="farms",
            pool=("Brook Farm", "Oak Farm", "Hazel Farm", "Stone Farm", "Lark Farm", "Manor Farm"),
        ),
        "PLACES": SetNouns(singular="place", plural="places"),
        "LINKS": SetNouns(singular="connection", plural="connections"),
        "LEGS": SetNouns(singular="drive", plural="drives"),
    },
    phrases={
        "go": VariablePhrases(
            amount="the use of the lane from {0} to {1}", active="a tanker goes directly from {0} to {1}"
        ),
        "load": VariablePhrases(amount="the milk in the tanker on leaving {0}", unit="litres"),
    },
    meanings={
        **MEANINGS,
        "DEPOT": "dairy",
        "CUSTOMERS": "farms",
        "PLACES": "dairy and farms",
        "distance": "driving time, in minutes",
        "demand": "milk waiting at the farm, in litres",
        "capacity": "volume of a tanker, in litres",
        "vehicles": "tankers available",
        "go": "1 if a tanker goes directly from the first place to the other",
        "load": "milk in the tanker on leaving the farm, in litres",
        "objective": "total driving time, in minutes",
    },
    stories=(
        (
            context("Milk must be fetched before noon. {{ label(DEPOT, 0) }} collects it from {{ names(CUSTOMERS) }}."),
            data("This morning {{ each(demand, '{value} litres are cooling at {0}') }}.", "demand", "own_load"),
            data("There or back, a drive is {{ each(distance, '{value} minutes from {0} to {1}') }}.", "distance"),
            rule(
                "The dairy owns {{ vehicles }} tankers, some of which may stay in the yard; one that goes out makes a "
                "single tour.",
                "fleet",
                "vehicles",
            ),
            rule("A tanker is full at {{ capacity }} litres.", "load_limit", "capacity"),
            rule("It starts empty, takes on milk at one farm after another and ends at the dairy.", "load_grows"),
            rule("The driver who calls at a farm takes all its milk, and no other call is made there.", "arrive_once"),
            rule("From a farm, the tanker drives on to a single further place.", "leave_once"),
            goal("How should the tours be laid out to minimize the driving time of the tankers in total?"),
        ),
        (
            context(
                "A cooperative of {{ count(CUSTOMERS) }} dairy farmers shares the cost of collecting milk, which "
                "rises with the minutes that tankers are on the road."
            ),
            data(
                "The volumes for this morning are {{ each(demand, '{value} litres at {0}') }}. Driving times, "
                "equal in both directions, can be read here:{{ columns(LINKS, 'Between', {'Minutes': distance}) }}",
                "demand",
                "distance",
                "own_load",
            ),
            rule(
                "Tankers hold {{ capacity }} litres, and they cannot be topped beyond that.", "load_limit", "capacity"
            ),
            rule("The cooperative has hired {{ vehicles }} of them and need not use them all.", "fleet", "vehicles"),
            rule(
                "Their tanks are empty when they depart from {{ label(DEPOT, 0) }} and fill up farm by farm until they "
                "return there to be drained, after which they are done for the day.",
                "load_grows",
            ),
            rule(
                "By contract, a farm is visited by one tanker, which comes and goes once and takes all the milk.",
                "arrive_once",
                "leave_once",
            ),
            goal("Work out the tours that minimize the minutes on the road."),
        ),
    ),
)

LINEN = Setting(
    name="hospital_linen",
    domain=Domain.healthcare,
    nouns={
        "DEPOT": SetNouns(
            singular="laundry", plural="laundries", pool=("Northside Laundry", "Harbour Laundry", "Central Laundry")
        ),
        "CUSTOMERS": SetNouns(
            singular="hospital",
            plural="hospitals",
            pool=("Saint Anne", "Mercy", "Lakeview", "Good Hope", "Trinity", "Parkside"),
        ),
        "PLACES": SetNouns(singular="location", plural="locations"),
        "LINKS": SetNouns(singular="connection", plural="connections"),
        "LEGS": SetNouns(singular="trip", plural="trips"),
    },
    phrases={
        "go": VariablePhrases(
            amount="the use of the connection from {0} to {1}", active="a truck goes from {0} directly to {1}"
        ),
        "load": VariablePhrases(amount="the linen dropped on the route once {0} has been served", unit="kilograms"),
    },
    meanings={
        **MEANINGS,
        "DEPOT": "laundry",
        "CUSTOMERS": "hospitals",
        "PLACES": "laundry and hospitals",
        "distance": "cost of the trip, in dollars",
        "demand": "clean linen needed, in kilograms",
        "capacity": "linen that a truck can take, in kilograms",
        "vehicles": "trucks available",
        "go": "1 if a truck goes from the first location directly to the other",
        "load": "linen dropped on the route once the hospital has been served, in kilograms",
        "objective": "total cost of all trips, in dollars",
    },
    stories=(
        (
            context("Clean sheets leave {{ label(DEPOT, 0) }} each evening for {{ count(CUSTOMERS) }} hospitals."),
            data("Tonight {{ each(demand, '{0} has asked for {value} kg') }}.", "demand", "own_load"),
            data(
                "A direct trip has its price in fuel and tolls, whichever way it is driven: "
                "{{ each(distance, '${value} between {0} and {1}') }}.",
                "distance",
            ),
            rule("For reasons of hygiene a hospital opens its gate to one truck only, and only once.", "arrive_once"),
            rule("The truck leaves through that gate for its next destination.", "leave_once"),
            rule("At most {{ vehicles }} trucks go out, from the laundry and back to it.", "fleet", "vehicles"),
            rule("What is dropped along a round, hospital after hospital, was all loaded at the start.", "load_grows"),
            rule("Into a truck fit {{ capacity }} kg and no more.", "load_limit", "capacity"),
            goal("Assign and order the hospitals such that the cost of all rounds is minimized."),
        ),
        (
            context(
                "{{ label(DEPOT, 0) }} has won the contract for washing the linen of {{ names(CUSTOMERS) }}, and now "
                "has to think about transport."
            ),
            data(
                "Its controller charges every direct trip at the rates below; the way back costs the same."
                "{{ columns(LINKS, 'Trip', {'Charge ($)': distance}) }}"
                "The nightly need is {{ each(demand, '{value} kg at {0}') }}.",
                "distance",
                "demand",
                "own_load",
            ),
            rule("Linen is driven out in trucks that take {{ capacity }} kg.", "load_limit", "capacity"),
            rule("The garage has {{ vehicles }} such trucks, and none goes out again that night.", "fleet", "vehicles"),
            rule(
                "A round begins at the laundry, serves some hospitals in turn, drawing for each on what is left, "
                "and leads back to the laundry.",
                "load_grows",
            ),
            rule(
                "Splitting a hospital's linen over several rounds is ruled out; there is one delivery to each, "
                "followed by one departure.",
                "arrive_once",
                "leave_once",
            ),
            goal("The controller asks for the rounds that minimize the nightly charge."),
        ),
    ),
)

FAMILY = Family(
    name="vehicle_routing",
    title="Vehicle routing",
    build=build,
    sizes={"DEPOT": (1, 1), "CUSTOMERS": (3, 4)},
    settings=(FURNITURE, MILK_ROUND, LINEN),
    logic=True,
    scarce=("demand", 10),
)
