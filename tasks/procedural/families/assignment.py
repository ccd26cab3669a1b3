"""Assignment: give each task to one worker, and each worker at most one task, with the least effort."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw efforts: some workers are quicker, some tasks longer, and each pair has its own luck."""
    workers, tasks = labels["WORKERS"], labels["TASKS"]
    skill = [rng.randint(0, 6) for _ in workers]
    length = [rng.randint(4, 16) for _ in tasks]
    effort = tuple(slow + long + rng.randint(0, 9) for slow in skill for long in length)
    return Formulation(
        sets=(IndexSet(name="WORKERS", members=workers), IndexSet(name="TASKS", members=tasks)),
        parameters=(Parameter(name="effort", sets=("WORKERS", "TASKS"), values=effort),),
        variables=(Variable(name="assign", sets=("WORKERS", "TASKS"), kind=VariableKind.binary),),
        objective=Objective(
            sense=ObjectiveSense.minimize, expression="sum(effort[i, j] * assign[i, j] for i in WORKERS for j in TASKS)"
        ),
        constraints=(
            Constraint(name="task_done", expression="sum(assign[i, j] for i in WORKERS) == 1", forall="for j in TASKS"),
            Constraint(
                name="worker_limit", expression="sum(assign[i, j] for j in TASKS) <= 1", forall="for i in WORKERS"
            ),
        ),
    )


TICKETS = Setting(
    name="tickets",
    domain=Domain.information_technology,
    nouns={
        "WORKERS": SetNouns(
            singular="developer",
            plural="developers",
            pool=("Anjali", "Marek", "Chiara", "Tobias", "Yuki", "Farid", "Nadine", "Pavel"),
            grows=True,
        ),
        "TASKS": SetNouns(
            singular="ticket",
            plural="tickets",
            pool=(
                "the login bug",
                "the search page",
                "the data export",
                "the billing form",
                "the audit log",
                "the map view",
            ),
        ),
    },
    phrases={"assign": VariablePhrases(amount="whether {0} gets {1}", active="{0} gets {1}")},
    meanings={
        "WORKERS": "developers",
        "TASKS": "tickets of the sprint",
        "effort": "hours that the developer needs for the ticket",
        "assign": "whether the developer gets the ticket",
        "task_done": "each ticket goes to exactly one developer",
        "worker_limit": "no developer gets more than one ticket",
        "objective": "total hours",
    },
    stories=(
        (
            context(
                "Sprint planning at Corvid Software is about to begin. The open tickets are {{ names(TASKS) }}, and "
                "the lead engineer has asked everybody on the team how long each of them would take."
            ),
            data(
                "Their honest estimates, in hours: {{ by_row(effort, '{0} says {items}', '{value} for {1}') }}.",
                "effort",
            ),
            rule(
                "Tickets are not passed around: each is done from start to finish by exactly one developer.",
                "task_done",
            ),
            rule(
                "To leave room for code review, nobody takes on more than one ticket; whoever has none reviews.",
                "worker_limit",
            ),
            goal("Who should get what, if the team is to minimize the hours that it spends on tickets in total?"),
        ),
        (
            context(
                "When the release date slipped again, the product owner stopped letting developers choose their own "
                "work. From now on a spreadsheet decides."
            ),
            data(
                "It contains past experience, expressed as hours that a job would keep someone busy:{{ table(effort, "
                "'Hours') }}",
                "effort",
            ),
            rule(
                "The jobs in the heading must all be finished for the release. They are not shared: each has a single "
                "owner.",
                "task_done",
            ),
            rule("The people down the side are given one job or, if they are lucky, none.", "worker_limit"),
            goal(
                "Total hours across the team are what the product owner wants minimized. How are the jobs handed out?"
            ),
        ),
    ),
)

