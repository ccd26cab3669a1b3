"""Set cover: which sites to choose so that every area is covered often enough at least cost."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule

AND_LIST = "{{ found[:-1] | join(', ') }}{{ ' and ' if found | length > 1 else '' }}{{ found[-1] }}"
"""Template text that joins the labels in `found` as prose does."""


def grouped(position: int, pattern: str, after: str = "; ", final: str = "; and ") -> str:
    """Template text that tells who covers what, site by site (position 0) or area by area (1).

    In the pattern `{0}` stands for the site or area, and `{items}` for those on the other side.
    """
    heads = ("SITES", "AREAS")[position]
    return (
        "{% for head in "
        + heads
        + ".members %}{% set found = COVERS.members | selectattr("
        + str(position)
        + ", 'equalto', head) | map(attribute="
        + str(1 - position)
        + ") | list %}"
        + pattern.format("{{ head }}", items=AND_LIST)
        + "{{ '' if loop.last else '"
        + final
        + "' if loop.revindex == 2 else '"
        + after
        + "' }}{% endfor %}"
    )


def draw_covers(rng: Random, sites: tuple[str, ...], required: dict[str, int]) -> tuple[tuple[str, str], ...]:
    """Who covers what: each area has more sites than it requires, and each site covers something."""
    covered: set[tuple[str, str]] = set()
    for area, times in required.items():
        covered |= {(site, area) for site in rng.sample(sites, min(len(sites), times + rng.randint(1, 2)))}
    idle = [site for site in sites if all(site != chosen for chosen, _ in covered)]
    covered |= {(site, rng.choice(list(required))) for site in idle}
    return tuple((site, area) for site in sites for area in required if (site, area) in covered)


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw who covers what, how often each area is to be covered, and what each site costs."""
    sites, areas = labels["SITES"], labels["AREAS"]
    required = {area: rng.randint(1, 2) for area in areas}
    covers = draw_covers(rng, sites, required)
    reach = {site: sum(site == chosen for chosen, _ in covers) for site in sites}
    return Formulation(
        sets=(
            IndexSet(name="SITES", members=sites),
            IndexSet(name="AREAS", members=areas),
            IndexSet(name="COVERS", members=covers),
        ),
        parameters=(
            Parameter(
                name="cost", sets=("SITES",), values=tuple(50 * rng.randint(8, 20) + 200 * reach[s] for s in sites)
            ),
            Parameter(name="required", sets=("AREAS",), values=tuple(required.values())),
        ),
        variables=(Variable(name="opened", sets=("SITES",), kind=VariableKind.binary),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[s] * opened[s] for s in SITES)"),
        constraints=(
            Constraint(
                name="cover",
                expression="sum(opened[s] for s, b in COVERS if b == a) >= required[a]",
                forall="for a in AREAS",
            ),
        ),
    )


