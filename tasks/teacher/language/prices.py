"""What a model costs: the spec's own figures, else a price list that ships with a library, else nobody knows."""

import ipaddress
from functools import lru_cache
from urllib.parse import urlparse

from schemas.frozen import Frozen
from schemas.teacher_spec import TeacherSpec

MILLION = 1_000_000
SMALL = 1_000
"""Tokens of a request that no provider prices as a long one."""


class Price(Frozen):
    """US dollars for a million tokens."""

    prompt_usd: float
    completion_usd: float
    source: str
    """Where it comes from."""

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """US dollars for one answer."""
        return (prompt_tokens * self.prompt_usd + completion_tokens * self.completion_usd) / MILLION


def price_of(spec: TeacherSpec) -> Price | None:
    """The price of a teacher; None: unknown."""
    if spec.is_procedural:
        return Price(prompt_usd=0, completion_usd=0, source="asks nobody")
    own = {name: usd for name in ("prompt_usd", "completion_usd") if (usd := getattr(spec, name)) is not None}
    if len(own) == 2:
        return Price(**own, source="spec")
    found = found_price(spec)
    return found.model_copy(update={**own, "source": f"spec and {found.source}"}) if found and own else found


def found_price(spec: TeacherSpec) -> Price | None:
    """The price of a model of which the spec says nothing."""
    listed = listed_price(spec.model)
    if listed is None and spec.address and is_private(spec.address):
        return Price(prompt_usd=0, completion_usd=0, source="a server of one's own")
    return listed


def is_private(address: str) -> bool:
    """Whether a server stands on this machine or in a private network."""
    host = urlparse(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


@lru_cache(maxsize=64)
def listed_price(model: str) -> Price | None:
    """The price in the list of genai-prices; None where it has none for this provider and model."""
    from genai_prices import Usage, calc_price

    provider, _, name = model.partition("/")
    try:
        asked, answered = (
            calc_price(Usage(input_tokens=prompt, output_tokens=completion), name, provider_id=provider).total_price
            for prompt, completion in ((SMALL, 0), (0, SMALL))
        )
    except LookupError:
        return None
    many = MILLION // SMALL
    return Price(prompt_usd=many * float(asked), completion_usd=many * float(answered), source="genai-prices")
