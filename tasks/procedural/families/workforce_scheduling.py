"""Workforce scheduling: how many people of each kind start when, in a cycle of periods that repeats."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def hire(rng: Random, span: list[int], need: list[int]) -> list[int]:
    """People of each kind in some rota that covers the need, so that this many suffice."""
    missing, hired = list(need), [0] * len(span)
    for period in range(len(need)):
        while missing[period] > 0:
            kind = rng.randrange(len(span))
            hired[kind] += 1
            for later in range(period, period + span[kind]):
                missing[later % len(need)] -= 1
    return hired


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw needs and wages; longer duties cost more, and there are just about enough people."""
    staff, periods = labels["STAFF"], rng.randint(4, 6)
    span = rng.sample([2, 3, 2, 3], len(staff))
    need = [rng.randint(4, 13) for _ in range(periods)]
    return Formulation(
        sets=(
            IndexSet(name="STAFF", members=staff),
            IndexSet(name="PERIODS", members=tuple(range(1, periods + 1))),
        ),
        parameters=(
            Parameter(name="span", sets=("STAFF",), values=tuple(span)),
            Parameter(name="wage", sets=("STAFF",), values=tuple(45 * s + 5 * rng.randint(1, 12) for s in span)),
            Parameter(
                name="available", sets=("STAFF",), values=tuple(n + rng.randint(1, 3) for n in hire(rng, span, need))
            ),
            Parameter(name="need", sets=("PERIODS",), values=tuple(need)),
        ),
        variables=(Variable(name="start", sets=("STAFF", "PERIODS"), kind=VariableKind.integer),),
        objective=Objective(
            sense=ObjectiveSense.minimize, expression="sum(wage[k] * start[k, t] for k in STAFF for t in PERIODS)"
        ),
        constraints=(
            Constraint(
                name="cover",
                expression="sum(start[k, s] for k in STAFF for s in PERIODS "
                "if s <= t and s > t - span[k] or s > t - span[k] + len(PERIODS)) >= need[t]",
                forall="for t in PERIODS",
            ),
            Constraint(
                name="staff_limit",
                expression="sum(start[k, t] for t in PERIODS) <= available[k]",
                forall="for k in STAFF",
            ),
        ),
    )


CONTROL_ROOM = Setting(
    name="rail_control_room",
    domain=Domain.transportation,
    nouns={
        "STAFF": SetNouns(
            singular="grade", plural="grades", pool=("junior", "senior", "relief", "district", "central"), grows=True
        ),
        "PERIODS": SetNouns(singular="block", plural="blocks"),
    },
    phrases={
        "start": VariablePhrases(
            amount="the number of dispatchers of the {0} grade starting in block {1}",
            active="any {0} dispatcher starts in block {1}",
            unit="dispatchers",
        )
    },
    meanings={
        "STAFF": "grades of dispatchers",
        "PERIODS": "blocks of the day, in order; the last is followed by the first",
        "span": "consecutive blocks that a dispatcher works",
        "wage": "cost of a turn of duty, in dollars",
        "available": "dispatchers on the roster",
        "need": "dispatchers needed in the block",
        "start": "dispatchers starting in the block",
        "cover": "enough dispatchers are on duty in each block",
        "staff_limit": "no more dispatchers start than are on the roster",
        "objective": "cost of a day, in dollars",
    },
    stories=(
        (
            context(
                "Trains never sleep, and neither does the control room at Marden Junction. Its day is cut into {{ "
                "count(PERIODS) }} blocks of equal length, counted from midnight, and every day is staffed alike."
            ),
            data(
                "A dispatcher who comes on duty at the start of a block stays without a break for {{ each(span, "
                "'{value} blocks in {0} grade') }}. Such a turn costs {{ each(wage, '${value} in {0} grade') }}.",
                "span",
                "wage",
            ),
            rule("Turns begun late in the day run on past midnight into its first blocks, and count there.", "cover"),
            rule(
                "Grades are interchangeable at the desks, where no fewer than {{ each(need, '{value} people in block "
                "{0}') }} must sit.",
                "cover",
                "need",
            ),
            rule(
                "On the roster are {{ each(available, '{value} of {0} grade') }}, and nobody does more than a single "
                "turn a day.",
                "staff_limit",
                "available",
            ),
            goal(
                "How many dispatchers of each grade, in whole people, should come on duty at the start of each block "
                "to minimize the cost of a day?"
            ),
        ),
        (
            context(
                "A metro line runs round the clock, and so do its dispatchers. Head of operations Yusuf Adler is "
                "rewriting the daily roster, which knows blocks instead of hours."
            ),
            data(
                "The need for dispatchers goes up and down:{{ columns(PERIODS, 'Block', {'Dispatchers needed': "
                "need}) }}Contracts fix how many blocks in a row somebody stays, and what that costs:{{ "
                "columns(STAFF, 'Grade', {'Blocks in a row': span, 'Cost of a stay ($)': wage}) }}",
                "need",
                "span",
                "wage",
            ),
            rule(
                "A stay may begin with any block. The last block of a day is followed by the first of the next, so a "
                "stay can straddle them, and since all days look alike it covers that first block as well.",
                "cover",
            ),
            rule("Yusuf wants the need covered at the least, by whatever mix of grades.", "cover"),
            rule(
                "Per day, he can call on {{ each(available, '{value} in {0} grade') }}, each for one stay.",
                "staff_limit",
                "available",
            ),
            goal(
                "People being indivisible, what integer numbers of starts by grade and block minimize his daily cost?"
            ),
        ),
    ),
)

