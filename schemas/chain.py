"""What follows a campaign that has ended: deployments in order, such as fine-tuning and then a benchmark."""

from typing import Any

from pydantic import Field

from schemas.frozen import Chosen, content_hash
from schemas.limit import Limit


class Link(Chosen):
    """One deployment of a chain; it runs once for what the campaign left, after the link before it completed."""

    deployment: str = Field(pattern=r"^[^/]+/[^/]+$", description="Deployment to run, such as `finetune/finetune`.")
    on: bool = Field(default=True, description="Whether it runs; one that is off is passed over.")
    parameters: dict[str, Any] = Field(
        default_factory=dict,
        description="Parameters of the run; `{lake}`, `{campaign}` and `{key}` in their texts are filled in.",
    )
    usd: float = Field(default=0.0, ge=0, description="What a run is reckoned to cost, in US dollars.")


class Chain(Chosen):
    """Links in their order, with what stops them."""

    links: tuple[Link, ...] = Field(default=(), description="Deployments to run, in order.")
    after: tuple[Limit, ...] = Field(
        default=(Limit.target, Limit.rounds), description="Endings of the campaign that are followed."
    )
    most_usd: float = Field(
        default=0.0,
        ge=0,
        description="What teachers and links may cost in all, in US dollars; a link that would go beyond is not "
        "started. 0: no limit.",
    )

    def link_key(self, key: str, number: int) -> str:
        """Idempotency key of a link's run: the same campaign's end, the same link, the same run."""
        return content_hash([key, number, self.links[number].deployment])

    def filled(self, number: int, values: dict[str, str]) -> dict[str, Any]:
        """A link's parameters with the campaign's names in them."""
        return {name: fill(value, values) for name, value in self.links[number].parameters.items()}

    def affords(self, number: int, spent_usd: float) -> bool:
        """Whether a link may run after what teachers and the links before it cost."""
        links = sum(link.usd for link in self.links[: number + 1] if link.on)
        return not self.most_usd or spent_usd + links <= self.most_usd


def fill(value: Any, values: dict[str, str]) -> Any:
    """JSON with names in curly brackets filled in; other brackets stay."""
    if isinstance(value, str):
        for name, text in values.items():
            value = value.replace(f"{{{name}}}", text)
        return value
    if isinstance(value, dict):
        return {name: fill(item, values) for name, item in value.items()}  # pyright: ignore[reportUnknownVariableType] - JSON
    if isinstance(value, list | tuple):
        return [fill(item, values) for item in value]  # pyright: ignore[reportUnknownVariableType] - JSON
    return value
