"""What `optmill finetune` does: flags, file and recipe to a spec, the flow, then where the model is."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import JsonFlag, SeedNumber, SpecFile
from schemas.comparison_spec import ComparisonSpec
from schemas.finetune_spec import FinetuneSpec, Loss
from schemas.trainer_spec import Method, Tracker

Data = Annotated[str | None, typer.Option(help="Folder of an export, or a file of rows. [default: export]")]
BaseModel = Annotated[str | None, typer.Option("--model", help="Base model: a name at the Hub, or a folder.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder of the training. [default: model]")]
Recipe = Annotated[str, typer.Option(help="A paper's settings, such as `step_opt_llama3_8b`; file and flags win.")]
MethodOption = Annotated[Method | None, typer.Option("--method", help="Which weights are trained. [default: lora]")]
LossOption = Annotated[Loss | None, typer.Option("--loss", help="Which tokens carry loss. [default: completion]")]
Epochs = Annotated[float | None, typer.Option(help="Passes over the examples. [default: 3]")]
MostSteps = Annotated[int | None, typer.Option(help="Optimizer steps at most.")]
Rate = Annotated[float | None, typer.Option("--learning-rate", help="Peak of the learning rate. [default: 1e-4]")]
Config = Annotated[
    str | None, typer.Option("--config", help="Accelerate config: a shipped name, or a file. [default: single_gpu]")
]
Python = Annotated[str | None, typer.Option("--python", help="Interpreter of the trainer's environment.")]
Merge = Annotated[bool | None, typer.Option("--merge/--no-merge", help="Merge adapters into a model. [default: no]")]
Compare = Annotated[
    bool, typer.Option("--compare", help="Benchmark base and tuned model on the export's test questions.")
]
Trackers = Annotated[list[Tracker] | None, typer.Option("--tracker", help="Where metrics go beside Prefect.")]


def finetune(
    data: Data = None,
    model: BaseModel = None,
    output: Output = None,
    recipe: Recipe = "",
    method: MethodOption = None,
    loss: LossOption = None,
    epochs: Epochs = None,
    most_steps: MostSteps = None,
    learning_rate: Rate = None,
    config: Config = None,
    python: Python = None,
    merge: Merge = None,
    tracker: Trackers = None,
    seed: SeedNumber = None,
    compare: Compare = False,
    spec: SpecFile = None,
    json: JsonFlag = False,
) -> None:
    """Fine-tune a model on an export; started again, it goes on from its last checkpoint.

    Example: `optmill finetune --data training --model Qwen/Qwen3-0.6B --config single_gpu -o model`
    """
    chosen: dict[str, Any] = {"data": data, "model": model, "output": output, "method": method, "loss": loss}
    chosen |= {"epochs": epochs, "most_steps": most_steps, "learning_rate": learning_rate, "merge": merge}
    chosen |= {"trackers": tracker or None, "seed": seed}
    launch = {name: value for name, value in (("config", config), ("python", python)) if value}
    finetune_command(spec_of(chosen, launch, recipe, spec), compare, json)


def finetune_command(spec: FinetuneSpec, comparing: bool, as_json: bool) -> None:
    """Fine-tune, and say where the model is, and what it is worth where that is asked."""
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from tasks.launching.job import write_job

    write_job(spec)
    with prefect_for(spec.output):
        from flows.finetune import finetune as finetune_flow
        from flows.finetune_and_compare import finetune_and_compare

        if comparing:
            done = run_flow(finetune_and_compare, ComparisonSpec(finetune=spec), True)
        else:
            done = {"manifest": run_flow(finetune_flow, spec, True)}
    if as_json:
        print_json(done if comparing else done["manifest"])
        return
    show(done["manifest"])
    if comparing:
        show_comparison(done["comparison"])


def spec_of(chosen: dict[str, Any], launch: dict[str, str], recipe: str, file: Path | None) -> FinetuneSpec:
    """The spec of recipe, file and flags, the later ones winning."""
    from flows.choices import joined, read_toml
    from flows.spec_fields import spec_of_fields, with_model_folder
    from tasks.launching.recipe import read_recipe

    fields = (read_recipe(recipe) if recipe else {}) | (read_toml(file) if file else {})
    fields |= {name: value for name, value in chosen.items() if value is not None}
    fields["launch"] = joined(fields.get("launch"), launch)
    fields = with_model_folder({"data": "export", "output": "model"} | fields)
    return spec_of_fields(FinetuneSpec, fields, file, ("data", "output", "validation"))


def show(manifest: dict[str, Any]) -> None:
    """What was trained, in the terminal."""
    from flows.terminal import print_line

    result, spec = manifest["result"], manifest["spec"]
    held_out = "" if result["held_out_loss"] is None else f", held out {result['held_out_loss']:.4f}"
    print_line(
        f"{result['steps']} steps in {result['seconds']:.0f} s on {result['examples']} examples, "
        f"{result['loss_tokens']} of {result['tokens']} tokens with loss; loss {result['loss']:.4f}{held_out}"
    )
    if result["examples_cut"]:
        print_line(f"{result['examples_cut']} examples are longer than {spec['example_tokens']} tokens and were cut")
    print_line(f"Model: {result['merged'] or result['model']}")
    print_line(f"Next: {serve_command(manifest)}")


def show_comparison(comparison: list[dict[str, Any]]) -> None:
    """Base against tuned model, in the terminal."""
    from flows.terminal import print_table

    print_table("Right answers of base and tuned model", comparison)


def serve_command(manifest: dict[str, Any]) -> str:
    """How vLLM serves the model, in an environment of its own."""
    spec, result = manifest["spec"], manifest["result"]
    if result["merged"] or spec["method"] == "full":
        return f"vllm serve {result['merged'] or result['model']}"
    rank = spec["lora"]["rank"]
    return f"vllm serve {spec['model']} --enable-lora --max-lora-rank {rank} --lora-modules tuned={result['model']}"
