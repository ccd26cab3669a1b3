"""Network design: which arcs to build, each at a fixed charge, and what to send over them."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw charges, costs and demands; both junctions together can supply all sinks, and none can alone."""
    source, junctions, sinks = labels["SOURCE"], labels["JUNCTIONS"], labels["SINKS"]
    arcs = [(source[0], rng.choice(sinks)), *((source[0], j) for j in junctions)]
    arcs += [(j, s) for j in junctions for s in sinks]
    demand = [5 * rng.randint(3, 10) for _ in sinks]
    capacity = max(max(demand), 5 * round(sum(demand) * rng.randint(60, 90) / 500))
    return Formulation(
        sets=(
            IndexSet(name="SOURCE", members=source),
            IndexSet(name="JUNCTIONS", members=junctions),
            IndexSet(name="SINKS", members=sinks),
            IndexSet(name="ARCS", members=tuple(arcs)),
        ),
        parameters=(
            Parameter(name="charge", sets=("ARCS",), values=tuple(10 * rng.randint(10, 60) for _ in arcs)),
            Parameter(name="cost", sets=("ARCS",), values=tuple(rng.randint(1, 9) for _ in arcs)),
            Parameter(name="demand", sets=("SINKS",), values=tuple(demand)),
            Parameter(name="capacity", values=(capacity,)),
        ),
        variables=(
            Variable(name="build", sets=("ARCS",), kind=VariableKind.binary),
            Variable(name="flow", sets=("ARCS",)),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(charge[i, j] * build[i, j] + cost[i, j] * flow[i, j] for i, j in ARCS)",
        ),
        constraints=(
            Constraint(
                name="junction_balance",
                expression="sum(flow[i, j] for i, j in ARCS if j == n) == sum(flow[i, j] for i, j in ARCS if i == n)",
                forall="for n in JUNCTIONS",
            ),
            Constraint(
                name="demand_met",
                expression="sum(flow[i, j] for i, j in ARCS if j == n) >= demand[n]",
                forall="for n in SINKS",
            ),
            Constraint(
                name="built_capacity", expression="flow[i, j] <= capacity * build[i, j]", forall="for i, j in ARCS"
            ),
        ),
    )


DUCTS = Setting(
    name="fibre_ducts",
    domain=Domain.telecom,
    nouns={
        "SOURCE": SetNouns(singular="head office", plural="head offices", pool=("Castlegate", "Broadway", "Kingsway")),
        "JUNCTIONS": SetNouns(singular="cabinet", plural="cabinets", pool=("Elm", "Beech", "Lime", "Larch")),
        "SINKS": SetNouns(
            singular="village", plural="villages", pool=("Upton", "Netherby", "Langley", "Westow", "Hatfield")
        ),
        "ARCS": SetNouns(singular="duct", plural="ducts"),
    },
    phrases={
        "build": VariablePhrases(
            amount="the laying of the duct from {0} to {1}", active="a duct is laid from {0} to {1}"
        ),
        "flow": VariablePhrases(
            amount="the traffic from {0} to {1}", active="traffic is sent from {0} to {1}", unit="gigabits per second"
        ),
    },
    meanings={
        "SOURCE": "head office where all traffic starts",
        "JUNCTIONS": "street cabinets",
        "SINKS": "villages to be connected",
        "ARCS": "ducts that may be laid, in the direction of traffic",
        "charge": "monthly instalment for laying the duct, in dollars",
        "cost": "monthly cost of traffic, in dollars per gigabit per second",
        "demand": "bandwidth that the village needs, in gigabits per second",
        "capacity": "bandwidth of a duct, in gigabits per second",
        "build": "1 if the duct is laid",
        "flow": "traffic in the duct, in gigabits per second",
        "junction_balance": "a cabinet passes on the traffic that reaches it",
        "demand_met": "every village gets at least the bandwidth that it needs",
        "built_capacity": "traffic needs a duct, and no more than its bandwidth fits in",
        "objective": "monthly instalments and traffic costs, in dollars",
    },
    stories=(
        (
            context(
                "Villagers of {{ names(SINKS) }} have founded a cooperative to bring in fast internet from the head "
                "office at {{ label(SOURCE, 0) }}, some of it by way of street cabinets."
            ),
            data(
                "Trenches could be dug along several lanes, financed in monthly instalments: "
                "{{ by_row(charge, 'starting at {0}, {items}', '${value} to {1}') }}.",
                "charge",
            ),
            data(
                "Operators charge for use as well. Lane by lane and in that order, a gigabit per second comes to "
                "{{ each(cost, '${value}') }} a month.",
                "cost",
            ),
            rule(
                "Where no duct is laid no traffic flows, and a duct that is laid is good for up to {{ capacity }} "
                "gigabits per second.",
                "built_capacity",
                "capacity",
            ),
            rule("The cabinets {{ names(JUNCTIONS) }} relay exactly the traffic they get.", "junction_balance"),
            rule("Promised was {{ each(demand, '{value} Gbit/s or better for {0}') }}.", "demand", "demand_met"),
            goal("Bandwidth can be divided freely. Which ducts and flows minimize the cooperative's monthly expense?"),
        ),
        (
            context(
                "A rural carrier must decide where to lay fibre. Light would travel from {{ label(SOURCE, 0) }} to the "
                "villages, straight or through the cabinets named {{ names(JUNCTIONS) }}."
            ),
            data(
                "Its surveyors list whatever can be laid, with a rental per month and a traffic fee per gigabit per "
                "second:{{ columns(ARCS, 'Duct', {'Rental ($)': charge, 'Fee ($)': cost}) }}",
                "charge",
                "cost",
            ),
            rule(
                "All ducts are of the same make and take {{ capacity }} Gbit/s. The rental falls due in full as soon "
                "as a duct is to be used at all, and an unrented duct stays dark.",
                "built_capacity",
                "capacity",
            ),
            rule("Nothing begins or ends in a cabinet.", "junction_balance"),
            rule(
                "By contract, {{ each(demand, '{value} Gbit/s or more must arrive in {0}') }}.", "demand", "demand_met"
            ),
            goal("Rentals and fees together are to be minimized; what should be laid, and how much sent where?"),
        ),
    ),
)

