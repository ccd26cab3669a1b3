"""Portfolio: how to spread a budget so that the expected gain is greatest while it varies little between scenarios."""

import math
from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

FULL = ("spend_all", "budget")
CAP = ("cap", "most")
STEADINESS = ("scenario_gap", "steady", "deviation_limit")

Rows = list[list[int]]


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw gains that vary more where they are higher; the limit lies between an even and a greedy portfolio."""
    assets, scenarios = labels["ASSETS"], labels["SCENARIOS"]
    budget = 100 * rng.randint(6, 20)
    gain = [draw_gains(rng, len(scenarios), level) for level in rng.sample(range(5, 30), len(assets))]
    most = [round(budget * rng.randint(35, 60) / 100, -1) for _ in assets]
    limit = 10 * math.ceil((deviation(gain, even(most, budget)) + deviation(gain, greedy(gain, most, budget))) / 20)
    return Formulation(
        sets=(IndexSet(name="ASSETS", members=assets), IndexSet(name="SCENARIOS", members=scenarios)),
        parameters=(
            Parameter(name="budget", values=(budget,)),
            Parameter(name="gain", sets=("ASSETS", "SCENARIOS"), values=tuple(v for row in gain for v in row)),
            Parameter(
                name="expected",
                sets=("ASSETS",),
                values=tuple(sum(row) / len(row) for row in gain),
                derivation="sum(gain[i1, s] for s in SCENARIOS) / len(SCENARIOS)",
            ),
            Parameter(name="most", sets=("ASSETS",), values=tuple(most)),
            Parameter(name="deviation_limit", values=(limit,)),
        ),
        variables=(
            Variable(name="put", sets=("ASSETS",)),
            Variable(name="above", sets=("SCENARIOS",)),
            Variable(name="below", sets=("SCENARIOS",)),
        ),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(expected[i] * put[i] for i in ASSETS)"),
        constraints=(
            Constraint(name="spend_all", expression="sum(put[i] for i in ASSETS) == budget"),
            Constraint(name="cap", expression="put[i] <= most[i]", forall="for i in ASSETS"),
            Constraint(
                name="scenario_gap",
                expression="above[s] - below[s] == sum((gain[i, s] - expected[i]) * put[i] for i in ASSETS)",
                forall="for s in SCENARIOS",
            ),
            Constraint(
                name="steady",
                expression="sum(above[s] + below[s] for s in SCENARIOS) <= deviation_limit * len(SCENARIOS)",
            ),
        ),
    )


def draw_gains(rng: Random, scenarios: int, level: int) -> list[int]:
    """Draw gains around a level, none below 2 in size: the words speak of cents in the plural."""
    drawn = [level + rng.randint(-level - 4, level + 4) for _ in range(scenarios)]
    return [value if abs(value) > 1 else level for value in drawn]


def even(most: list[float], budget: int) -> list[float]:
    """Spread the budget in proportion to the caps."""
    return [budget * cap / sum(most) for cap in most]


def greedy(gain: Rows, most: list[float], budget: int) -> list[float]:
    """Spread the budget by expected gain, the best first up to its cap."""
    put, left = [0.0] * len(gain), float(budget)
    for at in sorted(range(len(gain)), key=lambda at: -sum(gain[at])):
        put[at] = min(most[at], left)
        left -= put[at]
    return put


def deviation(gain: Rows, put: list[float]) -> float:
    """Mean absolute deviation of a portfolio's total gain over the scenarios."""
    totals = [sum(row[s] * amount for row, amount in zip(gain, put, strict=True)) for s in range(len(gain[0]))]
    mean = sum(totals) / len(totals)
    return sum(abs(total - mean) for total in totals) / len(totals)


def meanings(unit: str, per: str, asset: str, gained: str) -> dict[str, str]:
    """Say what each part is, where one unit is placed and another one gained."""
    return {
        "ASSETS": f"the {asset}",
        "SCENARIOS": "equally likely scenarios",
        "budget": f"{unit} to place in all",
        "gain": f"gain in the scenario, in {gained} per {per}",
        "expected": f"expected gain, in {gained} per {per}",
        "most": f"most {unit} that may be placed there",
        "deviation_limit": f"most that the total gain may deviate from its average, on average, in {gained}",
        "put": f"{unit} placed",
        "above": f"excess of the scenario's total gain over its average, in {gained}",
        "below": f"shortfall of the scenario's total gain from its average, in {gained}",
        "spend_all": "everything available is placed",
        "cap": "no place takes more than its cap",
        "scenario_gap": "excess less shortfall is the scenario's distance from the average gain",
        "steady": "the mean absolute deviation of the total gain stays within its limit",
        "objective": f"expected total gain, in {gained}",
    }


