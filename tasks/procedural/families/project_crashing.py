"""Project crashing: which activities to shorten for money so that a project in order ends in time at least cost."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

Pairs = tuple[tuple[str, str], ...]


def draw_precedence(rng: Random, activities: tuple[str, ...]) -> Pairs:
    """Some earlier activity before each, and a few more pairs; labels stand in an order that fits."""
    pairs: set[tuple[str, str]] = set()
    for at, later in enumerate(activities[1:], start=1):
        pairs |= {(first, later) for first in rng.sample(activities[:at], min(at, rng.randint(1, 2)))}
    return tuple((a, b) for a in activities for b in activities if (a, b) in pairs)


def project_end(days: dict[str, int], precedes: Pairs) -> int:
    """Earliest end of the project when activities take these days, listed in an order that fits."""
    end: dict[str, int] = {}
    for activity, length in days.items():
        end[activity] = length + max((end[a] for a, b in precedes if b == activity), default=0)
    return max(end.values())


def draw_parameters(rng: Random, activities: tuple[str, ...], precedes: Pairs) -> tuple[Parameter, ...]:
    """Durations and rates; some plan that shortens activities meets both the deadline and the budget."""
    duration = {a: rng.randint(7, 19) for a in activities}
    most_cut = {a: rng.randint(2, 5) for a in activities}
    rate = {a: 50 * rng.randint(3, 16) for a in activities}
    plan = {a: rng.randint(0, most) for a, most in most_cut.items()}
    deadline = project_end({a: days - plan[a] for a, days in duration.items()}, precedes)
    budget = sum(rate[a] * days for a, days in plan.items()) + 50 * rng.randint(1, 3)
    return (
        Parameter(name="duration", sets=("ACTIVITIES",), values=tuple(duration.values())),
        Parameter(name="most_cut", sets=("ACTIVITIES",), values=tuple(most_cut.values())),
        Parameter(name="rate", sets=("ACTIVITIES",), values=tuple(rate.values())),
        Parameter(name="overhead", values=(20 * rng.randint(11, 24),)),
        Parameter(name="deadline", values=(deadline,)),
        Parameter(name="budget", values=(budget,)),
    )


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw activities, their order and their costs."""
    activities = labels["ACTIVITIES"]
    precedes = draw_precedence(rng, activities)
    return Formulation(
        sets=(IndexSet(name="ACTIVITIES", members=activities), IndexSet(name="PRECEDES", members=precedes)),
        parameters=draw_parameters(rng, activities, precedes),
        variables=(
            Variable(name="begin", sets=("ACTIVITIES",)),
            Variable(name="cut", sets=("ACTIVITIES",)),
            Variable(name="finish"),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize, expression="sum(rate[a] * cut[a] for a in ACTIVITIES) + overhead * finish"
        ),
        constraints=(
            Constraint(
                name="order", expression="begin[b] >= begin[a] + duration[a] - cut[a]", forall="for a, b in PRECEDES"
            ),
            Constraint(
                name="completion", expression="finish >= begin[a] + duration[a] - cut[a]", forall="for a in ACTIVITIES"
            ),
            Constraint(name="cut_limit", expression="cut[a] <= most_cut[a]", forall="for a in ACTIVITIES"),
            Constraint(name="deadline_met", expression="finish <= deadline"),
            Constraint(name="budget_limit", expression="sum(rate[a] * cut[a] for a in ACTIVITIES) <= budget"),
        ),
    )


