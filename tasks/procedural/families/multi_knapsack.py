"""Several knapsacks: choose what to take and where to put it, so that the things taken are worth most."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw sizes and values that go together loosely, and bins that hold only part of the items."""
    items, bins = labels["ITEMS"], labels["BINS"]
    size = [rng.randint(7, 44) for _ in items]
    value = [2 * weight + rng.randint(8, 60) for weight in size]
    roomy = [sum(size) * rng.uniform(0.55, 0.9) / len(bins) for _ in bins]
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=items), IndexSet(name="BINS", members=bins)),
        parameters=(
            Parameter(name="value", sets=("ITEMS",), values=tuple(value)),
            Parameter(name="size", sets=("ITEMS",), values=tuple(size)),
            Parameter(name="room", sets=("BINS",), values=tuple(max(int(room), min(size) + 3) for room in roomy)),
        ),
        variables=(Variable(name="put", sets=("ITEMS", "BINS"), kind=VariableKind.binary),),
        objective=Objective(
            sense=ObjectiveSense.maximize, expression="sum(value[i] * put[i, k] for i in ITEMS for k in BINS)"
        ),
        constraints=(
            Constraint(name="put_once", expression="sum(put[i, k] for k in BINS) <= 1", forall="for i in ITEMS"),
            Constraint(
                name="bin_limit",
                expression="sum(size[i] * put[i, k] for i in ITEMS) <= room[k]",
                forall="for k in BINS",
            ),
        ),
    )


BARGES = Setting(
    name="barges",
    domain=Domain.transportation,
    nouns={
        "ITEMS": SetNouns(
            singular="consignment",
            plural="consignments",
            pool=("timber", "cement", "grain", "scrap iron", "fertiliser", "salt", "bricks", "coal"),
            grows=True,
        ),
        "BINS": SetNouns(
            singular="barge",
            plural="barges",
            pool=("Anneliese", "Stromboli", "Heron", "Perseverance", "Katja"),
            grows=True,
        ),
    },
    phrases={"put": VariablePhrases(amount="whether the {1} carries the {0}", active="the {1} carries the {0}")},
    meanings={
        "ITEMS": "consignments offered",
        "BINS": "barges",
        "value": "freight paid for the consignment, in euros",
        "size": "weight of the consignment, in tons",
        "room": "tons that the barge can carry",
        "put": "whether the consignment is loaded on the barge",
        "put_once": "a consignment is loaded on one barge or not at all",
        "bin_limit": "no barge is loaded beyond what it can carry",
        "objective": "freight earned, in euros",
    },
    stories=(
        (
            context(
                "Skipper Joost de Wit owns a small fleet on the canal: {{ names(BINS) }}. At the quay he is offered "
                "{{ count(ITEMS) }} consignments, namely {{ names(ITEMS) }}, and is free to decline any of them."
            ),
            data("They weigh {{ each(size, '{value} tons in the case of {0}') }}.", "size"),
            data("For the trip the owners would pay him {{ each(value, '{value} euros for the {0}') }}.", "value"),
            rule(
                "Under the spring water level, Joost dares to load {{ each(room, '{value} tons on the {0}') }} at "
                "most.",
                "bin_limit",
                "room",
            ),
            rule(
                "A consignment that he accepts goes on a single barge, since owners do not want it split up, while a "
                "barge may hold several.",
                "put_once",
            ),
            goal("How should he load the fleet to maximize the freight that he earns?"),
        ),
        (
            context(
                "More cargo is waiting at Mill Lock than the evening convoy can take. The shipping clerk decides which "
                "lots sail tonight and on which barge; the rest goes by road."
            ),
            data(
                "Her bill of lots reads:{{ columns(ITEMS, 'Lot', {'Tons': size, 'Freight (euros)': value}) }}",
                "size",
                "value",
            ),
            data(
                "The barges moored below the lock are these:{{ columns(BINS, 'Barge', {'Tons allowed': room}) }}",
                "room",
            ),
            rule("The tons allowed on a barge are checked by the lock keeper.", "bin_limit"),
            rule("No lot may be divided or appear on more than one barge.", "put_once"),
            goal("Freight is paid for lots that sail. The clerk's commission grows with it, so maximize it."),
        ),
    ),
)

