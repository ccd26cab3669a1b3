"""Exports are read by the loaders of those who train: `datasets`, TRL, LLaMA-Factory."""
# pyright: basic
# Reason: datasets and TRL have few types.

from pathlib import Path
from typing import Any

import pytest

from schemas.export_manifest import ExportManifest
from schemas.export_spec import Form

datasets = pytest.importorskip("datasets")


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked for at the Hub, and nothing is kept."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)


@pytest.mark.parametrize("form", list(Form))
def test_datasets_loads_each_form_by_the_cards_own_index(exported: ExportManifest, form: Form):
    loaded = datasets.load_dataset(exported.spec.output, form.value)
    assert {split: rows.num_rows for split, rows in loaded.items()} == exported.examples


def test_datasets_loads_the_json_lines_too(exported: ExportManifest):
    path = Path(exported.spec.output, "messages", "train.jsonl")
    loaded = datasets.load_dataset("json", data_files=str(path), split="train")
    assert [message["role"] for message in loaded[0]["messages"]] == ["system", "user", "assistant"]


@pytest.mark.parametrize("form", [Form.messages, Form.trl])
def test_trl_takes_rows_for_conversations(exported: ExportManifest, form: Form):
    from trl.data_utils import is_conversational

    row: dict[str, Any] = datasets.load_dataset(exported.spec.output, form.value, split="train")[0]
    assert is_conversational(row)


def test_llama_factory_loads_alpaca_and_sharegpt_by_our_index(exported: ExportManifest):
    pytest.importorskip("llamafactory", reason="LLaMA-Factory is not installed; it needs an environment of its own")
    from llamafactory.data.loader import _load_single_dataset  # pyright: ignore[reportMissingImports] # an environment of its own
    from llamafactory.data.parser import get_dataset_list  # pyright: ignore[reportMissingImports] # an environment of its own
    from llamafactory.hparams import DataArguments, ModelArguments  # pyright: ignore[reportMissingImports] # an environment of its own
    from transformers import Seq2SeqTrainingArguments

    names = ["alpaca_train", "sharegpt_train"]
    wanted = DataArguments(dataset_dir=exported.spec.output, dataset=",".join(names), template="default")
    for attributes in get_dataset_list(names, exported.spec.output):
        model = ModelArguments(model_name_or_path="none")
        loaded = _load_single_dataset(attributes, model, wanted, Seq2SeqTrainingArguments("unused"))
        assert len(loaded) == exported.examples["train"]
        assert loaded[0]["_response"][0]["content"]