FESTIVAL_POWER = Setting(
    name="festival_power",
    domain=Domain.event_planning,
    nouns={
        "SOURCE": SetNouns(
            singular="generator", plural="generators", pool=("Big Bertha", "Old Rumbler", "Green Giant")
        ),
        "JUNCTIONS": SetNouns(
            singular="switch box", plural="switch boxes", pool=("Box Red", "Box Blue", "Box White", "Box Black")
        ),
        "SINKS": SetNouns(
            singular="consumer",
            plural="consumers",
            pool=("the main stage", "the food court", "the dance tent", "the campsite", "the cinema"),
        ),
        "ARCS": SetNouns(singular="cable run", plural="cable runs"),
    },
    phrases={
        "build": VariablePhrases(amount="the hire of a cable from {0} to {1}", active="a cable is run from {0} to {1}"),
        "flow": VariablePhrases(
            amount="the power sent from {0} to {1}", active="power is sent from {0} to {1}", unit="kilowatts"
        ),
    },
    meanings={
        "SOURCE": "generator that supplies the site",
        "JUNCTIONS": "switch boxes",
        "SINKS": "places that draw power",
        "ARCS": "cable runs that are possible, away from the generator",
        "charge": "hire of the cable for the weekend, in dollars",
        "cost": "cost of losses, in dollars per kilowatt",
        "demand": "power drawn, in kilowatts",
        "capacity": "rating of a cable, in kilowatts",
        "build": "1 if the cable is hired",
        "flow": "power sent through the cable, in kilowatts",
        "junction_balance": "power into a switch box equals power out of it",
        "demand_met": "every place is sent at least the power that it draws",
        "built_capacity": "power needs a cable and stays within its rating",
        "objective": "cost of hire and losses for the weekend, in dollars",
    },
    stories=(
        (
            context(
                "One weekend, one meadow, one diesel generator, which the crew have christened "
                "{{ label(SOURCE, 0) }}: the lighting chief of a music festival is planning her cables."
            ),
            rule(
                "Her stage managers phoned in what they draw, {{ each(demand, '{value} kW for {0}') }}, and short "
                "supply would mean darkness.",
                "demand",
                "demand_met",
            ),
            data("Cables can be hired for {{ each(charge, '{0} to {1} at ${value}') }}.", "charge"),
            data(
                "Because of losses, a kilowatt sent also costs fuel, to be exact "
                "{{ by_row(cost, 'from {0} {items}', '${value} to {1}') }}.",
                "cost",
            ),
            rule("Cables carry {{ capacity }} kW; runs without cable, nothing.", "built_capacity", "capacity"),
            rule("{{ names(JUNCTIONS) }} are switch boxes, so that power in is power out.", "junction_balance"),
            goal("She may split power in any ratio. Find the wiring that minimizes the cost of hire and fuel."),
        ),
        (
            context(
                "The site plan of a summer fair shows a generator called {{ label(SOURCE, 0) }}, "
                "{{ count(JUNCTIONS) }} switch boxes and {{ count(SINKS) }} large consumers."
            ),
            data(
                "Possible cable runs have been paced out, and the hire firm has quoted for the weekend, adding what "
                "is lost on the way:"
                "{{ columns(ARCS, 'Run', {'Hire ($)': charge, 'Loss ($ per kW)': cost}) }}",
                "charge",
                "cost",
            ),
            rule("Consumers require {{ each(demand, '{value} kW at {0}') }} as a floor.", "demand", "demand_met"),
            rule("Electricity entering a switch box is equal to electricity leaving it.", "junction_balance"),
            rule(
                "The firm stocks a single type of cable, rated at {{ capacity }} kW. A run either gets such a cable, "
                "and the hire is paid whatever the load, or carries nothing.",
                "built_capacity",
                "capacity",
            ),
            goal("What is the wiring plan, with loads, that minimizes the sum of hire and losses?"),
        ),
    ),
)

