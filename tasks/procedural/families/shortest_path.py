"""Shortest path: the quickest way through a network whose second burden, such as tolls, stays within a limit."""

import itertools
from collections.abc import Iterator
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

Arc = tuple[str, str]


def draw_arcs(rng: Random, nodes: tuple[str, ...]) -> tuple[Arc, ...]:
    """Join neighbours and next neighbours in the order of the nodes, with at most one gap, so that paths abound."""
    arcs = [*zip(nodes, nodes[2:], strict=False), *itertools.pairwise(nodes)]
    if len(nodes) > 5:
        arcs.remove(rng.choice([arc for arc in arcs if nodes.index(arc[0]) > 0 and nodes[-1] not in arc]))
    return tuple(sorted(arcs, key=lambda arc: (nodes.index(arc[0]), nodes.index(arc[1]))))


def paths(arcs: tuple[Arc, ...], start: str, end: str) -> Iterator[tuple[Arc, ...]]:
    """All ways from start to end; the network has no cycles."""
    if start == end:
        yield ()
    for arc in arcs:
        if arc[0] == start:
            yield from ((arc, *rest) for rest in paths(arcs, arc[1], end))


def draw_burdens(rng: Random, arcs: tuple[Arc, ...], ways: list[tuple[Arc, ...]]) -> tuple[list[int], list[int], int]:
    """Draw minutes, tolls and a budget that rules out the quickest way but not the one with the least toll."""
    while True:
        cost, toll = [rng.randint(10, 60) for _ in arcs], [rng.randint(2, 9) for _ in arcs]
        tolls = {way: sum(toll[arcs.index(arc)] for arc in way) for way in ways}
        quickest = min(ways, key=lambda way: sum(cost[arcs.index(arc)] for arc in way))
        least = min(tolls.values())
        if tolls[quickest] > least:
            return cost, toll, rng.randint(least, min(tolls[quickest], 10 * least) - 1)


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw a network without cycles on which being quick and being cheap disagree."""
    origin, inner, target = labels["ORIGIN"], labels["INNER"], labels["TARGET"]
    arcs = draw_arcs(rng, origin + inner + target)
    cost, toll, budget = draw_burdens(rng, arcs, list(paths(arcs, origin[0], target[0])))
    return Formulation(
        sets=(
            IndexSet(name="ORIGIN", members=origin),
            IndexSet(name="INNER", members=inner),
            IndexSet(name="TARGET", members=target),
            IndexSet(name="ARCS", members=arcs),
        ),
        parameters=(
            Parameter(name="cost", sets=("ARCS",), values=tuple(cost)),
            Parameter(name="toll", sets=("ARCS",), values=tuple(toll)),
            Parameter(name="budget", values=(budget,)),
        ),
        variables=(Variable(name="use", sets=("ARCS",), kind=VariableKind.binary),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[i, j] * use[i, j] for i, j in ARCS)"),
        constraints=(
            Constraint(
                name="departure", expression="sum(use[i, j] for i, j in ARCS if i == n) == 1", forall="for n in ORIGIN"
            ),
            Constraint(
                name="arrival", expression="sum(use[i, j] for i, j in ARCS if j == n) == 1", forall="for n in TARGET"
            ),
            Constraint(
                name="passage",
                expression="sum(use[i, j] for i, j in ARCS if j == n) == sum(use[i, j] for i, j in ARCS if i == n)",
                forall="for n in INNER",
            ),
            Constraint(name="budget_limit", expression="sum(toll[i, j] * use[i, j] for i, j in ARCS) <= budget"),
        ),
    )


COURIER = Setting(
    name="motorway_courier",
    domain=Domain.transportation,
    nouns={
        "ORIGIN": SetNouns(singular="city", plural="cities", pool=("Harwick", "Colbourne", "Westmere")),
        "INNER": SetNouns(
            singular="junction",
            plural="junctions",
            pool=("Oakton", "Pinehurst", "Redhill", "Stonebridge", "Thornby", "Marfield"),
        ),
        "TARGET": SetNouns(singular="airport", plural="airports", pool=("Kingsport", "Avondale", "Northgate")),
        "ARCS": SetNouns(singular="stretch", plural="stretches"),
    },
    phrases={
        "use": VariablePhrases(
            amount="the use of the stretch from {0} to {1}", active="the courier takes the stretch from {0} to {1}"
        )
    },
    meanings={
        "ORIGIN": "city where the courier starts",
        "INNER": "junctions",
        "TARGET": "airport to be reached",
        "ARCS": "stretches of road, in driving direction",
        "cost": "driving time, in minutes",
        "toll": "toll, in dollars",
        "budget": "tolls that are refunded, in dollars",
        "use": "1 if the courier takes the stretch",
        "departure": "the courier leaves the city on one stretch",
        "arrival": "the courier reaches the airport on one stretch",
        "passage": "a junction that is reached is left again",
        "budget_limit": "tolls stay within what is refunded",
        "objective": "total driving time, in minutes",
    },
    stories=(
        (
            context(
                "A courier on a motorbike is handed a passport in {{ label(ORIGIN, 0) }} and told to rush it to the "
                "airport of {{ label(TARGET, 0) }}."
            ),
            data("Her satnav gives the minutes: {{ each(cost, '{0} to {1} in {value}') }}.", "cost"),
            data("Tolls apply: {{ by_row(toll, 'leaving {0}, she pays {items}', '${value} towards {1}') }}.", "toll"),
            rule("The client refunds tolls of ${{ budget }} in total and not a cent beyond.", "budget_limit", "budget"),
            rule(
                "She sets out from {{ label(ORIGIN, 0) }} on a single stretch, and at any junction that she comes to "
                "she picks one stretch to go on.",
                "departure",
                "passage",
            ),
            rule("The ride is over as soon as some stretch has brought her to {{ label(TARGET, 0) }}.", "arrival"),
            goal("If she pays nothing out of her own pocket, which roads minimize her time on the way?"),
        ),
        (
            context(
                "Drivers of a courier firm follow a road book. Today's page covers the trip from "
                "{{ label(ORIGIN, 0) }} to {{ label(TARGET, 0) }} airport by way of {{ names(INNER) }}, not all of "
                "which need be passed."
            ),
            data(
                "Stretches may be driven only as printed:"
                "{{ columns(ARCS, 'Stretch', {'Minutes': cost, 'Toll ($)': toll}) }}",
                "cost",
                "toll",
            ),
            rule("One stretch out of {{ label(ORIGIN, 0) }} is chosen to begin with.", "departure"),
            rule("One stretch into {{ label(TARGET, 0) }} is chosen to finish.", "arrival"),
            rule("The number of chosen stretches into a town in between matches the number out of it.", "passage"),
            rule("Tolls are paid by a card with ${{ budget }} left on it.", "budget_limit", "budget"),
            goal("Choose the stretches that minimize the minutes at the wheel."),
        ),
    ),
)

ROVER = Setting(
    name="planetary_rover",
    domain=Domain.research,
    nouns={
        "ORIGIN": SetNouns(
            singular="landing site", plural="landing sites", pool=("Arrival Plain", "Cradle Flat", "Anchor Dunes")
        ),
        "INNER": SetNouns(
            singular="waypoint",
            plural="waypoints",
            pool=("Broken Ledge", "Silver Rim", "Twin Rocks", "Dust Bowl", "Copper Ridge", "Pale Hill"),
        ),
        "TARGET": SetNouns(singular="crater", plural="craters", pool=("Hope Crater", "Newton Crater", "Sable Crater")),
        "ARCS": SetNouns(singular="traverse", plural="traverses"),
    },
    phrases={
        "use": VariablePhrases(
            amount="the choice of the traverse from {0} to {1}", active="the rover traverses from {0} to {1}"
        )
    },
    meanings={
        "ORIGIN": "landing site",
        "INNER": "waypoints",
        "TARGET": "crater to be reached",
        "ARCS": "traverses, in driving direction",
        "cost": "driving time, in minutes",
        "toll": "battery charge used, in watt-hours",
        "budget": "battery charge that may be used, in watt-hours",
        "use": "1 if the rover drives the traverse",
        "departure": "the rover leaves the landing site by one traverse",
        "arrival": "the rover enters the crater by one traverse",
        "passage": "the rover leaves every waypoint that it comes to",
        "budget_limit": "battery charge used stays within what may be used",
        "objective": "total driving time, in minutes",
    },
    stories=(
        (
            context(
                "Mission control plots a drive for its rover, which waits at {{ label(ORIGIN, 0) }} and is wanted in "
                "{{ label(TARGET, 0) }}. On the way there are {{ count(INNER) }} waypoints."
            ),
            data(
                "Only these traverses have been declared safe: {{ each(cost, '{0} to {1}, {value} minutes') }}.", "cost"
            ),
            data("Sand drains the battery, taking in watt-hours {{ each(toll, '{value} from {0} to {1}') }}.", "toll"),
            rule(
                "The night heater needs its share of the charge, which leaves {{ budget }} watt-hours for driving.",
                "budget_limit",
                "budget",
            ),
            rule(
                "The rover starts with exactly one traverse out of {{ label(ORIGIN, 0) }} and stops once a traverse "
                "has led it into {{ label(TARGET, 0) }}.",
                "departure",
                "arrival",
            ),
            rule("The rover cannot stay at a waypoint nor leave from where it never came to.", "passage"),
            goal("Which drive minimizes the minutes under way?"),
        ),
        (
            context(
                "On a simulated planet, students of robotics steer a rover from {{ label(ORIGIN, 0) }} to "
                "{{ label(TARGET, 0) }}. The fastest team wins, provided that its battery lasts."
            ),
            data(
                "The map offers the traverses below, each in the given direction, with the minutes and watt-hours it "
                "costs to drive them."
                "{{ columns(ARCS, 'Traverse', {'Minutes': cost, 'Watt-hours': toll}) }}",
                "cost",
                "toll",
            ),
            rule("The battery holds {{ budget }} watt-hours and cannot be recharged.", "budget_limit", "budget"),
            rule("A legal drive has one traverse that leaves the landing site.", "departure"),
            rule("It has one traverse that enters the crater.", "arrival"),
            rule("Traverses must join up, so a waypoint is left just as often as it is entered.", "passage"),
            goal("Find the legal drive whose total time is minimized."),
        ),
    ),
)

HUT_WALK = Setting(
    name="mountain_guesthouse",
    domain=Domain.hospitality,
    nouns={
        "ORIGIN": SetNouns(singular="village", plural="villages", pool=("Sankt Veit", "Oberau", "Hinterbach")),
        "INNER": SetNouns(
            singular="alp", plural="alps", pool=("Sonnalm", "Grubalm", "Kaseralm", "Hochalm", "Rossalm", "Steinalm")
        ),
        "TARGET": SetNouns(
            singular="guesthouse", plural="guesthouses", pool=("Eagle Lodge", "Glacier Inn", "Marmot House")
        ),
        "ARCS": SetNouns(singular="path", plural="paths"),
    },
    phrases={
        "use": VariablePhrases(
            amount="the choice of the path from {0} to {1}", active="the guests walk from {0} to {1}"
        )
    },
    meanings={
        "ORIGIN": "village in the valley",
        "INNER": "alps on the way",
        "TARGET": "guesthouse to be reached",
        "ARCS": "paths, in walking direction",
        "cost": "walking time, in minutes",
        "toll": "difficulty score, in points",
        "budget": "difficulty that guests can be asked to master, in points",
        "use": "1 if the guests walk the path",
        "departure": "guests leave the village by one path",
        "arrival": "guests reach the guesthouse by one path",
        "passage": "guests who come to an alp go on from it",
        "budget_limit": "the scores on the walk add up to no more than can be asked of guests",
        "objective": "total walking time, in minutes",
    },
    stories=(
        (
            context(
                "Guests of {{ label(TARGET, 0) }} leave their cars in {{ label(ORIGIN, 0) }} and walk past the alps. "
                "The landlady would like to put the best way on her website."
            ),
            data("In good weather {{ by_row(cost, 'from {0} it is {items}', '{value} minutes to {1}') }}.", "cost"),
            data("Each path also has a difficulty score: {{ each(toll, '{value} points for {0} to {1}') }}.", "toll"),
            rule(
                "Families are among her guests, so the scores along the way must not add up to more than "
                "{{ budget }} points.",
                "budget_limit",
                "budget",
            ),
            rule("From {{ label(ORIGIN, 0) }} the walk takes one path, and no other.", "departure"),
            rule("Whoever arrives at an alp must also walk on from it.", "passage"),
            rule("In the end, one path brings the guests to her door.", "arrival"),
            goal("She asks you to minimize the walking time in minutes."),
        ),
        (
            context(
                "A trail sign in {{ label(ORIGIN, 0) }} is to show the way to {{ label(TARGET, 0) }}, and the tourist "
                "office has walked all the paths uphill between them."
            ),
            data(
                "Its record:{{ columns(ARCS, 'Path', {'Minutes': cost, 'Difficulty points': toll}) }}",
                "cost",
                "toll",
            ),
            rule("Signs are for walks of at most {{ budget }} points in all.", "budget_limit", "budget"),
            rule(
                "The sign must describe a connected walk. One path starts in the village, one ends at the guesthouse, "
                "and at {{ names(INNER) }} as many of its paths come in as go on.",
                "departure",
                "arrival",
                "passage",
            ),
            goal("Work out the walk that should be signposted when the minutes are to be minimized."),
        ),
    ),
)

FAMILY = Family(
    name="shortest_path",
    title="Shortest path with a budget",
    build=build,
    sizes={"ORIGIN": (1, 1), "INNER": (3, 4), "TARGET": (1, 1)},
    settings=(COURIER, ROVER, HUT_WALK),
    scarce=("toll", 10),
)
