"""Job shop: each job passes the machines on its own route, and no machine serves more than one job at a time."""

import itertools
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw a route and working times for each job; the routes are not all the same, or it would be a flow shop."""
    jobs, machines = labels["JOBS"], labels["MACHINES"]
    orders = [tuple(rng.sample(machines, len(machines))) for _ in jobs[2:]]
    orders += [machines, machines[::-1]]
    routes = tuple((job, *step) for job, order in zip(jobs, orders, strict=True) for step in itertools.pairwise(order))
    work = [rng.randint(2, 12) for _ in jobs for _ in machines]
    return Formulation(
        sets=(
            IndexSet(name="JOBS", members=jobs),
            IndexSet(name="MACHINES", members=machines),
            IndexSet(name="ROUTES", members=routes),
            IndexSet(name="PAIRS", members=tuple(itertools.combinations(jobs, 2))),
        ),
        parameters=(
            Parameter(name="work", sets=("JOBS", "MACHINES"), values=tuple(work)),
            Parameter(
                name="horizon", values=(sum(work),), derivation="sum(work[j, m] for j in JOBS for m in MACHINES)"
            ),
        ),
        variables=(
            Variable(name="start", sets=("JOBS", "MACHINES")),
            Variable(name="first", sets=("PAIRS", "MACHINES"), kind=VariableKind.binary),
            Variable(name="finish"),
        ),
        objective=Objective(sense=ObjectiveSense.minimize, expression="finish"),
        constraints=(
            Constraint(
                name="route", expression="start[j, b] >= start[j, a] + work[j, a]", forall="for j, a, b in ROUTES"
            ),
            Constraint(
                name="first_before_other",
                expression="start[i, m] + work[i, m] <= start[j, m] + horizon * (1 - first[i, j, m])",
                forall="for i, j in PAIRS for m in MACHINES",
            ),
            Constraint(
                name="other_before_first",
                expression="start[j, m] + work[j, m] <= start[i, m] + horizon * first[i, j, m]",
                forall="for i, j in PAIRS for m in MACHINES",
            ),
            Constraint(
                name="last_finish",
                expression="finish >= start[j, m] + work[j, m]",
                forall="for j in JOBS for m in MACHINES",
            ),
        ),
    )


MEANINGS = {
    "ROUTES": "for each job, a machine and the machine that follows it",
    "PAIRS": "pairs of different jobs",
    "first": "1 if the first job of the pair is the earlier on the machine, 0 if the other is",
    "route": "a job starts on a machine only when it has left the machine before",
    "first_before_other": "the other job waits on the machine until the first has left it, if the first is earlier",
    "other_before_first": "the first job waits on the machine until the other has left it, if the other is earlier",
    "last_finish": "everything is finished no later than the finish",
}

TOOLROOM = Setting(
    name="toolroom",
    domain=Domain.manufacturing,
    nouns={
        "JOBS": SetNouns(
            singular="workpiece",
            plural="workpieces",
            pool=("camshaft", "gearbox housing", "valve body", "rotor hub", "spindle", "bearing block"),
        ),
        "MACHINES": SetNouns(
            singular="machine", plural="machines", pool=("lathe", "milling machine", "grinder", "drill press", "planer")
        ),
        "ROUTES": SetNouns(singular="routing step", plural="routing steps"),
        "PAIRS": SetNouns(singular="pair of workpieces", plural="pairs of workpieces"),
    },
    phrases={
        "start": VariablePhrases(amount="the hour at which the {0} goes on the {1}", unit="hours"),
        "first": VariablePhrases(
            amount="the precedence of the {0} over the {1} on the {2}", active="the {0} goes on the {2} before the {1}"
        ),
        "finish": VariablePhrases(amount="the hour at which the last workpiece is done", unit="hours"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "workpieces",
        "MACHINES": "machines",
        "work": "hours of machining",
        "horizon": "hours of all machining together, a Big-M",
        "start": "hour at which machining starts",
        "finish": "hour at which all workpieces are done",
        "objective": "hours until all workpieces are done",
    },
    stories=(
        (
            context(
                "Breakdown orders have reached the toolroom of a paper mill: {{ count(JOBS) }} spare parts, namely the "
                "{{ names(JOBS) }}, must be machined from scratch."
            ),
            data(
                "The chargehand says that {{ by_row(work, 'the {0} takes {items}', '{value} hours on the {1}') }}.",
                "work",
            ),
            rule(
                "The drawings dictate the route: {{ listing(ROUTES, 'the {0} sees the {1} before the {2}') }}.", "route"
            ),
            rule(
                "Any machine holds a single part at a time, and a part that has been clamped stays there until its "
                "work on that machine is complete. All parts are on the bench at hour zero; carrying and clamping "
                "take no time worth counting, and parts may wait between machines.",
                "first_before_other",
                "other_before_first",
            ),
            rule("The mill stands still until every part is finished.", "last_finish"),
            goal("Find start times that minimize the hour at which the last of the parts is done."),
        ),
        (
            context(
                "A toolroom apprentice is asked to schedule {{ count(JOBS) }} workpieces on {{ count(MACHINES) }} "
                "machines, everything being ready to begin at time zero."
            ),
            data("Machining hours stand on the job cards:{{ table(work, 'Workpiece') }}", "work"),
            rule(
                "Order of operations matters, because {{ listing(ROUTES, 'for the {0} the {1} precedes the {2}') }}.",
                "route",
            ),
            rule(
                "Once an operation has begun it runs through without a break, and while it runs the machine is "
                "closed to every other workpiece. Which workpiece goes ahead on which machine is for the "
                "apprentice to decide; idle time is allowed.",
                "first_before_other",
                "other_before_first",
            ),
            rule("The makespan runs from zero until all operations on all workpieces are complete.", "last_finish"),
            goal("Minimize the makespan."),
        ),
    ),
)

FILM_ARCHIVE = Setting(
    name="film_archive",
    domain=Domain.entertainment,
    nouns={
        "JOBS": SetNouns(
            singular="film",
            plural="films",
            pool=("Harbour Lights", "The Tin Fiddler", "Midnight Ferry", "Queen of Sorrel", "Paper Moths"),
        ),
        "MACHINES": SetNouns(
            singular="suite", plural="suites", pool=("cleaning", "scanning", "grading", "sound repair", "titling")
        ),
        "ROUTES": SetNouns(singular="restoration step", plural="restoration steps"),
        "PAIRS": SetNouns(singular="pair of films", plural="pairs of films"),
    },
    phrases={
        "start": VariablePhrases(amount="the day on which {0} enters {1}", unit="days"),
        "first": VariablePhrases(
            amount="the precedence of {0} over {1} in {2}", active="{0} goes through {2} before {1}"
        ),
        "finish": VariablePhrases(amount="the day by which all films are restored", unit="days"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "films to restore",
        "MACHINES": "restoration suites",
        "work": "days of work",
        "horizon": "days of all work together, a Big-M",
        "start": "time at which the film enters the suite, in days from the start",
        "finish": "time at which all films are restored, in days from the start",
        "objective": "days until all films are restored",
    },
    stories=(
        (
            context(
                "Before its retrospective opens, the national film archive wants to restore {{ names(JOBS) }}. "
                "Prints go through {{ names(MACHINES) }}, though their damage calls for different sequences."
            ),
            data("Restorers reckon that {{ by_row(work, '{0} will need {items}', '{value} days in {1}') }}.", "work"),
            rule(
                "The sequences are not open to debate: {{ listing(ROUTES, 'with {0}, {1} comes before {2}') }}.",
                "route",
            ),
            rule(
                "There is only one suite for each kind of work. It takes one film and keeps it until that step is "
                "over, so any other film for that suite waits; shelves for waiting reels are plentiful.",
                "first_before_other",
                "other_before_first",
            ),
            rule(
                "All prints are available from the start, and the programme counts as restored when its last film "
                "comes out of its last suite.",
                "last_finish",
            ),
            goal(
                "When should each film enter each suite to minimize the time that passes until the whole programme is "
                "restored?"
            ),
        ),
        (
            context(
                "Reels of {{ count(JOBS) }} old films are waiting in the vault of a cinema museum, and the restoration "
                "wing has {{ count(MACHINES) }} suites to treat them in."
            ),
            rule(
                "No film may skip ahead on its own route. The curator's list says: {{ listing(ROUTES, '{1} ahead of "
                "{2} for {0}') }}.",
                "route",
            ),
            data("How many days a film occupies a suite was found by inspection:{{ table(work, 'Film') }}", "work"),
            rule(
                "While a suite is occupied, no second film enters it, and work in progress is never interrupted to "
                "let another film pass. Moving reels between suites is instantaneous.",
                "first_before_other",
                "other_before_first",
            ),
            rule("The project lasts from now, when work can begin, until no film has any step left.", "last_finish"),
            goal("Draw up the timetable that finishes as early as possible, minimizing the duration of the project."),
        ),
    ),
)

CHECKUP = Setting(
    name="checkup_day",
    domain=Domain.healthcare,
    nouns={
        "JOBS": SetNouns(
            singular="patient",
            plural="patients",
            pool=("Mrs Adler", "Mr Novak", "Ms Okafor", "Mr Lindqvist", "Mrs Tanaka", "Ms Rossi"),
        ),
        "MACHINES": SetNouns(
            singular="station",
            plural="stations",
            pool=("imaging", "cardiology", "eye testing", "audiometry", "spirometry"),
        ),
        "ROUTES": SetNouns(singular="step", plural="steps"),
        "PAIRS": SetNouns(singular="pair of patients", plural="pairs of patients"),
    },
    phrases={
        "start": VariablePhrases(amount="the minute at which {0} is called to {1}", unit="minutes"),
        "first": VariablePhrases(
            amount="the precedence of {0} over {1} at {2}", active="{0} is seen at {2} before {1}"
        ),
        "finish": VariablePhrases(amount="the minute at which the last examination ends", unit="minutes"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "patients",
        "MACHINES": "examination stations",
        "work": "minutes of examination",
        "horizon": "minutes of all examinations together, a Big-M",
        "start": "minute at which the examination starts",
        "finish": "minute at which all examinations are over",
        "objective": "minutes until all examinations are over",
    },
    stories=(
        (
            context(
                "{{ names(JOBS) }} have arrived together for their occupational health check, and each of them will "
                "be seen at {{ names(MACHINES) }}."
            ),
            data(
                "Judging by age and history, {{ by_row(work, '{0} will spend {items}', '{value} minutes at {1}') }}.",
                "work",
            ),
            rule(
                "Some results are wanted by the doctor who comes next, and therefore {{ listing(ROUTES, '{0} goes to "
                "{1} before {2}') }}.",
                "route",
            ),
            rule(
                "Each station has a single examiner, who sees one patient from start to end before calling another. "
                "Patients can sit in the corridor meanwhile, and walking between rooms is not counted.",
                "first_before_other",
                "other_before_first",
            ),
            rule("The group is driven home together, after everyone's examinations are over.", "last_finish"),
            goal("How should the morning be timed to minimize the minutes that pass until the group can leave?"),
        ),
        (
            context(
                "The works doctor wants the staff of a shipping office examined quickly. Today's group is "
                "{{ count(JOBS) }} strong, and everybody visits each of the {{ count(MACHINES) }} stations."
            ),
            data("Planned durations, in minutes:{{ table(work, 'Patient') }}", "work"),
            rule(
                "A personal sequence has been set for everyone: {{ listing(ROUTES, '{0} visits {1} and later {2}') }}.",
                "route",
            ),
            rule(
                "Examinations at the same station may not overlap, nor be broken off and resumed. Everyone is present "
                "when the clock starts, and waiting is permitted anywhere.",
                "first_before_other",
                "other_before_first",
            ),
            rule("The session runs until the final examination of the final patient has ended.", "last_finish"),
            goal("The doctor asks for start times that minimize the length of the session."),
        ),
    ),
)

FAMILY = Family(
    name="job_shop",
    title="Job shop",
    build=build,
    sizes={"JOBS": (3, 3), "MACHINES": (2, 3)},
    settings=(TOOLROOM, FILM_ARCHIVE, CHECKUP),
    logic=True,
)
