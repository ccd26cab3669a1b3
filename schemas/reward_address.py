"""Where the trainer reaches the rewards."""

from schemas.frozen import Frozen


class RewardAddress(Frozen):
    """An address, and what opens it."""

    url: str
    token: str