FESTIVAL = Setting(
    name="film_festival",
    domain=Domain.event_planning,
    nouns={
        "ACTIVITIES": SetNouns(
            singular="task",
            plural="tasks",
            pool=("lighting", "ticketing", "catering", "signage", "fencing", "seating", "sound"),
        ),
        "PRECEDES": SetNouns(singular="order of tasks", plural="orders of tasks"),
    },
    phrases={
        "begin": VariablePhrases(amount="the day on which work on {0} begins", unit="days"),
        "cut": VariablePhrases(amount="the days taken off {0}", active="{0} is speeded up", unit="days"),
        "finish": VariablePhrases(amount="the day on which the festival is ready", unit="days"),
    },
    meanings={
        "ACTIVITIES": "tasks",
        "PRECEDES": "tasks with those that can begin only after them",
        "duration": "days that the task normally takes",
        "most_cut": "days that can be taken off the task at most",
        "rate": "cost of taking a day off the task, in dollars",
        "overhead": "rent of the grounds per day, in dollars",
        "deadline": "days until everything must be ready",
        "budget": "money for speeding up, in dollars",
        "begin": "days from the start of the project until the task begins",
        "cut": "days taken off the task",
        "finish": "days from the start of the project until everything is ready",
        "order": "a task begins after those before it have ended",
        "completion": "the project lasts until every task has ended",
        "cut_limit": "no more days are taken off than possible",
        "deadline_met": "everything is ready by the deadline",
        "budget_limit": "speeding up stays within its budget",
        "objective": "cost of speeding up and rent, in dollars",
    },
    stories=(
        (
            context("An open-air film festival is set up on rented grounds."),
            data(
                "The rent is ${{ overhead }} a day until everything is ready. Left to themselves, the crews need {{ "
                "each(duration, '{value} days for {0}') }}.",
                "overhead",
                "duration",
            ),
            data(
                "Extra hands speed things up: a day saved costs {{ each(rate, '${value} on {0}') }}.",
                "rate",
            ),
            rule(
                "No more than {{ each(most_cut, '{value} days on {0}') }} can be saved, but fractions of a day are "
                "possible.",
                "cut_limit",
                "most_cut",
            ),
            rule(
                "Some work has to be over before other work begins: {{ listing(PRECEDES, '{0} before {1}') }}. "
                "Otherwise crews work side by side.",
                "order",
            ),
            rule("The festival is ready when the last crew is done.", "completion"),
            rule(
                "That must be within {{ deadline }} days of the start.",
                "deadline_met",
                "deadline",
            ),
            rule("For saving days, the treasurer has put aside ${{ budget }}.", "budget_limit", "budget"),
            goal("How should the tasks be timed and shortened to minimize rent and extra hands together?"),
        ),
        (
            context("Festival director Oda Brink goes over her list of tasks once more."),
            data(
                "It tells the days that a task takes, and how many of those she could buy back at what price:{{ "
                "columns(ACTIVITIES, 'Task', {'Days': duration, 'Can be cut by (days)': most_cut, 'Price per day cut "
                "($)': rate}) }}Moreover, the site office swallows ${{ overhead }} for each day that the work goes "
                "on.",
                "duration",
                "most_cut",
                "rate",
                "overhead",
            ),
            rule(
                "Certain tasks cannot start until others have been completed: {{ listing(PRECEDES, '{1} comes after "
                "{0}') }}. Any others can overlap.",
                "order",
            ),
            rule("Work ends with the task that is completed last.", "completion"),
            rule("It has to end no later than {{ deadline }} days after it began.", "deadline_met", "deadline"),
            rule("No task can be cut by more than the list says; parts of a day are fine.", "cut_limit"),
            rule("Cuts may not cost more than ${{ budget }} altogether.", "budget_limit", "budget"),
            goal("Minimize Oda's total bill for cuts and the site office."),
        ),
    ),
)

