"""Transshipment: move whole loads from sources over hubs to customers, at the lowest freight cost."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demands; supplies and hubs cover them together with something to spare."""
    sources, hubs, customers = labels["SOURCES"], labels["HUBS"], labels["CUSTOMERS"]
    demand = [rng.randint(6, 30) for _ in customers]
    return Formulation(
        sets=(
            IndexSet(name="SOURCES", members=sources),
            IndexSet(name="HUBS", members=hubs),
            IndexSet(name="CUSTOMERS", members=customers),
        ),
        parameters=(
            Parameter(name="supply", sets=("SOURCES",), values=shares(rng, sum(demand), len(sources))),
            Parameter(name="capacity", sets=("HUBS",), values=shares(rng, sum(demand), len(hubs))),
            Parameter(name="demand", sets=("CUSTOMERS",), values=tuple(demand)),
            Parameter(
                name="inbound_cost",
                sets=("SOURCES", "HUBS"),
                values=tuple(rng.randint(11, 60) for _ in sources for _ in hubs),
            ),
            Parameter(
                name="outbound_cost",
                sets=("HUBS", "CUSTOMERS"),
                values=tuple(rng.randint(8, 48) for _ in hubs for _ in customers),
            ),
        ),
        variables=(
            Variable(name="bring", sets=("SOURCES", "HUBS"), kind=VariableKind.integer),
            Variable(name="deliver", sets=("HUBS", "CUSTOMERS"), kind=VariableKind.integer),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(inbound_cost[i, k] * bring[i, k] for i in SOURCES for k in HUBS) "
            "+ sum(outbound_cost[k, j] * deliver[k, j] for k in HUBS for j in CUSTOMERS)",
        ),
        constraints=CONSTRAINTS,
    )


def shares(rng: Random, total: int, count: int) -> tuple[int, ...]:
    """Random parts that add up to somewhat more than the total."""
    parts = [rng.randint(2, 5) for _ in range(count)]
    return tuple(int(total * part / sum(parts) * rng.uniform(1.05, 1.4)) + 1 for part in parts)


CONSTRAINTS = (
    Constraint(
        name="supply_limit", expression="sum(bring[i, k] for k in HUBS) <= supply[i]", forall="for i in SOURCES"
    ),
    Constraint(
        name="hub_balance",
        expression="sum(bring[i, k] for i in SOURCES) == sum(deliver[k, j] for j in CUSTOMERS)",
        forall="for k in HUBS",
    ),
    Constraint(
        name="hub_capacity", expression="sum(deliver[k, j] for j in CUSTOMERS) <= capacity[k]", forall="for k in HUBS"
    ),
    Constraint(
        name="demand_met", expression="sum(deliver[k, j] for k in HUBS) == demand[j]", forall="for j in CUSTOMERS"
    ),
)

