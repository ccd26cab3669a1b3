"""Makes the trajectories of a shard: as the reasoner writes them, then healed, and held against the right answers."""

import time
from functools import partial

from schemas.benchmark_run import Seat
from schemas.curate_run import Answer, Curated, Fate, Reasoned, Spent
from schemas.intervention import Intervention
from schemas.label import LabelKind
from schemas.rollout import Rollout, Way
from schemas.score import RIGHT
from schemas.trajectory import Author, Finish, Trajectory
from tasks.scoring.judging import judge
from tasks.side_by_side import at_once
from tasks.trajectory.answering import answer_of, as_answering
from tasks.trajectory.curation import Curation, Interpreter
from tasks.trajectory.healing import Parties, heal
from tasks.trajectory.intervener import Case, Intervener
from tasks.trajectory.reasoner import Protocol, Reasoner, first_prompt
from tasks.trajectory.voice import Voice


def reason_shard(curation: Curation, shard: int) -> int:
    """Have the trajectories written that the ledger lacks, many at a time; returns how many were."""
    known, interpreter = curation.reasoned(shard), Interpreter(curation, shard)
    curation.reasoned_count += len(known)
    waiting = [seat for seat in curation.shard(shard) if seat.id not in known]

    def reason(seat: Seat) -> None:
        reasoner = reasoner_of(curation, interpreter, seat)
        first = reasoner.go_on(Trajectory())
        calls = tuple(each.request_hash for each in reasoner.voice.completions)
        curation.keep_reasoned(shard, Reasoned(seat_id=seat.id, trajectory=first, calls=calls))

    at_once(reason, waiting, curation.spec.reasoner.concurrency)
    return len(waiting)


def heal_shard(curation: Curation, shard: int) -> int:
    """Heal the trajectories that the ledger has not yet healed; returns how many were."""
    known, interpreter = curation.curated(shard), Interpreter(curation, shard)
    curation.curated_count += len(known)
    reasoned = curation.reasoned(shard)
    waiting = [seat for seat in curation.shard(shard) if seat.id not in known]

    def mend(seat: Seat) -> None:
        bench = Bench(curation, interpreter, seat)
        curation.keep_curated(shard, bench.curated(reasoned[seat.id]))

    at_once(mend, waiting, curation.spec.reasoner.concurrency)
    return len(waiting)


def reasoner_of(curation: Curation, interpreter: Interpreter, seat: Seat) -> Reasoner:
    """The reasoner of one seat."""
    spec = curation.spec
    voice = Voice(curation.reasoner, spec.reasoner, spec.seed + seat.sample)
    protocol = Protocol(spec, curation.tokens, partial(interpreter.run, seat))
    return Reasoner(voice, first_prompt(spec, curation.item_of(seat).question, seat.sample), protocol)


class Bench:
    """Where one trajectory is healed."""

    def __init__(self, curation: Curation, interpreter: Interpreter, seat: Seat) -> None:
        """Bring its parties together."""
        self.curation, self.seat, self.item = curation, seat, curation.item_of(seat)
        self.reasoner = reasoner_of(curation, interpreter, seat)
        self.intervener = self.intervener_of()
        self.started = time.monotonic()

    def intervener_of(self) -> Intervener | None:
        """Who looks at it; None: code alone."""
        spec = self.curation.spec
        if self.curation.intervener is None:
            return None
        voice = Voice(self.curation.intervener, spec.intervener, spec.seed + self.seat.sample)
        return Intervener(voice, spec, self.reasoner.asked, Case(self.item.question, self.item.label))

    def curated(self, line: Reasoned) -> Curated:
        """What a trajectory comes to."""
        spec, tokens = self.curation.spec, self.curation.tokens
        parties = Parties(self.reasoner, self.intervener, tokens)
        last, looks = heal(line.trajectory, self.seat.id, spec, parties)
        before, after = self.answer(line.trajectory), self.answer(last)
        return Curated(
            id=self.seat.id,
            set=self.seat.set,
            item_id=self.seat.item_id,
            sample=self.seat.sample,
            statement=self.item.question,
            label=self.item.label,
            first=line.trajectory,
            last=last,
            fate=self.fate(last, looks, after),
            answer_before=before,
            answer_after=after,
            interventions=looks,
            tokens_before=tokens(line.trajectory.text),
            tokens_after=tokens(last.text),
            hint_tokens=tokens(last.written_by(Author.intervener)),
            spent=self.spent(line),
        )

    def answer(self, trajectory: Trajectory) -> Answer:
        """A trajectory's answer, held against the label."""
        return answer_of(trajectory, self.item.label, self.curation.rule)

    def fate(self, last: Trajectory, looks: tuple[Intervention, ...], answer: Answer) -> Fate:
        """What becomes of it."""
        if last.finish is Finish.unanswered:
            return Fate.unanswered
        if not looks[-1].usable:
            return Fate.intervener_unusable
        if looks[-1].flaw is not None:
            return Fate.too_many_hints
        if self.item.label.kind is LabelKind.none:
            return Fate.unlabelled
        if not answer.right:
            return Fate.wrong_answer
        return Fate.golden if self.confirmed(last) else Fate.unconfirmed

    def confirmed(self, last: Trajectory) -> bool:
        """Whether the answer's program builds a model that gives it, in a process that never ran the program."""
        begun = Rollout(
            id=self.seat.id,
            set=self.seat.set,
            item_id=self.seat.item_id,
            sample=self.seat.sample,
            solver=self.seat.solver,
            way=Way.interpreter,
            model=self.curation.spec.reasoner.model,
            answering=as_answering(last),
        )
        ran = self.curation.scorer.run(begun, self.item.question, (self.item.label,))
        return judge(ran, self.item.label, self.curation.rule)[1] in RIGHT

    def spent(self, line: Reasoned) -> Spent:
        """What it took: calls, tokens, cost, seconds of healing."""
        own = [*self.reasoner.voice.completions, *(self.intervener.voice.completions if self.intervener else [])]
        earlier = [found for key in line.calls if (found := self.curation.record.get(key))]
        every = [*earlier, *own]
        return Spent(
            calls=tuple(each.request_hash for each in every),
            prompt_tokens=sum(each.prompt_tokens for each in every),
            completion_tokens=sum(each.completion_tokens for each in every),
            cost_usd=sum(each.cost_usd for each in every),
            seconds=time.monotonic() - self.started,
        )