TURBINES = Setting(
    name="turbines",
    domain=Domain.energy,
    nouns={
        "WORKERS": SetNouns(
            singular="crew",
            plural="crews",
            pool=(
                "the red crew",
                "the blue crew",
                "the green crew",
                "the amber crew",
                "the white crew",
                "the grey crew",
                "the black crew",
                "the pink crew",
            ),
            grows=True,
        ),
        "TASKS": SetNouns(
            singular="wind farm",
            plural="wind farms",
            pool=("Gull Bank", "Thorn Ridge", "Long Moor", "Storm Point", "Heron Flats", "Kite Hill"),
        ),
    },
    phrases={"assign": VariablePhrases(amount="whether {0} is sent to {1}", active="{0} is sent to {1}")},
    meanings={
        "WORKERS": "maintenance crews",
        "TASKS": "wind farms with a failed turbine",
        "effort": "days that the crew is away for the repair",
        "assign": "whether the crew is sent to the wind farm",
        "task_done": "exactly one crew is sent to each wind farm",
        "worker_limit": "a crew is sent to at most one wind farm",
        "objective": "total repair time, in crew days",
    },
    stories=(
        (
            context(
                "Lightning has knocked out a turbine at each of {{ count(TASKS) }} wind farms: {{ names(TASKS) }}. The "
                "operator's maintenance crews live in different towns and have different skills."
            ),
            data(
                "In days and with travel, {{ by_row(effort, '{0} would be away {items}', '{value} for {1}') }}.",
                "effort",
            ),
            rule("Every failed turbine must be repaired, by one crew and one only.", "task_done"),
            rule(
                "Storms are forecast for the rest of the month, hence a crew can do a single repair at most before it "
                "is called home.",
                "worker_limit",
            ),
            goal("How should crews be matched with wind farms to minimize the number of crew days that are lost?"),
        ),
        (
            context(
                "In the control room of Boreal Wind hangs a white board with crews on the left and faulty sites across "
                "the top. Duty engineer Solveig has filled in how many days every combination would cost."
            ),
            data("This is what it says:{{ table(effort, 'Crew') }}", "effort"),
            rule(
                "She circles exactly one figure in each column, for a fault needs a crew and does not need a queue.",
                "task_done",
            ),
            rule(
                "In a row she never circles more than one, because crews are back only when the month is over.",
                "worker_limit",
            ),
            goal(
                "The sum of her circled figures goes to head office, which expects it to be minimized. Where do the "
                "circles go?"
            ),
        ),
    ),
)

FESTIVAL = Setting(
    name="festival",
    domain=Domain.entertainment,
    nouns={
        "WORKERS": SetNouns(
            singular="engineer",
            plural="engineers",
            pool=("Bruno", "Celeste", "Dwayne", "Esme", "Gareth", "Ines", "Kofi", "Lotte"),
            grows=True,
        ),
        "TASKS": SetNouns(
            singular="stage",
            plural="stages",
            pool=("the barn", "the chapel", "the big top", "the jazz tent", "the boathouse", "the cellar"),
        ),
    },
    phrases={"assign": VariablePhrases(amount="whether {0} wires {1}", active="{0} wires {1}")},
    meanings={
        "WORKERS": "sound engineers",
        "TASKS": "stages",
        "effort": "minutes that the engineer takes to set up the stage",
        "assign": "whether the engineer wires the stage",
        "task_done": "each stage has exactly one engineer",
        "worker_limit": "an engineer wires at most one stage",
        "objective": "total minutes of setting up",
    },
    stories=(
        (
            context(
                "Gates at Hollow Oak open this afternoon and not a single microphone is plugged in. Sound is needed in "
                "{{ count(TASKS) }} places. Production manager Mo has freelance engineers who know some of them better "
                "than others."
            ),
            data(
                "Going by last summer, {{ by_row(effort, '{0} takes {items}', '{value} minutes in {1}') }}.", "effort"
            ),
            rule(
                "They all start at the same moment, and an engineer has time for no more than one place.",
                "worker_limit",
            ),
            rule(
                "Cables get crossed when people share a desk, so every place is wired by precisely one of them.",
                "task_done",
            ),
            goal("Mo pays by the minute. Help her minimize the minutes charged in all."),
        ),
        (
            context(
                "Audio crews at a folk weekend are freelancers on the clock. Before the vans are unloaded, their "
                "coordinator compares how fast people would rig the various stages."
            ),
            data("Rigging times in minutes are as follows:{{ table(effort, 'Engineer') }}", "effort"),
            rule("There must be one engineer at every stage, with no helper.", "task_done"),
            rule(
                "Someone who has rigged a stage stays there to mix the first act and is lost for any other; engineers "
                "without a stage go home unpaid.",
                "worker_limit",
            ),
            goal(
                "Choose who rigs which stage in such a way that paid rigging time is as short as it can be, that is, "
                "minimized."
            ),
        ),
    ),
)

FAMILY = Family(
    name="assignment",
    title="Assignment",
    build=build,
    sizes={"WORKERS": (4, 6), "TASKS": (3, 4)},
    settings=(TICKETS, TURBINES, FESTIVAL),
)
