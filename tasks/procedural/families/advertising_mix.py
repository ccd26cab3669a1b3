"""Advertising mix: how much to spend on each medium so that most contacts are made and every group is reached."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

BUDGET = ("budget_limit", "budget")
FLOOR = ("smallest_spend", "least")
SHARE = ("largest_share", "share_limit")
TARGET = ("group_reached", "target")


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw contacts per dollar; an even spread of the budget reaches every target."""
    media, groups = labels["MEDIA"], labels["GROUPS"]
    budget = 100 * rng.randint(40, 150)
    reach = [[rng.randint(2, 9) for _ in groups] for _ in media]
    even = [sum(row[at] for row in reach) * budget / len(media) for at in range(len(groups))]
    return Formulation(
        sets=(IndexSet(name="MEDIA", members=media), IndexSet(name="GROUPS", members=groups)),
        parameters=(
            Parameter(name="budget", values=(budget,)),
            Parameter(name="reach", sets=("MEDIA", "GROUPS"), values=tuple(v for row in reach for v in row)),
            Parameter(
                name="least", sets=("MEDIA",), values=tuple(50 * (budget * rng.randint(5, 14) // 5000) for _ in media)
            ),
            Parameter(name="share_limit", values=(rng.choice((0.35, 0.4, 0.45, 0.5)),)),
            Parameter(name="target", sets=("GROUPS",), values=tuple(500 * int(value // 500) for value in even)),
        ),
        variables=(Variable(name="spend", sets=("MEDIA",)),),
        objective=Objective(
            sense=ObjectiveSense.maximize,
            expression="sum(reach[a, g] * spend[a] for a in MEDIA for g in GROUPS)",
        ),
        constraints=(
            Constraint(name="budget_limit", expression="sum(spend[a] for a in MEDIA) <= budget"),
            Constraint(name="smallest_spend", expression="spend[a] >= least[a]", forall="for a in MEDIA"),
            Constraint(
                name="largest_share",
                expression="spend[a] <= share_limit * sum(spend[b] for b in MEDIA)",
                forall="for a in MEDIA",
            ),
            Constraint(
                name="group_reached",
                expression="sum(reach[a, g] * spend[a] for a in MEDIA) >= target[g]",
                forall="for g in GROUPS",
            ),
        ),
    )


def meanings(contact: str, group: str) -> dict[str, str]:
    """Say what each part is, for money that makes contacts in groups of people."""
    return {
        "MEDIA": "media to spend on",
        "GROUPS": group,
        "budget": "most dollars to spend in all",
        "reach": f"{contact} per dollar",
        "least": "fewest dollars that the medium takes",
        "share_limit": "largest share of total spending on a single medium",
        "target": f"fewest {contact} wanted",
        "spend": "dollars spent on the medium",
        "budget_limit": "spending stays within the budget",
        "smallest_spend": "every medium gets its smallest spending",
        "largest_share": "no medium takes more than the largest share of what is spent",
        "group_reached": "every group is reached often enough",
        "objective": f"total {contact} over all groups",
    }


GARDEN = Setting(
    name="garden_centre",
    domain=Domain.retail,
    nouns={
        "MEDIA": SetNouns(
            singular="medium",
            plural="media",
            pool=(
                "local radio",
                "bus posters",
                "leaflets",
                "newspaper notices",
                "web banners",
                "cinema spots",
                "video clips",
            ),
            grows=True,
        ),
        "GROUPS": SetNouns(
            singular="group",
            plural="groups",
            pool=("home owners", "tenants", "retired people", "young families", "allotment holders"),
        ),
    },
    phrases={
        "spend": VariablePhrases(amount="the dollars spent on {0}", active="money is spent on {0}", unit="dollars")
    },
    meanings=meanings("contacts", "groups of customers"),
    stories=(
        (
            context(
                "Spring is when a garden centre earns its living. The owner of Rosewood Gardens is about to book her "
                "advertising, for which she considers {{ names(MEDIA) }}."
            ),
            data(
                "From past seasons she knows how many contacts a dollar buys: "
                "{{ by_row(reach, 'spent on {0}, it finds {items}', '{value} among {1}') }}.",
                "reach",
            ),
            rule("She can afford ${{ budget }} altogether.", *BUDGET),
            rule(
                "Agencies do not take small orders, and having promised all of them some business she must spend "
                "{{ each(least, '${value} or more on {0}') }}.",
                *FLOOR,
            ),
            rule(
                "Wary of putting her eggs in one basket, she lets no medium have more than {{ share_limit | percent }} "
                "of the money actually spent.",
                *SHARE,
            ),
            rule("Wanted are at least {{ each(target, '{value} contacts among {0}') }}.", *TARGET),
            goal("How does she divide her money, down to the cent if need be, to maximize the number of all contacts?"),
        ),
        (
            context("Bloom & Sons, sellers of plants, have asked their nephew the statistician for a media plan."),
            data(
                "He starts from contacts per dollar, by medium and by group of customers:{{ table(reach, 'Medium') }}",
                "reach",
            ),
            data("Existing agreements put lower bounds on spending, {{ each(least, '${value} for {0}') }}.", *FLOOR),
            rule("His uncles will not pay a cent beyond ${{ budget }}.", *BUDGET),
            rule(
                "For every group there is a goal in contacts, {{ each(target, '{value} for {0}') }}, that has to be "
                "attained or surpassed.",
                *TARGET,
            ),
            rule(
                "Diversity matters too: the share of any medium in total spending is {{ share_limit | percent }} or "
                "less.",
                *SHARE,
            ),
            goal("The plan should maximize contacts, each group weighing the same."),
        ),
    ),
)

ALPINE = Setting(
    name="alpine_hotel",
    domain=Domain.hospitality,
    nouns={
        "MEDIA": SetNouns(
            singular="channel",
            plural="channels",
            pool=(
                "travel blogs",
                "search ads",
                "railway magazines",
                "ski podcasts",
                "trade fairs",
                "booking portals",
                "city billboards",
            ),
            grows=True,
        ),
        "GROUPS": SetNouns(
            singular="market",
            plural="markets",
            pool=("Austria", "Belgium", "Denmark", "Poland", "Scotland"),
        ),
    },
    phrases={
        "spend": VariablePhrases(amount="the dollars put into {0}", active="any money is put into {0}", unit="dollars")
    },
    meanings=meanings("views", "markets") | {"MEDIA": "channels to spend on"},
    stories=(
        (
            context(
                "Beds at the Hotel Steinbock stay empty between seasons, which {{ count(MEDIA) }} channels are to "
                "change: {{ names(MEDIA) }}. The marketing manager can put any amount into them, subject to some "
                "conditions."
            ),
            rule(
                "First, a channel is not to be starved: {{ each(least, '{0} will get ${value} at the very least') }}.",
                *FLOOR,
            ),
            rule(
                "Nor is a channel to dominate, so that its part of the sum spent must not rise above "
                "{{ share_limit | percent }}.",
                *SHARE,
            ),
            rule("The sum spent must not rise above ${{ budget }}.", *BUDGET),
            data(
                "Statistics are available: {{ by_row(reach, 'a dollar for {0} means {items}', '{value} views in {1}') "
                "}}.",
                "reach",
            ),
            rule(
                "The partners abroad have been guaranteed {{ each(target, '{value} views in {0}') }}, and more is "
                "welcome.",
                *TARGET,
            ),
            goal("How much goes into each channel when the views in all markets together are to be maximized?"),
        ),
        (
            context("Tourism boards like numbers, and the board of Val Serena is no exception."),
            data(
                "It has measured how many people view an offer for every dollar that is spent:"
                "{{ table(reach, 'Views per dollar') }}",
                "reach",
            ),
            data("Fewer views than {{ each(target, '{value} in {0}') }} would count as a failure.", *TARGET),
            rule(
                "Contracts already signed oblige it to pay no less than {{ each(least, '${value} to {0}') }}.",
                *FLOOR,
            ),
            rule("The treasury releases ${{ budget }}; what is not needed flows back.", *BUDGET),
            rule(
                "By statute, a channel absorbs {{ share_limit | percent }} of total payments at most.",
                *SHARE,
            ),
            goal("Payments can be of any size. Which ones maximize the views summed over the markets?"),
        ),
    ),
)

COLLEGE = Setting(
    name="evening_college",
    domain=Domain.education,
    nouns={
        "MEDIA": SetNouns(
            singular="means",
            plural="means",
            pool=(
                "tram posters",
                "radio spots",
                "open evenings",
                "mailings",
                "social media",
                "book fairs",
                "library stands",
            ),
            grows=True,
        ),
        "GROUPS": SetNouns(
            singular="audience",
            plural="audiences",
            pool=("school leavers", "career changers", "newcomers", "parents", "job seekers"),
        ),
    },
    phrases={
        "spend": VariablePhrases(
            amount="the dollars devoted to {0}", active="dollars are devoted to {0}", unit="dollars"
        )
    },
    meanings=meanings("encounters", "audiences"),
    stories=(
        (
            context(
                "Too few people know that the evening college exists. To fill its courses the dean turns to "
                "{{ names(MEDIA) }}, hoping to meet {{ names(GROUPS) }}."
            ),
            data(
                "Per dollar, the encounters number "
                "{{ by_row(reach, '{items} where the dollar is devoted to {0}', '{value} with {1}') }}.",
                "reach",
            ),
            rule("Her faculty has voted ${{ budget }} for the campaign.", *BUDGET),
            rule(
                "The campaign is bound by several clauses. Encounters must come to {{ each(target, '{value} or more "
                "with {0}') }}.",
                *TARGET,
            ),
            rule("The staff in charge are owed {{ each(least, 'at least ${value} for {0}') }}.", *FLOOR),
            rule(
                "A ceiling of {{ share_limit | percent }} applies to the fraction of the campaign's actual cost that "
                "is caused by any single means.",
                *SHARE,
            ),
            goal("Sums may be split at will. Maximize the encounters, whoever they are with."),
        ),
        (
            context(
                "Enrolment at a music school has been falling. A parent who works in advertising volunteers to plan "
                "the campaign and is handed a sheet of paper."
            ),
            data(
                "It gives the smallest outlay on each means, in dollars, along with the encounters that a dollar "
                "brings about:{{ columns(MEDIA, 'Means', {'Smallest outlay ($)': least, 'With': reach}) }}",
                "least",
                "reach",
            ),
            rule("The smallest outlays are obligatory.", *FLOOR),
            rule(
                "Nothing on the sheet, she is told, may claim more than {{ share_limit | percent }} of all outlays.",
                *SHARE,
            ),
            rule("The sheet ends with a sum of ${{ budget }}, underlined, that outlays must respect.", *BUDGET),
            rule(
                "On the back there are wishes the school insists upon: {{ each(target, '{value} encounters with {0}') "
                "}}, or better.",
                *TARGET,
            ),
            goal("She settles down to find the outlays, round or not, that maximize encounters in total."),
        ),
    ),
)

FAMILY = Family(
    name="advertising_mix",
    title="Advertising mix",
    build=build,
    sizes={"MEDIA": (3, 5), "GROUPS": (2, 3)},
    settings=(GARDEN, ALPINE, COLLEGE),
    scarce=("target", 10),
    lifted="budget_limit",
)
