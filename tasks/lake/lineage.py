"""Who descends from whom, over ids alone."""

from collections.abc import Iterable, Mapping

Kin = Mapping[str, tuple[str, ...]]
"""Parents' ids by id."""


def ancestors(kin: Kin, of: str) -> set[str]:
    """Ids of all that a candidate descends from."""
    return reach(kin, of)


def descendants(kin: Kin, of: str) -> set[str]:
    """Ids of all that descend from a candidate."""
    children: dict[str, tuple[str, ...]] = {}
    for child, parents in kin.items():
        for parent in parents:
            children[parent] = (*children.get(parent, ()), child)
    return reach(children, of)


def reach(next_ids: Kin, start: str) -> set[str]:
    """Ids that can be reached from one, itself left out."""
    reached: set[str] = set()
    waiting: Iterable[str] = next_ids.get(start, ())
    while waiting:
        reached.update(waiting)
        waiting = {later for one in waiting for later in next_ids.get(one, ())} - reached
    return reached - {start}
