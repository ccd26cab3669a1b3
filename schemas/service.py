"""What `optmill up` started on this machine, as its folder remembers it."""

from schemas.frozen import Frozen


class Service(Frozen):
    """One process that was started to last."""

    name: str
    """`server`, `reports`, or `worker-` and its work pool."""
    pid: int
    born: int
    """Start time in the kernel's clock ticks since boot: a process id alone may be another's by now."""
    log: str
    """File of its output."""


class Standing(Frozen):
    """Everything that was started, and where it answers."""

    url: str
    """Prefect's API."""
    reports_url: str
    """Where the lakes' reports are served."""
    services: tuple[Service, ...] = ()

    @property
    def page(self) -> str:
        """Prefect's pages."""
        return self.url.removesuffix("/api")
