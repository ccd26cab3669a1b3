"""What a round or a campaign may cost."""

from pydantic import Field

from schemas.frozen import Chosen


class Budget(Chosen):
    """Limits on what teachers are paid; 0 is no limit. What earlier runs paid for counts, replayed answers do not."""

    most_usd: float = Field(default=0.0, ge=0, description="US dollars at most; 0: no limit.")
    most_tokens: int = Field(default=0, ge=0, description="Tokens of requests and answers at most; 0: no limit.")