PARK = Setting(
    name="theme_park",
    domain=Domain.entertainment,
    nouns={
        "STAFF": SetNouns(
            singular="contract", plural="contracts", pool=("bronze", "silver", "gold", "ruby", "topaz"), grows=True
        ),
        "PERIODS": SetNouns(singular="day", plural="days"),
    },
    phrases={
        "start": VariablePhrases(
            amount="the number of stewards on {0} contracts starting on day {1}",
            active="any steward on a {0} contract starts on day {1}",
            unit="stewards",
        )
    },
    meanings={
        "STAFF": "kinds of contract",
        "PERIODS": "days of the rota, in order; the last is followed by the first",
        "span": "consecutive days that a steward works",
        "wage": "pay of a steward for a cycle of the rota, in dollars",
        "available": "stewards with such a contract",
        "need": "stewards needed on the day",
        "start": "stewards whose working days begin on the day",
        "cover": "enough stewards are at work on each day",
        "staff_limit": "no more stewards are placed than have the contract",
        "objective": "pay for a cycle of the rota, in dollars",
    },
    stories=(
        (
            context(
                "Visitors pour into Dragon Island on some days and trickle in on others. Its stewards therefore "
                "follow a rota of {{ count(PERIODS) }} days, which starts over as soon as it has ended."
            ),
            rule(
                "By experience, day after day, the gates call for {{ each(need, '{value} stewards on day {0}') }}, "
                "and it does no harm if a few more turn up.",
                "cover",
                "need",
            ),
            data(
                "Depending on the contract, a steward works several days running and is then off until the same day "
                "of the next cycle: {{ each(span, '{value} days with {0}') }}. For each cycle, pay is {{ each(wage, "
                "'${value} with {0}') }}.",
                "span",
                "wage",
            ),
            rule(
                "The first working day can be any day of the rota; from its last day, work carries on to the first.",
                "cover",
            ),
            rule(
                "The park has signed {{ each(available, '{value} stewards for {0}') }} and need not use them all. "
                "Those not used are not paid.",
                "staff_limit",
                "available",
            ),
            goal("Assign starting days to whole numbers of stewards so that pay is minimized."),
        ),
        (
            context(
                "Who opens the roller coaster? The staffing office of Comet Park keeps a table for that, in which "
                "the season goes round in a cycle of {{ count(PERIODS) }} days."
            ),
            data(
                "It knows these contracts:{{ columns(STAFF, 'Contract', {'Days on duty, in a row': span, 'Pay per "
                "cycle ($)': wage, 'Holders': available}) }}",
                "span",
                "wage",
                "available",
            ),
            rule(
                "Holders on the rota begin their duty on a day of the office's choice, once in a cycle. Duty that "
                "reaches the end of the cycle continues at its beginning.",
                "cover",
            ),
            rule(
                "There must always be enough hands, namely {{ each(need, '{value} on day {0}') }} or more; contracts "
                "make no difference to this count.",
                "cover",
                "need",
            ),
            rule("The office may leave holders at home, unpaid, but cannot conjure up further ones.", "staff_limit"),
            goal(
                "Tell the office how many holders of which contract ought to begin on which day. The numbers have to "
                "be integer, and the pay for a cycle has to be minimized."
            ),
        ),
    ),
)