COAST = Setting(
    name="coast_watch",
    domain=Domain.defence,
    nouns={
        "SITES": SetNouns(
            singular="lookout post",
            plural="lookout posts",
            pool=("Gull Point", "Raven Cliff", "Stone Head", "Pine Ridge", "Fort Amber", "Signal Hill", "Lantern Isle"),
        ),
        "AREAS": SetNouns(
            singular="stretch of water",
            plural="stretches of water",
            pool=("Herring Bay", "Long Sound", "Smugglers Cove", "Grey Channel", "Salt Narrows", "Mussel Reach"),
        ),
        "COVERS": SetNouns(singular="line of sight", plural="lines of sight"),
    },
    phrases={
        "opened": VariablePhrases(amount="the decision to man the post at {0}", active="the post at {0} is manned")
    },
    meanings={
        "SITES": "lookout posts that can be manned",
        "AREAS": "stretches of water to be watched",
        "COVERS": "posts with the stretches of water that they overlook",
        "cost": "cost of manning the post for the season, in dollars",
        "required": "manned posts that must overlook the stretch of water",
        "opened": "1 if the post is manned",
        "cover": "each stretch of water is overlooked by enough manned posts",
        "objective": "total cost of the season, in dollars",
    },
    stories=(
        (
            context(
                "The coast guard of an island republic can send radar crews to any of {{ count(SITES) }} lookout "
                "posts, and the admiral wants to know which of them deserve a crew this season."
            ),
            data("Manning them is not cheap: the season costs {{ each(cost, '${value} at {0}') }}.", "cost"),
            data("On the map, " + grouped(0, "{0} overlooks {items}") + ".", "COVERS"),
            rule(
                "Ships must not slip by. A post is manned for the season or left empty. By standing order, the "
                "number of manned posts overlooking a stretch of water is at least {{ each(required, '{value} for "
                "{0}') }}.",
                "cover",
                "required",
            ),
            goal("Choose the posts that minimize the cost of the season without breaking the standing order."),
        ),
        (
            context("Commander Ilse Thorn has inherited a chain of old watchtowers and too little money."),
            data(
                "Manning them for the season costs this much:{{ columns(SITES, 'Post', {'Cost of a crew ($)': cost}) "
                "}}",
                "cost",
            ),
            data(
                "Next to it hangs a chart that tells, for each stretch of water, from where it can be seen:\n\n"
                + grouped(1, "- {0}: from {items}\n", "", "")
                + "\n",
                "COVERS",
            ),
            rule(
                "Headquarters will inspect her choice. It counts how many crews have a given stretch in view, and "
                "wants no fewer than {{ each(required, '{value} over {0}') }}; a crew counts for everything that its "
                "post can see.",
                "cover",
                "required",
            ),
            goal(
                "Which towers should she put back into service if expenses are to be minimized and the inspection "
                "passed?"
            ),
        ),
    ),
)

SCHOOL = Setting(
    name="evening_school",
    domain=Domain.education,
    nouns={
        "SITES": SetNouns(
            singular="tutor",
            plural="tutors",
            pool=("Ms Alvarez", "Mr Brandt", "Ms Chandra", "Mr Dupont", "Ms Ekberg", "Mr Farrow", "Ms Greco"),
        ),
        "AREAS": SetNouns(
            singular="subject",
            plural="subjects",
            pool=("algebra", "chemistry", "history", "grammar", "geography", "music"),
        ),
        "COVERS": SetNouns(singular="qualification", plural="qualifications"),
    },
    phrases={"opened": VariablePhrases(amount="the decision to hire {0}", active="{0} is hired")},
    meanings={
        "SITES": "tutors who have applied",
        "AREAS": "subjects on the timetable",
        "COVERS": "tutors with the subjects that they are qualified for",
        "cost": "fee of the tutor for the term, in dollars",
        "required": "hired tutors who must be qualified for the subject",
        "opened": "1 if the tutor is hired",
        "cover": "enough hired tutors are qualified for each subject",
        "objective": "total fees for the term, in dollars",
    },
    stories=(
        (
            context(
                "For its new term, the evening school in Larkfield has advertised for tutors, and {{ count(SITES) }} "
                "people applied."
            ),
            data("The certificates in their letters show that " + grouped(0, "{0} may teach {items}") + ".", "COVERS"),
            data(
                "Fees are for the term as a package, however many subjects a tutor takes on: {{ each(cost, '${value} "
                "for {0}') }}.",
                "cost",
            ),
            rule(
                "So that classes can go ahead even when somebody is ill, the head wants enough qualified people on "
                "the staff. The least that she accepts is {{ each(required, '{value} for {0}') }}, and the same "
                "person may count towards several subjects.",
                "cover",
                "required",
            ),
            goal("Whom should the school hire to minimize what it pays in fees?"),
        ),
        (
            context(
                "Hiring committee, agenda item: tutors for the spring term. An applicant is taken on for the full "
                "term at the fee stated, or is sent a polite refusal; there is nothing in between."
            ),
            data(
                "Fees requested are as follows:{{ columns(SITES, 'Applicant', {'Fee for the term ($)': cost}) }}",
                "cost",
            ),
            data(
                "As for who can teach what, the secretary has sorted the applications by subject.\n\n"
                + grouped(1, "- {0}: {items}\n", "", "")
                + "\n",
                "COVERS",
            ),
            rule(
                "The committee must also respect the staffing standard of the county, under which a subject needs a "
                "number of qualified tutors among those hired, namely {{ each(required, '{value} or more in {0}') "
                "}}. A tutor with several subjects counts in each.",
                "cover",
                "required",
            ),
            goal(
                "Propose a list of tutors to hire that satisfies the standard; among such lists, the committee wants "
                "the sum of the fees minimized."
            ),
        ),
    ),
)

