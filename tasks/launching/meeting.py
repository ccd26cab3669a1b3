"""Where the machines of one flow run meet, to train together: a folder that all see, as they see rows and checkpoints.

order-3.json   the third launch: its job file, and the port of the first machine
end            the flow run has ended, and with it everybody's work
"""

import os
from pathlib import Path

from schemas.frozen import Frozen
from tasks.launching.command import PORT
from tasks.trainer.folder import write_whole

NODES = "OPTMILL_NODES"
"""Environment variable with the folder; unset: there is one machine, or somebody else starts the others."""
FIRST_PORT, PORTS = 29_500, 100
"""A launch has a port of its own: the one before it may still be closing."""
END = "end"


class Order(Frozen):
    """One launch of a training, for the machines beside the first."""

    number: int
    job: str
    """Job file."""
    port: int


def call(job: Path) -> None:
    """Tell the other machines that a training is launched, where there is a folder to meet in."""
    if folder := os.environ.get(NODES):
        number = newest(Path(folder)) + 1
        order = Order(number=number, job=str(job.absolute()), port=FIRST_PORT + number % PORTS)
        os.environ[PORT] = str(order.port)
        write_whole(Path(folder) / f"order-{number}.json", order.model_dump_json())


def newest(folder: Path) -> int:
    """Number of the last order; 0: there is none."""
    return max((int(path.stem.partition("-")[2]) for path in folder.glob("order-*.json")), default=0)


def read_order(folder: Path, number: int) -> Order:
    """An order by its number."""
    return Order.model_validate_json((folder / f"order-{number}.json").read_text(encoding="utf-8"))
