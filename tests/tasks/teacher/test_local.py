"""A model in this process answers as a teacher does: same question, same seed, same answer."""

from pathlib import Path

import pytest

from schemas.teacher import Message, Prompt, Purpose, Refusal, Sampling
from tasks.teacher.local import LocalTeacher
from tasks.teacher.teacher import TeacherRefused, Unanswerable
from tests.tasks.trainer.tiny import make_model

pytest.importorskip("transformers", reason="the train extra is not installed")
pytest.importorskip("torch", reason="the train extra is not installed")


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> LocalTeacher:
    return LocalTeacher(f"hf/{make_model(tmp_path_factory.mktemp('tiny'), [])}")


def question(words: str = "How much?", **sampling: float) -> Prompt:
    messages = (Message(role="system", content="You answer."), Message(role="user", content=words))
    return Prompt(
        purpose=Purpose.answer, messages=messages, sampling=Sampling.model_validate({"max_tokens": 12} | sampling)
    )


def test_the_likeliest_answer_is_the_same_each_time_and_counted(teacher: LocalTeacher):
    first, again = teacher.complete(question()), teacher.complete(question())
    assert first.text == again.text and 0 < first.completion_tokens <= 12 and first.prompt_tokens > 20
    assert first.request_hash == question().request_hash(teacher.model) and first.cost_usd == 0


def test_samples_depend_on_their_seed_alone(teacher: LocalTeacher):
    drawn = [teacher.complete(question(temperature=1.0, seed=seed)).text for seed in (1, 2, 1)]
    assert drawn[0] == drawn[2] != drawn[1]


def test_it_goes_on_from_the_beginning_of_an_answer_and_ends_before_a_word(teacher: LocalTeacher):
    whole, asked = teacher.complete(question()), question()
    begun = (*asked.messages, Message(role="assistant", content="It is"))
    gone_on = teacher.complete(asked.model_copy(update={"messages": begun, "continues": True}))
    assert gone_on.prompt_tokens == whole.prompt_tokens + len("It is")
    word = whole.text[2:4]
    said = teacher.complete(asked.model_copy(update={"stop": (word,)})).text
    assert word not in said and whole.text.startswith(said)


def test_a_question_that_leaves_no_room_has_no_answer(teacher: LocalTeacher):
    with pytest.raises(Unanswerable, match="takes 4096 tokens") as raised:
        teacher.complete(question("x" * 5000))
    assert raised.value.reason is Refusal.context_overflow


def test_a_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(TeacherRefused, match="can't be read"):
        LocalTeacher(f"hf/{tmp_path}").complete(question())
