"""Travelling salesman: the cheapest round that starts at home, calls at every stop and returns."""

import itertools
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw costs that differ by direction; subtours are ruled out by positions (Miller, Tucker and Zemlin)."""
    home, stops = labels["HOME"], labels["STOPS"]
    places = home + stops
    level = {frozenset(pair): rng.randint(8, 40) for pair in itertools.combinations(places, 2)}
    cost = tuple(0 if i == j else level[frozenset((i, j))] + rng.randint(0, 7) for i in places for j in places)
    return Formulation(
        sets=(
            IndexSet(name="HOME", members=home),
            IndexSet(name="STOPS", members=stops),
            IndexSet(name="PLACES", members=places),
            IndexSet(name="LEGS", members=tuple(itertools.permutations(places, 2))),
        ),
        parameters=(
            Parameter(name="cost", sets=("PLACES", "PLACES"), values=cost),
            Parameter(name="stop_count", values=(len(stops),), derivation="len(STOPS)"),
        ),
        variables=(
            Variable(name="go", sets=("LEGS",), kind=VariableKind.binary),
            Variable(name="position", sets=("STOPS",), lower=1),
        ),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[i, j] * go[i, j] for i, j in LEGS)"),
        constraints=(
            Constraint(
                name="arrive_once", expression="sum(go[i, j] for i in PLACES if i != j) == 1", forall="for j in PLACES"
            ),
            Constraint(
                name="leave_once", expression="sum(go[i, j] for j in PLACES if j != i) == 1", forall="for i in PLACES"
            ),
            Constraint(
                name="one_round",
                expression="position[i] - position[j] + stop_count * go[i, j] <= stop_count - 1",
                forall="for i, j in LEGS if i in STOPS and j in STOPS",
            ),
            Constraint(name="last_position", expression="position[c] <= stop_count", forall="for c in STOPS"),
        ),
    )


MEANINGS = {
    "LEGS": "ordered pairs of different places",
    "stop_count": "number of stops, which is also the last position",
    "position": "position of the stop in the round, counted from home",
    "arrive_once": "every place is entered once",
    "leave_once": "every place is left once",
    "one_round": "from one stop to the next the position rises, so that there is a single round through home",
    "last_position": "positions do not exceed the number of stops",
}

WIND_FARM = Setting(
    name="wind_farm",
    domain=Domain.energy,
    nouns={
        "HOME": SetNouns(singular="base", plural="bases", pool=("Crag Hut", "Fell Station", "Moor Depot")),
        "STOPS": SetNouns(
            singular="turbine", plural="turbines", pool=("Kestrel", "Merlin", "Harrier", "Buzzard", "Goshawk", "Falcon")
        ),
        "PLACES": SetNouns(singular="site", plural="sites"),
        "LEGS": SetNouns(singular="drive", plural="drives"),
    },
    phrases={
        "go": VariablePhrases(
            amount="the use of the track from {0} to {1}", active="the technician drives straight from {0} to {1}"
        ),
        "position": VariablePhrases(amount="the position of {0} in the round"),
    },
    meanings={
        **MEANINGS,
        "HOME": "where the round starts and ends",
        "STOPS": "turbines to inspect",
        "PLACES": "base and turbines",
        "cost": "driving time, in minutes",
        "go": "1 if the technician drives straight from the first site to the other",
        "objective": "total driving time, in minutes",
    },
    stories=(
        (
            context(
                "After a night of lightning over an upland wind farm, Mara sets out from {{ label(HOME, 0) }} to "
                "look at {{ count(STOPS) }} turbines, which the crew call {{ names(STOPS) }}."
            ),
            data(
                "Because the tracks are steep, uphill and downhill times are not alike: in minutes, "
                "{{ by_row(cost, 'from {0} it is {items}', '{value} to {1}') }}.",
                "cost",
            ),
            rule("She drives up to each turbine exactly once.", "arrive_once"),
            rule("Having looked at it, she drives on, again just once, to some other place.", "leave_once"),
            rule(
                "Her outing is a single unbroken loop: it closes at {{ label(HOME, 0) }} when all turbines are behind "
                "her, and no separate loop that leaves {{ label(HOME, 0) }} aside would do.",
                "one_round",
                "last_position",
            ),
            goal("Which sequence minimizes the minutes that she spends at the wheel?"),
        ),
        (
            context(
                "Blades at {{ names(STOPS) }} are due for a drone survey, and the pilot's van stands at "
                "{{ label(HOME, 0) }}."
            ),
            data(
                "Between any of these sites he needs the following minutes, read from the row to the column:"
                "{{ table(cost, 'From') }}",
                "cost",
            ),
            rule(
                "The survey has to be flown in one trip. It begins and ends where the van stands now, so the van must "
                "also come back there.",
                "one_round",
                "last_position",
            ),
            rule(
                "Nobody wants to see the van at the same turbine again, so every site on the list is reached from "
                "exactly one other site.",
                "arrive_once",
            ),
            rule("Likewise, each site is followed by exactly one other.", "leave_once"),
            goal("Plan the trip so as to minimize the total time on the road."),
        ),
    ),
)

PAINT_LINE = Setting(
    name="paint_line",
    domain=Domain.manufacturing,
    nouns={
        "HOME": SetNouns(singular="base colour", plural="base colours", pool=("white", "cream", "silver")),
        "STOPS": SetNouns(
            singular="colour", plural="colours", pool=("crimson", "navy", "bottle green", "black", "mustard", "teal")
        ),
        "PLACES": SetNouns(singular="shade", plural="shades"),
        "LEGS": SetNouns(singular="changeover", plural="changeovers"),
    },
    phrases={
        "go": VariablePhrases(amount="the changeover from {0} to {1}", active="{1} is sprayed directly after {0}"),
        "position": VariablePhrases(amount="the position of {0} in the cycle"),
    },
    meanings={
        **MEANINGS,
        "HOME": "colour that starts and ends the cycle",
        "STOPS": "other colours of the cycle",
        "PLACES": "all colours",
        "cost": "solvent for the changeover, in litres",
        "go": "1 if the other colour directly follows the first",
        "objective": "solvent per cycle, in litres",
    },
    stories=(
        (
            context(
                "A spraying robot coats bicycle frames. Its weekly cycle opens with {{ label(HOME, 0) }}, brings in "
                "{{ names(STOPS) }} in an order still to be fixed, and then goes back to {{ label(HOME, 0) }} for the "
                "following week."
            ),
            data(
                "Solvent is needed to flush the nozzles at a changeover, and how much depends on the direction: "
                "{{ by_row(cost, 'after {0}, the litres are {items}', '{value} for {1}') }}.",
                "cost",
            ),
            rule("Each colour, {{ label(HOME, 0) }} included, has one predecessor in the cycle.", "arrive_once"),
            rule("Each colour also has one successor.", "leave_once"),
            rule(
                "There must be no short circuit among some of the colours only; the whole palette forms one ring.",
                "one_round",
                "last_position",
            ),
            goal("Find the ring that minimizes the weekly use of solvent."),
        ),
        (
            context("Litres of solvent go down the drain whenever the paint line of a toy factory switches shades."),
            data(
                "The production planner has measured them (old shade on the left, new shade on top):"
                "{{ table(cost, 'Old shade') }}",
                "cost",
            ),
            rule(
                "In every batch cycle all the shades have their turn, and a shade is not called up a second time.",
                "arrive_once",
            ),
            rule("When a shade is finished the line is switched, once, to a different shade.", "leave_once"),
            rule(
                "{{ label(HOME, 0) | capitalize }} is always in the guns when a cycle begins; from there the line must "
                "work through {{ names(STOPS) }} before it is filled with {{ label(HOME, 0) }} again, that last "
                "switch being counted as well.",
                "one_round",
                "last_position",
            ),
            goal("How should the shades follow one another if the solvent per cycle is to be minimized?"),
        ),
    ),
)

CAMERA_TRAPS = Setting(
    name="camera_traps",
    domain=Domain.research,
    nouns={
        "HOME": SetNouns(singular="camp", plural="camps", pool=("Cedar Camp", "River Camp", "Ridge Camp")),
        "STOPS": SetNouns(
            singular="camera",
            plural="cameras",
            pool=("Salt Lick", "Fig Tree", "Bear Rock", "Owl Gully", "Mud Pool", "Moss Bridge"),
        ),
        "PLACES": SetNouns(singular="location", plural="locations"),
        "LEGS": SetNouns(singular="walk", plural="walks"),
    },
    phrases={
        "go": VariablePhrases(amount="the walk from {0} to {1}", active="the biologist walks directly from {0} to {1}"),
        "position": VariablePhrases(amount="the place of {0} in the order of visits"),
    },
    meanings={
        **MEANINGS,
        "HOME": "camp of the expedition",
        "STOPS": "camera traps",
        "PLACES": "camp and camera traps",
        "cost": "walking time, in minutes",
        "go": "1 if the biologist walks directly from the first location to the other",
        "objective": "total walking time, in minutes",
    },
    stories=(
        (
            context(
                "Wildlife biologist Ines Farrow changes memory cards in her camera traps every Monday. She leaves "
                "{{ label(HOME, 0) }} at dawn, and {{ count(STOPS) }} cameras await her: {{ names(STOPS) }}."
            ),
            data(
                "Her notebook holds minutes of walking for both directions, since the terrain is rough: "
                "{{ by_row(cost, 'starting at {0}, she counts {items}', '{value} to {1}') }}.",
                "cost",
            ),
            rule("No camera may be forgotten, and she has no reason to come to any of them again.", "arrive_once"),
            rule("She does not leave any location more than once, nor stay out overnight.", "leave_once"),
            rule(
                "Consequently the day is one closed circuit through {{ label(HOME, 0) }} and all the cameras, not a "
                "set of smaller circuits.",
                "one_round",
                "last_position",
            ),
            goal("In what order should Ines visit the cameras to minimize her walking time, the way back included?"),
        ),
        (
            context(
                "Rangers at {{ label(HOME, 0) }} look after a set of camera traps for a university. Whoever is on duty "
                "walks out, collects the pictures at {{ names(STOPS) }}, and walks home."
            ),
            data(
                "A stopwatch gave these walking minutes (start in the rows, end in the columns):"
                "{{ table(cost, 'Start') }}",
                "cost",
            ),
            rule(
                "The ranger's path enters every location, camp or camera, a single time and also leaves it a single "
                "time.",
                "arrive_once",
                "leave_once",
            ),
            rule(
                "It must hang together: cutting it up into loops, some of which never touch "
                "{{ label(HOME, 0) }}, is of no use to somebody on foot.",
                "one_round",
                "last_position",
            ),
            goal("Minimizing the minutes walked in total, which camera comes after which?"),
        ),
    ),
)

FAMILY = Family(
    name="travelling_salesman",
    title="Travelling salesman",
    build=build,
    sizes={"HOME": (1, 1), "STOPS": (3, 4)},
    settings=(WIND_FARM, PAINT_LINE, CAMERA_TRAPS),
    logic=True,
)
