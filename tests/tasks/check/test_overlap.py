import time
from random import Random

from tasks.check.overlap import Overlap
from tasks.decontaminate import read_benchmark
from tasks.seed_file import read_seeds
from tests.benchmarks import benchmarks_or_skip

OURS = (
    "A joiner makes tables and chairs from oak. A table sells for 90 dollars and takes 12 boards and 4 hours of work, "
    "a chair sells for 30 dollars and takes 3 boards and 2 hours. There are 120 boards and 50 hours. How many of each "
    "does he make to maximize his revenue?"
)
ITEM = ("bench.json, row 7", OURS)


def test_the_same_words_with_other_numbers_are_found_and_the_item_is_named():
    (said,) = Overlap([ITEM]).find([OURS.replace("90", "75").replace("120", "1,300.5")])
    assert said.startswith("bench.json, row 7 has the same 13 words in a row: 'a joiner makes tables")


def test_a_passage_of_thirteen_words_is_enough_and_twelve_are_not():
    words = OURS.split()
    start = "Before anything else happens in this tale, note:"
    assert Overlap([ITEM]).find([f"{start} {' '.join(words[9:22])} and so on."])[0]
    assert not Overlap([ITEM]).find([f"{start} {' '.join(words[9:21])} and so on."])[0]


def test_words_that_were_changed_here_and_there_are_near():
    words = OURS.split()
    for at in range(8, len(words), 12):
        words[at] = "indeed"
    assert Overlap([ITEM]).find([" ".join(words)]) == ["the words are nearly those of bench.json, row 7"]


def test_lists_of_numbers_are_alike_everywhere():
    table = "demand is 4 in week 1, 5 in week 2, 9 in week 3, 4 in week 4, 6 in week 5 and 7 in week 6"
    overlap = Overlap([("bench.json, row 1", f"For the yard {table}.")])
    assert overlap.find([f"At the bakery {table}; how much is baked?"]) == [""]


def test_nothing_overlaps_with_nothing():
    assert Overlap([]).find([OURS]) == [""]
    assert Overlap([ITEM]).find([]) == []


def test_no_shipped_seed_repeats_a_public_benchmark():
    items = [item for file in benchmarks_or_skip() for item in read_benchmark(file)[1]]
    assert len(items) == 1879
    assert not any(Overlap(items).find([seed.statement for seed in read_seeds()]))


def test_benchmarks_that_share_items_are_seen_to():
    files = {file.name: read_benchmark(file)[1] for file in benchmarks_or_skip()}
    found = Overlap(files["OptiBench.json"]).find([words for _, words in files["NL4OPT.json"]])
    assert 188 <= sum(map(bool, found)) <= 215  # 188 items are known to be in both


def test_twenty_thousand_texts_against_five_thousand_take_seconds():
    rng = Random(0)
    vocabulary = [f"w{number:x}x".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(3000)]
    texts = [" ".join(rng.choices(vocabulary, k=100)) for _ in range(2_500)]
    started = time.process_time()
    overlap = Overlap((f"row {number}", text) for number, text in enumerate(texts[:500]))
    found = overlap.find(texts)
    assert [bool(said) for said in found] == [number < 500 for number in range(2_500)]
    assert time.process_time() - started < 3