def phrases(put: str, active: str, unit: str, gained: str) -> dict[str, VariablePhrases]:
    """How people speak of the amounts and of the two deviations."""
    return {
        "put": VariablePhrases(amount=put, active=active, unit=unit),
        "above": VariablePhrases(amount="the excess of the total gain in a {0} over its average", unit=gained),
        "below": VariablePhrases(amount="the shortfall of the total gain in a {0} from its average", unit=gained),
    }


CLUB = Setting(
    name="student_club",
    domain=Domain.education,
    nouns={
        "ASSETS": SetNouns(
            singular="investment",
            plural="investments",
            pool=(
                "railway shares",
                "municipal bonds",
                "copper futures",
                "forestry notes",
                "shipping stocks",
                "treasury bills",
                "property certificates",
            ),
            grows=True,
        ),
        "SCENARIOS": SetNouns(
            singular="outlook", plural="outlooks", pool=("boom", "slump", "recovery", "crash", "plateau", "rally")
        ),
    },
    phrases=phrases("the dollars put into {0}", "any money is put into {0}", "dollars", "cents"),
    meanings=meanings("dollars", "dollar", "investments", "cents"),
    stories=(
        (
            context(
                "The investment club of a business college may buy {{ names(ASSETS) }} this semester, each in any "
                "amount that it likes."
            ),
            data("It has collected ${{ budget }} from its members and must put all of that to work.", *FULL),
            data(
                "Its economics tutor regards {{ count(SCENARIOS) }} outlooks as equally likely. According to her, "
                "{{ by_row(gain, 'a dollar in {0} yields {items}', '{value} cents in a {1}') }}, where a minus sign "
                "marks a loss.",
                "gain",
            ),
            rule(
                "The club's charter caps single holdings: at most {{ each(most, '${value} may go into {0}') }}.",
                *CAP,
            ),
            rule(
                "Parents of the younger members want steadiness as well. For each outlook, take the distance between "
                "the total gain in it and the average total gain over all outlooks; the mean of these distances must "
                "not exceed {{ deviation_limit }} cents.",
                *STEADINESS,
            ),
            goal("How should the money be split to maximize the expected total gain, in cents?"),
        ),
        (
            context(
                "For their final assignment, students of finance run a real purse and decide how many dollars, "
                "fractions included, go where."
            ),
            data("The rules oblige them to invest exactly ${{ budget }}.", *FULL),
            data(
                "The assignment sheet lists, for every investment on offer, the largest sum permitted and the gain in "
                "cents per dollar under each of the equally likely outlooks:"
                "{{ columns(ASSETS, 'Investment', {'Largest sum ($)': most, 'Cents per dollar in a': gain}) }}"
                "Negative entries are losses.",
                "most",
                "gain",
            ),
            rule("Nobody may exceed the largest sum of an investment.", *CAP),
            rule(
                "Marks are lost for a nervous portfolio: averaged over the outlooks, the absolute difference between "
                "the gain earned and the expected gain may be {{ deviation_limit }} cents at the most.",
                *STEADINESS,
            ),
            goal("Which portfolio does best, if doing best means maximizing the expected gain?"),
        ),
    ),
)

