"""Knapsack: choose what to take when not everything fits, so that the chosen things are worth most."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw sizes and values that go together loosely, and room for only some of the items."""
    items = labels["ITEMS"]
    size = [rng.randint(12, 58) for _ in items]
    value = [weight + rng.randint(5, 40) for weight in size]
    room = max(*size, int(sum(size) * rng.uniform(0.4, 0.7)))
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=items),),
        parameters=(
            Parameter(name="value", sets=("ITEMS",), values=tuple(value)),
            Parameter(name="size", sets=("ITEMS",), values=tuple(size)),
            Parameter(name="room", values=(room,)),
        ),
        variables=(Variable(name="take", sets=("ITEMS",), kind=VariableKind.binary),),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(value[i] * take[i] for i in ITEMS)"),
        constraints=(Constraint(name="room_limit", expression="sum(size[i] * take[i] for i in ITEMS) <= room"),),
    )


PROBE = Setting(
    name="probe",
    domain=Domain.research,
    nouns={
        "ITEMS": SetNouns(
            singular="instrument",
            plural="instruments",
            pool=(
                "the spectrometer",
                "the seismometer",
                "the dust counter",
                "the thermal camera",
                "the radar",
                "the soil drill",
                "the magnetometer",
                "the gas analyser",
            ),
            grows=True,
        )
    },
    phrases={"take": VariablePhrases(amount="whether {0} is on board", active="{0} is on board")},
    meanings={
        "ITEMS": "instruments",
        "value": "merit points of the instrument",
        "size": "mass of the instrument, in kilograms",
        "room": "payload of the lander, in kilograms",
        "take": "whether the instrument is on board",
        "room_limit": "the instruments on board are not too heavy for the lander",
        "objective": "merit points on board",
    },
    stories=(
        (
            context(
                "A lander bound for an icy moon is being fitted out, and {{ count(ITEMS) }} instruments compete for "
                "the ride. The steering committee meets tomorrow. It has before it the report of the referees, who "
                "judged the science that each instrument could do."
            ),
            data("They awarded {{ each(value, '{value} merit points to {0}') }}.", "value"),
            data(
                "Engineers have put the flight models on a scale and noted {{ each(size, '{value} kg for {0}') }}.",
                "size",
            ),
            rule(
                "With the fuel that is left after braking, the lander can set down {{ room }} kg of instruments and no "
                "more.",
                "room_limit",
                "room",
                "size",
            ),
            goal(
                "An instrument flies complete or stays in the laboratory, and there is only a single model of each. "
                "Which ones should the committee choose to maximize the merit points on board?"
            ),
        ),
        (
            context(
                "Glaciologist Henrik Aas is packing for a winter on the ice. The sledge is short, the wish list long, "
                "and no instrument can be taken in pieces."
            ),
            data(
                "Beside each wish he has written its mass and a mark for how much he would miss it:"
                "{{ columns(ITEMS, 'Wish', {'Mass (kg)': size, 'Mark': value}) }}",
                "size",
                "value",
            ),
            rule("His dogs, fit as they are, can pull {{ room }} kg on top of tent and food.", "room_limit", "room"),
            goal(
                "He packs a given instrument once or leaves it at home. Tell him the selection whose marks, added up, "
                "are maximized."
            ),
        ),
    ),
)