CONVEYORS = Setting(
    name="conveyor_lines",
    domain=Domain.manufacturing,
    nouns={
        "SOURCE": SetNouns(singular="hopper", plural="hoppers", pool=("Quayside", "Railhead", "Southgate")),
        "JUNCTIONS": SetNouns(singular="transfer tower", plural="transfer towers", pool=("Ash", "Oak", "Pine", "Fir")),
        "SINKS": SetNouns(
            singular="kiln",
            plural="kilns",
            pool=("the tile kiln", "the pipe kiln", "the lime kiln", "the pot kiln", "the big kiln"),
        ),
        "ARCS": SetNouns(singular="conveyor", plural="conveyors"),
    },
    phrases={
        "build": VariablePhrases(
            amount="the erection of the conveyor from {0} to {1}", active="a conveyor is erected from {0} to {1}"
        ),
        "flow": VariablePhrases(
            amount="the clay moved from {0} to {1}", active="clay is moved from {0} to {1}", unit="tons"
        ),
    },
    meanings={
        "SOURCE": "hopper where clay arrives",
        "JUNCTIONS": "transfer towers",
        "SINKS": "kilns that need clay",
        "ARCS": "conveyors that may be erected, in running direction",
        "charge": "daily lease of the conveyor, in dollars",
        "cost": "electricity, in dollars per ton",
        "demand": "clay that the kiln needs in a day, in tons",
        "capacity": "clay that a conveyor can move in a day, in tons",
        "build": "1 if the conveyor is erected",
        "flow": "clay moved in a day, in tons",
        "junction_balance": "clay that reaches a tower is moved on",
        "demand_met": "every kiln gets at least the clay that it needs",
        "built_capacity": "clay needs a conveyor and stays within what it can move",
        "objective": "daily cost of lease and electricity, in dollars",
    },
    stories=(
        (
            context(
                "Clay arrives at the {{ label(SOURCE, 0) }} hopper of a ceramics works. To feed {{ names(SINKS) }}, "
                "the manager intends to lease conveyors, which meet in towers if they do not go all the way."
            ),
            data("A day's lease is {{ by_row(charge, 'from {0} {items}', '${value} to {1}') }}.", "charge"),
            data("Motors add, per ton of clay, {{ by_row(cost, 'from {0} {items}', '${value} to {1}') }}.", "cost"),
            rule(
                "Belts shift {{ capacity }} tons in a day at most, and clay goes only where a belt has been leased.",
                "built_capacity",
                "capacity",
            ),
            rule("{{ names(JUNCTIONS) }} are towers that drop all clay on outgoing belts.", "junction_balance"),
            rule(
                "A day's firing takes no less than {{ each(demand, '{value} tons in {0}') }}.", "demand", "demand_met"
            ),
            goal("Loads can be set to any fraction of a ton. Which leases and loads minimize the daily outlay?"),
        ),
        (
            context(
                "Wheelbarrows are to disappear from a brickyard. A supplier offers leased conveyors from the hopper "
                "at {{ label(SOURCE, 0) }} to the kilns, some with a transfer tower ({{ names(JUNCTIONS) }}) between."
            ),
            data(
                "The offer, per day for the lease and per ton for the current, contains these lines:"
                "{{ columns(ARCS, 'Line', {'Lease ($)': charge, 'Current ($)': cost}) }}",
                "charge",
                "cost",
            ),
            rule(
                "The yard may accept any of the lines and decline the rest. A line declined moves no clay; a line "
                "accepted moves {{ capacity }} tons a day or any lesser amount.",
                "built_capacity",
                "capacity",
            ),
            rule("At a tower, tons in and tons out are in balance.", "junction_balance"),
            rule(
                "Production stands or falls with {{ each(demand, '{value} tons of clay for {0}') }} each day, though "
                "more is welcome.",
                "demand",
                "demand_met",
            ),
            goal("The owner will sign whatever minimizes lease plus current. What should he sign?"),
        ),
    ),
)

FAMILY = Family(
    name="network_design",
    title="Fixed-charge network design",
    build=build,
    sizes={"SOURCE": (1, 1), "JUNCTIONS": (2, 2), "SINKS": (2, 3)},
    settings=(DUCTS, FESTIVAL_POWER, CONVEYORS),
    logic=True,
    scarce=("demand", 10),
)
