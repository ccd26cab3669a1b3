"""Examples as rows in the forms that trainers read."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from schemas.example import Example
from schemas.export_spec import Form
from schemas.label import Label, LabelKind

Row = dict[str, Any]
DATA_SOURCE: Final = "optmill"
NO_SOLUTION: Final = "No Best Solution"


def message(role: str, content: str) -> Row:
    """One chat message."""
    return {"role": role, "content": content}


def asked(example: Example) -> list[Row]:
    """The messages before the answer."""
    return [message("system", example.system), message("user", example.user)]


def messages_row(example: Example) -> Row:
    """The whole chat."""
    return {"messages": [*asked(example), message("assistant", example.answer)]}


def trl_row(example: Example) -> Row:
    """TRL's conversational prompt and completion."""
    return {"prompt": asked(example), "completion": [message("assistant", example.answer)]}


def prompt_completion_row(example: Example) -> Row:
    """Prompt and completion as plain text, an empty line between."""
    return {"prompt": f"{example.system}\n\n{example.user}\n\n", "completion": example.answer}


def alpaca_row(example: Example) -> Row:
    """Stanford Alpaca's columns."""
    return {"instruction": example.user, "input": "", "output": example.answer, "system": example.system}


def sharegpt_row(example: Example) -> Row:
    """ShareGPT's turns."""
    turns = [{"from": "human", "value": example.user}, {"from": "gpt", "value": example.answer}]
    return {"conversations": turns, "system": example.system}


def verl_row(example: Example) -> Row:
    """Verl's prompt, ground truth and data source, with what `tasks/reward/verl.py` asks for beside.

    The answer itself stays out: it is to be found.
    """
    extra = {
        "split": example.split.value,
        "index": example.id,
        "solver": example.solver.value,
        "statement": example.statement,
    }
    return {
        "data_source": DATA_SOURCE,
        "prompt": asked(example),
        "ability": "optimization",
        "reward_model": {"style": "rule", "ground_truth": ground_truth(example.objective)},
        "extra_info": extra,
    }


def question_row(example: Example) -> Row:
    """A benchmark's row; `solver` is the dialect that the problem was solved in."""
    return {
        "id": example.candidate_id,
        "question": example.statement,
        "answer": ground_truth(example.objective),
        "solver": example.solver.value,
    }


def ground_truth(objective: float | None) -> str:
    """An answer as the benchmarks write labels: a number, or that there is no best solution."""
    return NO_SOLUTION if objective is None else repr(objective)


def label_truth(label: Label) -> str | None:
    """A label as ground truth; None where it says nothing, or several values."""
    if label.kind in (LabelKind.none, LabelKind.several):
        return None
    if label.kind is LabelKind.optimal_value:
        return ground_truth(label.value)
    return NO_SOLUTION if label.kind is LabelKind.no_solution else label.kind.value


ROWS: Final[Mapping[Form, Callable[[Example], Row]]] = {
    Form.messages: messages_row,
    Form.trl: trl_row,
    Form.prompt_completion: prompt_completion_row,
    Form.alpaca: alpaca_row,
    Form.sharegpt: sharegpt_row,
    Form.verl: verl_row,
    Form.questions: question_row,
}
BARE: Final = (Form.verl, Form.questions)
"""Forms without the answer's text, and without lineage beside their own names."""
LINEAGE: Final = ("id", "candidate_id", "seed_ids", "solver", "operator", "licence", "objective")
"""Fields that the other rows carry beside their form's, so that they lead back to their seeds."""


def form_row(form: Form, example: Example) -> Row:
    """An example in a form, with its lineage."""
    row = ROWS[form](example)
    fields = example.model_dump(mode="json", include=set(LINEAGE))
    return row if form in BARE else {**row, **fields}


LLAMA_FACTORY: Final[Mapping[Form, Row]] = {
    Form.alpaca: {
        "columns": {"prompt": "instruction", "query": "input", "response": "output", "system": "system"},
    },
    Form.sharegpt: {
        "formatting": "sharegpt",
        "columns": {"messages": "conversations", "system": "system"},
    },
}
"""What LLaMA-Factory's `dataset_info.json` says of a form, its file aside."""
