"""Unit commitment: which units run in which period, at what output, when running and starting cost money."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

COSTS = ("unit_cost", "run_cost", "start_cost")
RANGE = ("least", "most")
OUTPUT_RANGE = ("output_floor", "output_ceiling", *RANGE)
STARTING = ("later_start", "first_start")
DEMAND = ("balance", "demand")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw units and a demand with one peak; every period's demand fits some set of running units."""
    units, length = labels["UNITS"], rng.randint(3, 4)
    most = [10 * rng.randint(6, 20) for _ in units]
    least = [round(value * rng.uniform(0.25, 0.5), -1) for value in most]
    demand = [draw_demand(rng, least, most) for _ in range(length)]
    demand[rng.randrange(1, length)] = 5 * (sum(most) * rng.randint(70, 90) // 500)
    return Formulation(
        sets=(IndexSet(name="UNITS", members=units), IndexSet(name="PERIODS", members=tuple(range(1, length + 1)))),
        parameters=(
            Parameter(name="least", sets=("UNITS",), values=tuple(least)),
            Parameter(name="most", sets=("UNITS",), values=tuple(most)),
            Parameter(name="unit_cost", sets=("UNITS",), values=tuple(rng.randint(11, 39) for _ in units)),
            Parameter(name="run_cost", sets=("UNITS",), values=tuple(10 * rng.randint(15, 60) for _ in units)),
            Parameter(name="start_cost", sets=("UNITS",), values=tuple(10 * rng.randint(40, 120) for _ in units)),
            Parameter(name="demand", sets=("PERIODS",), values=tuple(demand)),
        ),
        variables=(
            Variable(name="running", sets=("UNITS", "PERIODS"), kind=VariableKind.binary),
            Variable(name="started", sets=("UNITS", "PERIODS"), kind=VariableKind.binary),
            Variable(name="output", sets=("UNITS", "PERIODS")),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(unit_cost[g] * output[g, t] + run_cost[g] * running[g, t] + start_cost[g] * started[g, t] "
            "for g in UNITS for t in PERIODS)",
        ),
        constraints=constraints(),
    )


def constraints() -> tuple[Constraint, ...]:
    """State the algebra's rows; all units stand still before the first period."""
    return (
        Constraint(
            name="balance", expression="sum(output[g, t] for g in UNITS) == demand[t]", forall="for t in PERIODS"
        ),
        Constraint(
            name="output_floor",
            expression="output[g, t] >= least[g] * running[g, t]",
            forall="for g in UNITS for t in PERIODS",
        ),
        Constraint(
            name="output_ceiling",
            expression="output[g, t] <= most[g] * running[g, t]",
            forall="for g in UNITS for t in PERIODS",
        ),
        Constraint(
            name="later_start",
            expression="started[g, t] >= running[g, t] - running[g, t - 1]",
            forall="for g in UNITS for t in PERIODS if t > 1",
        ),
        Constraint(
            name="first_start",
            expression="started[g, t] >= running[g, t]",
            forall="for g in UNITS for t in PERIODS if t == 1",
        ),
    )


def draw_demand(rng: Random, least: list[float], most: list[int]) -> int:
    """Draw a demand, a multiple of 5, that some of the units can meet together."""
    chosen = rng.sample(range(len(most)), rng.randint(1, len(most)))
    low, high = sum(least[at] for at in chosen), sum(most[at] for at in chosen)
    return 5 * rng.randint(round(low) // 5, high // 5)


def meanings(unit: str, period: str, amount: str) -> dict[str, str]:
    """Say what each part is, for units that give some amount a period."""
    return {
        "UNITS": f"the {unit}s",
        "PERIODS": f"{period}s in order",
        "least": f"lowest output of a {unit} that runs, in {amount}",
        "most": f"highest output, in {amount}",
        "unit_cost": f"cost of output, in dollars per unit of {amount}",
        "run_cost": f"cost of running for a {period} whatever the output, in dollars",
        "start_cost": "cost of a start, in dollars",
        "demand": f"demand of the {period}, in {amount}",
        "running": f"whether the {unit} runs in the {period}",
        "started": f"whether the {unit} is started at the beginning of the {period}",
        "output": f"output, in {amount}",
        "balance": "total output equals the demand",
        "output_floor": f"a {unit} that runs gives at least its lowest output",
        "output_ceiling": f"a {unit} gives at most its highest output, and nothing unless it runs",
        "later_start": f"a {unit} that runs, and did not in the {period} before, is started",
        "first_start": f"a {unit} that runs in the first {period} is started, as all stand still before",
        "objective": f"total cost of the {unit}s, in dollars",
    }


def phrases(unit: str, period: str, amount: str) -> dict[str, VariablePhrases]:
    """Say how people speak of running, starting and giving an amount."""
    return {
        "running": VariablePhrases(
            amount=f"whether the {unit} {{0}} runs in {period} {{1}}", active=f"the {unit} {{0}} runs in {period} {{1}}"
        ),
        "started": VariablePhrases(
            amount=f"whether the {unit} {{0}} is started in {period} {{1}}",
            active=f"the {unit} {{0}} is started in {period} {{1}}",
        ),
        "output": VariablePhrases(
            amount=f"the {amount} from the {unit} {{0}} in {period} {{1}}",
            active=f"the {unit} {{0}} gives anything in {period} {{1}}",
            unit=amount,
        ),
    }


ISLAND = Setting(
    name="island_power",
    domain=Domain.energy,
    nouns={
        "UNITS": SetNouns(
            singular="generator",
            plural="generators",
            pool=("Gannet", "Petrel", "Heron", "Puffin", "Curlew"),
            grows=True,
        ),
        "PERIODS": SetNouns(singular="block", plural="blocks"),
    },
    phrases=phrases("generator", "block", "megawatt-hours"),
    meanings=meanings("generator", "block", "megawatt-hours"),
    stories=(
        (
            context(
                "On a remote island, electricity comes from diesel sets christened after seabirds: {{ names(UNITS) }}. "
                "The day is planned in {{ count(PERIODS) }} blocks of equal length."
            ),
            rule(
                "Consumption must be met exactly, at {{ each(demand, '{value} megawatt-hours in block {0}') }}, as "
                "nothing can be stored.",
                *DEMAND,
            ),
            rule(
                "A diesel that runs at all in a block has to keep within its limits: "
                "{{ each(least, 'no less than {value} megawatt-hours from {0}') }}, and "
                "{{ each(most, 'no more than {value} from {0}') }}. One that rests gives nothing.",
                *OUTPUT_RANGE,
            ),
            data("Fuel costs, per megawatt-hour, {{ each(unit_cost, '${value} at {0}') }}.", "unit_cost"),
            data("Merely keeping a set turning for a block adds {{ each(run_cost, '${value} for {0}') }}.", "run_cost"),
            data("Each start takes {{ each(start_cost, '${value} for {0}') }}.", "start_cost"),
            rule(
                "A start is paid whenever a set runs in a block without having run in the block before, and also if it "
                "runs in the first block, since all of them are cold at dawn.",
                *STARTING,
            ),
            goal("What timetable of running and output minimizes the cost of the day?"),
        ),
        (
            context("The dispatcher of a small grid schedules its generators block by block."),
            data(
                "Technical and cost data are as follows."
                "{{ columns(UNITS, 'Generator', {'Lowest output (MWh)': least, 'Highest output (MWh)': most, "
                "'Fuel ($/MWh)': unit_cost, 'Running ($/block)': run_cost, 'Start ($)': start_cost}) }}",
                *RANGE,
                *COSTS,
            ),
            data(
                "The load forecast reads:{{ columns(PERIODS, 'Block', {'Load (MWh)': demand}) }}"
                "In each block the generators together produce just that amount.",
                *DEMAND,
            ),
            rule(
                "Whenever it is on, a generator's production lies between its lowest and its highest output, and off "
                "means zero.",
                *OUTPUT_RANGE,
            ),
            rule("Going from off to on incurs the start cost; before the first block, everything is off.", *STARTING),
            goal("Schedule the generators so that fuel, running and start costs are minimized in sum."),
        ),
    ),
)

FOUNDRY = Setting(
    name="foundry_furnaces",
    domain=Domain.manufacturing,
    nouns={
        "UNITS": SetNouns(
            singular="furnace", plural="furnaces", pool=("Vulcan", "Hestia", "Brigid", "Loki", "Surtur"), grows=True
        ),
        "PERIODS": SetNouns(singular="shift", plural="shifts"),
    },
    phrases=phrases("furnace", "shift", "tons of iron"),
    meanings=meanings("furnace", "shift", "tons of iron"),
    stories=(
        (
            context(
                "The moulding line of Krantz Castings swallows liquid iron at a pace that the production plan "
                "dictates. The iron is melted in {{ names(UNITS) }}, as the furnaces are called."
            ),
            data(
                "Over the coming {{ count(PERIODS) }} shifts it takes "
                "{{ each(demand, '{value} tons in shift {0}') }}. Melting ahead is useless because iron freezes, so "
                "each shift gets its exact tonnage.",
                *DEMAND,
            ),
            data(
                "Per ton, power comes to {{ each(unit_cost, '${value} in {0}') }}; in addition, a shift with a hot "
                "furnace costs {{ each(run_cost, '${value} for {0}') }} no matter how much is melted.",
                "unit_cost",
                "run_cost",
            ),
            rule(
                "Lining and coil set a range for a furnace in use. Per shift, "
                "{{ each(least, '{0} cannot melt below {value} tons') }}; the upper ends are "
                "{{ each(most, '{value} tons for {0}') }}. A furnace that is not hot melts nothing.",
                *OUTPUT_RANGE,
            ),
            data("To heat up a cold furnace costs {{ each(start_cost, '${value} for {0}') }}.", "start_cost"),
            rule(
                "After a shift out of use a furnace is cold, and at the outset all of them are.",
                *STARTING,
            ),
            goal("Minimize the cost of melting over all shifts."),
        ),
        (
            context("After the holidays every furnace of the steelworks is cold, and orders are waiting."),
            data(
                "Orders translate into tonnages to be tapped, shift for shift, with neither surplus nor shortage:"
                "{{ columns(PERIODS, 'Shift', {'Tons': demand}) }}",
                *DEMAND,
            ),
            data(
                "Costs in dollars and limits in tons per shift differ among the furnaces:"
                "{{ columns(UNITS, 'Furnace', {'Per ton': unit_cost, 'Per shift in use': run_cost, "
                "'Per heating-up': start_cost, 'Smallest load': least, 'Largest load': most}) }}",
                *COSTS,
                *RANGE,
            ),
            rule("The loads hold for furnaces in use; the others stay empty.", *OUTPUT_RANGE),
            rule(
                "Heating-up is charged for every shift of use that follows a shift without, and for use in shift 1.",
                *STARTING,
            ),
            goal("Which furnaces are used when, and how much does each melt, to minimize what the steelworks pays?"),
        ),
    ),
)

SERVERS = Setting(
    name="server_clusters",
    domain=Domain.information_technology,
    nouns={
        "UNITS": SetNouns(
            singular="cluster", plural="clusters", pool=("Basalt", "Granite", "Marble", "Quartz", "Slate"), grows=True
        ),
        "PERIODS": SetNouns(singular="window", plural="windows"),
    },
    phrases=phrases("cluster", "window", "terabytes"),
    meanings=meanings("cluster", "window", "terabytes"),
    stories=(
        (
            context(
                "Satellite images pour into a mapping company faster than some of its machines can handle them. Its "
                "clusters, {{ names(UNITS) }}, are all asleep when the first window of the day opens."
            ),
            data(
                "To be processed are {{ each(demand, '{value} terabytes in window {0}') }}; all of that is processed "
                "in the very window and nothing is put off.",
                *DEMAND,
            ),
            data(
                "Waking a cluster costs {{ each(start_cost, '${value} for {0}') }}. On top of that there is the price "
                "of keeping it awake for a window, {{ each(run_cost, '${value} for {0}') }}, and of every terabyte, "
                "{{ each(unit_cost, '${value} on {0}') }}.",
                *COSTS,
            ),
            rule(
                "To be stable, a cluster that is awake needs a load: "
                "{{ each(least, '{value} terabytes or more in a window on {0}') }}. Its ceiling is "
                "{{ each(most, '{value} terabytes on {0}') }}. Asleep, it does no work.",
                *OUTPUT_RANGE,
            ),
            rule(
                "Between windows a cluster may fall asleep or stay awake at will, but whoever wants it awake after a "
                "window asleep must wake it.",
                *STARTING,
            ),
            goal("Plan the windows to minimize the bill, waking included."),
        ),
        (
            context("A render service buys computing by the window and wants a plan that spares its purse."),
            data(
                "This is the price list of its clusters, along with the work that each accepts in a window, counted in "
                "terabytes:"
                "{{ columns(UNITS, 'Cluster', {'Booting ($)': start_cost, 'Window fee ($)': run_cost, "
                "'Fee per terabyte ($)': unit_cost, 'Least work': least, 'Most work': most}) }}",
                *COSTS,
                *RANGE,
            ),
            rule(
                "The window fee is due if and only if a cluster is switched on in that window. Only then can it work, "
                "and then only within the bounds given.",
                *OUTPUT_RANGE,
            ),
            rule(
                "Booting is due as well if the cluster was off in the preceding window; all clusters count as off "
                "before window 1.",
                *STARTING,
            ),
            data(
                "Clients deliver {{ each(demand, '{value} terabytes for window {0}') }}, to be worked off there in "
                "full.",
                *DEMAND,
            ),
            goal("Fees and booting together are to be minimized. Which clusters are on, and with how much work?"),
        ),
    ),
)

FAMILY = Family(
    name="unit_commitment",
    title="Unit commitment",
    build=build,
    sizes={"UNITS": (2, 3)},
    settings=(ISLAND, FOUNDRY, SERVERS),
    logic=True,
    scarce=("demand", 10),
)
