"""What `optmill seeds` does, once its flags are read."""

from collections import Counter
from pathlib import Path

from flows.commands import print_json
from flows.terminal import print_line, print_table


def seeds_check_command(file: Path, as_json: bool) -> int:
    """Check a seeds file and say what is wrong with it."""
    from tasks.row_file import RowsError
    from tasks.seed_file import read_seed_file

    try:
        found = read_seed_file(file)
    except RowsError as error:
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
        told = {"file": str(file), "seeds": len(found.seeds), "lacking": found.lacking()}
        print_json({**told, "fields": found.fields.model_dump(mode="json"), "problems": []})
        return 0
    for line in found.said():
        print_line(line)
    print_line(f"{file}: {len(found.seeds)} seeds, all good{found.to_be_written()}")
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
