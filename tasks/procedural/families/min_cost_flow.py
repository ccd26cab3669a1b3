"""Minimum-cost flow: the cheapest way from sources through hubs to sinks over arcs of limited capacity."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def draw_arcs(rng: Random, labels: Labels) -> list[tuple[str, str]]:
    """Join the first source to every hub, the other to a hub and directly to a sink, and every hub to every sink."""
    first, other = labels["SOURCES"]
    arcs = [(first, hub) for hub in labels["HUBS"]]
    arcs += [(other, rng.choice(labels["HUBS"])), (other, rng.choice(labels["SINKS"]))]
    return arcs + [(hub, sink) for hub in labels["HUBS"] for sink in labels["SINKS"]]


def draw_flow(rng: Random, labels: Labels, arcs: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Draw a flow that meets the balance at the hubs; data that leave it room make a feasible problem."""
    flow = {arc: 5 * rng.randint(2, 9) for arc in arcs if arc[1] in labels["SINKS"]}
    first, other = labels["SOURCES"]
    for hub in labels["HUBS"]:
        outflow = sum(flow[hub, sink] for sink in labels["SINKS"])
        share = 5 * rng.randint(1, outflow // 10) if (other, hub) in arcs else 0
        flow |= {(other, hub): share} if share else {}
        flow[first, hub] = outflow - share
    return flow


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw costs at random, and supplies, demands and capacities around a flow."""
    sources, sinks = labels["SOURCES"], labels["SINKS"]
    arcs = draw_arcs(rng, labels)
    flow = draw_flow(rng, labels, arcs)
    supply = [sum(v for arc, v in flow.items() if arc[0] == s) + 5 * rng.randint(2, 8) for s in sources]
    demand = [sum(v for arc, v in flow.items() if arc[1] == s) for s in sinks]
    return Formulation(
        sets=(
            IndexSet(name="SOURCES", members=sources),
            IndexSet(name="HUBS", members=labels["HUBS"]),
            IndexSet(name="SINKS", members=sinks),
            IndexSet(name="ARCS", members=tuple(arcs)),
        ),
        parameters=(
            Parameter(name="cost", sets=("ARCS",), values=tuple(rng.randint(2, 15) for _ in arcs)),
            Parameter(name="capacity", sets=("ARCS",), values=tuple(flow[a] + 5 * rng.randint(1, 6) for a in arcs)),
            Parameter(name="supply", sets=("SOURCES",), values=tuple(supply)),
            Parameter(name="demand", sets=("SINKS",), values=tuple(demand)),
        ),
        variables=(Variable(name="flow", sets=("ARCS",)),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[i, j] * flow[i, j] for i, j in ARCS)"),
        constraints=(
            Constraint(
                name="supply_limit",
                expression="sum(flow[i, j] for i, j in ARCS if i == n) <= supply[n]",
                forall="for n in SOURCES",
            ),
            Constraint(
                name="hub_balance",
                expression="sum(flow[i, j] for i, j in ARCS if j == n) == sum(flow[i, j] for i, j in ARCS if i == n)",
                forall="for n in HUBS",
            ),
            Constraint(
                name="demand_met",
                expression="sum(flow[i, j] for i, j in ARCS if j == n) >= demand[n]",
                forall="for n in SINKS",
            ),
            Constraint(name="arc_capacity", expression="flow[i, j] <= capacity[i, j]", forall="for i, j in ARCS"),
        ),
    )


BIOGAS = Setting(
    name="biogas_grid",
    domain=Domain.energy,
    nouns={
        "SOURCES": SetNouns(
            singular="digester", plural="digesters", pool=("Marshfield", "Hilltop", "Coombe", "Parkgate")
        ),
        "HUBS": SetNouns(
            singular="compressor station", plural="compressor stations", pool=("Norton", "Eastwick", "Sutton", "Weston")
        ),
        "SINKS": SetNouns(singular="town", plural="towns", pool=("Alton", "Berwick", "Calder", "Denby", "Elgin")),
        "ARCS": SetNouns(singular="pipe", plural="pipes"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the gas sent from {0} to {1}", active="gas is sent from {0} to {1}", unit="megawatt-hours"
        )
    },
    meanings={
        "SOURCES": "digesters that feed in gas",
        "HUBS": "compressor stations",
        "SINKS": "towns that draw gas",
        "ARCS": "pipes, in the direction of flow",
        "cost": "cost of transport, in dollars per megawatt-hour",
        "capacity": "gas that the pipe can carry in a day, in megawatt-hours",
        "supply": "gas that the digester can produce in a day, in megawatt-hours",
        "demand": "gas that the town needs in a day, in megawatt-hours",
        "flow": "gas sent through the pipe in a day, in megawatt-hours",
        "supply_limit": "a digester feeds in no more than it produces",
        "hub_balance": "a compressor station sends on what it receives",
        "demand_met": "every town receives at least what it needs",
        "arc_capacity": "no pipe carries more than it can",
        "objective": "cost of transport per day, in dollars",
    },
    stories=(
        (
            context(
                "Farm waste feeds the gas grid of a small county, and the grid company pays the bill for transport."
            ),
            data(
                "Pipes and their prices per megawatt-hour are "
                "{{ by_row(cost, 'from {0}, {items}', '${value} to {1}') }}. Gas never flows the other way.",
                "cost",
            ),
            rule(
                "The digesters yield at best {{ each(supply, '{value} MWh a day in {0}') }}.",
                "supply",
                "supply_limit",
            ),
            rule("Each day, {{ each(demand, '{value} MWh or more have to reach {0}') }}.", "demand", "demand_met"),
            rule("Compressors stand at {{ names(HUBS) }}; there, inflow and outflow match.", "hub_balance"),
            rule(
                "The MWh that a pipe takes in a day are limited to {{ each(capacity, '{value}') }}, if pipes are taken "
                "in the order of their prices above.",
                "capacity",
                "arc_capacity",
            ),
            goal("What flows, in any quantity the pipes allow, minimize the company's daily bill?"),
        ),
        (
            context(
                "Dispatch for tomorrow is due. The engineer of a biogas network has digesters at one end, the towns "
                "of {{ names(SINKS) }} at the other, and {{ names(HUBS) }} to compress gas in between."
            ),
            rule(
                "He consults the pipe register, whose last column is binding:"
                "{{ columns(ARCS, 'Pipe', {'Cost ($ per MWh)': cost, 'Limit (MWh per day)': capacity}) }}",
                "cost",
                "capacity",
                "arc_capacity",
            ),
            rule("Gas that enters a compressor station leaves it the same day, undiminished.", "hub_balance"),
            rule("He may call up to {{ each(supply, '{value} MWh at {0}') }}.", "supply", "supply_limit"),
            rule(
                "The towns have nominated {{ each(demand, '{value} MWh for {0}') }}, and less is not acceptable.",
                "demand",
                "demand_met",
            ),
            goal(
                "Fractional amounts are usual in this trade. Let him know the dispatch that minimizes the total cost."
            ),
        ),
    ),
)

GRAIN = Setting(
    name="grain_barges",
    domain=Domain.logistics,
    nouns={
        "SOURCES": SetNouns(singular="silo", plural="silos", pool=("Ames", "Boone", "Clinton", "Dayton")),
        "HUBS": SetNouns(singular="river port", plural="river ports", pool=("Cairo", "Helena", "Memphis", "Natchez")),
        "SINKS": SetNouns(singular="mill", plural="mills", pool=("Biloxi", "Gretna", "Mobile", "Pensacola", "Slidell")),
        "ARCS": SetNouns(singular="route", plural="routes"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the tons of wheat moved from {0} to {1}", active="wheat is moved from {0} to {1}", unit="tons"
        )
    },
    meanings={
        "SOURCES": "silos where wheat is stored",
        "HUBS": "river ports where wheat changes over to barges",
        "SINKS": "mills that buy wheat",
        "ARCS": "routes, in the direction of transport",
        "cost": "freight, in dollars per ton",
        "capacity": "wheat that can be booked on the route, in tons",
        "supply": "wheat in the silo, in tons",
        "demand": "wheat ordered by the mill, in tons",
        "flow": "wheat moved on the route, in tons",
        "supply_limit": "no more wheat leaves a silo than it holds",
        "hub_balance": "wheat that arrives at a port leaves it again",
        "demand_met": "every mill gets at least what it has ordered",
        "arc_capacity": "no more is moved on a route than can be booked",
        "objective": "total freight, in dollars",
    },
    stories=(
        (
            context(
                "A grain merchant has sold wheat to the mills of {{ names(SINKS) }}. It lies in silos at "
                "{{ names(SOURCES) }} and reaches the mills over the river ports of {{ names(HUBS) }} or, in one case, "
                "by direct train."
            ),
            rule("She has to send {{ each(demand, 'at least {value} tons to {0}') }}.", "demand", "demand_met"),
            rule("In the silos there are {{ each(supply, '{value} tons at {0}') }}.", "supply", "supply_limit"),
            data("Freight for a ton is {{ by_row(cost, 'from {0} {items}', '${value} to {1}') }}.", "cost"),
            rule(
                "Wagons and barges are scarce, and in the same order of routes the merchant could reserve space for "
                "{{ each(capacity, '{value}') }} tons and no more.",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "Quays have to be cleared, which means that a port ships off all the wheat it takes in.", "hub_balance"
            ),
            goal("How many tons, whatever the decimals, go over each route if the freight bill is to be minimized?"),
        ),
        (
            context(
                "Wheat prices are fixed, so the merchant's margin hangs on the freight. Her clerk keeps a ledger of "
                "the routes from silos to ports and from there to mills."
            ),
            rule(
                "Space on a route runs out at the tonnage noted:"
                "{{ columns(ARCS, 'Route', {'Freight ($ per ton)': cost, 'Space (tons)': capacity}) }}",
                "cost",
                "capacity",
                "arc_capacity",
            ),
            rule("Of its stock, {{ each(supply, '{0} can load {value} tons') }} at most.", "supply", "supply_limit"),
            rule("Contracts bind her to {{ each(demand, 'at least {value} tons for {0}') }}.", "demand", "demand_met"),
            rule("In {{ names(HUBS) }}, tonnage unloaded equals tonnage loaded.", "hub_balance"),
            goal("Bulk can be parcelled out at will. Settle the bookings that minimize total freight."),
        ),
    ),
)

GRAVEL = Setting(
    name="gravel_supply",
    domain=Domain.construction,
    nouns={
        "SOURCES": SetNouns(singular="quarry", plural="quarries", pool=("Granby", "Basford", "Chalkhill", "Slatery")),
        "HUBS": SetNouns(singular="rail yard", plural="rail yards", pool=("Ashton", "Birchwood", "Hawley", "Rowan")),
        "SINKS": SetNouns(
            singular="site", plural="sites", pool=("the tunnel", "the bridge", "the bypass", "the station", "the dam")
        ),
        "ARCS": SetNouns(singular="haul", plural="hauls"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the gravel hauled from {0} to {1}", active="gravel is hauled from {0} to {1}", unit="cubic metres"
        )
    },
    meanings={
        "SOURCES": "quarries",
        "HUBS": "rail yards where gravel is reloaded",
        "SINKS": "building sites",
        "ARCS": "hauls, in the direction of transport",
        "cost": "price of the haul, in dollars per cubic metre",
        "capacity": "gravel that the haul can take in a week, in cubic metres",
        "supply": "gravel that the quarry can dig in a week, in cubic metres",
        "demand": "gravel that the site needs in a week, in cubic metres",
        "flow": "gravel hauled in a week, in cubic metres",
        "supply_limit": "a quarry delivers no more than it can dig",
        "hub_balance": "gravel is not left lying in a rail yard",
        "demand_met": "every site gets at least what it needs",
        "arc_capacity": "a haul takes no more than it can",
        "objective": "price of all hauls in a week, in dollars",
    },
    stories=(
        (
            context(
                "Gravel for {{ names(SINKS) }} is dug in {{ names(SOURCES) }}. Lorries take it to rail yards in "
                "{{ names(HUBS) }}, and trains take it on; a conveyor offers a way round the yards."
            ),
            data("A cubic metre costs, {{ by_row(cost, 'from {0}, {items}', '${value} to {1}') }}.", "cost"),
            rule(
                "Weekly haulage is bounded as well. Following that list, the bounds are "
                "{{ each(capacity, '{value}') }} cubic metres.",
                "capacity",
                "arc_capacity",
            ),
            rule("A week's digging is {{ each(supply, '{value} cubic metres in {0}') }}.", "supply", "supply_limit"),
            rule(
                "Work stops with less than {{ each(demand, '{value} cubic metres at {0}') }}.",
                "demand",
                "demand_met",
            ),
            rule(
                "There is no room for heaps in a rail yard, so what comes in by lorry goes out by train.", "hub_balance"
            ),
            goal("Minimize what the contractor has to pay for haulage in a week."),
        ),
        (
            context(
                "A consortium builds {{ names(SINKS) }} at the same time, and all of it devours gravel. Its quantity "
                "surveyor has prices from the hauliers."
            ),
            data(
                "Here is what they quoted, along with the weekly volume that they are able to shift:"
                "{{ columns(ARCS, 'Haul', {'Price ($ per cubic metre)': cost, 'Volume (cubic metres)': capacity}) }}",
                "cost",
                "capacity",
            ),
            rule("A haulier cannot be talked into shifting more than the volume quoted.", "arc_capacity", "capacity"),
            rule(
                "Gravel dumped in a rail yard would block the tracks; {{ names(HUBS) }} therefore forward as much as "
                "they are sent.",
                "hub_balance",
            ),
            rule(
                "The sites' weekly needs are {{ each(demand, '{value} cubic metres for {0}') }}, and a surplus on site "
                "does no harm.",
                "demand",
                "demand_met",
            ),
            rule(
                "Licences end at {{ each(supply, '{value} cubic metres a week for {0}') }}.", "supply", "supply_limit"
            ),
            goal("Any quantity can be hauled. Which hauls minimize the consortium's weekly payments?"),
        ),
    ),
)

FAMILY = Family(
    name="min_cost_flow",
    title="Minimum-cost flow",
    build=build,
    sizes={"SOURCES": (2, 2), "HUBS": (2, 2), "SINKS": (2, 3)},
    settings=(BIOGAS, GRAIN, GRAVEL),
    scarce=("demand", 10),
)