CONTAINERS = Setting(
    name="containers",
    domain=Domain.logistics,
    nouns={
        "SOURCES": SetNouns(
            singular="port", plural="ports", pool=("Genoa", "Trieste", "Rotterdam", "Antwerp", "Gdansk"), grows=True
        ),
        "HUBS": SetNouns(
            singular="rail yard", plural="rail yards", pool=("Basel", "Linz", "Mannheim", "Verona", "Metz"), grows=True
        ),
        "CUSTOMERS": SetNouns(
            singular="plant", plural="plants", pool=("Steyr", "Brno", "Ingolstadt", "Besancon", "Ulm", "Maribor")
        ),
    },
    phrases={
        "bring": VariablePhrases(
            amount="the containers railed from {0} to {1}", active="{0} sends containers to {1}", unit="containers"
        ),
        "deliver": VariablePhrases(
            amount="the containers trucked from {0} to {1}", active="{0} serves {1}", unit="containers"
        ),
    },
    meanings={
        "SOURCES": "ports where the containers are",
        "HUBS": "rail yards where they change to trucks",
        "CUSTOMERS": "plants that wait for them",
        "supply": "containers unloaded in the port",
        "capacity": "containers that the yard can handle",
        "demand": "containers that the plant has ordered",
        "inbound_cost": "rail freight, in euros per container",
        "outbound_cost": "road freight, in euros per container",
        "bring": "containers railed from a port to a yard",
        "deliver": "containers trucked from a yard to a plant",
        "supply_limit": "no more containers leave a port than were unloaded there",
        "hub_balance": "every container that enters a yard leaves it",
        "hub_capacity": "a yard handles no more containers than it can",
        "demand_met": "each plant gets exactly the containers that it ordered",
        "objective": "total freight, in euros",
    },
    stories=(
        (
            context(
                "Ingrid Sauer forwards containers of identical castings. They arrive at {{ names(SOURCES) }} by sea, "
                "go by rail to one of the yards, {{ names(HUBS) }}, and finish their journey on trucks."
            ),
            data(
                "The railway asks per container {{ by_row(inbound_cost, '{items} out of {0}', '{value} euros to {1}') "
                "}}.",
                "inbound_cost",
            ),
            data(
                "Trucking one on costs {{ by_row(outbound_cost, '{items} out of {0}', '{value} euros to {1}') }}.",
                "outbound_cost",
            ),
            rule("Ships have set down {{ each(supply, '{value} containers in {0}') }}.", "supply_limit", "supply"),
            rule(
                "The yards have cranes enough for {{ each(capacity, '{value} containers in {0}') }}.",
                "hub_capacity",
                "capacity",
            ),
            rule("Whatever comes into a yard leaves it again by truck.", "hub_balance"),
            rule(
                "Plants must be given exactly {{ each(demand, '{value} in {0}') }}, and in whole containers.",
                "demand_met",
                "demand",
            ),
            goal("Which routes should Ingrid book to minimize rail and road freight together?"),
        ),
        (
            context(
                "There is no direct train from the sea to the factories of the Vantor group: boxes are re-loaded in an "
                "inland yard. A clerk is planning how many whole boxes take which way."
            ),
            data(
                "For the railway leg, in euros per box, his tariff book gives:{{ table(inbound_cost, 'Port') }}",
                "inbound_cost",
            ),
            data(
                "For the road leg, also in euros per box, it gives:{{ table(outbound_cost, 'Yard') }}", "outbound_cost"
            ),
            data(
                "Boxes on the quays number {{ each(supply, '{value} in {0}') }}, and the factories expect "
                "{{ each(demand, '{value} in {0}') }}.",
                "supply",
                "demand",
            ),
            rule("From a port, only boxes that are on its quay can be sent.", "supply_limit"),
            rule("A factory accepts neither more nor fewer boxes than it expects.", "demand_met"),
            rule("A yard is a place of passage where the boxes in equal the boxes out.", "hub_balance"),
            rule(
                "It cannot pass on more than its permit says, namely {{ each(capacity, '{value} boxes for {0}') }}.",
                "hub_capacity",
                "capacity",
            ),
            goal("Minimise the sum of all freight charges."),
        ),
    ),
)