FILMS = Setting(
    name="film_night",
    domain=Domain.entertainment,
    nouns={
        "ITEMS": SetNouns(
            singular="film",
            plural="films",
            pool=(
                "Salt Road",
                "The Clockmaker",
                "Paper Moons",
                "Night Ferry",
                "Snow Letters",
                "The Ninth Wave",
                "Low Tide",
                "Marzipan",
            ),
            grows=True,
        )
    },
    phrases={"take": VariablePhrases(amount="whether {0} is screened", active="{0} is screened")},
    meanings={
        "ITEMS": "short films",
        "value": "votes for the film",
        "size": "running time of the film, in minutes",
        "room": "length of the screening, in minutes",
        "take": "whether the film is screened",
        "room_limit": "the films screened last no longer than the screening",
        "objective": "votes for the films screened",
    },
    stories=(
        (
            context(
                "Members of the Rialto film club have voted on the entries to its night of short films, and now the "
                "projectionist, Odile, has to make a programme. Shorts are shown uncut, none of them more than once."
            ),
            data("Votes were cast as follows: {{ each(value, '{value} for {0}') }}.", "value"),
            data("On the cans she reads {{ each(size, '{value} minutes for {0}') }}.", "size"),
            rule(
                "The hall is hers for {{ room }} minutes, applause not counted; the reels are spliced together, so no "
                "time is lost between films.",
                "room_limit",
                "room",
                "size",
            ),
            goal(
                "Odile wants to please as many voters as she can. Which programme maximizes the votes represented in "
                "it?"
            ),
        ),
        (
            context(
                "A late-night television slot is to be filled with short films from a shelf of festival winners. The "
                "editor may show or skip a film; she may not trim it."
            ),
            data(
                "This is her shelf, with the appeal score that the audience panel gave:"
                "{{ columns(ITEMS, 'Title', {'Minutes': size, 'Appeal': value}) }}",
                "size",
                "value",
            ),
            rule(
                "Films are broadcast back to back and must be over when the news begins, {{ room }} minutes into the "
                "slot; a test picture can fill what remains.",
                "room_limit",
                "room",
            ),
            goal("Reruns within the same night are out of the question. Maximise the summed appeal of the broadcast."),
        ),
    ),
)

SCHOOL = Setting(
    name="school_fund",
    domain=Domain.education,
    nouns={
        "ITEMS": SetNouns(
            singular="purchase",
            plural="purchases",
            pool=(
                "a bird box",
                "a terrarium",
                "a chess set",
                "a globe",
                "a kite kit",
                "a hand lens",
                "a puppet set",
                "a ukulele",
            ),
            grows=True,
        )
    },
    phrases={"take": VariablePhrases(amount="whether {0} is bought", active="{0} is bought")},
    meanings={
        "ITEMS": "purchases",
        "value": "pupils who would use the purchase",
        "size": "price, in euros",
        "room": "money in the fund, in euros",
        "take": "whether the purchase is made",
        "room_limit": "the purchases cost no more than there is in the fund",
        "objective": "number of pupils served, summed over the purchases",
    },
    stories=(
        (
            context(
                "Thanks to a jumble sale there is money in the class fund of Birchwood School, and the pupils have put "
                "forward {{ names(ITEMS) }}. A suggestion is paid for in full or turned down, and nothing is bought "
                "more than once."
            ),
            data("Their teacher has looked up the prices: {{ each(size, '{value} euros for {0}') }}.", "size"),
            data("A show of hands told her how many would use what: {{ each(value, '{value} for {0}') }}.", "value"),
            rule("The fund stands at {{ room }} euros, and the parents will not top it up.", "room_limit", "room"),
            goal(
                "Some children raised their hand several times, and each time counts. Which suggestions should be "
                "accepted to maximize the number of hands that were raised for them?"
            ),
        ),
        (
            context(
                "Head teacher Aoife Kelly may spend the takings of the school play on things for the playroom. She can "
                "buy a thing or leave it; nobody sells her part of it."
            ),
            data(
                "Her deputy turned the wishes into a list, rating each by its benefit in points:"
                "{{ columns(ITEMS, 'Wish', {'Price (euros)': size, 'Benefit': value}) }}",
                "size",
                "value",
            ),
            rule("The takings came to {{ room }} euros, which is all that she has.", "room_limit", "room"),
            goal("Choose the things, a single copy of each at most, with which the total benefit is maximized."),
        ),
    ),
)

FAMILY = Family(
    name="knapsack", title="Knapsack", build=build, sizes={"ITEMS": (4, 6)}, settings=(PROBE, FILMS, SCHOOL)
)
