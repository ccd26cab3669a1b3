"""Fixed-charge transport: which routes to set up between sources and targets, and how much to ship on each."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

SUPPLY = ("supply_limit", "supply")
DEMAND = ("demand_met", "demand")
CHARGE = ("route_set_up", "charge")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demands, supplies with some slack, and route charges large enough to make few routes worthwhile."""
    sources, targets = labels["SOURCES"], labels["TARGETS"]
    routes = len(sources) * len(targets)
    demand = [10 * rng.randint(4, 15) for _ in targets]
    supply = draw_supply(rng, sum(demand), len(sources))
    bound = [min(offered, asked) for offered in supply for asked in demand]
    return Formulation(
        sets=(IndexSet(name="SOURCES", members=sources), IndexSet(name="TARGETS", members=targets)),
        parameters=(
            Parameter(name="supply", sets=("SOURCES",), values=tuple(supply)),
            Parameter(name="demand", sets=("TARGETS",), values=tuple(demand)),
            Parameter(
                name="cost", sets=("SOURCES", "TARGETS"), values=tuple(rng.randint(3, 18) for _ in range(routes))
            ),
            Parameter(
                name="charge",
                sets=("SOURCES", "TARGETS"),
                values=tuple(10 * rng.randint(20, 75) for _ in range(routes)),
            ),
            Parameter(
                name="route_limit",
                sets=("SOURCES", "TARGETS"),
                values=tuple(bound),
                derivation="min(supply[i1], demand[i2])",
            ),
        ),
        variables=(
            Variable(name="ship", sets=("SOURCES", "TARGETS")),
            Variable(name="set_up", sets=("SOURCES", "TARGETS"), kind=VariableKind.binary),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(cost[a, b] * ship[a, b] + charge[a, b] * set_up[a, b] for a in SOURCES for b in TARGETS)",
        ),
        constraints=(
            Constraint(
                name="supply_limit",
                expression="sum(ship[a, b] for b in TARGETS) <= supply[a]",
                forall="for a in SOURCES",
            ),
            Constraint(
                name="demand_met",
                expression="sum(ship[a, b] for a in SOURCES) >= demand[b]",
                forall="for b in TARGETS",
            ),
            Constraint(
                name="route_set_up",
                expression="ship[a, b] <= route_limit[a, b] * set_up[a, b]",
                forall="for a in SOURCES for b in TARGETS",
            ),
        ),
    )


