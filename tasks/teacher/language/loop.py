"""One event loop in a thread of its own, behind which all language models of a process wait."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from tasks.promised import Promised

Result = TypeVar("Result")

_loop: asyncio.AbstractEventLoop | None = None
_lock = threading.Lock()


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop, started by the first that asks."""
    global _loop
    with _lock:
        if _loop is None or _loop.is_closed():
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="language-models", daemon=True).start()
        return _loop


def wait_for(work: Coroutine[Any, Any, Result]) -> Result:
    """Have a coroutine run on the loop, and wait for its end in this thread."""
    done = Promised[Result]()
    loop = event_loop()

    async def run() -> None:
        try:
            result = await work
        except BaseException as error:
            done.fail(error)
            if not isinstance(error, Exception):
                raise
        else:
            done.give(result)

    loop.call_soon_threadsafe(lambda: keep(loop.create_task(run())))
    return done.take()


_tasks: set[asyncio.Task[None]] = set()


def keep(task: asyncio.Task[None]) -> None:
    """Hold a task until it ends: the loop itself would let it go."""
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
