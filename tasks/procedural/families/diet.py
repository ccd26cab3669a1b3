"""Diet: choose portions of foods that cover all nutrient needs for the least money."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw the data around a hidden menu, which covers every need within every limit."""
    foods, nutrients = labels["FOODS"], labels["NUTRIENTS"]
    menu = [rng.randint(1, 3) for _ in foods]
    content = [[rng.randint(2, 30) for _ in nutrients] for _ in foods]
    cost = [round(sum(row) * rng.uniform(0.03, 0.09), 2) for row in content]
    burden = [rng.randint(20, 95) for _ in foods]
    need = [sum(row[at] * amount for row, amount in zip(content, menu, strict=True)) for at in range(len(nutrients))]
    carried = sum(weight * amount for weight, amount in zip(burden, menu, strict=True))
    return Formulation(
        sets=(IndexSet(name="FOODS", members=foods), IndexSet(name="NUTRIENTS", members=nutrients)),
        parameters=(
            Parameter(name="cost", sets=("FOODS",), values=tuple(cost)),
            Parameter(name="burden", sets=("FOODS",), values=tuple(burden)),
            Parameter(name="most", sets=("FOODS",), values=tuple(amount + rng.randint(1, 2) for amount in menu)),
            Parameter(name="content", sets=("FOODS", "NUTRIENTS"), values=tuple(v for row in content for v in row)),
            Parameter(name="need", sets=("NUTRIENTS",), values=tuple(need)),
            Parameter(name="burden_limit", values=(5 * (carried // 5 + rng.randint(1, 6)),)),
        ),
        variables=(Variable(name="eat", sets=("FOODS",)),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(cost[i] * eat[i] for i in FOODS)"),
        constraints=(
            Constraint(
                name="nutrient_need",
                expression="sum(content[i, r] * eat[i] for i in FOODS) >= need[r]",
                forall="for r in NUTRIENTS",
            ),
            Constraint(name="burden_cap", expression="sum(burden[i] * eat[i] for i in FOODS) <= burden_limit"),
            Constraint(name="portion_limit", expression="eat[i] <= most[i]", forall="for i in FOODS"),
        ),
    )


WARD = Setting(
    name="ward",
    domain=Domain.healthcare,
    nouns={
        "FOODS": SetNouns(
            singular="dish",
            plural="dishes",
            pool=(
                "lentil soup",
                "baked fish",
                "porridge",
                "rice pudding",
                "potato mash",
                "custard",
                "bean stew",
                "salad",
            ),
            grows=True,
        ),
        "NUTRIENTS": SetNouns(
            singular="nutrient", plural="nutrients", pool=("protein", "fibre", "fat", "starch", "calcium")
        ),
    },
    phrases={
        "eat": VariablePhrases(
            amount="the portions of {0} on the meal plan", active="the meal plan includes {0}", unit="portions"
        )
    },
    meanings={
        "FOODS": "dishes of the hospital kitchen",
        "NUTRIENTS": "nutrients that the patient needs",
        "cost": "cost of a portion, in dollars",
        "burden": "phosphorus in a portion, in milligrams",
        "most": "most portions of the dish in a day",
        "content": "units of the nutrient in a portion",
        "need": "units of the nutrient that the patient needs in a day",
        "burden_limit": "most phosphorus in a day, in milligrams",
        "eat": "portions of the dish in a day",
        "nutrient_need": "the plan covers the need for each nutrient",
        "burden_cap": "the plan stays within the allowance of phosphorus",
        "portion_limit": "the patient does not get more of a dish than he will eat",
        "objective": "cost of the day's meals, in dollars",
    },
    stories=(
        (
            context(
                "Dietitian Noor Haddad writes the meal plan of a patient who is recovering from surgery. The ward "
                "kitchen offers {{ names(FOODS) }}, and it will serve any fraction of a portion."
            ),
            data("A portion costs {{ each(cost, '${value} for the {0}') }}.", "cost"),
            data(
                "In units per portion, {{ by_row(content, 'the {0} supplies {items}', '{value} of {1}') }}.", "content"
            ),
            rule(
                "Over the day the patient needs no fewer than {{ each(need, '{value} units of {0}') }}.",
                "nutrient_need",
                "need",
            ),
            rule(
                "His kidneys tolerate at most {{ burden_limit }} milligrams of phosphorus a day; a portion has "
                "{{ each(burden, '{value} in the {0}') }}.",
                "burden_cap",
                "burden",
                "burden_limit",
            ),
            rule(
                "In portions, he has told the nurse, he stops {{ each(most, 'at {value} of the {0}') }}.",
                "portion_limit",
                "most",
            ),
            goal("Which plan should Noor write to minimize the cost of the day's meals?"),
        ),
        (
            context(
                "On the renal unit of Holm Infirmary every tray is computed. Portions come from a trolley with scales, "
                "so a spoonful more or less is no trouble."
            ),
            data(
                "Tomorrow's trolley carries the following dishes; phosphorus is in milligrams and nutrients are in "
                "units, all per portion:"
                "{{ columns(FOODS, 'Dish', {'Cost ($)': cost, 'Phosphorus': burden, 'Portions at most': most, "
                "'': content}) }}",
                "cost",
                "burden",
                "most",
                "content",
            ),
            rule(
                "For the patient in the window bed the doctor prescribes a daily intake of "
                "{{ each(need, 'at least {value} units of {0}') }}.",
                "nutrient_need",
                "need",
            ),
            rule("She allows {{ burden_limit }} milligrams of phosphorus in total.", "burden_cap", "burden_limit"),
            rule(
                "The last but practical limit is the trolley's: no dish beyond its portions at most.", "portion_limit"
            ),
            goal("Find portions that satisfy the doctor while the unit minimises its spending."),
        ),
    ),
)

PATROL = Setting(
    name="patrol",
    domain=Domain.defence,
    nouns={
        "FOODS": SetNouns(
            singular="ration",
            plural="rations",
            pool=("hardtack", "pemmican", "dried beef", "peanut paste", "milk powder", "chocolate", "rice", "muesli"),
            grows=True,
        ),
        "NUTRIENTS": SetNouns(
            singular="nutrient", plural="nutrients", pool=("protein", "iron", "carbohydrates", "fat", "magnesium")
        ),
    },
    phrases={
        "eat": VariablePhrases(
            amount="the tins of {0} emptied into the rucksack", active="the rucksack holds {0}", unit="tins"
        )
    },
    meanings={
        "FOODS": "foods in the depot",
        "NUTRIENTS": "nutrients that the soldier needs",
        "cost": "price of a tin's content, in dollars",
        "burden": "weight of a tin's content, in decagrams",
        "most": "tins in the depot",
        "content": "standard units of the nutrient in a tin",
        "need": "standard units of the nutrient that the soldier needs",
        "burden_limit": "most weight that the soldier carries, in decagrams",
        "eat": "tins emptied into the rucksack",
        "nutrient_need": "the food covers the need for each nutrient",
        "burden_cap": "the food is not too heavy to carry",
        "portion_limit": "no more of a food than the depot holds",
        "objective": "price of the food, in dollars",
    },
    stories=(
        (
            context(
                "A mountain scout will be on his own beyond the pass, fed by what he carries. The quartermaster fills "
                "cloth bags from tins, part-used ones being fine, and stocks {{ names(FOODS) }}."
            ),
            data(
                "Measured in standard units, {{ by_row(content, 'a tin of {0} gives {items}', '{value} of {1}') }}.",
                "content",
            ),
            data("A tin is priced at {{ each(cost, '${value} for {0}') }}.", "cost"),
            rule(
                "The scout can bear {{ burden_limit }} decagrams of food, and the content of a tin weighs "
                "{{ each(burden, '{value} for {0}') }}.",
                "burden_cap",
                "burden",
                "burden_limit",
            ),
            rule(
                "Regulations for such a trip ask for {{ each(need, '{value} units of {0}') }} or more.",
                "nutrient_need",
                "need",
            ),
            rule("On the shelf stand just {{ each(most, '{value} tins of {0}') }}.", "portion_limit", "most"),
            goal("What should go into the rucksack so as to minimize the price of the food?"),
        ),
        (
            context(
                "Captain Ruiz is provisioning a lone observer at a border post. Tins may be opened and shared with the "
                "garrison, so parts of a tin count as well as full ones."
            ),
            data(
                "The depot's register shows price, weight and stock:"
                "{{ columns(FOODS, 'Food', {'$ per tin': cost, 'Decagrams per tin': burden, 'Tins in stock': most}) }}",
                "cost",
                "burden",
                "most",
            ),
            data(
                "The medical service adds how many standard units a tin contains:{{ table(content, 'Food') }}",
                "content",
            ),
            rule("Nothing leaves the depot beyond its stock.", "portion_limit"),
            rule(
                "The mule that climbs to the post is loaded with {{ burden_limit }} decagrams at most.",
                "burden_cap",
                "burden_limit",
            ),
            rule(
                "To stay healthy until relief arrives, the observer has to find, over all tins together, "
                "{{ each(need, 'at least {value} units of {0}') }}.",
                "nutrient_need",
                "need",
            ),
            goal("Captain Ruiz has to account for each dollar and wants the bill to be minimized."),
        ),
    ),
)

CANTEEN = Setting(
    name="canteen",
    domain=Domain.education,
    nouns={
        "FOODS": SetNouns(
            singular="food",
            plural="foods",
            pool=("pasta", "chickpeas", "broccoli", "cheese", "chicken", "yoghurt", "brown bread", "carrots"),
            grows=True,
        ),
        "NUTRIENTS": SetNouns(
            singular="nutrient", plural="nutrients", pool=("protein", "fibre", "calcium", "iron", "vitamins")
        ),
    },
    phrases={"eat": VariablePhrases(amount="the trays of {0} prepared", active="the cooks prepare {0}", unit="trays")},
    meanings={
        "FOODS": "foods of the canteen",
        "NUTRIENTS": "nutrients that lunch has to provide",
        "cost": "cost of a tray, in dollars",
        "burden": "preparation time of a tray, in minutes",
        "most": "trays that the pupils finish at most",
        "content": "points of the nutrient for a tray",
        "need": "points of the nutrient that lunch has to reach",
        "burden_limit": "preparation time before lunch, in minutes",
        "eat": "trays prepared",
        "nutrient_need": "lunch reaches the points required for each nutrient",
        "burden_cap": "the cooks finish in time",
        "portion_limit": "no more of a food than the pupils finish",
        "objective": "cost of lunch, in dollars",
    },
    stories=(
        (
            context(
                "The school board of Linden Valley grades canteen lunches by a points system. Cook Pia Lund can put "
                "{{ names(FOODS) }} on the counter, in trays that need not be full."
            ),
            data("A tray costs {{ each(cost, '${value} for {0}') }}.", "cost"),
            data(
                "The board's points for a full tray are {{ by_row(content, '{items} for {0}', "
                "'{value} in {1}') }}; a partly filled tray scores in proportion.",
                "content",
            ),
            rule("Her lunch passes if the points reach {{ each(need, '{value} in {0}') }}.", "nutrient_need", "need"),
            rule(
                "The cooks have {{ burden_limit }} minutes in all; a tray, again in proportion, takes "
                "{{ each(burden, '{value} for {0}') }}.",
                "burden_cap",
                "burden",
                "burden_limit",
            ),
            rule(
                "To keep leftovers out of the bin she prepares no more trays than {{ each(most, '{value} of {0}') }}.",
                "portion_limit",
                "most",
            ),
            goal("Pia's budget is tight. Which lunch minimizes its cost?"),
        ),
        (
            context(
                "Every Thursday the pupils of a boarding school vote on which foods they like, and on Friday the cook "
                "decides how much of each to cook. Trays may be filled to any level."
            ),
            data(
                "He plans with these figures for a full tray, nutrients being rated in points:"
                "{{ columns(FOODS, 'Food', {'Cost ($)': cost, 'Work (minutes)': burden, '': content}) }}",
                "cost",
                "burden",
                "content",
            ),
            data("Going by the vote, pupils will finish {{ each(most, '{value} trays of {0}') }}.", "most"),
            rule("Anything beyond that would be wasted and is not cooked.", "portion_limit"),
            rule(
                "A balanced Friday lunch scores altogether {{ each(need, '{value} points or more for {0}') }}.",
                "nutrient_need",
                "need",
            ),
            rule(
                "Kitchen staff are paid for {{ burden_limit }} minutes of work and not longer.",
                "burden_cap",
                "burden_limit",
            ),
            goal("Decide how many trays of each food, fractions allowed, minimize the total cost of the lunch."),
        ),
    ),
)

FAMILY = Family(
    name="diet",
    title="Diet",
    build=build,
    sizes={"FOODS": (3, 5), "NUTRIENTS": (2, 3)},
    settings=(WARD, PATROL, CANTEEN),
    scarce=("need", 10),
)
