"""Capital budgeting: which projects to fund when every year has a budget and projects exclude or need one another."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

BUDGET = ("yearly_budget", "budget")
RIVALRY = ("exclusion", "RIVALS")
NEED = ("prerequisite", "NEEDS")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw values and costs; the first few projects of a shuffle always fit together."""
    projects, years = labels["PROJECTS"], rng.randint(2, 3)
    cost = [[rng.randint(12, 40) for _ in range(years)] for _ in projects]
    value = [round(sum(row) * rng.uniform(0.8, 2.4)) for row in cost]
    order, fewest = rng.sample(range(len(projects)), len(projects)), rng.randint(2, 3)
    least = [sum(cost[at][year] for at in order[:fewest]) for year in range(years)]
    budget = [max(least[year], sum(row[year] for row in cost) * 11 // 20) for year in range(years)]
    shuffled = [projects[at] for at in order]
    needs = (
        ((shuffled[2], shuffled[0]), (shuffled[4], shuffled[1])) if len(projects) > 4 else ((shuffled[2], shuffled[0]),)
    )
    return Formulation(
        sets=(
            IndexSet(name="PROJECTS", members=projects),
            IndexSet(name="YEARS", members=tuple(range(1, years + 1))),
            IndexSet(name="RIVALS", members=((shuffled[0], shuffled[3]),)),
            IndexSet(name="NEEDS", members=needs),
        ),
        parameters=(
            Parameter(name="value", sets=("PROJECTS",), values=tuple(value)),
            Parameter(name="cost", sets=("PROJECTS", "YEARS"), values=tuple(v for row in cost for v in row)),
            Parameter(name="budget", sets=("YEARS",), values=tuple(budget)),
            Parameter(name="fewest", values=(fewest,)),
        ),
        variables=(Variable(name="fund", sets=("PROJECTS",), kind=VariableKind.binary),),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(value[i] * fund[i] for i in PROJECTS)"),
        constraints=(
            Constraint(
                name="yearly_budget",
                expression="sum(cost[i, t] * fund[i] for i in PROJECTS) <= budget[t]",
                forall="for t in YEARS",
            ),
            Constraint(name="exclusion", expression="fund[i] + fund[j] <= 1", forall="for i, j in RIVALS"),
            Constraint(name="prerequisite", expression="fund[i] <= fund[j]", forall="for i, j in NEEDS"),
            Constraint(name="at_least", expression="sum(fund[i] for i in PROJECTS) >= fewest"),
        ),
    )


def nouns(project: tuple[str, str], pool: tuple[str, ...], year: tuple[str, str]) -> dict[str, SetNouns]:
    """Name projects and years, each in the singular and the plural; pairs are called the same everywhere."""
    return {
        "PROJECTS": SetNouns(singular=project[0], plural=project[1], pool=pool),
        "YEARS": SetNouns(singular=year[0], plural=year[1]),
        "RIVALS": SetNouns(singular="pair of rivals", plural="pairs of rivals"),
        "NEEDS": SetNouns(singular="dependence", plural="dependences"),
    }


HOSPITAL = Setting(
    name="hospital_investments",
    domain=Domain.healthcare,
    nouns=nouns(
        ("investment", "investments"),
        (
            "scanner suite",
            "burns ward",
            "dialysis centre",
            "robot pharmacy",
            "maternity wing",
            "helipad",
            "sleep laboratory",
            "rehabilitation pool",
        ),
        ("year", "years"),
    ),
    phrases={"fund": VariablePhrases(amount="whether the {0} is approved", active="the {0} is approved")},
    meanings={
        "PROJECTS": "investments proposed",
        "YEARS": "years of the plan",
        "RIVALS": "investments that exclude each other",
        "NEEDS": "an investment, then the one that it depends on",
        "value": "benefit score",
        "cost": "cost in the year, in millions of dollars",
        "budget": "capital budget of the year, in millions of dollars",
        "fewest": "fewest investments to approve",
        "fund": "whether the investment is approved",
        "yearly_budget": "costs of a year stay within its budget",
        "exclusion": "at most one of two rivals is approved",
        "prerequisite": "an investment is approved only together with the one that it depends on",
        "at_least": "enough investments are approved",
        "objective": "total benefit score",
    },
    stories=(
        (
            context(
                "The trustees of Fairmead General Hospital meet on Thursday to vote on {{ count(PROJECTS) }} "
                "proposals: {{ names(PROJECTS) }}. Each proposal is passed in full or rejected."
            ),
            data(
                "A panel of physicians has scored the benefit at {{ each(value, '{value} points for the {0}') }}.",
                "value",
            ),
            data(
                "Payments, in millions of dollars, fall due year after year: "
                "{{ by_row(cost, 'the {0} requires {items}', '{value} in year {1}') }}.",
                "cost",
            ),
            rule(
                "On the same scale, the county grants a capital budget of {{ each(budget, '{value} for year {0}') }}; "
                "money left over in a year lapses.",
                *BUDGET,
            ),
            rule(
                "There is not enough ground for every building, which is why "
                "{{ listing(RIVALS, 'the {0} and the {1} rule each other out') }}.",
                *RIVALRY,
            ),
            rule("In addition, {{ listing(NEEDS, 'the {0} is of use only if the {1} is passed as well') }}.", *NEED),
            rule("Donors expect to see at least {{ fewest }} proposals passed.", "at_least", "fewest"),
            goal("Which proposals should pass so as to maximize the total benefit score?"),
        ),
        (
            context("Chief financial officer Adaeze Nwosu must turn a wish list into a building programme."),
            data(
                "Her spreadsheet rates what each investment would do for patients and shows what it would cost, in "
                "millions of dollars:"
                "{{ columns(PROJECTS, 'Investment', {'Patient benefit': value, 'Cost in year': cost}) }}",
                "value",
                "cost",
            ),
            rule(
                "What can be spent, again in millions and without carrying anything over, is "
                "{{ each(budget, '{value} in year {0}') }}.",
                *BUDGET,
            ),
            rule(
                "For the board to agree, {{ fewest }} or more of the wishes have to come true.",
                "at_least",
                "fewest",
            ),
            rule("She may not select {{ listing(RIVALS, 'both the {0} and the {1}') }}.", *RIVALRY),
            rule("Whoever builds {{ listing(NEEDS, 'the {0} must build the {1} too') }}.", *NEED),
            goal("Tell her which investments to select if the sum of patient benefit is to be maximized."),
        ),
    ),
)

BASE = Setting(
    name="base_upgrade",
    domain=Domain.defence,
    nouns=nouns(
        ("measure", "measures"),
        (
            "radar upgrade",
            "runway extension",
            "fuel depot",
            "hardened shelter",
            "drone hangar",
            "training range",
            "perimeter fence",
            "command bunker",
        ),
        ("fiscal year", "fiscal years"),
    ),
    phrases={"fund": VariablePhrases(amount="whether the {0} goes ahead", active="the {0} goes ahead")},
    meanings={
        "PROJECTS": "measures",
        "YEARS": "fiscal years",
        "RIVALS": "measures of which at most one goes ahead",
        "NEEDS": "a measure, then the one that must precede it",
        "value": "readiness points",
        "cost": "engineer teams tied up in the fiscal year",
        "budget": "engineer teams available in the fiscal year",
        "fewest": "fewest measures that go ahead",
        "fund": "whether the measure goes ahead",
        "yearly_budget": "teams tied up in a fiscal year stay within those available",
        "exclusion": "two rivals never both go ahead",
        "prerequisite": "a measure goes ahead only with the one that it builds on",
        "at_least": "enough measures go ahead",
        "objective": "total readiness points",
    },
    stories=(
        (
            context(
                "An air base has {{ count(YEARS) }} fiscal years to modernise. Colonel Brandt can order any of these "
                "measures: {{ names(PROJECTS) }}."
            ),
            data(
                "What limits her is engineer teams rather than money. If ordered, "
                "{{ by_row(cost, 'the {0} ties up {items}', '{value} teams in fiscal year {1}') }}.",
                "cost",
            ),
            data("Staff planners credit {{ each(value, 'the {0} with {value} points of readiness') }}.", "value"),
            rule(
                "Teams on the base number {{ each(budget, '{value} in fiscal year {0}') }}, and none can be borrowed.",
                *BUDGET,
            ),
            rule(
                "By the technical annex, {{ listing(NEEDS, 'no {0} is built without a {1}') }}. A measure that is "
                "ordered is carried out completely.",
                *NEED,
            ),
            rule("Air safety forbids having {{ listing(RIVALS, 'a {0} alongside a {1}') }}.", *RIVALRY),
            rule("Headquarters will not accept fewer than {{ fewest }} measures.", "at_least", "fewest"),
            goal("Her aim is to maximize the points of readiness gained. What does she order?"),
        ),
        (
            context("Engineer teams are scarce at the northern garrison of Kvalnes."),
            data(
                "The following measures compete for them, and each will be ordered or dropped for good."
                "{{ columns(PROJECTS, 'Measure', {'Readiness points': value, 'Teams in fiscal year': cost}) }}",
                "value",
                "cost",
            ),
            data(
                "Teams on hand: {{ each(budget, '{value} in fiscal year {0}') }}. In no fiscal year may the measures "
                "ordered take more.",
                *BUDGET,
            ),
            rule(
                "The engineers sent a reply that must be heeded. {{ listing(RIVALS, 'The {0} and the {1} stand in each "
                "other\\'s way, so that no more than one of them can be ordered') }}.",
                *RIVALRY,
            ),
            rule("Moreover, {{ listing(NEEDS, 'ordering the {0} presupposes the {1}') }}.", *NEED),
            rule("The ministry has announced a package of at least {{ fewest }} measures.", "at_least", "fewest"),
            goal("Compose the package with a view to maximizing total readiness points."),
        ),
    ),
)

ROADMAP = Setting(
    name="software_roadmap",
    domain=Domain.information_technology,
    nouns=nouns(
        ("initiative", "initiatives"),
        (
            "cloud migration",
            "customer portal",
            "data warehouse",
            "mobile app",
            "single sign-on",
            "payment gateway",
            "chat assistant",
            "search rewrite",
        ),
        ("release", "releases"),
    ),
    phrases={"fund": VariablePhrases(amount="whether the {0} is on the roadmap", active="the {0} is on the roadmap")},
    meanings={
        "PROJECTS": "initiatives",
        "YEARS": "releases",
        "RIVALS": "initiatives that would duplicate each other",
        "NEEDS": "an initiative, then the one that it runs on",
        "value": "yearly savings, in thousands of dollars",
        "cost": "developer weeks needed for the release",
        "budget": "developer weeks before the release",
        "fewest": "fewest initiatives on the roadmap",
        "fund": "whether the initiative is on the roadmap",
        "yearly_budget": "developer weeks used for a release stay within those available",
        "exclusion": "duplicates are not both on the roadmap",
        "prerequisite": "an initiative is on the roadmap only with the one that it runs on",
        "at_least": "the roadmap holds enough initiatives",
        "objective": "total yearly savings, in thousands of dollars",
    },
    stories=(
        (
            context(
                "Tomasz runs product development at an insurer. His roadmap has room for some, though not for all, of "
                "the following: {{ names(PROJECTS) }}."
            ),
            data("Finance puts the yearly savings, in k$, at {{ each(value, '{value} for the {0}') }}.", "value"),
            data(
                "An initiative costs developer weeks in each release: "
                "{{ by_row(cost, 'for the {0} it is {items}', '{value} in release {1}') }}.",
                "cost",
            ),
            rule(
                "Until their freeze dates, {{ each(budget, 'release {0} offers {value} developer weeks') }}. They do "
                "not roll over.",
                *BUDGET,
            ),
            rule(
                "Architects add that {{ listing(NEEDS, 'the {0} runs on top of the {1}, being pointless without it') "
                "}}.",
                *NEED,
            ),
            rule(
                "They also refuse to maintain duplicates, meaning that "
                "{{ listing(RIVALS, 'the {0} excludes the {1}') }}.",
                *RIVALRY,
            ),
            rule(
                "A roadmap with fewer than {{ fewest }} initiatives would look empty and is not an option; neither is "
                "doing an initiative in part.",
                "at_least",
                "fewest",
            ),
            goal("Pick the initiatives that maximize yearly savings."),
        ),
        (
            context(
                "Quarterly planning, and once more there are more ideas than developers. The candidates are in or out."
            ),
            data(
                "See the estimates below, where effort is in developer weeks and savings are in k$ a year."
                "{{ columns(PROJECTS, 'Initiative', {'Effort, release': cost, 'Savings': value}) }}",
                "cost",
                "value",
            ),
            rule("We should commit to no fewer than {{ fewest }} of them.", "at_least", "fewest"),
            rule("Capacity: {{ each(budget, '{value} weeks ahead of release {0}') }}.", *BUDGET),
            rule("Conflicts: {{ listing(RIVALS, 'the {0} cannot coexist with the {1}') }}.", *RIVALRY),
            rule("Dependencies: {{ listing(NEEDS, 'a yes to the {0} entails a yes to the {1}') }}.", *NEED),
            goal("What do we commit to so that the savings are maximized?"),
        ),
    ),
)

FAMILY = Family(
    name="capital_budgeting",
    title="Capital budgeting with exclusions and prerequisites",
    build=build,
    sizes={"PROJECTS": (4, 6)},
    settings=(HOSPITAL, BASE, ROADMAP),
    logic=True,
    scarce=("cost", 10),
)
