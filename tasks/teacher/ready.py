"""Whether the teachers of a spec can be asked at all: keys and prices are looked at before anything starts."""

from collections.abc import Iterator

from schemas.spec import EvolveSpec
from schemas.teacher import OF_ROUNDS
from schemas.teacher_spec import TeacherSpec
from tasks.lake.lake import open_lake
from tasks.teacher.language.keys import key_of
from tasks.teacher.language.prices import price_of
from tasks.teacher.teacher import TeacherRefused


def language_models(spec: EvolveSpec) -> Iterator[TeacherSpec]:
    """The language models that a spec may ask, each once."""
    found = {each.model_dump_json(): each for purpose in OF_ROUNDS if (each := spec.teacher_for(purpose))}
    yield from (each for each in found.values() if not each.is_procedural)


def refuse_unready(spec: EvolveSpec, in_usd: bool) -> None:
    """Raise where a teacher could not be asked, or its answers could not be paid.

    Args:
        spec: with the teachers.
        in_usd: whether a budget in US dollars holds.

    Raises:
        TeacherRefused: a key is missing, or a price that the budget needs.
        LakeError: there is no lake to replay from.
    """
    if spec.replay:
        open_lake(spec.replay)
        return
    for each in language_models(spec):
        if each.key:
            key_of(each)
        if in_usd and price_of(each) is None:
            raise TeacherRefused(
                f"the price of {each.model} is not known, so a budget in US dollars can't be kept; give the teacher "
                "prompt_usd and completion_usd (per million tokens), or limit most_tokens"
            )
