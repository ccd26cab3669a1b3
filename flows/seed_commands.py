"""What `optmill seeds` does, once its flags are read."""

from collections import Counter
from pathlib import Path

from flows.commands import print_json
from flows.terminal import console, print_table


def seeds_check_command(file: Path, as_json: bool) -> int:
    """Check a seeds file and say what is wrong with it."""
    from tasks.seed_file import SeedsError, read_seeds

    try:
        seeds = read_seeds(file)
    except SeedsError as error:
        if not as_json:
            raise
        print_json(
            {
                "file": str(file),
                "error": str(error).splitlines()[0],
                "problems": [p.model_dump() for p in error.problems],
            }
        )
        return 2
    if as_json:
        print_json({"file": str(file), "seeds": len(seeds), "problems": []})
    else:
        console.print(f"{file}: {len(seeds)} seeds, all good")
    return 0


def seeds_list_command(as_json: bool) -> None:
    """Count the seeds that ship."""
    from tasks.seed_file import read_seeds

    seeds = read_seeds()
    families = Counter(seed.family for seed in seeds)
    rows = [
        {"family": family, "seeds": count, "domains": len({s.domain for s in seeds if s.family == family})}
        for family, count in sorted(families.items())
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(f"{len(seeds)} seeds", rows)
