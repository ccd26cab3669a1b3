"""Blending: mix raw materials into one batch whose average quality stays within bounds, as cheaply as possible."""

from random import Random

from schemas.blueprint import Domain, SetNouns, VariablePhrases
from schemas.formulation import Constraint, Formulation, IndexSet, Objective, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.family import Family, Labels, Setting, context, data, goal, rule


def build(rng: Random, labels: Labels) -> Formulation:
    """Draw the data around a hidden recipe, so that this recipe keeps every bound."""
    materials, properties = labels["MATERIALS"], labels["PROPERTIES"]
    batch = 10 * rng.randint(8, 40)
    parts = [rng.randint(1, 4) for _ in materials]
    recipe = [batch * part / sum(parts) for part in parts]
    content = [[rng.randint(30, 240) for _ in properties] for _ in materials]
    average = [
        sum(row[at] * amount for row, amount in zip(content, recipe, strict=True)) / batch
        for at in range(len(properties))
    ]
    floor = [int(level) - rng.randint(3, 12) for level in average]
    stock = [5 * (int(amount * rng.uniform(1.3, 2.4)) // 5 + 1) for amount in recipe]
    levels = tuple(value for row in content for value in row)
    return Formulation(
        sets=(IndexSet(name="MATERIALS", members=materials), IndexSet(name="PROPERTIES", members=properties)),
        parameters=(
            Parameter(name="batch", values=(batch,)),
            Parameter(name="price", sets=("MATERIALS",), values=tuple(rng.randint(120, 480) for _ in materials)),
            Parameter(name="stock", sets=("MATERIALS",), values=tuple(stock)),
            Parameter(name="content", sets=("MATERIALS", "PROPERTIES"), values=levels),
            Parameter(name="floor", sets=("PROPERTIES",), values=tuple(floor)),
            Parameter(name="ceiling", sets=("PROPERTIES",), values=tuple(low + rng.randint(16, 30) for low in floor)),
        ),
        variables=(Variable(name="blend", sets=("MATERIALS",)),),
        objective=Objective(sense=ObjectiveSense.minimize, expression="sum(price[i] * blend[i] for i in MATERIALS)"),
        constraints=(
            Constraint(name="batch_total", expression="sum(blend[i] for i in MATERIALS) == batch"),
            Constraint(
                name="quality_floor",
                expression="sum(content[i, r] * blend[i] for i in MATERIALS) >= floor[r] * batch",
                forall="for r in PROPERTIES",
            ),
            Constraint(
                name="quality_ceiling",
                expression="sum(content[i, r] * blend[i] for i in MATERIALS) <= ceiling[r] * batch",
                forall="for r in PROPERTIES",
            ),
            Constraint(name="stock_limit", expression="blend[i] <= stock[i]", forall="for i in MATERIALS"),
        ),
    )


FEED_MILL = Setting(
    name="feed_mill",
    domain=Domain.agriculture,
    nouns={
        "MATERIALS": SetNouns(
            singular="raw material",
            plural="raw materials",
            pool=("barley", "maize", "soy meal", "wheat bran", "rapeseed cake", "oat hulls", "beet pulp", "alfalfa"),
            grows=True,
        ),
        "PROPERTIES": SetNouns(
            singular="nutrient", plural="nutrients", pool=("protein", "fibre", "fat", "starch", "sugar", "minerals")
        ),
    },
    phrases={
        "blend": VariablePhrases(amount="the tonnes of {0} in the feed", active="the feed contains {0}", unit="tonnes")
    },
    meanings={
        "MATERIALS": "raw materials",
        "PROPERTIES": "nutrients",
        "batch": "feed ordered, in tonnes",
        "price": "price of the raw material, in dollars per tonne",
        "stock": "raw material in the silo, in tonnes",
        "content": "kilograms of the nutrient in a tonne of the raw material",
        "floor": "fewest kilograms of the nutrient in a tonne of feed",
        "ceiling": "most kilograms of the nutrient in a tonne of feed",
        "blend": "raw material in the feed, in tonnes",
        "batch_total": "the raw materials together weigh what was ordered",
        "quality_floor": "a tonne of feed holds enough of each nutrient",
        "quality_ceiling": "a tonne of feed does not hold too much of any nutrient",
        "stock_limit": "no silo gives more than it holds",
        "objective": "cost of the raw materials, in dollars",
    },
    stories=(
        (
            context(
                "Ada Brandt's mill mixes feed for a dairy cooperative from {{ names(MATERIALS) }}. She may draw any "
                "amount from a silo, down to the last shovelful."
            ),
            data("A tonne costs {{ each(price, '${value} for {0}') }}.", "price"),
            data(
                "A laboratory has found, in kilograms per tonne, "
                "{{ by_row(content, '{items} in {0}', '{value} of {1}') }}.",
                "content",
            ),
            rule(
                "The cooperative has ordered exactly {{ batch }} tonnes, and nothing is lost in mixing.",
                "batch_total",
                "batch",
            ),
            rule(
                "An average tonne of the mix must contain at least {{ each(floor, '{value} kilograms of {0}') }}.",
                "quality_floor",
                "floor",
            ),
            rule("Nor may it contain more than {{ each(ceiling, '{value} of {0}') }}.", "quality_ceiling", "ceiling"),
            rule("The silos hold only {{ each(stock, '{value} tonnes of {0}') }}.", "stock_limit", "stock"),
            goal("Which quantities should Ada draw from the silos to minimize the cost of the order?"),
        ),
        (
            context(
                "Winter feed for the sheep of a hill parish is mixed in a single drum. The shepherds' association has "
                "asked for quotations, and the samples have come back from the laboratory."
            ),
            data(
                "Its secretary keeps the offers on this sheet, with nutrients in kilograms per tonne:"
                "{{ columns(MATERIALS, 'Raw material', {'Price ($ per tonne)': price, 'On offer (tonnes)': stock, "
                "'': content}) }}",
                "price",
                "stock",
                "content",
            ),
            data(
                "A vet has set the window in which the finished feed should lie, again in kilograms per tonne:"
                "{{ columns(PROPERTIES, 'Nutrient', {'Lowest': floor, 'Highest': ceiling}) }}",
                "floor",
                "ceiling",
            ),
            rule("In all, precisely {{ batch }} tonnes are to be mixed.", "batch_total", "batch"),
            rule(
                "Averaged over the weight of the mix, every nutrient must reach the vet's lowest level.",
                "quality_floor",
            ),
            rule("The average may not rise above the highest level.", "quality_ceiling"),
            rule(
                "Of a raw material, any weight up to the quantity on offer can be bought, odd fractions of a tonne "
                "included.",
                "stock_limit",
            ),
            goal("The association wants the purchase that minimizes its bill. What should it order?"),
        ),
    ),
)

FOUNDRY = Setting(
    name="foundry",
    domain=Domain.manufacturing,
    nouns={
        "MATERIALS": SetNouns(
            singular="scrap grade",
            plural="scrap grades",
            pool=(
                "turbine scrap",
                "cutlery scrap",
                "valve scrap",
                "pipe scrap",
                "rail scrap",
                "tank scrap",
                "tool scrap",
            ),
            grows=True,
        ),
        "PROPERTIES": SetNouns(
            singular="element", plural="elements", pool=("chromium", "nickel", "manganese", "molybdenum", "cobalt")
        ),
    },
    phrases={
        "blend": VariablePhrases(
            amount="the tonnes of {0} charged into the furnace", active="{0} is charged", unit="tonnes"
        )
    },
    meanings={
        "MATERIALS": "scrap grades",
        "PROPERTIES": "alloying elements",
        "batch": "weight of the melt, in tonnes",
        "price": "price of the scrap, in dollars per tonne",
        "stock": "scrap in the yard, in tonnes",
        "content": "kilograms of the element in a tonne of the scrap",
        "floor": "fewest kilograms of the element in a tonne of the melt",
        "ceiling": "most kilograms of the element in a tonne of the melt",
        "blend": "scrap charged, in tonnes",
        "batch_total": "the charge weighs what the melt needs",
        "quality_floor": "a tonne of the melt holds enough of each element",
        "quality_ceiling": "a tonne of the melt does not hold too much of any element",
        "stock_limit": "no more of a grade than lies in the yard",
        "objective": "cost of the charge, in dollars",
    },
    stories=(
        (
            context(
                "Tonight the arc furnace at Kessler Steel is charged with nothing but scrap, loaded by magnet, so that "
                "weights can be set as finely as the yard master likes."
            ),
            data("By assay, {{ by_row(content, 'a tonne of {0} brings {items}', '{value} kg of {1}') }}.", "content"),
            data("A tonne fetches {{ each(price, '${value} for {0}') }}.", "price"),
            rule(
                "The yard holds {{ each(stock, '{value} tonnes of {0}') }}; no truck will come before morning.",
                "stock_limit",
                "stock",
            ),
            rule(
                "The charge has to add up to {{ batch }} tonnes, all of which end up in the melt.",
                "batch_total",
                "batch",
            ),
            rule(
                "Per tonne of melt, the customer demands at least {{ each(floor, '{value} kg of {0}') }}.",
                "quality_floor",
                "floor",
            ),
            rule("His certificate caps it at {{ each(ceiling, '{value} kg of {0}') }}.", "quality_ceiling", "ceiling"),
            goal("Work out a charge that minimizes the value of the scrap it consumes."),
        ),
        (
            context(
                "A pump maker casts its housings from remelted scrap. Metallurgist Ioana Petru gets a spreadsheet each "
                "Monday and has to turn it into a furnace recipe, in tonnes and any fraction of a tonne."
            ),
            data(
                "This is Monday's sheet, with what the spectrometer found in kilograms per tonne of scrap:"
                "{{ columns(MATERIALS, 'Grade', {'$ per tonne': price, 'Tonnes in the yard': stock, '': content}) }}",
                "price",
                "stock",
                "content",
            ),
            rule(
                "A full furnace takes {{ batch }} tonnes, and Ioana never runs it part-filled.", "batch_total", "batch"
            ),
            rule("She cannot use scrap that is not in the yard.", "stock_limit"),
            rule(
                "By the housing standard, a tonne of the cast metal carries no less than "
                "{{ each(floor, '{value} kilograms of {0}') }}.",
                "quality_floor",
                "floor",
            ),
            rule(
                "Castings become brittle beyond {{ each(ceiling, '{value} kilograms of {0}') }}, so those levels must "
                "not be passed. The metal holds simply the sum of what its scrap brings.",
                "quality_ceiling",
                "ceiling",
            ),
            goal("How much of each grade goes into the furnace when the cost of the charge is minimised?"),
        ),
    ),
)

MUESLI = Setting(
    name="muesli",
    domain=Domain.hospitality,
    nouns={
        "MATERIALS": SetNouns(
            singular="ingredient",
            plural="ingredients",
            pool=("rolled oats", "spelt flakes", "raisins", "hazelnuts", "dried apple", "linseed", "puffed rice"),
            grows=True,
        ),
        "PROPERTIES": SetNouns(
            singular="nutrient", plural="nutrients", pool=("sugar", "fibre", "protein", "fat", "starch")
        ),
    },
    phrases={
        "blend": VariablePhrases(
            amount="the kilograms of {0} in the muesli", active="the muesli contains {0}", unit="kilograms"
        )
    },
    meanings={
        "MATERIALS": "ingredients",
        "PROPERTIES": "nutrients on the label",
        "batch": "muesli to be mixed, in kilograms",
        "price": "price of the ingredient, in cents per kilogram",
        "stock": "ingredient in the pantry, in kilograms",
        "content": "grams of the nutrient in a kilogram of the ingredient",
        "floor": "fewest grams of the nutrient in a kilogram of muesli",
        "ceiling": "most grams of the nutrient in a kilogram of muesli",
        "blend": "ingredient in the muesli, in kilograms",
        "batch_total": "the ingredients make up the whole batch",
        "quality_floor": "a kilogram of muesli holds enough of each nutrient",
        "quality_ceiling": "a kilogram of muesli does not hold too much of any nutrient",
        "stock_limit": "no more of an ingredient than the pantry holds",
        "objective": "cost of the ingredients, in cents",
    },
    stories=(
        (
            context(
                "Guests of the Alpenblick hotels like the house muesli so much that the kitchen now mixes it for the "
                "season in advance, by weight and to any fraction of a kilogram."
            ),
            data("A kilogram costs {{ each(price, '{value} cents for {0}') }}.", "price"),
            data(
                "By the packets, {{ by_row(content, 'a kilogram of {0} has {items}', '{value} g of {1}') }}.", "content"
            ),
            rule("The pantry can spare {{ each(stock, '{value} kg of {0}') }}.", "stock_limit", "stock"),
            rule("Exactly {{ batch }} kg must come out of the mixer.", "batch_total", "batch"),
            rule(
                "The breakfast card promises at least {{ each(floor, '{value} g of {0}') }} in a kilogram.",
                "quality_floor",
                "floor",
            ),
            rule("It rules out more than {{ each(ceiling, '{value} g of {0}') }}.", "quality_ceiling", "ceiling"),
            goal("The chef wants the mix that keeps these promises and minimizes what the ingredients cost."),
        ),
        (
            context(
                "Breakfast is the pride of a seaside guest house, and its owner, Mrs. Okafor, blends the cereal "
                "herself. Before the summer she weighs out a big batch on scales that show any fraction of a kilogram."
            ),
            data(
                "Her notebook has a page for the shopping, nutrients in grams per kilogram:"
                "{{ columns(MATERIALS, 'Ingredient', {'Cents per kg': price, 'In the pantry (kg)': stock, "
                "'': content}) }}",
                "price",
                "stock",
                "content",
            ),
            data(
                "Another page says what a kilogram of the finished cereal ought to hold, in grams:"
                "{{ columns(PROPERTIES, 'Per kilogram', {'From': floor, 'To': ceiling}) }}",
                "floor",
                "ceiling",
            ),
            rule("The batch for the summer is {{ batch }} kg, no crumb over or under.", "batch_total", "batch"),
            rule("She treats the left end of each range on the later page as a lower limit.", "quality_floor"),
            rule("The right end is just as strict an upper limit.", "quality_ceiling"),
            rule("What is in the pantry is all she has until autumn.", "stock_limit"),
            goal("Help Mrs. Okafor minimize the cost of her cereal."),
        ),
    ),
)

FAMILY = Family(
    name="blending",
    title="Blending with quality bounds",
    build=build,
    sizes={"MATERIALS": (3, 5), "PROPERTIES": (2, 3)},
    settings=(FEED_MILL, FOUNDRY, MUESLI),
    scarce=("batch", 10),
)
