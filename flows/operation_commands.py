"""Commands that stand the factory up on a machine, schedule campaigns, and take it down."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.choices import make_spec
from flows.errors import UsageError
from flows.terminal import print_line
from schemas.spec import CampaignSpec


def up_command(home: Path, port: int, gpu: str) -> None:
    """Start what does not run yet, and say where it answers."""
    from deployments.up import stand_up

    refuse_unknown_kind("--gpu", gpu)

    if not 1024 <= port < 65_535:
        raise UsageError(f"--port {port}: choose one from 1024 to 65534; reports are served on the next one")
    standing = stand_up(home.absolute(), port, gpu, print_line)
    print_line(f"Prefect: {standing.page}")
    print_line(f"Reports: {standing.reports_url}")
    print_line('Next: optmill schedule --campaign nightly --cron "0 2 * * *", or a deployment\'s Run button')


def deploy_command(home: Path) -> None:
    """Give a server that is there what `optmill up` gives its own."""
    point_at_server(home)
    from deployments.up import GPU_POOL, POOLS, equip
    from flows.running import require_server

    require_server()
    equip(home.absolute(), POOLS[GPU_POOL], print_line)


def down_command(home: Path) -> None:
    """End what `optmill up` started here."""
    from deployments.up import stand_down

    ended = stand_down(home.absolute())
    print_line(f"ended: {', '.join(service.name for service in ended)}" if ended else "nothing was running")


def schedule_command(chosen: dict[str, Any], file: Path | None, home: Path, cron: str, now: bool) -> None:
    """Deploy one campaign with its spec, on a schedule; on wish run it at once."""
    spec = make_spec(CampaignSpec, chosen, file)
    point_at_server(home)
    from flows.running import require_inputs, require_server

    require_inputs(spec)
    require_server()
    from deployments.deploy import check_cron, deploy_campaign
    from flows.campaign import campaign

    try:
        check_cron(cron or "0 2 * * *")
    except ValueError as error:
        raise UsageError(f"--cron {cron!r} is no schedule: give minute, hour, day, month, weekday") from error
    name = deploy_campaign(campaign, spec.model_dump(mode="json"), home.absolute(), cron)
    print_line(f"deployed: {name}{f', {cron} UTC' if cron else ''}")
    if now:
        from prefect.deployments import run_deployment

        run: Any = run_deployment(name, timeout=0)
        print_line(f"run: {run.name}")


def pool_command(name: str, kind: str, settings: Sequence[str], home: Path) -> None:
    """Create a work pool from a template that ships."""
    refuse_unknown_kind("--kind", kind)
    chosen = dict(read_setting(setting) for setting in settings)
    point_at_server(home)
    from deployments.pools import PoolError, create_pool
    from flows.running import require_server

    require_server()
    try:
        create_pool(name, kind, chosen)
    except PoolError as error:
        raise UsageError(str(error)) from error
    except ModuleNotFoundError as error:
        missing = str(error)
        raise UsageError(f"{kind} pools need {missing}: pip install -c constraints.txt 'optmill[pools]'") from error
    print_line(f"work pool: {name} ({kind}); a worker takes its runs: prefect worker start --pool {name}")


def refuse_unknown_kind(option: str, kind: str) -> None:
    """Raise where there is no such template of a work pool."""
    from deployments.settings import KINDS

    if kind not in KINDS:
        raise UsageError(f"{option} {kind!r} is no template; there are {', '.join(KINDS)}")


def read_setting(setting: str) -> tuple[str, Any]:
    """A template's variable and its value, of `NAME=VALUE`, the value as JSON or as a text."""
    name, equals, value = setting.partition("=")
    if not equals:
        raise UsageError(f"--set {setting!r} gives no value: write NAME=VALUE, such as device_requests='[]'")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def point_at_server(home: Path) -> None:
    """Point Prefect's client at the factory that stands here, unless the user names a server.

    Raises:
        UsageError: there is none.
    """
    from deployments.services import alive, read_standing
    from deployments.up import state_folder
    from flows.prefect_server import CLIENT, configured

    for name, value in CLIENT.items():
        os.environ.setdefault(name, value)
    if configured():
        return
    standing = read_standing(state_folder(home.absolute()))
    if not standing or not any(service.name == "server" and alive(service) for service in standing.services):
        raise UsageError(f"no factory stands in {home.absolute()}: start it with `optmill up`, or set PREFECT_API_URL")
    os.environ["PREFECT_API_URL"] = standing.url
