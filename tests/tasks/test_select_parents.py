from collections import Counter

from schemas.candidate import Candidate, Difficulty
from schemas.selection import Selection
from schemas.spec import EvolveSpec
from schemas.strategy import COMPLEXITY, Strategy
from tasks.select_parents import plan_round


def member(number: int, generation: int = 0, family: str = "knapsack") -> Candidate:
    return Candidate(
        id=f"{number:04x}", campaign="c", round=0, number=number, generation=generation, strategy="seed",
        operator="seed", family=family,
    )  # fmt: skip


POPULATION = [member(number) for number in range(40)]


def test_the_plan_does_not_depend_on_the_order_of_the_population():
    spec = EvolveSpec(children=50)
    assert plan_round(spec, 1, POPULATION) == plan_round(spec, 1, POPULATION[::-1])


def test_a_child_does_not_depend_on_how_many_others_there_are():
    few, many = (plan_round(EvolveSpec(children=n), 1, POPULATION) for n in (5, 50))
    made = [(birth.operator, birth.parent_ids, birth.seed) for birth in many]
    assert [(birth.operator, birth.parent_ids, birth.seed) for birth in few] == made[:5]


def test_another_round_or_another_seed_draws_others():
    first = plan_round(EvolveSpec(children=20), 1, POPULATION)
    for spec, number in ((EvolveSpec(children=20), 2), (EvolveSpec(children=20, seed=1), 1)):
        assert [b.parent_ids for b in plan_round(spec, number, POPULATION)] != [b.parent_ids for b in first]


def test_ids_are_distinct_and_parents_are_members():
    births = plan_round(EvolveSpec(children=300), 1, POPULATION)
    assert len({birth.id for birth in births}) == 300
    assert {parent for birth in births for parent in birth.parent_ids} <= {one.id for one in POPULATION}


def test_combine_draws_two_different_parents_and_the_others_one():
    for birth in plan_round(EvolveSpec(children=300), 1, POPULATION):
        assert len(set(birth.parent_ids)) == len(birth.parent_ids) == (2 if birth.operator == "combine" else 1)


def test_operators_come_by_their_weights():
    strategy = Strategy(name=COMPLEXITY, operators={"modify_constraint": 3, "change_parameter": 1, "combine": 0})
    births = plan_round(EvolveSpec(children=2000, strategies=(strategy,)), 1, POPULATION)
    counts = Counter(birth.operator for birth in births)
    assert set(counts) == {"modify_constraint", "change_parameter"}
    assert 0.7 < counts["modify_constraint"] / 2000 < 0.8


def test_young_selection_prefers_later_generations_and_rare_selection_small_families():
    population = [*POPULATION, *(member(100 + n, generation=9, family="p_median") for n in range(4))]
    shares: dict[Selection, float] = {}
    for selection in (Selection.uniform, Selection.young, Selection.rare):
        births = plan_round(EvolveSpec(children=1000, selection=selection), 1, population)
        drawn = [parent for birth in births for parent in birth.parent_ids]
        shares[selection] = sum(int(parent, 16) >= 100 for parent in drawn) / len(drawn)
    assert shares[Selection.uniform] < 0.2
    assert shares[Selection.young] > 0.4
    assert shares[Selection.rare] > 0.4


def test_easy_selection_prefers_small_problems_and_hard_selection_large_ones():
    sized = [one.model_copy(update={"difficulty": Difficulty(variables=int(one.id, 16))}) for one in POPULATION]
    means: dict[Selection, float] = {}
    for selection in (Selection.easy, Selection.uniform, Selection.hard):
        births = plan_round(EvolveSpec(children=1000, selection=selection), 1, sized)
        drawn = [int(parent, 16) for birth in births for parent in birth.parent_ids]
        means[selection] = sum(drawn) / len(drawn)
    assert means[Selection.easy] + 5 < means[Selection.uniform] < means[Selection.hard] - 5


def test_a_technique_goes_to_the_operators_that_can_bring_it_in():
    births = plan_round(EvolveSpec(children=200, technique="piecewise costs"), 1, POPULATION)
    assert {birth.operator for birth in births if birth.technique} == {"modify_constraint", "modify_objective"}
    assert {birth.technique for birth in births} == {"", "piecewise costs"}
