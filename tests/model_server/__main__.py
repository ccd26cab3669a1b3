"""Starts a model server: `python -m tests.model_server --port 0 '{"latency_seconds": 0.2}'`.

Prints its address as the first line, and serves until its standard input is closed: it dies with whoever started it.
"""

import argparse
import asyncio
import sys

from aiohttp import web

from tests.model_server.app import ModelServer
from tests.model_server.calm import Calm
from tests.model_server.mind import Mind
from tests.model_server.settings import Settings


async def serve(settings: Settings, port: int) -> None:
    """Serve until standard input ends."""
    mind = Mind(settings)
    answer = Calm().answer if settings.answers == "calm" else mind.answer
    server = ModelServer(settings, answer, mind)
    runner = web.AppRunner(server.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, backlog=2048)
    await site.start()
    bound: tuple[str, int] = runner.addresses[0]
    sys.stdout.write(f"http://127.0.0.1:{bound[1]}/v1\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Read the flags and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.model_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("settings", nargs="?", default="{}", help="JSON with the fields of Settings")
    asked = parser.parse_args()
    asyncio.run(serve(Settings.model_validate_json(asked.settings), asked.port))


if __name__ == "__main__":
    main()
