"""Flow shop: all jobs pass the same stages in the same sequence, and one order of jobs holds at every stage."""

import itertools
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw working times; stages run in alphabetical order, for which the pools below are chosen."""
    jobs, stages = labels["JOBS"], tuple(sorted(labels["STAGES"]))
    work = [rng.randint(2, 15) for _ in jobs for _ in stages]
    return Formulation(
        sets=(
            IndexSet(name="JOBS", members=jobs),
            IndexSet(name="STAGES", members=stages),
            IndexSet(name="POSITIONS", members=tuple(range(1, len(jobs) + 1))),
            IndexSet(name="HANDOVERS", members=tuple(itertools.pairwise(stages))),
        ),
        parameters=(Parameter(name="work", sets=("JOBS", "STAGES"), values=tuple(work)),),
        variables=(
            Variable(name="place", sets=("JOBS", "POSITIONS"), kind=VariableKind.binary),
            Variable(name="done", sets=("POSITIONS", "STAGES")),
            Variable(name="finish"),
        ),
        objective=Objective(sense=ObjectiveSense.minimize, expression="finish"),
        constraints=(
            Constraint(
                name="one_position", expression="sum(place[j, p] for p in POSITIONS) == 1", forall="for j in JOBS"
            ),
            Constraint(name="one_job", expression="sum(place[j, p] for j in JOBS) == 1", forall="for p in POSITIONS"),
            Constraint(
                name="not_before_start",
                expression="done[p, s] >= sum(work[j, s] * place[j, p] for j in JOBS)",
                forall="for p in POSITIONS for s in STAGES",
            ),
            Constraint(
                name="stage_after_stage",
                expression="done[p, b] >= done[p, a] + sum(work[j, b] * place[j, p] for j in JOBS)",
                forall="for p in POSITIONS for a, b in HANDOVERS",
            ),
            Constraint(
                name="job_after_job",
                expression="done[p, s] >= done[p - 1, s] + sum(work[j, s] * place[j, p] for j in JOBS)",
                forall="for p in POSITIONS if p > 1 for s in STAGES",
            ),
            Constraint(
                name="last_finish", expression="finish >= done[p, s]", forall="for p in POSITIONS for s in STAGES"
            ),
        ),
    )


MEANINGS = {
    "POSITIONS": "positions in the order",
    "HANDOVERS": "a stage and the one that follows it",
    "place": "1 if the job has that position in the order",
    "one_position": "every job has one position",
    "one_job": "every position holds one job",
    "not_before_start": "nothing is worked on before time zero",
    "stage_after_stage": "a job reaches a stage when it has left the stage before",
    "job_after_job": "a stage takes the next job when the one before has left it",
    "last_finish": "no job leaves a stage after the finish",
}

PATISSERIE = Setting(
    name="patisserie",
    domain=Domain.hospitality,
    nouns={
        "JOBS": SetNouns(
            singular="order",
            plural="orders",
            pool=("lemon tower", "walnut torte", "chocolate dome", "pear charlotte", "saffron roll", "plum strudel"),
        ),
        "STAGES": SetNouns(
            singular="step", plural="steps", pool=("baking", "filling", "glazing", "lettering", "packing")
        ),
        "POSITIONS": SetNouns(singular="position", plural="positions"),
        "HANDOVERS": SetNouns(singular="handover", plural="handovers"),
    },
    phrases={
        "place": VariablePhrases(
            amount="the choice of the {0} as number {1} in the order", active="the {0} comes as number {1} in the order"
        ),
        "done": VariablePhrases(amount="the minute at which cake number {0} leaves {1}", unit="minutes"),
        "finish": VariablePhrases(amount="the minute at which the last cake is ready", unit="minutes"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "cakes on order",
        "STAGES": "steps of the kitchen line, in their order",
        "work": "minutes at the step",
        "done": "minute at which the cake in that position leaves the step",
        "finish": "minute at which all cakes are ready",
        "objective": "minutes until all cakes are ready",
    },
    stories=(
        (
            context(
                "The hotel's pastry kitchen works like a little assembly line. Whatever the cake, it moves through "
                "{{ names(STAGES) }} in just this succession."
            ),
            data(
                "For tonight's banquet it must turn out {{ count(JOBS) }} showpieces: "
                "{{ by_row(work, 'the {0} spends {items}', '{value} minutes on {1}') }}.",
                "work",
            ),
            rule(
                "Every showpiece gets its own place in the queue, no place is shared, and the queue formed at the "
                "beginning is kept right through to the end of the line.",
                "one_position",
                "one_job",
            ),
            rule("The line starts cold at minute zero, with nothing in it.", "not_before_start"),
            rule("A cake cannot be in more than one step at once.", "stage_after_stage"),
            rule("Each step has one cook, who treats one cake at a time; cakes may wait.", "job_after_job"),
            rule("The banquet manager waits for the very last showpiece to leave the line.", "last_finish"),
            goal("In which order should the cakes be started to minimize her wait?"),
        ),
        (
            context(
                "Chef Amarante has {{ count(JOBS) }} celebration cakes to send out today. Her team stands in a row, "
                "and each cake is handed down from {{ names(HANDOVERS) }}."
            ),
            data("Minutes of handwork differ from cake to cake:{{ table(work, 'Cake') }}", "work"),
            rule(
                "She chalks a running order on the door. It lists each cake once, with a single cake on each line, and "
                "all members of the team stick to it.",
                "one_position",
                "one_job",
            ),
            rule("A cake is handed on only when the previous step on it is finished.", "stage_after_stage"),
            rule(
                "Nobody works on several cakes at the same time: the earlier cake is completed at that step before "
                "the later cake is begun. There is shelf space enough between the steps.",
                "job_after_job",
            ),
            rule(
                "Nothing is prepared ahead of the opening, time zero, and the van leaves when no cake is left "
                "unfinished.",
                "not_before_start",
                "last_finish",
            ),
            goal("Choose the running order that minimizes the departure time of the van."),
        ),
    ),
)

RELEASES = Setting(
    name="software_releases",
    domain=Domain.information_technology,
    nouns={
        "JOBS": SetNouns(
            singular="module", plural="modules", pool=("billing", "search", "calendar", "mailbox", "reporting", "login")
        ),
        "STAGES": SetNouns(
            singular="stage", plural="stages", pool=("building", "scanning", "signing", "testing", "uploading")
        ),
        "POSITIONS": SetNouns(singular="slot", plural="slots"),
        "HANDOVERS": SetNouns(singular="handover", plural="handovers"),
    },
    phrases={
        "place": VariablePhrases(
            amount="the assignment of the {0} module to slot {1}", active="the {0} module takes slot {1}"
        ),
        "done": VariablePhrases(amount="the minute at which the module in slot {0} is through {1}", unit="minutes"),
        "finish": VariablePhrases(amount="the minute at which the release is complete", unit="minutes"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "software modules",
        "STAGES": "stages of the release pipeline, in their order",
        "work": "minutes that the module occupies the stage",
        "done": "minute at which the module in that slot is through the stage",
        "finish": "minute at which all modules are through",
        "objective": "minutes until the release is complete",
    },
    stories=(
        (
            context(
                "A release night at a software house: {{ count(JOBS) }} modules ({{ names(JOBS) }}) queue for a "
                "pipeline whose stages are, from front to back, {{ names(STAGES) }}."
            ),
            data(
                "Past runs tell how long they take: {{ by_row(work, 'the {0} module requires {items}', '{value} "
                "minutes of {1}') }}.",
                "work",
            ),
            rule(
                "The release engineer numbers the slots of the queue; a slot takes one module, and a module takes one "
                "slot. Overtaking is switched off, so the numbering applies to all stages alike.",
                "one_position",
                "one_job",
            ),
            rule(
                "Artefacts pass from stage to stage, hence a module enters a stage only after it has cleared the "
                "preceding stage.",
                "stage_after_stage",
            ),
            rule(
                "The runner of a stage is dedicated: until it is through with the current module, the successor in the "
                "queue is held back in a buffer without limit.",
                "job_after_job",
            ),
            rule(
                "The clock shows zero when the pipeline is switched on, and the release is complete once every module "
                "has been through everything.",
                "not_before_start",
                "last_finish",
            ),
            goal("Which numbering minimizes the completion time of the release?"),
        ),
        (
            context(
                "Deploy engineer Ravi has to push {{ count(JOBS) }} modules to production and can pick the order in "
                "which they are fed to the pipeline, but not change it on the way."
            ),
            data(
                "All of them undergo {{ names(STAGES) }}, from left to right in this log of expected minutes:"
                "{{ table(work, 'Module') }}",
                "work",
            ),
            rule(
                "No module may be left out or fed in again, and modules are fed in singly.", "one_position", "one_job"
            ),
            rule("No stage can be started for a module whose preceding stage is still running.", "stage_after_stage"),
            rule(
                "A stage does not run for a module while an earlier module still occupies it. A module that finds a "
                "stage busy simply waits.",
                "job_after_job",
            ),
            rule("He presses the button at time zero; nothing runs before.", "not_before_start"),
            rule("Ravi goes home when the pipeline has fallen silent.", "last_finish"),
            goal("Help him to minimize the time between pressing the button and going home."),
        ),
    ),
)

PREFAB = Setting(
    name="prefab_walls",
    domain=Domain.construction,
    nouns={
        "JOBS": SetNouns(
            singular="wall",
            plural="walls",
            pool=("north wall", "gable wall", "stair wall", "garden wall", "kitchen wall", "party wall"),
        ),
        "STAGES": SetNouns(
            singular="bay", plural="bays", pool=("framing", "glazing", "insulating", "plastering", "tiling")
        ),
        "POSITIONS": SetNouns(singular="turn", plural="turns"),
        "HANDOVERS": SetNouns(singular="transfer", plural="transfers"),
    },
    phrases={
        "place": VariablePhrases(amount="the choice of the {0} for turn {1}", active="the {0} has turn {1}"),
        "done": VariablePhrases(amount="the hour at which the wall in turn {0} leaves the {1} bay", unit="hours"),
        "finish": VariablePhrases(amount="the hour at which the last wall is ready", unit="hours"),
    },
    meanings={
        **MEANINGS,
        "JOBS": "wall elements",
        "STAGES": "bays of the hall, in their order",
        "work": "hours in the bay",
        "done": "hour at which the wall in that turn leaves the bay",
        "finish": "hour at which all walls are ready",
        "objective": "hours until all walls are ready",
    },
    stories=(
        (
            context(
                "Timber walls for a new house are prefabricated in a hall with {{ count(STAGES) }} bays in a line, "
                "{{ names(STAGES) }}. The crane carries each wall through them in that direction only."
            ),
            data("On paper, {{ by_row(work, 'the {0} calls for {items}', '{value} hours of {1}') }}.", "work"),
            rule(
                "The foreman allots turns. Every wall receives exactly one turn, and no turn is given to several "
                "walls; because walls cannot pass each other in the hall, turns hold in all bays.",
                "one_position",
                "one_job",
            ),
            rule("The shift's clock is at zero when the hall opens.", "not_before_start"),
            rule("A wall is lifted into its next bay only when the current bay is done.", "stage_after_stage"),
            rule(
                "A bay has room for a single wall under work; between bays there are racks where any number may stand.",
                "job_after_job",
            ),
            rule("The lorry is loaded after all the walls have been through the line.", "last_finish"),
            goal("How should turns be allotted so that the hour of loading is minimized?"),
        ),
        (
            context(
                "A maker of ready-built walls has taken an urgent order for the {{ names(JOBS) }} of a timber house."
            ),
            data("These are the hours each of them stays in the bays of the hall:{{ table(work, 'Wall') }}", "work"),
            rule(
                "The bays are passed in the order of the columns, and a wall never stands in more than one of them.",
                "stage_after_stage",
            ),
            rule(
                "What has to be settled is the sequence of walls, which must name each wall once and put one wall "
                "in each place.",
                "one_position",
                "one_job",
            ),
            rule(
                "The sequence is the same for every bay. There, work on a wall does not begin until the "
                "wall ahead of it in the sequence is finished; finished walls may be stored on racks until the next "
                "bay is free.",
                "job_after_job",
            ),
            rule(
                "Counting starts at hour zero with an empty hall and stops when no wall needs any more work.",
                "not_before_start",
                "last_finish",
            ),
            goal("The maker would like to minimize the hours counted."),
        ),
    ),
)

FAMILY = Family(
    name="flow_shop",
    title="Flow shop",
    build=build,
    sizes={"JOBS": (3, 4), "STAGES": (2, 3)},
    settings=(PATISSERIE, RELEASES, PREFAB),
)
