"""P-median: which few sites to open so that customers, each served by a single site, are close to theirs."""

import math
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

CAPACITY = ("site_capacity", "capacity")
CHOICE = ("how_many", "allowed")
SERVICE = ("served_once", "served_by_selected")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw demands and distances; the capacity leaves some slack over a fair split of the customers."""
    customers, sites = labels["CUSTOMERS"], labels["SITES"]
    demand = [5 * rng.randint(4, 18) for _ in customers]
    allowed = rng.randint(2, len(sites) - 1)
    return Formulation(
        sets=(IndexSet(name="CUSTOMERS", members=customers), IndexSet(name="SITES", members=sites)),
        parameters=(
            Parameter(name="demand", sets=("CUSTOMERS",), values=tuple(demand)),
            Parameter(
                name="distance",
                sets=("CUSTOMERS", "SITES"),
                values=tuple(rng.randint(2, 19) for _ in range(len(customers) * len(sites))),
            ),
            Parameter(name="capacity", values=(10 * math.ceil(fair_load(demand, allowed) * 0.115),)),
            Parameter(name="allowed", values=(allowed,)),
        ),
        variables=(
            Variable(name="select", sets=("SITES",), kind=VariableKind.binary),
            Variable(name="serve", sets=("CUSTOMERS", "SITES"), kind=VariableKind.binary),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(demand[c] * distance[c, s] * serve[c, s] for c in CUSTOMERS for s in SITES)",
        ),
        constraints=(
            Constraint(
                name="served_once",
                expression="sum(serve[c, s] for s in SITES) == 1",
                forall="for c in CUSTOMERS",
            ),
            Constraint(
                name="served_by_selected",
                expression="serve[c, s] <= select[s]",
                forall="for c in CUSTOMERS for s in SITES",
            ),
            Constraint(
                name="site_capacity",
                expression="sum(demand[c] * serve[c, s] for c in CUSTOMERS) <= capacity",
                forall="for s in SITES",
            ),
            Constraint(name="how_many", expression="sum(select[s] for s in SITES) == allowed"),
        ),
    )


def fair_load(demand: list[int], sites: int) -> int:
    """Load of the busiest site when the largest customers go first, each to the least busy site."""
    loads = [0] * sites
    for value in sorted(demand, reverse=True):
        loads[loads.index(min(loads))] += value
    return max(loads)


COURIER = Setting(
    name="courier_hubs",
    domain=Domain.logistics,
    nouns={
        "CUSTOMERS": SetNouns(
            singular="district",
            plural="districts",
            pool=("Northgate", "Millbrook", "Harbourside", "Castle Hill", "Westfield", "Lindenau", "Saint Peter"),
        ),
        "SITES": SetNouns(
            singular="building",
            plural="buildings",
            pool=("tram depot", "bus garage", "rail yard", "brewery", "market hall", "gasworks"),
            grows=True,
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether the {0} becomes a hub", active="the {0} becomes a hub"),
        "serve": VariablePhrases(amount="whether {0} is served from the {1}", active="{0} is served from the {1}"),
    },
    meanings={
        "CUSTOMERS": "districts",
        "SITES": "buildings that may become hubs",
        "demand": "parcels a day",
        "distance": "kilometres from the district to the building",
        "capacity": "most parcels a day that a hub can sort",
        "allowed": "number of hubs",
        "select": "whether the building becomes a hub",
        "serve": "whether the district is served from the building",
        "served_once": "a district is served from a single hub",
        "served_by_selected": "districts are served only from hubs",
        "site_capacity": "parcels sorted in a hub stay within its capacity",
        "how_many": "as many hubs as the licence grants",
        "objective": "parcel-kilometres a day",
    },
    stories=(
        (
            context(
                "Cargo bikes are to replace vans in the old centre. The courier firm Pedalo may turn vacant buildings "
                "into sorting hubs: {{ listing(SITES, 'the {0}') }}."
            ),
            data("On a normal day there are {{ each(demand, '{value} parcels for {0}') }}.", "demand"),
            data(
                "Riders have measured the way in kilometres: "
                "{{ by_row(distance, '{0} lies {items}', '{value} from the {1}') }}.",
                "distance",
            ),
            rule("The city's licence is for exactly {{ allowed }} hubs.", *CHOICE),
            rule("Every district gets all its parcels from a single hub.", *SERVICE),
            rule("With the sorting belts on order, a hub copes with up to {{ capacity }} parcels a day.", *CAPACITY),
            goal(
                "Where should the hubs be, and which district belongs to which, to minimize the parcel-kilometres of a "
                "day (each parcel counting the way from its hub to its district)?"
            ),
        ),
        (
            context(
                "A consultant's brief for the parcel service of Grauburg reads as follows. Find hubs among the "
                "candidate buildings and allot the districts to them."
            ),
            data(
                "Given are the daily parcels of each district and its distances to the candidates:"
                "{{ columns(CUSTOMERS, 'District', {'Parcels': demand, 'Kilometres to the': distance}) }}",
                "demand",
                "distance",
            ),
            rule("Open {{ allowed }} hubs, neither more nor less.", *CHOICE),
            rule("No hub sorts above {{ capacity }} parcels daily.", *CAPACITY),
            rule(
                "Splitting a district between hubs is ruled out, and so is serving it from a closed building.", *SERVICE
            ),
            goal(
                "The plan must minimize the sum, over all districts, of parcels multiplied by the distance to the hub "
                "in charge."
            ),
        ),
    ),
)

KITCHENS = Setting(
    name="school_kitchens",
    domain=Domain.education,
    nouns={
        "CUSTOMERS": SetNouns(
            singular="school",
            plural="schools",
            pool=(
                "Birch School",
                "Lakeside School",
                "Kepler School",
                "Meadow School",
                "Curie School",
                "Dover School",
                "Hill School",
            ),
        ),
        "SITES": SetNouns(
            singular="kitchen",
            plural="kitchens",
            pool=(
                "canteen kitchen",
                "church kitchen",
                "hospital kitchen",
                "barracks kitchen",
                "stadium kitchen",
                "town hall kitchen",
            ),
            grows=True,
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether the {0} is rented", active="the {0} is rented"),
        "serve": VariablePhrases(amount="whether the {1} cooks for {0}", active="the {1} cooks for {0}"),
    },
    meanings={
        "CUSTOMERS": "schools",
        "SITES": "kitchens that can be rented",
        "demand": "lunches a day",
        "distance": "minutes of driving between school and kitchen",
        "capacity": "most lunches a day that a kitchen can cook",
        "allowed": "number of kitchens rented",
        "select": "whether the kitchen is rented",
        "serve": "whether the kitchen cooks for the school",
        "served_once": "a single kitchen cooks for a school",
        "served_by_selected": "only kitchens that are rented cook",
        "site_capacity": "a kitchen cooks no more lunches than it can",
        "how_many": "as many kitchens are rented as there are cooks to lead them",
        "objective": "lunch-minutes on the road a day",
    },
    stories=(
        (
            context(
                "Lunch that spends long on the road arrives cold. From autumn on, the school board of Elmshire will "
                "cook for {{ names(CUSTOMERS) }} in rented kitchens."
            ),
            data("The pupils there eat {{ each(demand, '{value} lunches a day at {0}') }}.", "demand"),
            data(
                "Candidates for renting are {{ listing(SITES, 'the {0}') }}; driving takes, in minutes, "
                "{{ by_row(distance, '{items} to reach {0}', '{value} from the {1}') }}.",
                "distance",
            ),
            rule("Since the board employs {{ allowed }} head cooks, it rents {{ allowed }} kitchens.", *CHOICE),
            rule("Stoves and staff limit a kitchen to {{ capacity }} lunches a day.", *CAPACITY),
            rule("To keep menus simple, a school is supplied by one rented kitchen alone.", *SERVICE),
            goal(
                "Select the kitchens and assign the schools with the aim of minimizing lunch-minutes: lunches times "
                "minutes of driving, added up over the schools."
            ),
        ),
        (
            context("Ms Okafor plans school meals for a rural county that owns no kitchen and rents some instead."),
            data(
                "She notes the minutes that a delivery van needs between each school and each kitchen:"
                "{{ table(distance, 'School') }}",
                "distance",
            ),
            data("Orders come to {{ each(demand, '{value} lunches for {0}') }} every school day.", "demand"),
            rule("Her contract covers {{ allowed }} kitchens exactly.", *CHOICE),
            rule(
                "Each school has its lunches cooked in one place, which must of course be among the kitchens rented.",
                *SERVICE,
            ),
            rule("Whatever she rents, more than {{ capacity }} lunches a day do not leave any kitchen.", *CAPACITY),
            goal(
                "Weighting the minutes of every school by its lunches, she wants the total minimized. Which kitchens "
                "does she rent, and for whom does each cook?"
            ),
        ),
    ),
)

BLOOD = Setting(
    name="blood_banks",
    domain=Domain.healthcare,
    nouns={
        "CUSTOMERS": SetNouns(
            singular="clinic",
            plural="clinics",
            pool=("Saint Luke", "Mercy", "Good Hope", "Pinewood", "Bethany", "Riverside", "Holy Cross"),
        ),
        "SITES": SetNouns(
            singular="town",
            plural="towns",
            pool=("Carlow", "Dunmore", "Kilbride", "Fenwick", "Marston", "Tolbury"),
            grows=True,
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether {0} gets a blood bank", active="{0} gets a blood bank"),
        "serve": VariablePhrases(amount="whether {0} is supplied from {1}", active="{0} is supplied from {1}"),
    },
    meanings={
        "CUSTOMERS": "clinics",
        "SITES": "towns that may get a blood bank",
        "demand": "units of blood a week",
        "distance": "miles from the clinic to the town",
        "capacity": "most units of blood a week that a blood bank can issue",
        "allowed": "number of blood banks",
        "select": "whether the town gets a blood bank",
        "serve": "whether the clinic is supplied from the town",
        "served_once": "a clinic has a single blood bank",
        "served_by_selected": "clinics are supplied only from towns with a blood bank",
        "site_capacity": "units issued by a blood bank stay within its capacity",
        "how_many": "as many blood banks as there is equipment for",
        "objective": "unit-miles a week",
    },
    stories=(
        (
            context(
                "The regional transfusion service has bought cold-storage equipment and will found blood banks in some "
                "of these towns: {{ names(SITES) }}."
            ),
            rule(
                "The equipment is enough for {{ allowed }} towns with a blood bank each, and all of it is to be used.",
                *CHOICE,
            ),
            data("Week by week, clinics transfuse {{ each(demand, '{value} units at {0}') }}.", "demand"),
            data(
                "By road, {{ by_row(distance, 'from {0} it is {items}', '{value} miles to {1}') }}.",
                "distance",
            ),
            rule("Tests take time, so a blood bank can issue {{ capacity }} units in a week and no more.", *CAPACITY),
            rule("For tracing, the entire supply of a clinic comes out of one blood bank.", *SERVICE),
            goal(
                "Minimize the unit-miles travelled per week, that is, each unit's distance from blood bank to clinic "
                "added up."
            ),
        ),
        (
            context("Couriers on motorbikes bring blood to the clinics of a hill country, mile after costly mile."),
            data(
                "The ministry has tabulated weekly use, in units, and mileage between clinics and towns:"
                "{{ columns(CUSTOMERS, 'Clinic', {'Weekly use': demand, 'Miles to': distance}) }}",
                "demand",
                "distance",
            ),
            rule(
                "A clinic signs with precisely one of the blood banks that exist, for everything it uses.",
                *SERVICE,
            ),
            rule("At {{ capacity }} units a week, a blood bank is at its limit.", *CAPACITY),
            rule(
                "Money has been voted for {{ allowed }} of them, each in another town, and all will be built.", *CHOICE
            ),
            goal(
                "Which towns, and which clinic to which town, if the product of units and miles is minimized in total?"
            ),
        ),
    ),
)

FAMILY = Family(
    name="p_median",
    title="Capacitated p-median",
    build=build,
    sizes={"CUSTOMERS": (4, 5), "SITES": (3, 4)},
    settings=(COURIER, KITCHENS, BLOOD),
    logic=True,
    scarce=("demand", 10),
)