TRANSPONDERS = Setting(
    name="transponders",
    domain=Domain.telecom,
    nouns={
        "ITEMS": SetNouns(
            singular="client",
            plural="clients",
            pool=(
                "Radio Azul",
                "MeteoSat News",
                "Sport Vision",
                "Polar Net",
                "Canal Norte",
                "ShipLink",
                "EduCast",
                "AgriTel",
            ),
            grows=True,
        ),
        "BINS": SetNouns(
            singular="transponder",
            plural="transponders",
            pool=("the east beam", "the west beam", "the polar beam", "the wide beam", "the spot beam"),
            grows=True,
        ),
    },
    phrases={"put": VariablePhrases(amount="whether {0} is carried on {1}", active="{0} is carried on {1}")},
    meanings={
        "ITEMS": "clients that ask for bandwidth",
        "BINS": "transponders",
        "value": "monthly fee of the client, in thousands of dollars",
        "size": "bandwidth that the client asks for, in megahertz",
        "room": "free bandwidth of the transponder, in megahertz",
        "put": "whether the client is carried on the transponder",
        "put_once": "a client is carried on one transponder or not at all",
        "bin_limit": "the clients of a transponder fit into its free bandwidth",
        "objective": "monthly fees, in thousands of dollars",
    },
    stories=(
        (
            context(
                "Satellite operator Orbica has bandwidth left on {{ names(BINS) }}, and sales staff have collected "
                "requests for it that exceed what there is."
            ),
            data("The requests are for contiguous slices: {{ each(size, '{value} MHz for {0}') }}.", "size"),
            data(
                "In thousands of dollars a month, the slices would bring in {{ each(value, '{value} from {0}') }}.",
                "value",
            ),
            rule("Still unused are {{ each(room, '{value} MHz on {0}') }}.", "bin_limit", "room"),
            rule(
                "A receiver tunes in to just one beam, which is why a client must not be spread over several; turning "
                "a request down is always possible, granting part of it is not.",
                "put_once",
            ),
            goal("Sort the requests so that the monthly income of Orbica is maximized."),
        ),
        (
            context(
                "Each autumn a relay station auctions its spare spectrum. Bids are sealed, and the auctioneer either "
                "accepts a bid with the bandwidth that it names or rejects it."
            ),
            data(
                "Opened this morning:{{ columns(ITEMS, 'Bidder', {'Bandwidth (MHz)': size, 'Bid (thousands of $)': "
                "value}) }}",
                "size",
                "value",
            ),
            rule(
                "Accepted bidders are told on which beam they will transmit, and it is one beam for the entire "
                "bandwidth.",
                "put_once",
            ),
            rule(
                "Interference has to be avoided: the bandwidths on a beam may add up to "
                "{{ each(room, 'no more than {value} MHz for {0}') }}.",
                "bin_limit",
                "room",
            ),
            goal("The law obliges the auctioneer to maximize the proceeds. What is the outcome of the auction?"),
        ),
    ),
)

KILNS = Setting(
    name="kilns",
    domain=Domain.manufacturing,
    nouns={
        "ITEMS": SetNouns(
            singular="order",
            plural="orders",
            pool=(
                "roof tiles",
                "floor tiles",
                "flower pots",
                "wash basins",
                "insulators",
                "teapots",
                "vases",
                "crucibles",
            ),
            grows=True,
        ),
        "BINS": SetNouns(
            singular="kiln",
            plural="kilns",
            pool=("the gas kiln", "the tunnel kiln", "the old kiln", "the shuttle kiln", "the wood kiln"),
            grows=True,
        ),
    },
    phrases={"put": VariablePhrases(amount="whether the {0} are fired in {1}", active="the {0} are fired in {1}")},
    meanings={
        "ITEMS": "rush orders",
        "BINS": "kilns",
        "value": "surcharge paid for the order, in dollars",
        "size": "firing time of the order, in hours",
        "room": "hours left on the kiln",
        "put": "whether the order is fired in the kiln",
        "put_once": "an order is fired in one kiln or not at all",
        "bin_limit": "the firing times on a kiln fit into the hours left",
        "objective": "surcharges earned, in dollars",
    },
    stories=(
        (
            context(
                "A ceramics works has been asked to squeeze {{ count(ITEMS) }} rush orders into the end of the month. "
                "They are for {{ names(ITEMS) }}, and the works may say no to whatever does not suit it."
            ),
            data(
                "Firing an order blocks a kiln completely, whichever kiln it is: {{ each(size, '{value} hours for the "
                "{0}') }}.",
                "size",
            ),
            rule(
                "Regular production leaves {{ each(room, '{value} hours on {0}') }}; orders follow each other without "
                "a pause, and none may run over.",
                "bin_limit",
                "room",
            ),
            rule(
                "Whatever goes into a kiln is finished there, because a glaze cannot be fired in instalments.",
                "put_once",
            ),
            data("Customers in a hurry pay extra, {{ each(value, '${value} for the {0}') }}.", "value"),
            goal("Which orders should be taken, and in which kiln, to maximize the extra money?"),
        ),
        (
            context(
                "Master potter Hye-jin has a few kilns to rent out over the holidays. Studios from all over town have "
                "written to her, and she cannot host everybody."
            ),
            data(
                "In her notebook each enquiry is a line, whatever kiln it would use:"
                "{{ columns(ITEMS, 'Ware', {'Hours': size, 'Offer ($)': value}) }}",
                "size",
                "value",
            ),
            data(
                "Before the lessons start again, the kilns are idle for some time:"
                "{{ columns(BINS, 'Kiln', {'Idle hours': room}) }}",
                "room",
            ),
            rule(
                "A kiln serves its studios by turns, so their hours together must fit into its idle hours.", "bin_limit"
            ),
            rule("A studio gets the hours that it asked for, all in the same kiln, or a polite refusal.", "put_once"),
            goal("Advise Hye-jin how to fill the kilns if the sum of the accepted offers is to be maximized."),
        ),
    ),
)

FAMILY = Family(
    name="multi_knapsack",
    title="Several knapsacks",
    build=build,
    sizes={"ITEMS": (5, 6), "BINS": (2, 3)},
    settings=(BARGES, TRANSPONDERS, KILNS),
)
