"""Revenue management: how many of each fare to sell when a fare may use several legs or nights in a row."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

CAPACITY = ("capacity", "seats")
MARKET = ("request_limit", "requests")
PROMISE = ("promise_kept", "promised")
SPAN = ("first", "last")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw fares; the first spans everything, promises take a fifth of the requests and capacity about three fifths."""
    fares, length = labels["FARES"], rng.randint(3, 4)
    spans = [(1, length)] + [draw_span(rng, length) for _ in fares[1:]]
    spans = rng.sample(spans, len(spans))
    requests = [rng.randint(15, 38) for _ in fares]
    wanted = [
        sum(asked for asked, (first, last) in zip(requests, spans, strict=True) if first <= leg <= last)
        for leg in range(1, length + 1)
    ]
    price = [round((last - first + 1) ** 0.8 * rng.randint(40, 110)) for first, last in spans]
    return Formulation(
        sets=(IndexSet(name="FARES", members=fares), IndexSet(name="LEGS", members=tuple(range(1, length + 1)))),
        parameters=(
            Parameter(name="price", sets=("FARES",), values=tuple(price)),
            Parameter(name="first", sets=("FARES",), values=tuple(first for first, _ in spans)),
            Parameter(name="last", sets=("FARES",), values=tuple(last for _, last in spans)),
            Parameter(name="requests", sets=("FARES",), values=tuple(requests)),
            Parameter(name="promised", sets=("FARES",), values=tuple(asked // 5 for asked in requests)),
            Parameter(name="seats", sets=("LEGS",), values=tuple(10 * max(2, round(0.06 * asked)) for asked in wanted)),
        ),
        variables=(Variable(name="sell", sets=("FARES",), kind=VariableKind.integer),),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(price[f] * sell[f] for f in FARES)"),
        constraints=(
            Constraint(
                name="capacity",
                expression="sum(sell[f] for f in FARES if first[f] <= t and t <= last[f]) <= seats[t]",
                forall="for t in LEGS",
            ),
            Constraint(name="request_limit", expression="sell[f] <= requests[f]", forall="for f in FARES"),
            Constraint(name="promise_kept", expression="sell[f] >= promised[f]", forall="for f in FARES"),
        ),
    )


def draw_span(rng: Random, length: int) -> tuple[int, int]:
    """Draw the first and the last leg of a fare."""
    first = rng.randint(1, length)
    return first, rng.randint(first, length)


SPANS_IN_PROSE = (
    "{% for f in FARES.members %}{{ '' if loop.first else ('; and ' if loop.last else '; ') }}"
    "the {{ f }} is for {% if first.at(f) == last.at(f) %}UNIT {{ first.at(f) }} alone"
    "{% else %}UNITs {{ first.at(f) }} to {{ last.at(f) }}{% endif %}{% endfor %}"
)
"""Every fare with what it spans, as a list in prose; `UNIT` stands for leg, night or evening."""


def meanings(sold: str, leg: str, place: str) -> dict[str, str]:
    """Say what each part is, for things sold that take a place on some legs."""
    return {
        "FARES": "fares on sale",
        "LEGS": f"{leg}s in order",
        "price": "price, in dollars",
        "first": f"first {leg} of the fare",
        "last": f"last {leg} of the fare",
        "requests": f"most {sold} that can be sold",
        "promised": f"{sold} promised already",
        "seats": f"{place} free on the {leg}",
        "sell": f"{sold} sold",
        "capacity": f"no more {place} are taken on a {leg} than are free",
        "request_limit": "no fare is sold beyond its requests",
        "promise_kept": "promises are kept",
        "objective": "revenue, in dollars",
    }


RAIL = Setting(
    name="night_train",
    domain=Domain.transportation,
    nouns={
        "FARES": SetNouns(
            singular="ticket",
            plural="tickets",
            pool=(
                "saver ticket",
                "commuter ticket",
                "flexible ticket",
                "pilgrim ticket",
                "student ticket",
                "tour ticket",
                "family ticket",
                "late ticket",
            ),
        ),
        "LEGS": SetNouns(singular="leg", plural="legs"),
    },
    phrases={
        "sell": VariablePhrases(amount="the number of {0}s sold", active="any {0} is sold", unit="tickets"),
    },
    meanings=meanings("tickets", "leg", "seats"),
    stories=(
        (
            context(
                "The mountain express runs over {{ count(LEGS) }} legs, numbered in the order of travel. A passenger "
                "keeps the same seat from the first to the last leg of the ticket, and the seat can be sold again "
                "afterwards."
            ),
            data(f"Of the tickets on offer, {SPANS_IN_PROSE.replace('UNIT', 'leg')}.", *SPAN),
            data("Prices are {{ each(price, '${value} for the {0}') }}.", "price"),
            rule("Seats not yet taken number {{ each(seats, '{value} on leg {0}') }}.", *CAPACITY),
            rule(
                "Travel agencies have been promised {{ each(promised, '{value} of the {0}') }}; the railway must "
                "deliver these, and they count as sold at the usual price.",
                *PROMISE,
            ),
            rule(
                "Promises included, it can find no more buyers than {{ each(requests, '{value} for the {0}') }}. "
                "Tickets are sold whole.",
                *MARKET,
            ),
            goal("How many tickets of each kind should be sold to maximize revenue?"),
        ),
        (
            context(
                "Yield managers at Transalp decide how many tickets of every kind to release for Friday's train. The "
                "numbers are integer, of course."
            ),
            data(
                "A ticket occupies a seat on all legs from its first to its last; the sheet below gives these, the "
                "price, and the passengers who ask for it:"
                "{{ columns(FARES, 'Ticket', {'First leg': first, 'Last leg': last, 'Price ($)': price, "
                "'Passengers': requests}) }}",
                *SPAN,
                "price",
                "requests",
            ),
            rule("Releasing more of a ticket than there are passengers for it is pointless and forbidden.", *MARKET),
            rule(
                "Earlier bookings oblige them to release {{ each(promised, 'at least {value} of the {0}') }}.", *PROMISE
            ),
            rule(
                "Carriages are already well filled: there remain {{ each(seats, '{value} seats on leg {0}') }}.",
                *CAPACITY,
            ),
            goal("Which numbers bring the revenue to its height? State the release that maximizes it."),
        ),
    ),
)

HOTEL = Setting(
    name="congress_hotel",
    domain=Domain.hospitality,
    nouns={
        "FARES": SetNouns(
            singular="rate",
            plural="rates",
            pool=(
                "walk-in rate",
                "congress rate",
                "honeymoon rate",
                "business rate",
                "group rate",
                "member rate",
                "crew rate",
                "spa rate",
            ),
        ),
        "LEGS": SetNouns(singular="night", plural="nights"),
    },
    phrases={
        "sell": VariablePhrases(
            amount="the number of bookings taken at the {0}", active="bookings are taken at the {0}", unit="bookings"
        ),
    },
    meanings=meanings("bookings", "night", "rooms"),
    stories=(
        (
            context(
                "A trade fair fills the Hotel Meridian for {{ count(LEGS) }} nights, and its manager wonders whom to "
                "turn away. A booking is for one room and is bound to the nights of its rate."
            ),
            data(f"As for those nights, {SPANS_IN_PROSE.replace('UNIT', 'night')}.", *SPAN),
            data("A guest pays for the stay as a unit: {{ each(price, '${value} at the {0}') }}.", "price"),
            rule(
                "Guests have inquired about {{ each(requests, '{value} rooms at the {0}') }}; there are no others.",
                *MARKET,
            ),
            rule(
                "Among the inquiries are bookings confirmed long ago, {{ each(promised, '{value} at the {0}') }}, and "
                "these cannot be refused.",
                *PROMISE,
            ),
            rule("Rooms available are {{ each(seats, '{value} for night {0}') }}. A room cannot be split.", *CAPACITY),
            goal("The manager asks for the number of bookings to take at each rate in order to maximize income."),
        ),
        (
            context("Seaview House sells rooms at a handful of rates, each tied to fixed nights of a long weekend."),
            data(
                "The reservation system shows:"
                "{{ columns(FARES, 'Rate', {'From night': first, 'Through night': last, 'Stay ($)': price, "
                "'Confirmed': promised, 'Inquiries': requests}) }}"
                "Inquiries include the confirmed bookings.",
                *SPAN,
                "price",
                "promised",
                "requests",
            ),
            rule("Confirmed bookings stand.", *PROMISE),
            rule("At no rate can the house take more bookings, always whole ones, than it has inquiries.", *MARKET),
            rule(
                "A booking needs a room in every night from its first through its last. Vacant are "
                "{{ each(seats, '{value} rooms for night {0}') }}.",
                *CAPACITY,
            ),
            goal("What mix of bookings maximizes the weekend's takings?"),
        ),
    ),
)

OPERA = Setting(
    name="opera_passes",
    domain=Domain.entertainment,
    nouns={
        "FARES": SetNouns(
            singular="pass",
            plural="passes",
            pool=(
                "friends pass",
                "gala pass",
                "youth pass",
                "press pass",
                "patron pass",
                "tourist pass",
                "senior pass",
                "critics pass",
            ),
        ),
        "LEGS": SetNouns(singular="evening", plural="evenings"),
    },
    phrases={
        "sell": VariablePhrases(amount="the number of buyers of the {0}", active="the {0} is sold", unit="buyers"),
    },
    meanings=meanings("passes", "evening", "chairs"),
    stories=(
        (
            context(
                "Verdi in the quarry: for {{ count(LEGS) }} evenings in July an open-air company plays to chairs set "
                "out on gravel. It sells passes, each good for a chair on consecutive evenings."
            ),
            data(f"To be precise, {SPANS_IN_PROSE.replace('UNIT', 'evening')}.", *SPAN),
            rule(
                "The fire brigade permits only so many chairs: {{ each(seats, '{value} on evening {0}') }}. Whoever "
                "holds a pass gets a chair on each of its evenings.",
                *CAPACITY,
            ),
            data("The box office charges {{ each(price, '${value} for the {0}') }}.", "price"),
            rule(
                "The management reckons with {{ each(requests, '{value} customers for the {0}') }} and could not sell "
                "further ones, nor any fraction: a pass is a whole pass.",
                *MARKET,
            ),
            rule(
                "Sponsors have a contract for {{ each(promised, 'at least {value} of the {0}') }}, paid in full.",
                *PROMISE,
            ),
            goal("Maximizing receipts, how many passes of each kind does the company sell?"),
        ),
        (
            context("Every June the amphitheatre of Corvara hosts a run of operas on successive evenings."),
            data(
                "Visitors buy passes that admit them from a first evening to a last one, both included:"
                "{{ columns(FARES, 'Pass', {'Price ($)': price, 'First evening': first, 'Last evening': last}) }}",
                *SPAN,
                "price",
            ),
            data(
                "The stone steps still have room for {{ each(seats, '{value} people on evening {0}') }}, whatever pass "
                "they hold.",
                *CAPACITY,
            ),
            rule(
                "Market research caps what can be sold at {{ each(requests, '{value} for the {0}') }}.",
                *MARKET,
            ),
            rule(
                "The town council must receive no fewer than {{ each(promised, '{value} of the {0}') }}, at full "
                "price.",
                *PROMISE,
            ),
            goal("Determine whole numbers of passes to sell, the objective being to maximize total receipts."),
        ),
    ),
)

FAMILY = Family(
    name="revenue_management",
    title="Revenue management over legs",
    build=build,
    sizes={"FARES": (4, 6)},
    settings=(RAIL, HOTEL, OPERA),
    scarce=("seats", 0.1),
)