AMBULANCE = Setting(
    name="ambulance_posts",
    domain=Domain.healthcare,
    nouns={
        "SITES": SetNouns(
            singular="garage",
            plural="garages",
            pool=(
                "Mill Lane",
                "Station Square",
                "Abbey Road",
                "Quarry Street",
                "Castle Gate",
                "Bridge End",
                "Orchard Way",
            ),
        ),
        "AREAS": SetNouns(
            singular="village",
            plural="villages",
            pool=("Ashby", "Colne", "Denholm", "Fenwick", "Garsdale", "Hartley"),
        ),
        "COVERS": SetNouns(singular="quick drive", plural="quick drives"),
    },
    phrases={
        "opened": VariablePhrases(
            amount="the decision to station an ambulance at {0}", active="an ambulance is stationed at {0}"
        )
    },
    meanings={
        "SITES": "garages where an ambulance can be stationed",
        "AREAS": "villages",
        "COVERS": "garages with the villages that they reach in time",
        "cost": "monthly cost of the garage, in dollars",
        "required": "ambulances that must reach the village in time",
        "opened": "1 if an ambulance is stationed at the garage",
        "cover": "enough ambulances reach each village in time",
        "objective": "total monthly cost, in dollars",
    },
    stories=(
        (
            context(
                "How many ambulances does a valley need, and where? The health board can rent {{ count(SITES) }} "
                "garages, each with room for a single vehicle and its crew."
            ),
            data("Rent and crew would amount to {{ each(cost, '${value} a month in {0}') }}.", "cost"),
            data(
                "Test drives have shown who gets where in time: " + grouped(1, "{0} can be reached from {items}") + ".",
                "COVERS",
            ),
            rule(
                "Old villages with many elderly people want more than a single ambulance nearby. The board has "
                "therefore promised how many will be within reach at the least: {{ each(required, '{value} for {0}') "
                "}}.",
                "cover",
                "required",
            ),
            goal("Which garages should be rented so that the promise is kept and the monthly cost is minimized?"),
        ),
        (
            context("A county is reorganizing its ambulance service from scratch."),
            data(
                "Every garage on this list could be home to an ambulance, at the monthly cost shown.{{ "
                "columns(SITES, 'Garage', {'Monthly cost ($)': cost}) }}",
                "cost",
            ),
            data(
                "The dispatchers noted which villages a driver reaches before it is too late:\n\n"
                + grouped(0, "- {0} serves {items}\n", "", "")
                + "\n",
                "COVERS",
            ),
            rule(
                "Safety rules give each village a claim to a number of ambulances that can arrive in time. These "
                "claims read {{ each(required, '{0}: {value}') }}. More is allowed, less is not.",
                "cover",
                "required",
            ),
            rule(
                "An ambulance counts for all the villages that its garage serves, and no garage takes a second "
                "vehicle.",
                "cover",
            ),
            goal("Select the garages to use such that the claims are met at a cost that has been minimized."),
        ),
    ),
)

FAMILY = Family(
    name="set_cover",
    title="Set cover with repeated coverage",
    build=build,
    sizes={"SITES": (4, 5), "AREAS": (3, 4)},
    settings=(COAST, SCHOOL, AMBULANCE),
    scarce=("required", 10),
)
