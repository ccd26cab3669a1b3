"""Maximum flow: as much as possible from a source to a sink through a network of limited capacity."""

import itertools
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, goal, rule


def draw_arcs(rng: Random, nodes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Join source, inner nodes and sink, in that order, so that every inner node lies on some path."""
    inner = nodes[1:-1]
    certain = [(nodes[0], inner[0]), (nodes[0], inner[1]), (inner[-2], nodes[-1]), (inner[-1], nodes[-1])]
    certain += zip(inner, inner[2:], strict=False)
    shortcuts = rng.sample(list(itertools.pairwise(inner)), 2)
    return tuple(sorted(certain + shortcuts, key=lambda arc: (nodes.index(arc[0]), nodes.index(arc[1]))))


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw a network without cycles and its capacities."""
    source, inner, sink = labels["SOURCE"], labels["INNER"], labels["SINK"]
    nodes = source + inner + sink
    arcs = draw_arcs(rng, nodes)
    return Formulation(
        sets=(
            IndexSet(name="SOURCE", members=source),
            IndexSet(name="INNER", members=inner),
            IndexSet(name="SINK", members=sink),
            IndexSet(name="ARCS", members=arcs),
        ),
        parameters=(Parameter(name="capacity", sets=("ARCS",), values=tuple(rng.randint(4, 30) for _ in arcs)),),
        variables=(Variable(name="flow", sets=("ARCS",)),),
        objective=Objective(
            sense=ObjectiveSense.maximize, expression="sum(flow[i, j] for i, j in ARCS if i in SOURCE)"
        ),
        constraints=(
            Constraint(
                name="balance",
                expression="sum(flow[i, j] for i, j in ARCS if j == n) == sum(flow[i, j] for i, j in ARCS if i == n)",
                forall="for n in INNER",
            ),
            Constraint(name="arc_capacity", expression="flow[i, j] <= capacity[i, j]", forall="for i, j in ARCS"),
        ),
    )


BACKBONE = Setting(
    name="data_backbone",
    domain=Domain.telecom,
    nouns={
        "SOURCE": SetNouns(singular="data centre", plural="data centres", pool=("Tallinn", "Vilnius", "Helsinki")),
        "INNER": SetNouns(
            singular="router", plural="routers", pool=("Gdansk", "Poznan", "Prague", "Brno", "Dresden", "Leipzig")
        ),
        "SINK": SetNouns(singular="exchange", plural="exchanges", pool=("Munich", "Zurich", "Milan")),
        "ARCS": SetNouns(singular="link", plural="links"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the traffic on the link from {0} to {1}",
            active="the link from {0} to {1} carries traffic",
            unit="gigabits per second",
        )
    },
    meanings={
        "SOURCE": "data centre where the traffic starts",
        "INNER": "routers on the way",
        "SINK": "exchange where the traffic ends",
        "ARCS": "links, each in its direction",
        "capacity": "capacity of the link, in gigabits per second",
        "flow": "traffic on the link, in gigabits per second",
        "balance": "a router passes on exactly what it receives",
        "arc_capacity": "no link carries more than its capacity",
        "objective": "traffic sent by the data centre, in gigabits per second",
    },
    stories=(
        (
            context(
                "A film service streams from its data centre in {{ label(SOURCE, 0) }} to the internet exchange in "
                "{{ label(SINK, 0) }}. It rents links, usable in the stated direction only, from "
                "{{ listing(ARCS, '{0} to {1}') }}; {{ names(INNER) }} are routers and nothing else."
            ),
            rule(
                "The fibre contracts fix the gigabits per second that may pass at most: "
                "{{ each(capacity, '{value} between {0} and {1}') }}.",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "Traffic can be divided among links as finely as one likes. In a router none of it is stored and none "
                "is lost, so that incoming and outgoing rates agree.",
                "balance",
            ),
            goal(
                "For the evening peak, the service wants to maximize the rate at which data leave "
                "{{ label(SOURCE, 0) }} and, in consequence, reach {{ label(SINK, 0) }}. How is the traffic routed?"
            ),
        ),
        (
            context(
                "Network planners at a carrier ask themselves how fast a backup from the vault in "
                "{{ label(SOURCE, 0) }} could be copied to {{ label(SINK, 0) }}. Between them lie the switching sites "
                "{{ names(INNER) }}, and the one-directional trunks are {{ names(ARCS) }}."
            ),
            rule(
                "A trunk must not be loaded beyond its rating:"
                "{{ columns(ARCS, 'Trunk', {'Rating (Gbit/s)': capacity}) }}",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "A switching site has no memory of its own. Whatever comes in on its trunks, in any fractional "
                "amount, has to go out on its trunks at the same moment.",
                "balance",
            ),
            goal(
                "Assign a rate to every trunk so that the copying speed, meaning the total rate out of "
                "{{ label(SOURCE, 0) }}, is maximized."
            ),
        ),
    ),
)

IRRIGATION = Setting(
    name="irrigation_canals",
    domain=Domain.agriculture,
    nouns={
        "SOURCE": SetNouns(
            singular="reservoir", plural="reservoirs", pool=("Upper Lake", "Stone Basin", "Eagle Reservoir")
        ),
        "INNER": SetNouns(
            singular="sluice",
            plural="sluices",
            pool=("Reed Sluice", "Willow Sluice", "Monk Sluice", "Heron Sluice", "Clay Sluice", "Poplar Sluice"),
        ),
        "SINK": SetNouns(
            singular="rice plain", plural="rice plains", pool=("Lower Plain", "Long Paddies", "Delta Fields")
        ),
        "ARCS": SetNouns(singular="canal", plural="canals"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the water in the canal from {0} to {1}",
            active="water runs from {0} to {1}",
            unit="cubic metres per minute",
        )
    },
    meanings={
        "SOURCE": "reservoir that feeds the canals",
        "INNER": "sluices where canals meet",
        "SINK": "rice plain at the end",
        "ARCS": "canals, in the direction in which they fall",
        "capacity": "water that the canal can lead, in cubic metres per minute",
        "flow": "water in the canal, in cubic metres per minute",
        "balance": "as much water enters a sluice as leaves it",
        "arc_capacity": "a canal is not filled beyond what it can lead",
        "objective": "water drawn from the reservoir, in cubic metres per minute",
    },
    stories=(
        (
            context(
                "Rice seedlings on {{ label(SINK, 0) }} need flooding soon. The water guild can open "
                "{{ label(SOURCE, 0) }}, from which water falls through {{ count(INNER) }} sluices, and its old map "
                "shows which canals exist: {{ names(ARCS) }}. None of them runs uphill."
            ),
            rule(
                "Banks would give way if a canal led more than it was dug for. In the map's order, the limits are "
                "{{ each(capacity, '{value}') }} cubic metres per minute.",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "Sluices are gates, not ponds: water that arrives at {{ names(INNER) }} flows on without delay, and "
                "none seeps away. The keepers can set any opening, however slight.",
                "balance",
            ),
            goal(
                "Tell the keepers how to divide the water if the guild is to maximize the flow out of "
                "{{ label(SOURCE, 0) }}, all of which ends up on {{ label(SINK, 0) }}."
            ),
        ),
        (
            context(
                "{{ label(SOURCE, 0) }} must be lowered before the autumn rains. All water let out of it has to end on "
                "{{ label(SINK, 0) }}, and it gets there by canals and sluices; a canal leads from "
                "{{ listing(ARCS, '{0} to {1}') }}."
            ),
            rule(
                "An engineer has measured how much each canal can take before it overflows, which must not happen:"
                "{{ columns(ARCS, 'Canal', {'Cubic metres per minute': capacity}) }}",
                "capacity",
                "arc_capacity",
            ),
            rule("The level behind every sluice stays constant, i.e. its inflow equals its outflow.", "balance"),
            goal(
                "Flows may take any value that these conditions permit. Which of them maximize the speed, in cubic "
                "metres per minute, at which the reservoir is drained?"
            ),
        ),
    ),
)

FUEL_PIPELINE = Setting(
    name="fuel_pipeline",
    domain=Domain.defence,
    nouns={
        "SOURCE": SetNouns(
            singular="port depot", plural="port depots", pool=("Fort Halsey", "Fort Bramble", "Fort Quill")
        ),
        "INNER": SetNouns(
            singular="pumping post",
            plural="pumping posts",
            pool=("Post Alpha", "Post Bravo", "Post Delta", "Post Echo", "Post Kilo", "Post Sierra"),
        ),
        "SINK": SetNouns(
            singular="airfield", plural="airfields", pool=("Garrick Field", "Norwood Field", "Linden Field")
        ),
        "ARCS": SetNouns(singular="hose line", plural="hose lines"),
    },
    phrases={
        "flow": VariablePhrases(
            amount="the fuel pumped from {0} to {1}", active="fuel is pumped from {0} to {1}", unit="tons per hour"
        )
    },
    meanings={
        "SOURCE": "depot where fuel is landed",
        "INNER": "pumping posts",
        "SINK": "airfield to be supplied",
        "ARCS": "hose lines, in pumping direction",
        "capacity": "safe throughput of the line, in tons per hour",
        "flow": "fuel pumped through the line, in tons per hour",
        "balance": "a pumping post forwards all the fuel that it receives",
        "arc_capacity": "no line is run above its safe throughput",
        "objective": "fuel leaving the depot, in tons per hour",
    },
    stories=(
        (
            context(
                "During an exercise, army engineers lay hose lines inland. The tanker unloads at "
                "{{ label(SOURCE, 0) }}; the jets stand at {{ label(SINK, 0) }}; in between, lines run "
                "{{ listing(ARCS, 'from {0} to {1}') }}, and pumps push fuel through them that way round."
            ),
            rule(
                "Safety officers cap the tons per hour in each line, namely {{ each(capacity, '{value} for {0} to "
                "{1}') }}.",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "Pumping posts have no tanks. They send forward everything they get, in whatever proportions the "
                "engineers choose.",
                "balance",
            ),
            goal(
                "The commander orders the supply of {{ label(SINK, 0) }} to be maximized. How many tons per hour does "
                "each line carry, and how many can {{ label(SOURCE, 0) }} pump out in all?"
            ),
        ),
        (
            context(
                "How much fuel per hour can reach {{ label(SINK, 0) }}? A staff officer has the sketch of the field "
                "pipeline in front of him. It starts at {{ label(SOURCE, 0) }}, branches at {{ names(INNER) }}, and "
                "its sections go {{ listing(ARCS, 'from {0} to {1}') }}."
            ),
            rule(
                "Pressure limits the hourly throughput of the sections, and none may exceed its limit:"
                "{{ columns(ARCS, 'Section', {'Limit (tons per hour)': capacity}) }}",
                "capacity",
                "arc_capacity",
            ),
            rule(
                "No fuel is taken off or added where the pipeline branches. The sum over the sections that come in is "
                "the sum over the sections that go out, fractions of a ton being perfectly fine.",
                "balance",
            ),
            goal("Determine the throughputs that maximize what is pumped from {{ label(SOURCE, 0) }} in an hour."),
        ),
    ),
)

FAMILY = Family(
    name="max_flow",
    title="Maximum flow",
    build=build,
    sizes={"SOURCE": (1, 1), "INNER": (3, 4), "SINK": (1, 1)},
    settings=(BACKBONE, IRRIGATION, FUEL_PIPELINE),
    lifted="arc_capacity",
)
