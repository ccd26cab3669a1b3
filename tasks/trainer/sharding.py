"""Sharding of weights, and proof that it holds.

Without a GPU, accelerate 1.15 takes a launch's FSDP settings and trains by DDP all the same, without a word: its state
turns to FSDP only for devices of its own list. Here it is set as it is on GPUs, so that FSDP2 shards the weights over
gloo; and whatever the device, a launch that asks for FSDP and has whole weights is refused.
"""
# pyright: basic
# Reason: accelerate and torch have few types.

import os
from typing import Any

from accelerate import PartialState
from accelerate.utils import DistributedType, FullyShardedDataParallelPlugin
from torch.distributed.tensor import DTensor

from tasks.trainer.errors import TrainerError


def asked_for() -> bool:
    """Whether the launch asks for FSDP."""
    return os.environ.get("ACCELERATE_USE_FSDP", "false").lower() == "true"


def shard_without_gpu(training: Any) -> None:
    """Have a trainer on processors alone shard its weights where the launch asks for it."""
    state = training.accelerator.state
    if not asked_for() or state.distributed_type is not DistributedType.MULTI_CPU:
        return
    # Both, as accelerate does it: whoever opens the state anew takes the type from the second.
    state.distributed_type = PartialState._shared_state["distributed_type"] = DistributedType.FSDP
    state.fsdp_plugin = FullyShardedDataParallelPlugin()
    training.is_fsdp_enabled = True


def sharding(model: Any, world_size: int) -> str:
    """How the weights of several processes lie: `fsdp2` where each has a part, else `ddp`; `none` for one process."""
    if world_size == 1:
        return "none"
    return "fsdp2" if any(isinstance(weight, DTensor) for weight in model.parameters()) else "ddp"


def refuse_whole_weights(model: Any, world_size: int) -> None:
    """Raise where the launch asks for FSDP2 on several processes and each has the whole weights."""
    if asked_for() and sharding(model, world_size) == "ddp":
        raise TrainerError(
            "the launch asks for FSDP2, and the weights are not sharded: set fsdp_version to 2 in its config, or "
            "choose multi_gpu"
        )
