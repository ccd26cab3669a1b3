"""Dispersion: a given number of sites, chosen so that the closest two of them lie as far apart as possible."""

import itertools
import math
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

CHOICE = ("how_many", "wanted")
BUDGET = ("rent_budget", "budget")


def build(rng: Random, labels: Labels) -> Formulation:
    """Scatter the sites over a map; the budget rules out the dearest choices."""
    sites = labels["SITES"]
    spots = rng.sample([(5 * across, 5 * up) for across in range(9) for up in range(9)], len(sites))
    pairs = tuple(itertools.combinations(sites, 2))
    distance = [round(math.dist(start, end)) for start, end in itertools.combinations(spots, 2)]
    rent = [rng.randint(20, 60) for _ in sites]
    wanted = rng.randint(3, len(sites) - 2)
    return Formulation(
        sets=(IndexSet(name="SITES", members=sites), IndexSet(name="PAIRS", members=pairs)),
        parameters=(
            Parameter(name="distance", sets=("PAIRS",), values=tuple(distance)),
            Parameter(
                name="slack",
                sets=("PAIRS",),
                values=tuple(max(distance) - value for value in distance),
                derivation="max(distance[a, b] for a, b in PAIRS) - distance[i1, i2]",
            ),
            Parameter(name="rent", sets=("SITES",), values=tuple(rent)),
            Parameter(name="budget", values=(middle_budget(rent, wanted),)),
            Parameter(name="wanted", values=(wanted,)),
        ),
        variables=(Variable(name="choose", sets=("SITES",), kind=VariableKind.binary), Variable(name="closest")),
        objective=Objective(sense=ObjectiveSense.maximize, expression="closest"),
        constraints=(
            Constraint(
                name="closest_pair",
                expression="closest <= distance[a, b] + slack[a, b] * (1 - choose[a] + 1 - choose[b])",
                forall="for a, b in PAIRS",
            ),
            Constraint(name="how_many", expression="sum(choose[a] for a in SITES) == wanted"),
            Constraint(name="rent_budget", expression="sum(rent[a] * choose[a] for a in SITES) <= budget"),
        ),
    )


def middle_budget(rent: list[int], wanted: int) -> int:
    """Return a budget between the cheapest and the dearest choice, nearer to the cheapest."""
    ordered = sorted(rent)
    return (2 * sum(ordered[:wanted]) + sum(ordered[-wanted:]) + 2) // 3


def meanings(site: str, place: str, length: str, money: str) -> dict[str, str]:
    """Say what each part is, for things put on places at some distance."""
    return {
        "SITES": f"{place} to choose from",
        "PAIRS": f"pairs of {place}",
        "distance": f"distance between the two, in {length}",
        "slack": f"longest distance less this one, in {length}: what makes the row idle unless both are chosen",
        "rent": f"cost, in {money}",
        "budget": f"most that may be spent, in {money}",
        "wanted": f"number of {site} to place",
        "choose": "whether the place is chosen",
        "closest": f"distance of the closest pair chosen, in {length}",
        "closest_pair": "no two chosen are closer than the smallest distance",
        "how_many": f"exactly the number of {site} wanted",
        "rent_budget": "the chosen places are paid from the budget",
        "objective": f"distance of the closest pair chosen, in {length}",
    }


MASTS = Setting(
    name="radio_masts",
    domain=Domain.telecom,
    nouns={
        "SITES": SetNouns(
            singular="hilltop",
            plural="hilltops",
            pool=(
                "Raven Hill",
                "Beacon Hill",
                "Stony Top",
                "Fox Ridge",
                "Gallows Down",
                "Kite Rock",
                "Long Barrow",
                "Windy Knoll",
            ),
        ),
        "PAIRS": SetNouns(singular="pair of hilltops", plural="pairs of hilltops"),
    },
    phrases={
        "choose": VariablePhrases(amount="whether a mast stands on {0}", active="a mast stands on {0}"),
        "closest": VariablePhrases(amount="the distance between the closest pair of masts", unit="kilometres"),
    },
    meanings=meanings("masts", "hilltops", "kilometres", "thousands of dollars a year"),
    stories=(
        (
            context(
                "A mobile operator new to the county holds landowners' offers for {{ names(SITES) }}. Masts that stand "
                "close together disturb each other's signal."
            ),
            data(
                "As the crow flies, the kilometres are {{ each(distance, '{value} between {0} and {1}') }}.",
                "distance",
            ),
            data("Owners ask a yearly rent, in thousands of dollars, of {{ each(rent, '{value} on {0}') }}.", "rent"),
            rule("The network needs {{ wanted }} masts, each on a hilltop of its own.", *CHOICE),
            rule("In the same unit, the rents of the hilltops taken may add up to {{ budget }} at the most.", *BUDGET),
            rule(
                "For the sake of reception, a plan is judged by the gap between its closest pair of masts.",
                "closest_pair",
            ),
            goal("On which hilltops should it build so as to maximize that gap?"),
        ),
        (
            context("Laying out a radio network, the engineers of Vossnet look at interference before anything else."),
            data(
                "Distances in kilometres for all pairs of candidate hilltops:"
                "{{ columns(PAIRS, 'Hilltops', {'Distance (km)': distance}) }}",
                "distance",
            ),
            data("A licence to build costs, in k$, {{ each(rent, '{value} for {0}') }}.", "rent"),
            rule("Licences must not cost more than {{ budget }} k$ altogether.", *BUDGET),
            rule("The layout has {{ wanted }} transmitters, no more and no fewer.", *CHOICE),
            rule(
                "Interference is worst between the transmitters nearest to each other, and that single distance is "
                "what a layout is judged by.",
                "closest_pair",
            ),
            goal("Which layout scores best, its smallest distance being maximized?"),
        ),
    ),
)