GLASSHOUSE = Setting(
    name="glasshouse",
    domain=Domain.agriculture,
    nouns={
        "ASSETS": SetNouns(
            singular="crop",
            plural="crops",
            pool=("tomatoes", "basil", "orchids", "peppers", "strawberries", "cut roses", "lettuce"),
            grows=True,
        ),
        "SCENARIOS": SetNouns(
            singular="kind of weather",
            plural="kinds of weather",
            pool=("cold spring", "wet summer", "heat wave", "dry autumn", "mild season", "cloudy year"),
        ),
    },
    phrases=phrases("the area given to {0}", "any area is given to {0}", "square metres", "dollars"),
    meanings=meanings("square metres", "square metre", "crops", "dollars"),
    stories=(
        (
            context(
                "Marit van Dalen raises {{ names(ASSETS) }} under heated glass and is about to decide the area of each."
            ),
            data(
                "She has {{ budget }} square metres, and bare benches are out of the question: the crops must fill the "
                "area exactly.",
                *FULL,
            ),
            data(
                "What a square metre earns depends on the weather. Her records, in dollars and with losses as "
                "negative numbers, say that {{ by_row(gain, '{0} will bring {items}', '{value} in a {1}') }}. She "
                "believes each kind of weather to be as likely as any other.",
                "gain",
            ),
            rule(
                "Buyers set bounds on the areas, namely {{ each(most, 'no more than {value} square metres of {0}') }}.",
                *CAP,
            ),
            rule(
                "Her bank lends only against steady earnings. It computes how far the nursery's earnings lie from "
                "their mean in each kind of weather, ignores the signs, takes the average, and accepts up to "
                "${{ deviation_limit }}.",
                *STEADINESS,
            ),
            goal("Advise Marit on the areas that maximize her expected earnings."),
        ),
        (
            context("Planting plans at the Lindqvist nursery are settled in November. A bed may be of any size."),
            data("All {{ budget }} square metres under glass have to be allotted.", *FULL),
            data(
                "Earnings in dollars per square metre, which may turn negative, were estimated for "
                "{{ count(SCENARIOS) }} equally probable kinds of weather:{{ table(gain, 'Crop') }}",
                "gain",
            ),
            rule(
                "Contracts with the wholesalers limit the area: {{ each(most, '{value} square metres for {0}') }}.",
                *CAP,
            ),
            rule(
                "After a ruinous year, the family agreed on a test of prudence. The mean absolute deviation of the "
                "nursery's earnings across the kinds of weather is not to be greater than ${{ deviation_limit }}.",
                *STEADINESS,
            ),
            goal("Subject to all this, mean earnings over the kinds of weather are to be maximized. What is planted?"),
        ),
    ),
)

WIND = Setting(
    name="wind_surplus",
    domain=Domain.energy,
    nouns={
        "ASSETS": SetNouns(
            singular="outlet",
            plural="outlets",
            pool=(
                "day-ahead auction",
                "balancing market",
                "bilateral contract",
                "cross-border exchange",
                "hydrogen plant",
                "desalination plant",
                "district heating boiler",
            ),
            grows=True,
        ),
        "SCENARIOS": SetNouns(
            singular="market situation",
            plural="market situations",
            pool=("tight market", "calm market", "gas shortage", "windy spell", "mild winter", "cold snap"),
        ),
    },
    phrases=phrases(
        "the energy committed to the {0}", "any energy is committed to the {0}", "megawatt-hours", "dollars"
    ),
    meanings=meanings("megawatt-hours", "megawatt-hour", "outlets", "dollars"),
    stories=(
        (
            context(
                "A wind park will have energy to spare next quarter. It can go, in whatever portions, to "
                "{{ count(ASSETS) }} outlets: {{ listing(ASSETS, 'the {0}') }}."
            ),
            data("The surplus is {{ budget }} megawatt-hours, and every bit of it must be committed now.", *FULL),
            data(
                "Margins are uncertain. Traders give equal odds to {{ listing(SCENARIOS, 'a {0}') }}. In "
                "that order, and in dollars per megawatt-hour (negative where money is lost), "
                "{{ by_row(gain, 'the {0} would leave {items}', '{value}') }}.",
                "gain",
            ),
            rule(
                "Grid and customers can absorb only so much: "
                "{{ each(most, '{value} megawatt-hours through the {0}') }}.",
                *CAP,
            ),
            rule(
                "The lenders watch volatility, measured as the average over the market situations of the absolute "
                "difference between the total margin there and the expected total margin. They tolerate "
                "${{ deviation_limit }}.",
                *STEADINESS,
            ),
            goal("What commitment maximizes the expected total margin?"),
        ),
        (
            context(
                "Skerry Wind has to sell its surplus before knowing how prices will turn out; it may divide the energy "
                "as finely as it wants."
            ),
            data("What it sells must add up to {{ budget }} megawatt-hours.", *FULL),
            data(
                "Below are the ceilings agreed with each outlet and the margins to expect; the market situations in "
                "the heads of the columns are equally likely, and a negative margin is a loss."
                "{{ columns(ASSETS, 'Outlet', {'Ceiling (MWh)': most, 'Margin ($/MWh),': gain}) }}",
                "most",
                "gain",
            ),
            rule("Ceilings are binding.", *CAP),
            rule(
                "So is the board's policy on risk: when the total margin of each market situation is compared with the "
                "mean of these totals, the gaps, all counted as positive, may average no more than "
                "${{ deviation_limit }}.",
                *STEADINESS,
            ),
            goal("The trading desk asks for the split that will maximize the mean of the total margin."),
        ),
    ),
)

FAMILY = Family(
    name="portfolio",
    title="Portfolio with a limit on mean absolute deviation",
    build=build,
    sizes={"ASSETS": (3, 5), "SCENARIOS": (3, 4)},
    settings=(CLUB, GLASSHOUSE, WIND),
    scarce=("budget", 10),
)
