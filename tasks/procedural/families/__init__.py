"""Every family that the procedural teacher knows, by name: each module here offers one `FAMILY`."""

import importlib
import pkgutil
from functools import lru_cache

from tasks.procedural.family import Family


@lru_cache(maxsize=1)
def all_families() -> dict[str, Family]:
    """Import every module of this folder and return its `FAMILY`, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    families = [importlib.import_module(f"{__name__}.{name}").FAMILY for name in names]
    return {family.name: family for family in families}
