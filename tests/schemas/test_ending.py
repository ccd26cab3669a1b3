from schemas.ending import Ending, told
from schemas.limit import Limit


def ending(**fields: object) -> Ending:
    plain = {"campaign": "c", "limit": "most_candidates", "target": 60, "rounds": 3, "candidates": 104, "accepted": 50}
    return told(Ending.model_validate(plain | fields))


def test_the_sentence_names_the_limit_the_counts_and_the_reasons():
    said = ending(rejected={"mutate:declined": 40, "check_program:infeasible": 14}).sentence
    assert said == (
        "The candidates are used up (most_candidates): 50 problems accepted (60 were wanted) from 104 candidates in 3 "
        "rounds; rejected: 40 mutate: declined, 14 check_program: infeasible"
    )


def test_rare_reasons_are_counted_together():
    said = ending(rejected={f"mutate:reason_{number}": 9 - number for number in range(9)}).sentence
    assert said.endswith("4 mutate: reason_5, 6 for other reasons")


def test_every_limit_has_its_words():
    assert len({ending(limit=limit).sentence for limit in Limit}) == len(Limit)