GARDEN = Setting(
    name="garden_furniture",
    domain=Domain.retail,
    nouns={
        "SOURCES": SetNouns(
            singular="factory", plural="factories", pool=("Oakham", "Selby", "Derwent", "Tarn", "Ludlow"), grows=True
        ),
        "HUBS": SetNouns(
            singular="cross-dock",
            plural="cross-docks",
            pool=("the east dock", "the west dock", "the canal dock", "the airport dock", "the ring dock"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="store", plural="stores", pool=("Bath", "Leeds", "Truro", "Perth", "Norwich", "Swansea")
        ),
    },
    phrases={
        "bring": VariablePhrases(
            amount="the pallets sent from {0} to {1}", active="{0} sends pallets to {1}", unit="pallets"
        ),
        "deliver": VariablePhrases(amount="the pallets taken from {0} to {1}", active="{0} serves {1}", unit="pallets"),
    },
    meanings={
        "SOURCES": "factories",
        "HUBS": "cross-docks",
        "CUSTOMERS": "stores",
        "supply": "pallets ready at the factory",
        "capacity": "pallets that the cross-dock can turn round",
        "demand": "pallets that the store is due",
        "inbound_cost": "cost from factory to cross-dock, in pounds per pallet",
        "outbound_cost": "cost from cross-dock to store, in pounds per pallet",
        "bring": "pallets sent from a factory to a cross-dock",
        "deliver": "pallets passed on from a cross-dock to a store",
        "supply_limit": "a factory sends no more pallets than are ready",
        "hub_balance": "a cross-dock keeps nothing",
        "hub_capacity": "a cross-dock turns round no more pallets than it can",
        "demand_met": "each store gets exactly the pallets that it is due",
        "objective": "total spending on haulage, in pounds",
    },
    stories=(
        (
            context(
                "Spring is when Greenly's stores sell benches and parasols. Pallets with the same assortment are built "
                "in {{ count(SOURCES) }} factories, sorted at cross-docks during the night and on the shop floor by "
                "dawn."
            ),
            data("Pallets ready tonight number {{ each(supply, '{value} in {0}') }}.", "supply"),
            data(
                "Moving a pallet costs {{ by_row(inbound_cost, '{items} from {0}', '£{value} to {1}') }}.",
                "inbound_cost",
            ),
            data(
                "The last leg costs {{ by_row(outbound_cost, '{items} out of {0}', '£{value} to {1}') }}.",
                "outbound_cost",
            ),
            rule("A factory can dispatch what is ready and nothing beyond.", "supply_limit"),
            rule("No dock stores anything: all that is brought in must be driven out.", "hub_balance"),
            rule("Staffing allows {{ each(capacity, '{value} pallets through {0}') }}.", "hub_capacity", "capacity"),
            rule(
                "Due in the stores are {{ each(demand, '{value} pallets in {0}') }}, exactly and in whole pallets.",
                "demand_met",
                "demand",
            ),
            goal("How should the night's transport run so that its cost is minimized?"),
        ),
        (
            context(
                "Bas Willems buys haulage for a retailer of garden furniture. Every pallet makes a stop at a "
                "cross-dock, because the hauliers from the factories do not serve stores."
            ),
            data(
                "His contract for the way to the docks, in pounds a pallet, along with the pallets ready, reads:"
                "{{ columns(SOURCES, 'From', {'Pallets ready': supply, 'Pounds to': inbound_cost}) }}",
                "supply",
                "inbound_cost",
            ),
            data(
                "From there on he pays per pallet, and the docks process at most, what this table shows:"
                "{{ columns(HUBS, 'From', {'Most pallets': capacity, 'Pounds to': outbound_cost}) }}",
                "capacity",
                "outbound_cost",
            ),
            rule("Pallets that are not ready cannot be collected.", "supply_limit"),
            rule("The process limit of a dock holds for all stores it serves together.", "hub_capacity"),
            rule("As many pallets depart from a dock as have reached it.", "hub_balance"),
            rule(
                "Bas has promised {{ each(demand, '{value} pallets to {0}') }} and will be held to the exact, whole "
                "number.",
                "demand_met",
                "demand",
            ),
            goal("What is the haulage plan with which he minimizes his spending?"),
        ),
    ),
)

VACCINES = Setting(
    name="vaccines",
    domain=Domain.healthcare,
    nouns={
        "SOURCES": SetNouns(
            singular="maker",
            plural="makers",
            pool=("Helvax", "Biomira", "Serotec", "Novimmune", "Paxton Labs"),
            grows=True,
        ),
        "HUBS": SetNouns(
            singular="cold store",
            plural="cold stores",
            pool=("the north store", "the coast store", "the city store", "the valley store"),
            grows=True,
        ),
        "CUSTOMERS": SetNouns(
            singular="clinic",
            plural="clinics",
            pool=("Saint Anne's", "Riverside", "Hope Street", "Elm Park", "Mercy Hill", "Old Town"),
        ),
    },
    phrases={
        "bring": VariablePhrases(
            amount="the boxes sent from {0} to {1}", active="{0} sends boxes to {1}", unit="boxes"
        ),
        "deliver": VariablePhrases(amount="the boxes sent from {0} to {1}", active="{0} serves {1}", unit="boxes"),
    },
    meanings={
        "SOURCES": "vaccine makers",
        "HUBS": "cold stores",
        "CUSTOMERS": "clinics",
        "supply": "cool boxes that the maker can release",
        "capacity": "cool boxes that the cold store can take through",
        "demand": "cool boxes that the clinic needs",
        "inbound_cost": "cost from maker to cold store, in francs per cool box",
        "outbound_cost": "cost from cold store to clinic, in francs per cool box",
        "bring": "cool boxes sent from a maker to a cold store",
        "deliver": "cool boxes sent from a cold store to a clinic",
        "supply_limit": "a maker sends no more than it can release",
        "hub_balance": "nothing stays in a cold store",
        "hub_capacity": "a cold store takes through no more than it can",
        "demand_met": "each clinic gets exactly what it needs",
        "objective": "total cost of transport, in francs",
    },
    stories=(
        (
            context(
                "For the flu campaign, vaccine travels in sealed cool boxes which nobody may open or divide on the "
                "way. They are flown to a cold store, and vans take them to the clinics."
            ),
            rule(
                "The health office has approved requests of {{ each(demand, '{value} boxes from {0}') }}, to be filled "
                "exactly; vaccine from any maker will do, and boxes are indivisible.",
                "demand_met",
                "demand",
            ),
            rule("Counted in boxes, {{ each(supply, '{0} can release {value}') }}.", "supply_limit", "supply"),
            rule("Shelves restrict the traffic to {{ each(capacity, '{value} at {0}') }}.", "hub_capacity", "capacity"),
            rule("The cold stores must end up empty: they forward every box received.", "hub_balance"),
            data(
                "A flight costs, in francs per box, {{ by_row(inbound_cost, '{items} with {0}', '{value} to {1}') }}.",
                "inbound_cost",
            ),
            data("By van it is {{ by_row(outbound_cost, '{items} from {0}', '{value} to {1}') }}.", "outbound_cost"),
            goal("Determine the flow of boxes that minimizes what flights and vans cost in total."),
        ),
        (
            context(
                "Nurse manager Lucille Favre coordinates a vaccination day. A cool box cannot be split, must pass "
                "through exactly one cold store and should reach its clinic before the doors open."
            ),
            data(
                "Couriers to the cold stores charge, in francs per box:{{ table(inbound_cost, 'Maker') }}",
                "inbound_cost",
            ),
            data("Couriers to the clinics charge, likewise:{{ table(outbound_cost, 'Cold store') }}", "outbound_cost"),
            rule("Lucille has {{ each(supply, '{value} boxes at {0}') }} to call on.", "supply_limit", "supply"),
            rule("She may route {{ each(capacity, 'up to {value} boxes through {0}') }}.", "hub_capacity", "capacity"),
            rule("Each box that a cold store accepts is sent on the same night.", "hub_balance"),
            rule(
                "The clinics are to find, on their doorstep, {{ each(demand, 'precisely {value} boxes at {0}') }}.",
                "demand_met",
                "demand",
            ),
            goal("Plan the couriers' work with the aim of minimizing their combined charges."),
        ),
    ),
)

FAMILY = Family(
    name="transshipment",
    title="Transshipment over hubs",
    build=build,
    sizes={"SOURCES": (2, 3), "HUBS": (2, 2), "CUSTOMERS": (2, 4)},
    settings=(CONTAINERS, GARDEN, VACCINES),
    scarce=("demand", 10),
)
