"""Bin packing: put everything away, nothing divided, with as few bins of equal room as possible."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw sizes that each fit a bin; there is a bin more than packing by hand would need."""
    items = labels["ITEMS"]
    room = 2 * rng.randint(6, 12)
    size = [rng.randint(room // 6 + 1, room * 11 // 20) for _ in items]
    bins = tuple(range(1, packed_by_hand(size, room) + 2))
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=items), IndexSet(name="BINS", members=bins)),
        parameters=(
            Parameter(name="size", sets=("ITEMS",), values=tuple(size)),
            Parameter(name="room", values=(room,)),
        ),
        variables=(
            Variable(name="used", sets=("BINS",), kind=VariableKind.binary),
            Variable(name="put", sets=("ITEMS", "BINS"), kind=VariableKind.binary),
        ),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(used[k] for k in BINS)"),
        constraints=(
            Constraint(name="put_once", expression="sum(put[i, k] for k in BINS) == 1", forall="for i in ITEMS"),
            Constraint(
                name="bin_limit",
                expression="sum(size[i] * put[i, k] for i in ITEMS) <= room * used[k]",
                forall="for k in BINS",
            ),
        ),
    )


def packed_by_hand(size: list[int], room: int) -> int:
    """Bins that putting each item into the first bin with room takes, in the order given."""
    left: list[int] = []
    for amount in size:
        fitting = [at for at, free in enumerate(left) if free >= amount]
        if fitting:
            left[fitting[0]] -= amount
        else:
            left.append(room - amount)
    return len(left)


SERVERS = Setting(
    name="servers",
    domain=Domain.information_technology,
    nouns={
        "ITEMS": SetNouns(
            singular="virtual machine",
            plural="virtual machines",
            pool=("mail", "payroll", "wiki", "web shop", "backup", "monitoring", "chat", "analytics"),
            grows=True,
        ),
        "BINS": SetNouns(singular="server", plural="servers"),
    },
    phrases={
        "used": VariablePhrases(amount="whether server {0} is switched on", active="server {0} is switched on"),
        "put": VariablePhrases(amount="whether {0} runs on server {1}", active="{0} runs on server {1}"),
    },
    meanings={
        "ITEMS": "virtual machines",
        "BINS": "identical servers in the rack",
        "size": "memory of the virtual machine, in gigabytes",
        "room": "memory of a server, in gigabytes",
        "used": "whether the server is switched on",
        "put": "whether the virtual machine runs on the server",
        "put_once": "each virtual machine runs on exactly one server",
        "bin_limit": "machines run on servers that are switched on and have the memory for them",
        "objective": "number of servers switched on",
    },
    stories=(
        (
            context(
                "Electricity has become dear, and the systems administrator of a trading house wants to move all of "
                "its virtual machines closer together. There are {{ count(ITEMS) }} of them: {{ names(ITEMS) }}."
            ),
            data("At peak load they occupy {{ each(size, '{value} gigabytes for {0}') }}.", "size"),
            rule(
                "The rack holds {{ count(BINS) }} servers of the same make, with {{ room }} gigabytes of memory each. "
                "Memory cannot be overcommitted, and a server that is switched off runs nothing.",
                "bin_limit",
                "room",
            ),
            rule(
                "Every machine has to keep running, and it does so on one server, because its memory cannot be spread "
                "over several.",
                "put_once",
            ),
            goal(
                "Processors are so lightly used that only memory matters. On which servers should the machines run in "
                "order to minimize the number of servers switched on?"
            ),
        ),
        (
            context(
                "A village library is moving its computing to a hosting company, where {{ count(BINS) }} servers of a "
                "single type are reserved for it. Unused reservations lapse without a fee."
            ),
            data(
                "The services to be moved and their memory are listed here:"
                "{{ columns(ITEMS, 'Service', {'Gigabytes': size}) }}",
                "size",
            ),
            rule("No service may be left behind, nor can it be cut into parts.", "put_once"),
            rule("A rented server offers {{ room }} gigabytes to the services that live on it.", "bin_limit", "room"),
            goal(
                "As the rent is the same for each server, the librarian asks for a layout that minimizes their number."
            ),
        ),
    ),
)