TELESCOPE = Setting(
    name="telescope",
    domain=Domain.research,
    nouns={
        "ACTIVITIES": SetNouns(
            singular="component",
            plural="components",
            pool=("mirror", "camera", "housing", "mount", "shutter", "spectrograph", "cooler"),
        ),
        "PRECEDES": SetNouns(singular="dependency", plural="dependencies"),
    },
    phrases={
        "begin": VariablePhrases(amount="the week in which work on the {0} starts", unit="weeks"),
        "cut": VariablePhrases(amount="the weeks saved on the {0}", active="the {0} is accelerated", unit="weeks"),
        "finish": VariablePhrases(amount="the week of first light", unit="weeks"),
    },
    meanings={
        "ACTIVITIES": "components to be built",
        "PRECEDES": "components with those that need them finished first",
        "duration": "weeks of normal work on the component",
        "most_cut": "weeks by which the component can be accelerated",
        "rate": "cost of accelerating the component by a week, in dollars",
        "overhead": "upkeep of the project team per week, in dollars",
        "deadline": "weeks until first light at the latest",
        "budget": "money for acceleration, in dollars",
        "begin": "weeks from the start of the project until work on the component starts",
        "cut": "weeks of acceleration",
        "finish": "weeks from the start of the project until first light",
        "order": "work on a component starts when those that it needs are finished",
        "completion": "first light comes after all components are finished",
        "cut_limit": "acceleration stays within what is possible",
        "deadline_met": "first light comes in time",
        "budget_limit": "acceleration stays within its budget",
        "objective": "cost of acceleration and upkeep, in dollars",
    },
    stories=(
        (
            context("An observatory is building a telescope out of {{ count(ACTIVITIES) }} components."),
            data(
                "At an ordinary pace the workshop spends {{ each(duration, '{value} weeks on the {0}') }}. Upkeep of "
                "the team is ${{ overhead }} a week up to first light.",
                "duration",
                "overhead",
            ),
            rule(
                "Certain components must be finished before others are started: {{ listing(PRECEDES, '{0} before "
                "{1}') }}. The rest can overlap.",
                "order",
            ),
            rule("First light comes when all are finished.", "completion"),
            data(
                "Acceleration is charged per week, and pro rata, at {{ each(rate, '${value} for the {0}') }}.",
                "rate",
            ),
            rule(
                "Quality forbids accelerating by more than {{ each(most_cut, '{value} weeks for the {0}') }}.",
                "cut_limit",
                "most_cut",
            ),
            rule(
                "The foundation insists on first light within {{ deadline }} weeks.",
                "deadline_met",
                "deadline",
            ),
            rule("It allows ${{ budget }} for acceleration.", "budget_limit", "budget"),
            goal("Determine a schedule that minimizes the cost of the team and of acceleration."),
        ),
        (
            context("Dr Lindqvist has promised that her new instrument will see the comet, and comets do not wait."),
            data(
                "For every component she has noted the normal weeks of work, and what money can save.{{ "
                "columns(ACTIVITIES, 'Component', {'Normal (weeks)': duration, 'Saving (weeks)': most_cut, '$ per "
                "week saved': rate}) }}Laboratory fees of ${{ overhead }} per week run from start to finish.",
                "duration",
                "most_cut",
                "rate",
                "overhead",
            ),
            rule("Savings above the table are out of the question; smaller ones are paid pro rata.", "cut_limit"),
            rule(
                "Arrows on a drawing show which component has to wait until another is done: {{ listing(PRECEDES, "
                "'{1} for {0}') }}. Without an arrow, work can overlap.",
                "order",
            ),
            rule("The instrument counts as done when its last component is.", "completion"),
            rule(
                "The comet passes in {{ deadline }} weeks, when the instrument must stand.", "deadline_met", "deadline"
            ),
            rule("From her grant, she can spend ${{ budget }} on saving time.", "budget_limit", "budget"),
            goal("Which savings, and which starting times, minimize fees plus spending?"),
        ),
    ),
)