def draw_supply(rng: Random, demand: int, sources: int) -> list[int]:
    """Share out the total demand and add some slack at every source."""
    weights = [rng.randint(3, 7) for _ in range(sources)]
    return [10 * (demand * weight // (10 * sum(weights)) + rng.randint(2, 6)) for weight in weights]


def meanings(goods: str, source: str, target: str, period: str) -> dict[str, str]:
    """Say what each part is, for goods that go from sources to targets."""
    return {
        "SOURCES": f"the {source}",
        "TARGETS": f"the {target}",
        "supply": f"{goods} available {period}",
        "demand": f"{goods} needed {period}",
        "cost": f"dollars per unit of {goods} shipped",
        "charge": f"fixed cost of using the route {period}, in dollars",
        "route_limit": f"most that the route can ever carry, in {goods}",
        "ship": f"{goods} shipped",
        "set_up": "whether the route is used",
        "supply_limit": "shipments leave a source within its supply",
        "demand_met": "a target receives at least its demand",
        "route_set_up": "nothing is shipped on a route that is not paid for",
        "objective": "cost of shipping and of routes, in dollars",
    }


GRAIN = Setting(
    name="grain_barges",
    domain=Domain.agriculture,
    nouns={
        "SOURCES": SetNouns(
            singular="silo", plural="silos", pool=("Alton", "Brenz", "Corby", "Dalham", "Essel"), grows=True
        ),
        "TARGETS": SetNouns(
            singular="mill", plural="mills", pool=("Stonemill", "Gristford", "Kornau", "Bannock", "Flourton", "Semola")
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the tons of wheat shipped from {0} to {1}", active="wheat is shipped from {0} to {1}", unit="tons"
        ),
        "set_up": VariablePhrases(
            amount="whether the barge line from {0} to {1} is hired",
            active="the barge line from {0} to {1} is hired",
        ),
    },
    meanings=meanings("tons of wheat", "silos", "mills", "this month"),
    stories=(
        (
            context(
                "Harvest is in, and the growers' cooperative of the Lower Lea has wheat in silos at {{ names(SOURCES) "
                "}}. Mills at {{ names(TARGETS) }} are waiting for it."
            ),
            rule("This month the mills must receive no less than {{ each(demand, '{value} tons in {0}') }}.", *DEMAND),
            rule("In the silos there are {{ each(supply, '{value} tons at {0}') }}.", *SUPPLY),
            data(
                "Barges carry the wheat for a freight, in dollars a ton, that depends on the way: "
                "{{ by_row(cost, 'out of {0} it is {items}', '{value} to {1}') }}.",
                "cost",
            ),
            rule(
                "Besides, a line must be hired before anything, be it little or much, moves along it. For the month "
                "this costs {{ each(charge, '${value} between {0} and {1}') }}.",
                *CHARGE,
            ),
            goal("How does the cooperative minimize freight and hire in total? Tonnages may be fractional."),
        ),
        (
            context(
                "A miller's purchasing agent arranges the wheat shipments of the autumn. Where a barge line is hired, "
                "it takes any tonnage; where none is, nothing moves."
            ),
            data("Freight is quoted by the ton:{{ table(cost, 'Freight ($/t)') }}", "cost"),
            rule("Hiring a line is a lump sum:{{ table(charge, 'Hire ($)') }}", *CHARGE),
            rule("The agent found {{ each(supply, '{value} tons for sale in {0}') }}.", *SUPPLY),
            rule(
                "He may deliver more than asked for, but {{ each(demand, '{0} needs {value} tons or more') }}.", *DEMAND
            ),
            goal("Help him to minimize freight plus lump sums."),
        ),
    ),
)

GRAVEL = Setting(
    name="gravel_pits",
    domain=Domain.construction,
    nouns={
        "SOURCES": SetNouns(
            singular="pit",
            plural="pits",
            pool=("Badger Pit", "Clay Pit", "Marsh Pit", "Red Pit", "Swallow Pit"),
            grows=True,
        ),
        "TARGETS": SetNouns(
            singular="building site",
            plural="building sites",
            pool=("harbour bridge", "ring road", "rail tunnel", "football stadium", "flood barrier", "bus terminal"),
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the cubic metres of gravel hauled from {0} to the {1}",
            active="gravel is hauled from {0} to the {1}",
            unit="cubic metres",
        ),
        "set_up": VariablePhrases(
            amount="whether there is a haul road from {0} to the {1}",
            active="there is a haul road from {0} to the {1}",
        ),
    },
    meanings=meanings("cubic metres of gravel", "pits", "building sites", "during the season"),
    stories=(
        (
            context(
                "Gravel for {{ count(TARGETS) }} public works, {{ listing(TARGETS, 'the {0}') }}, is to come out of "
                "{{ names(SOURCES) }}. Lorries can use village streets no longer, only haul roads built for the "
                "purpose."
            ),
            rule(
                "A haul road joins a single pit to a single site. Surveyors estimate the building of such roads as "
                "follows: {{ by_row(charge, 'starting from {0}, {items}', '${value} to the {1}') }}. Where the road is "
                "not built, no gravel travels from that pit to that site.",
                *CHARGE,
            ),
            data(
                "Along such a road, hauling a cubic metre costs {{ each(cost, '${value} from {0} to the {1}') }}.",
                "cost",
            ),
            rule(
                "The season's requirements are at least {{ each(demand, '{value} cubic metres for the {0}') }}.",
                *DEMAND,
            ),
            rule("Permits to dig allow {{ each(supply, '{value} cubic metres in {0}') }}.", *SUPPLY),
            goal(
                "Which roads are built, and what is hauled on them, to minimize the sum of building and hauling costs?"
            ),
        ),
        (
            context("The county engineer compares pits for the gravel that his building sites will swallow."),
            data(
                "Per season, a pit can release the following volume, and hauling costs per cubic metre are:"
                "{{ columns(SOURCES, 'Pit', {'Volume (cubic metres)': supply, '$ to the': cost}) }}",
                "supply",
                "cost",
            ),
            rule("Pits must not be overdrawn.", *SUPPLY),
            rule(
                "Every connection that sees any traffic must be surfaced at a fixed price in dollars, which does not "
                "depend on the traffic:{{ table(charge, 'Pit') }}",
                *CHARGE,
            ),
            rule(
                "A site stands idle unless it gets what it has ordered: {{ each(demand, 'the {0} {value} cubic "
                "metres') }}. Too much does no harm.",
                *DEMAND,
            ),
            goal("He is after the connections and volumes with which hauling and surfacing are minimized."),
        ),
    ),
)

DEPOTS = Setting(
    name="field_supplies",
    domain=Domain.defence,
    nouns={
        "SOURCES": SetNouns(
            singular="depot",
            plural="depots",
            pool=("Depot North", "Depot South", "Depot River", "Depot Coast", "Depot Forest"),
            grows=True,
        ),
        "TARGETS": SetNouns(
            singular="camp",
            plural="camps",
            pool=("Camp Falcon", "Camp Lynx", "Camp Bison", "Camp Marten", "Camp Viper", "Camp Otter"),
        ),
    },
    phrases={
        "ship": VariablePhrases(
            amount="the tons of fuel sent from {0} to {1}", active="fuel is sent from {0} to {1}", unit="tons"
        ),
        "set_up": VariablePhrases(
            amount="whether the road from {0} to {1} is secured", active="the road from {0} to {1} is secured"
        ),
    },
    meanings=meanings("tons of fuel", "depots", "camps", "during the exercise"),
    stories=(
        (
            context(
                "During the autumn exercise, {{ names(TARGETS) }} burn fuel that tank lorries bring from "
                "{{ names(SOURCES) }}."
            ),
            data(
                "Quartermasters reckon with a cost per ton of "
                "{{ by_row(cost, '{items} when loaded in {0}', '${value} for {1}') }}.",
                "cost",
            ),
            rule(
                "Roads are mined by the opposing force. A road has to be secured by sappers if lorries are to take it, "
                "at an expense, however many tons follow, of {{ each(charge, '${value} from {0} to {1}') }}.",
                *CHARGE,
            ),
            rule("Stocks stand at {{ each(supply, '{value} tons in {0}') }} and are not replenished.", *SUPPLY),
            rule("Orders demand at least {{ each(demand, '{value} tons in {0}') }} before the exercise ends.", *DEMAND),
            goal("Find the cheapest supply, minimizing the expense of transport and sappers taken together."),
        ),
        (
            context("Fuel, as every logistics officer knows, is useless in the wrong place."),
            data("Here the depots hold {{ each(supply, '{value} tons ({0})') }}, and that is all there is.", *SUPPLY),
            rule(
                "The camps report needs which have to be covered or exceeded: {{ each(demand, '{value} tons ({0})') "
                "}}.",
                *DEMAND,
            ),
            data(
                "The officer keeps a table of what it takes, in dollars, to move a ton from depot to camp:"
                "{{ table(cost, 'From / to') }}",
                "cost",
            ),
            rule(
                "Another table says what an escort costs, in dollars, for any route that is used, whatever moves on it:"
                "{{ table(charge, 'Escort') }}A route without escort is closed.",
                *CHARGE,
            ),
            goal("The order of the day: cover the needs and minimize the total of moving and escorts."),
        ),
    ),
)

FAMILY = Family(
    name="fixed_charge_transport",
    title="Transport with fixed route charges",
    build=build,
    sizes={"SOURCES": (2, 3), "TARGETS": (2, 4)},
    settings=(GRAIN, GRAVEL, DEPOTS),
    logic=True,
    scarce=("demand", 10),
)