SECURITY = Setting(
    name="security_desk",
    domain=Domain.information_technology,
    nouns={
        "STAFF": SetNouns(
            singular="team", plural="teams", pool=("core", "reserve", "partner", "campus", "remote"), grows=True
        ),
        "PERIODS": SetNouns(singular="watch", plural="watches"),
    },
    phrases={
        "start": VariablePhrases(
            amount="the number of analysts from the {0} team logging on at watch {1}",
            active="any analyst from the {0} team logs on at watch {1}",
            unit="analysts",
        )
    },
    meanings={
        "STAFF": "teams of analysts",
        "PERIODS": "watches of the day, in order; the last is followed by the first",
        "span": "consecutive watches that an analyst works",
        "wage": "cost of an analyst's duty, in dollars",
        "available": "analysts in the team",
        "need": "analysts needed during the watch",
        "start": "analysts logging on at the watch",
        "cover": "enough analysts are logged on during each watch",
        "staff_limit": "no more analysts log on than the team has",
        "objective": "cost of a day, in dollars",
    },
    stories=(
        (
            context(
                "Attackers keep no office hours. The security desk of a bank is manned in {{ count(PERIODS) }} "
                "watches, which follow each other day and night."
            ),
            data(
                "Analysts log on as a watch begins, and are good for {{ each(span, '{value} watches in a row from "
                "the {0} team') }}.",
                "span",
            ),
            data("The price of such a duty is {{ each(wage, '${value} for the {0} team') }}.", "wage"),
            rule(
                "To keep an eye on all alarms, the desk needs {{ each(need, '{value} analysts in watch {0}') }}, "
                "from any team, with spare heads welcome.",
                "cover",
                "need",
            ),
            rule(
                "A duty that is not over when the last watch ends is continued in the first; the timetable is "
                "identical from day to day.",
                "cover",
            ),
            rule(
                "Teams are limited to {{ each(available, '{value} in the {0} team') }}, and an analyst does a single "
                "duty a day or none.",
                "staff_limit",
                "available",
            ),
            goal("Find the whole numbers of analysts per team and watch of logging on that minimize the daily cost."),
        ),
        (
            context(
                "Cloud provider Nimbora draws its incident desk from several teams, and the duty manager asks for a "
                "timetable that can stay in force for months, the same on every day."
            ),
            data(
                "Per analyst, each team has its own length of duty, in consecutive watches, and its own cost:{{ "
                "columns(STAFF, 'Team', {'Length of duty': span, 'Cost of duty ($)': wage, 'Analysts': available}) "
                "}}Alarms are frequent in some watches and rare in others, as this forecast of hands required "
                "shows:{{ columns(PERIODS, 'Watch', {'Hands required': need}) }}",
                "span",
                "wage",
                "available",
                "need",
            ),
            rule(
                "Any watch will do for the start of a duty, the final ones included, because what remains is served "
                "in the opening watches.",
                "cover",
            ),
            rule("Requirements are lower limits, and hands count alike.", "cover"),
            rule(
                "On a given day nobody serves again after a duty, so no team can field more than its analysts.",
                "staff_limit",
            ),
            goal(
                "Minimizing the cost per day, how many analysts (each of them whole, as the manager jokes) begin in "
                "each watch?"
            ),
        ),
    ),
)

FAMILY = Family(
    name="workforce_scheduling",
    title="Workforce scheduling with start patterns",
    build=build,
    sizes={"STAFF": (2, 3)},
    settings=(CONTROL_ROOM, PARK, SECURITY),
    scarce=("need", 10),
)