TABLES = Setting(
    name="tables",
    domain=Domain.event_planning,
    nouns={
        "ITEMS": SetNouns(
            singular="party",
            plural="parties",
            pool=(
                "the Haddads",
                "the Lindgrens",
                "the choir",
                "the chess club",
                "the neighbours",
                "the Moreaus",
                "the rowers",
                "the old colleagues",
            ),
            grows=True,
        ),
        "BINS": SetNouns(singular="table", plural="tables"),
    },
    phrases={
        "used": VariablePhrases(amount="whether table {0} is laid", active="table {0} is laid"),
        "put": VariablePhrases(amount="whether {0} sit at table {1}", active="{0} sit at table {1}"),
    },
    meanings={
        "ITEMS": "parties among the guests",
        "BINS": "tables of the same size",
        "size": "guests in the party",
        "room": "seats at a table",
        "used": "whether the table is laid",
        "put": "whether the party sits at the table",
        "put_once": "each party sits at exactly one table",
        "bin_limit": "guests sit at tables that are laid and have the seats for them",
        "objective": "number of tables laid",
    },
    stories=(
        (
            context(
                "Selma is marrying in a barn, and the seating plan is her last worry. Her guests fall into parties "
                "which would take it amiss to be torn apart."
            ),
            data("She expects {{ each(size, '{value} people with {0}') }}.", "size"),
            rule("All members of a party share a table, and of course everybody must have a seat.", "put_once"),
            rule(
                "From the fire brigade she can borrow up to {{ count(BINS) }} long tables. Each one seats {{ room }}, "
                "with not so much as a stool at the corner, and it is no use unless it has been borrowed and laid.",
                "bin_limit",
                "room",
            ),
            goal(
                "Different parties may well sit together and make friends. Since every table takes space from the "
                "dance floor, how should the guests be placed to minimize the tables that are laid?"
            ),
        ),
        (
            context(
                "For an anniversary dinner, banquet manager Theo has a guest list and a cellar with {{ count(BINS) }} "
                "round tables. Carrying a table up the stairs is hard work, so none should come up in vain."
            ),
            data("His list is short enough:{{ columns(ITEMS, 'Party', {'Persons': size}) }}", "size"),
            rule(
                "Places are set for {{ room }} at a table that has been carried up, and for nobody elsewhere.",
                "bin_limit",
                "room",
            ),
            rule("Theo keeps each party together at a single table; parties may have to share.", "put_once"),
            goal("Find him a plan that seats all of them and minimises the tables his staff have to carry."),
        ),
    ),
)

BARS = Setting(
    name="steel_bars",
    domain=Domain.construction,
    nouns={
        "ITEMS": SetNouns(
            singular="piece",
            plural="pieces",
            pool=(
                "the ridge beam",
                "the lintel",
                "the tie rod",
                "the sill",
                "the brace",
                "the post",
                "the purlin",
                "the handrail",
            ),
            grows=True,
        ),
        "BINS": SetNouns(singular="bar", plural="bars"),
    },
    phrases={
        "used": VariablePhrases(amount="whether bar {0} is cut", active="bar {0} is cut"),
        "put": VariablePhrases(amount="whether {0} is cut from bar {1}", active="{0} is cut from bar {1}"),
    },
    meanings={
        "ITEMS": "pieces to be cut",
        "BINS": "steel bars in stock, all of the same length",
        "size": "length of the piece, in decimetres",
        "room": "length of a bar, in decimetres",
        "used": "whether the bar is cut",
        "put": "whether the piece is cut from the bar",
        "put_once": "each piece is cut from exactly one bar",
        "bin_limit": "pieces are cut only from bars in use, and fit into their length",
        "objective": "number of bars cut",
    },
    stories=(
        (
            context(
                "Steel for a garden pavilion comes in square bars, of which fitter Ruth has {{ count(BINS) }} on the "
                "rack. On the drawing are {{ names(ITEMS) }}."
            ),
            data("Measured in decimetres, Ruth needs a length of {{ each(size, '{value} for {0}') }}.", "size"),
            rule(
                "Bars are delivered {{ room }} decimetres long; sawing takes away next to nothing, so pieces from the "
                "same bar may add up to its entire length. A bar counts as used as soon as anything is sawn from it.",
                "bin_limit",
                "room",
            ),
            rule(
                "The architect does not allow welds: a piece is sawn out of one bar, and none may be missing.",
                "put_once",
            ),
            goal(
                "Bars that stay untouched can be returned. Which piece comes from which bar when the use of bars is "
                "minimized?"
            ),
        ),
        (
            context(
                "Every offcut at the Arkwright yard ends up in a skip, and the foreman is tired of it. Today's cutting "
                "list for a barn conversion goes to a trainee together with a challenge."
            ),
            data("This is the cutting list:{{ columns(ITEMS, 'Piece', {'Length (dm)': size}) }}", "size"),
            rule(
                "In the stand are {{ count(BINS) }} identical bars that measure {{ room }} dm. What is cut from a bar "
                "cannot be longer, in sum, than the bar, and the blade's width may be ignored.",
                "bin_limit",
                "room",
            ),
            rule(
                "Joining short ends is not accepted, so that a piece comes from a single bar; the list must be "
                "completed.",
                "put_once",
            ),
            goal("The challenge is to minimize the number of bars into which a saw is put."),
        ),
    ),
)

FAMILY = Family(
    name="bin_packing",
    title="Bin packing",
    build=build,
    sizes={"ITEMS": (4, 6)},
    settings=(SERVERS, TABLES, BARS),
    logic=True,
    scarce=("size", 10),
)