FRANCHISE = Setting(
    name="franchise_shops",
    domain=Domain.retail,
    nouns={
        "SITES": SetNouns(
            singular="neighbourhood",
            plural="neighbourhoods",
            pool=("Chinatown", "Dockside", "Greenway", "Kingsbury", "Lowtown", "Parkview", "Southbank", "Templeton"),
        ),
        "PAIRS": SetNouns(singular="pair of neighbourhoods", plural="pairs of neighbourhoods"),
    },
    phrases={
        "choose": VariablePhrases(amount="whether a shop opens in {0}", active="a shop opens in {0}"),
        "closest": VariablePhrases(amount="the distance between the closest pair of shops", unit="minutes"),
    },
    meanings=meanings("shops", "neighbourhoods", "minutes of walking", "hundreds of dollars a month"),
    stories=(
        (
            context(
                "Franchise holders complain when a sister shop takes their customers. Before Bagel Barn enters the "
                "city it looks at {{ count(SITES) }} neighbourhoods, namely {{ names(SITES) }}."
            ),
            data(
                "Somebody has walked all the routes with a stopwatch: in minutes, "
                "{{ each(distance, '{0} to {1} takes {value}') }}, the same in both directions.",
                "distance",
            ),
            rule("The chain has recruited {{ wanted }} holders, a different neighbourhood for each.", *CHOICE),
            rule(
                "Shop rents, in hundreds of dollars a month, are {{ each(rent, '{value} in {0}') }}, and headquarters "
                "guarantees rents up to a sum of {{ budget }}.",
                "rent",
                *BUDGET,
            ),
            rule(
                "The first quarrel, everybody knows, will break out between those shops that are nearest to each "
                "other.",
                "closest_pair",
            ),
            goal("To keep the peace, maximize the walking time between them."),
        ),
        (
            context("Where do new pharmacies go if no pair of them should sit on each other's doorstep?"),
            data(
                "The walking minutes between neighbourhoods were read off a map."
                "{{ columns(PAIRS, 'Route', {'Minutes': distance}) }}",
                "distance",
            ),
            data(
                "Fitting out a shop is dearer in some neighbourhoods than in others: "
                "{{ each(rent, '{value} k$ in {0}') }}.",
                "rent",
            ),
            rule("For this the chain has set aside {{ budget }} k$.", *BUDGET),
            rule(
                "It holds permits for {{ wanted }} pharmacies and will use them all, each in another neighbourhood.",
                *CHOICE,
            ),
            rule("Of interest is the shortest walk from any of them to another.", "closest_pair"),
            goal("Where do they open so that this shortest walk is maximized?"),
        ),
    ),
)

STAGES = Setting(
    name="festival_stages",
    domain=Domain.event_planning,
    nouns={
        "SITES": SetNouns(
            singular="spot",
            plural="spots",
            pool=(
                "boathouse lawn",
                "car park",
                "castle lawn",
                "sports field",
                "village green",
                "old racecourse",
                "lake meadow",
                "paddock",
            ),
        ),
        "PAIRS": SetNouns(singular="pair of spots", plural="pairs of spots"),
    },
    phrases={
        "choose": VariablePhrases(amount="whether there is a stage on the {0}", active="there is a stage on the {0}"),
        "closest": VariablePhrases(amount="the distance between the closest pair of stages", unit="chains"),
    },
    meanings=meanings("stages", "spots", "chains", "hundreds of dollars"),
    stories=(
        (
            context(
                "Last summer the folk singers were drowned by the brass band next door. This time the organisers of "
                "the Alder Valley festival place the stages with care."
            ),
            data(
                "Available are {{ listing(SITES, 'the {0}') }}; measured in chains on the old survey map, "
                "{{ each(distance, 'the {0} and the {1} are {value} apart') }}.",
                "distance",
            ),
            data(
                "Power and flooring for a stage cost, in hundreds of dollars, {{ each(rent, '{value} on the {0}') }}.",
                "rent",
            ),
            rule("They must not spend beyond {{ budget }} on them, in the same unit.", *BUDGET),
            rule("Bands have been booked for {{ wanted }} stages, and a spot is big enough for just one.", *CHOICE),
            rule("How badly music suffers depends on the smallest distance between stages.", "closest_pair"),
            goal("Choose the spots that maximize this smallest distance."),
        ),
        (
            context("A sound engineer and a treasurer argue about the map of a village fair."),
            data(
                "The engineer has drawn up distances in chains:"
                "{{ columns(PAIRS, 'From and to', {'Chains': distance}) }}",
                "distance",
            ),
            data(
                "The treasurer has quotes for setting up, in hundreds of dollars: "
                "{{ each(rent, 'the {0} comes at {value}') }}.",
                "rent",
            ),
            rule("Her limit for the sum of the quotes is {{ budget }}.", *BUDGET),
            rule("Both agree that {{ wanted }} stages are required, on as many spots.", *CHOICE),
            rule(
                "The engineer listens for one thing alone, the distance of the pair of stages which are nearest to one "
                "another.",
                "closest_pair",
            ),
            goal("Where do the stages go if he is to be pleased, with that distance maximized?"),
        ),
    ),
)

FAMILY = Family(
    name="dispersion",
    title="Max-min dispersion under a budget",
    build=build,
    sizes={"SITES": (5, 6)},
    settings=(MASTS, FRANCHISE, STAGES),
    logic=True,
    scarce=("rent", 10),
)
