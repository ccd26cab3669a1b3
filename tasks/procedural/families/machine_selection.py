"""Machine selection: which few machines to use, each with a fixed cost and a smallest load, and what each makes."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

LOAD = ("smallest_load", "largest_load", "least", "most")
ORDER = ("order_met", "demand")
CHOICE = ("how_many", "allowed")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw machines; the largest ones together can always take the order, well above their smallest loads."""
    machines, products = labels["MACHINES"], labels["PRODUCTS"]
    most = [10 * rng.randint(6, 16) for _ in machines]
    allowed = rng.randint(2, len(machines) - 1)
    total = sum(sorted(most)[-allowed:]) * rng.randint(60, 90) // 100
    weights = [rng.randint(3, 7) for _ in products]
    return Formulation(
        sets=(IndexSet(name="MACHINES", members=machines), IndexSet(name="PRODUCTS", members=products)),
        parameters=(
            Parameter(name="demand", sets=("PRODUCTS",), values=tuple(total * w // sum(weights) for w in weights)),
            Parameter(name="fixed_cost", sets=("MACHINES",), values=tuple(10 * rng.randint(8, 30) for _ in machines)),
            Parameter(
                name="unit_cost",
                sets=("MACHINES", "PRODUCTS"),
                values=tuple(rng.randint(4, 28) for _ in range(len(machines) * len(products))),
            ),
            Parameter(name="least", sets=("MACHINES",), values=tuple(cap * rng.randint(3, 5) // 10 for cap in most)),
            Parameter(name="most", sets=("MACHINES",), values=tuple(most)),
            Parameter(name="allowed", values=(allowed,)),
        ),
        variables=(
            Variable(name="select", sets=("MACHINES",), kind=VariableKind.binary),
            Variable(name="make", sets=("MACHINES", "PRODUCTS"), kind=VariableKind.integer),
        ),
        objective=Objective(
            sense=ObjectiveSense.minimize,
            expression="sum(fixed_cost[a] * select[a] for a in MACHINES) + "
            "sum(unit_cost[a, p] * make[a, p] for a in MACHINES for p in PRODUCTS)",
        ),
        constraints=constraints(),
    )


def constraints() -> tuple[Constraint, ...]:
    """State the algebra's rows."""
    return (
        Constraint(
            name="order_met", expression="sum(make[a, p] for a in MACHINES) == demand[p]", forall="for p in PRODUCTS"
        ),
        Constraint(
            name="smallest_load",
            expression="sum(make[a, p] for p in PRODUCTS) >= least[a] * select[a]",
            forall="for a in MACHINES",
        ),
        Constraint(
            name="largest_load",
            expression="sum(make[a, p] for p in PRODUCTS) <= most[a] * select[a]",
            forall="for a in MACHINES",
        ),
        Constraint(name="how_many", expression="sum(select[a] for a in MACHINES) <= allowed"),
    )


def meanings(machine: str, machines: str, product: str) -> dict[str, str]:
    """Say what each part is, for machines that can be selected and pieces that are made on them."""
    return {
        "MACHINES": f"{machines} to select from",
        "PRODUCTS": f"kinds of {product}",
        "demand": f"{product} ordered",
        "fixed_cost": f"cost of selecting the {machine}, in dollars",
        "unit_cost": f"dollars per unit of {product}",
        "least": f"fewest {product} a selected {machine} takes, all kinds together",
        "most": f"most {product} the {machine} can take, all kinds together",
        "allowed": f"most {machines} that may be selected",
        "select": f"whether the {machine} is selected",
        "make": f"{product} given to the {machine}",
        "order_met": "the order is met exactly",
        "smallest_load": f"a selected {machine} gets at least its smallest load",
        "largest_load": f"a {machine} gets at most its largest load, and nothing unless it is selected",
        "how_many": f"no more {machines} are selected than allowed",
        "objective": f"total cost of the {machines} selected, in dollars",
    }


PRESSES = Setting(
    name="stamping_presses",
    domain=Domain.manufacturing,
    nouns={
        "MACHINES": SetNouns(
            singular="press",
            plural="presses",
            pool=("Titan", "Samson", "Goliath", "Bruno", "Magda", "Hercules", "Tiny"),
            grows=True,
        ),
        "PRODUCTS": SetNouns(
            singular="part", plural="parts", pool=("hinges", "brackets", "washers", "clamps", "door plates")
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether {0} is set up", active="{0} is set up"),
        "make": VariablePhrases(
            amount="the number of batches of {1} stamped on {0}", active="any {1} are stamped on {0}", unit="batches"
        ),
    },
    meanings=meanings("press", "presses", "batches"),
    stories=(
        (
            context(
                "For next week a metal shop has an order for {{ names(PRODUCTS) }}. Any of its presses, lovingly named "
                "{{ names(MACHINES) }}, can stamp them once it has been set up."
            ),
            data("Setting up costs {{ each(fixed_cost, '${value} for {0}') }}.", "fixed_cost"),
            data(
                "The cost of a batch, in dollars, is another matter: "
                "{{ by_row(unit_cost, '{0} stamps {items}', '{1} at {value}') }}.",
                "unit_cost",
            ),
            rule("The order runs to exactly {{ each(demand, '{value} batches of {0}') }}.", *ORDER),
            rule(
                "Over all parts, a press that is set up works within limits: "
                "{{ each(least, '{0} is not worth its warming-up below {value} batches') }}; the week is full at "
                "{{ each(most, '{value} batches for {0}') }}. A press that is not set up stamps nothing.",
                *LOAD,
            ),
            rule("There are fitters for at most {{ allowed }} presses, and batches cannot be split.", *CHOICE),
            goal("Minimize the cost of setting up and stamping."),
        ),
        (
            context(
                "Foreman Kowalski fills in the press plan for the week. He writes down a whole number of batches for "
                "every press and part, or leaves the press idle."
            ),
            data(
                "On the wall hangs the list of presses, in dollars and in batches a week:"
                "{{ columns(MACHINES, 'Press', {'Set-up ($)': fixed_cost, 'Fewest batches': least, "
                "'Most batches': most, '$ per batch of': unit_cost}) }}",
                "fixed_cost",
                "least",
                "most",
                "unit_cost",
            ),
            rule(
                "Fewest and most refer to all parts on a press added up; they bind each press in the plan, whereas an "
                "idle one is not set up and does nothing.",
                *LOAD,
            ),
            rule("Not more than {{ allowed }} presses may be in the plan.", *CHOICE),
            rule("Customers have ordered {{ each(demand, '{value} batches of {0}') }}; nothing goes to stock.", *ORDER),
            goal("Which plan costs least, in other words, minimizes set-up plus batch costs?"),
        ),
    ),
)

SEQUENCERS = Setting(
    name="gene_sequencers",
    domain=Domain.research,
    nouns={
        "MACHINES": SetNouns(
            singular="sequencer",
            plural="sequencers",
            pool=("Darwin", "Mendel", "Franklin", "Crick", "Sanger", "Watson", "Morgan"),
            grows=True,
        ),
        "PRODUCTS": SetNouns(
            singular="kind of sample",
            plural="kinds of sample",
            pool=("soil samples", "leaf samples", "blood samples", "water samples", "moss samples"),
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether {0} is booked", active="{0} is booked"),
        "make": VariablePhrases(amount="the number of {1} run on {0}", active="any {1} are run on {0}", unit="samples"),
    },
    meanings=meanings("sequencer", "sequencers", "samples"),
    stories=(
        (
            context(
                "Dr Haapala's expedition has come home with {{ names(PRODUCTS) }} whose genes she wants to read. The "
                "university's core facility lets out its sequencers {{ names(MACHINES) }}."
            ),
            data(
                "A booking is charged at {{ each(fixed_cost, '${value} for {0}') }}, chemicals not included.",
                "fixed_cost",
            ),
            data(
                "The price of chemicals depends on where a sample is run: {{ by_row(unit_cost, 'on {0} they cost "
                "{items}', '${value} for {1}') }}.",
                "unit_cost",
            ),
            rule(
                "All of her {{ each(demand, '{value} {0}') }} must be run once, each on a single sequencer and none of "
                "them in part: samples are indivisible.",
                *ORDER,
            ),
            rule(
                "The facility accepts a booking only from {{ each(least, '{value} samples upwards on {0}') }}, "
                "whatever their kind, and the trays end at {{ each(most, '{value} samples on {0}') }}. Without a "
                "booking a sequencer is out of reach.",
                *LOAD,
            ),
            rule("Her grant agreement limits the bookings to {{ allowed }}.", *CHOICE),
            goal("How should she book, and run what where, to minimize her spending?"),
        ),
        (
            context("A consortium of museums has its collections sequenced and collects bids for the job."),
            data(
                "Everything is priced in dollars; for each sequencer there is a fee, then a price for each sample:"
                "{{ columns(MACHINES, 'Sequencer', {'Fee': fixed_cost, 'Price of': unit_cost}) }}",
                "fixed_cost",
                "unit_cost",
            ),
            data(
                "Contracts also name the smallest and the largest number of samples in total:"
                "{{ columns(MACHINES, 'Sequencer', {'Smallest': least, 'Largest': most}) }}"
                "A sequencer without a contract costs no fee and gets no samples, whatever its bounds.",
                *LOAD,
            ),
            rule("The consortium signs {{ allowed }} contracts at the most.", *CHOICE),
            rule(
                "In its drawers lie {{ each(demand, '{value} {0}') }}, and every one is to be sequenced just once.",
                *ORDER,
            ),
            goal(
                "Divide the samples, in whole numbers, among sequencers so that fees and prices together are minimized."
            ),
        ),
    ),
)

STUDIOS = Setting(
    name="animation_studios",
    domain=Domain.entertainment,
    nouns={
        "MACHINES": SetNouns(
            singular="studio",
            plural="studios",
            pool=("Pixelhaus", "Moonframe", "Studio Bao", "Redfox", "Lumen Lab", "Blue Goose", "Toonery"),
            grows=True,
        ),
        "PRODUCTS": SetNouns(
            singular="kind of scene",
            plural="kinds of scene",
            pool=("crowd scenes", "dialogue scenes", "chase scenes", "dream scenes", "battle scenes"),
        ),
    },
    phrases={
        "select": VariablePhrases(amount="whether {0} is hired", active="{0} is hired"),
        "make": VariablePhrases(
            amount="the number of {1} drawn by {0}", active="any {1} are drawn by {0}", unit="scenes"
        ),
    },
    meanings=meanings("studio", "studios", "scenes")
    | {
        "unit_cost": "price of a scene, in thousands of dollars",
        "fixed_cost": "fee for hiring the studio, in thousands of dollars",
        "objective": "total bill, in thousands of dollars",
    },
    stories=(
        (
            context(
                "A producer of animated films farms out the drawing of her new feature. Interested are "
                "{{ names(MACHINES) }}, and she will hire some of them."
            ),
            data(
                "The storyboard counts {{ each(demand, '{value} {0}') }}; each scene, drawn from start to end by the "
                "same studio, is needed once.",
                *ORDER,
            ),
            data(
                "In thousands of dollars, offers per scene are as follows: "
                "{{ by_row(unit_cost, '{0} asks {items}', '{value} for {1}') }}.",
                "unit_cost",
            ),
            data(
                "Hired studios charge a fee on top, in the same unit: {{ each(fixed_cost, '{value} for {0}') }}.",
                "fixed_cost",
            ),
            rule(
                "None of them gets out of bed for a handful of scenes. If hired, they insist on "
                "{{ each(least, '{value} or more for {0}') }}, all kinds counted, and they cannot finish beyond "
                "{{ each(most, '{value} for {0}') }}. Studios that are not hired draw no scene.",
                *LOAD,
            ),
            rule("To keep the style consistent, she hires {{ allowed }} studios or fewer.", *CHOICE),
            goal("Whom does she hire, and for how many whole scenes of each kind, to minimize what she pays?"),
        ),
        (
            context("Season finale! Scenes have to be shared out among studios quickly, and cheaply."),
            data(
                "Rates in thousands of dollars: a hiring fee, and a price a scene by kind."
                "{{ columns(MACHINES, 'Studio', {'Hiring': fixed_cost, 'Price,': unit_cost}) }}",
                "fixed_cost",
                "unit_cost",
            ),
            rule(
                "What we need, no scene missing and none drawn for the bin: {{ each(demand, '{value} {0}') }}.", *ORDER
            ),
            rule("We cannot supervise a group of studios larger than {{ allowed }}.", *CHOICE),
            rule(
                "Each studio on board takes a total number of scenes between its lower and its upper limit, the others "
                "take zero:{{ columns(MACHINES, 'Studio', {'Lower': least, 'Upper': most}) }}",
                *LOAD,
            ),
            goal("Please send the integer allocation that minimizes fees plus prices."),
        ),
    ),
)

FAMILY = Family(
    name="machine_selection",
    title="Selection of machines with smallest loads",
    build=build,
    sizes={"MACHINES": (3, 5), "PRODUCTS": (2, 3)},
    settings=(PRESSES, SEQUENCERS, STUDIOS),
    logic=True,
    scarce=("demand", 10),
)