HOTEL = Setting(
    name="hotel_refit",
    domain=Domain.hospitality,
    nouns={
        "ACTIVITIES": SetNouns(
            singular="area",
            plural="areas",
            pool=("lobby", "kitchen", "sauna", "terrace", "ballroom", "library", "pool"),
        ),
        "PRECEDES": SetNouns(singular="sequence", plural="sequences"),
    },
    phrases={
        "begin": VariablePhrases(amount="the day on which the builders move into the {0}", unit="days"),
        "cut": VariablePhrases(
            amount="the days saved on the refit of the {0}",
            active="the refit of the {0} is shortened",
            unit="days",
        ),
        "finish": VariablePhrases(amount="the day on which the hotel reopens", unit="days"),
    },
    meanings={
        "ACTIVITIES": "areas of the hotel to be refitted",
        "PRECEDES": "areas with those that are refitted only after them",
        "duration": "days that the refit of the area takes at normal pace",
        "most_cut": "days by which the refit can be shortened",
        "rate": "surcharge for shortening by a day, in dollars",
        "overhead": "earnings lost per day of closure, in dollars",
        "deadline": "longest closure, in days",
        "budget": "surcharges that the owners accept, in dollars",
        "begin": "days from closure until the refit of the area begins",
        "cut": "days by which the refit is shortened",
        "finish": "days of closure",
        "order": "an area is begun after those before it are finished",
        "completion": "the hotel stays closed until all areas are finished",
        "cut_limit": "shortening stays within what is possible",
        "deadline_met": "the closure is no longer than allowed",
        "budget_limit": "surcharges stay within what the owners accept",
        "objective": "surcharges and lost earnings, in dollars",
    },
    stories=(
        (
            context("The Hotel Miramar is due for a refit of {{ count(ACTIVITIES) }} areas."),
            data(
                "Closed from the first day, it loses ${{ overhead }} daily. At normal pace the builders ask for {{ "
                "each(duration, '{value} days for the {0}') }}; each day less carries a surcharge of {{ each(rate, "
                "'${value} for the {0}') }}.",
                "overhead",
                "duration",
                "rate",
            ),
            rule(
                "Work shrinks by up to {{ each(most_cut, '{value} days for the {0}') }}, and part of a day is "
                "charged in part.",
                "cut_limit",
                "most_cut",
            ),
            rule(
                "Pipes and carpets dictate what is finished before what is begun: {{ listing(PRECEDES, 'the {0} "
                "before the {1}') }}. All else can go on at once.",
                "order",
            ),
            rule("Guests return when all areas are finished.", "completion"),
            rule("They have to be back in {{ deadline }} days, for the season.", "deadline_met", "deadline"),
            rule("Surcharges above ${{ budget }} in sum would not be accepted.", "budget_limit", "budget"),
            goal("What timing and what shortening minimize surcharges and lost earnings?"),
        ),
        (
            context(
                "Offer and counter-offer: the owners of a spa hotel and their builders are haggling over the refit, "
                "day by day."
            ),
            data(
                "They agree on the facts, at least:{{ columns(ACTIVITIES, 'Area', {'Normal days': duration, 'Days "
                "off, at most': most_cut, 'Price per day off ($)': rate}) }}",
                "duration",
                "most_cut",
                "rate",
            ),
            data("A day of closure is valued at ${{ overhead }}.", "overhead"),
            rule(
                "In the following pairs, the area named first must be complete before the other is started: {{ "
                "listing(PRECEDES, '{0}, {1}') }}. Otherwise they may be worked on in parallel.",
                "order",
            ),
            rule("Days off are bounded as in the table and divisible at will.", "cut_limit"),
            rule("The hotel is closed from the first day of work until the last area is complete.", "completion"),
            rule(
                "A closure of {{ deadline }} days is the longest that the bank will bear.", "deadline_met", "deadline"
            ),
            rule("Nor will it lend more than ${{ budget }} to pay for days off.", "budget_limit", "budget"),
            goal(
                "When should each area start, and how many days off are worth it, if the cost of closure and days "
                "off together is minimized?"
            ),
        ),
    ),
)

FAMILY = Family(
    name="project_crashing",
    title="Project crashing",
    build=build,
    sizes={"ACTIVITIES": (4, 5)},
    settings=(FESTIVAL, TELESCOPE, HOTEL),
    scarce=("duration", 10),
)
