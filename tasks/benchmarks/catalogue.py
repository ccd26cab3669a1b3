"""The public benchmarks by name: where each comes from, under which licence, and how its files are recognised.

No row of them ships. A file that a person has is recognised by its checksum, whatever it is called; one that is not
known is read all the same.
"""

from schemas.frozen import Frozen

HUB = "hf://datasets/{repository}@{revision}/{file}"
ADDRESS = "https://raw.githubusercontent.com/{repository}/{revision}/{file}"
FOLDER = "github://{owner}:{name}@{revision}/{file}"


class Known(Frozen):
    """One public benchmark, in one of its label sets."""

    name: str
    repository: str
    """At the Hub, or at GitHub."""
    file: str
    """Empty: whatever the `datasets` library makes of the repository. A folder: one problem in each of its folders."""
    revision: str = "main"
    pattern: str = HUB
    licence: str
    items: int = 0
    """Documented number of items; 0: none that is documented."""
    checksums: tuple[str, ...] = ()
    """SHA-256 of files that are known to hold it."""

    @property
    def address(self) -> str:
        """Where it is read from."""
        owner, _, name = self.repository.partition("/")
        told = {"repository": self.repository, "owner": owner, "name": name}
        return self.pattern.format(revision=self.revision, file=self.file, **told)


ORLM, FIXED = "CardinalOperations", "cyberagent/JOR-Bench"

KNOWN: dict[str, Known] = {
    known.name: known
    for known in (
        Known(
            name="nl4opt",
            repository=f"{ORLM}/NL4OPT",
            file="NL4OPT_with_optimal_solution.json",
            licence="CC-BY-NC-4.0",
            items=289,
        ),
        Known(
            name="nl4opt-245",
            repository="optsuite/OptMATH",
            file="benchmark/NL4OPT.json",
            revision="a1712fad3f19ae67763921917902453034db36ef",
            pattern=ADDRESS,
            licence="Apache-2.0",
            items=245,
            checksums=("87bc1930251dfef551a7cb1d4c79889a0b0522f7a715b285257f0ed7598f95f0",),
        ),
        Known(
            name="mamo-easy",
            repository=f"{ORLM}/MAMO",
            file="MAMO_EasyLP.json",
            licence="CC-BY-SA-4.0",
            items=652,
            checksums=("b37ae7d9fc0b8c39e172d070aed84e600549407886ef970083c0f6cadc2e60a6",),
        ),
        Known(
            name="mamo-complex",
            repository=f"{ORLM}/MAMO",
            file="MAMO_ComplexLP.json",
            licence="CC-BY-SA-4.0",
            items=211,
            checksums=("07eb3db3d2af099871dfa4425b14887775179c158c38944fe4fe152b615bbfc3",),
        ),
        Known(name="mamo-easy-fixed", repository=FIXED, file="MAMO_EasyLP_fixed.jsonl", licence="CC-BY-SA-4.0"),
        Known(name="mamo-complex-fixed", repository=FIXED, file="MAMO_ComplexLP_fixed.jsonl", licence="CC-BY-SA-4.0"),
        Known(
            name="industryor",
            repository=f"{ORLM}/IndustryOR",
            file="IndustryOR.json",
            licence="CC-BY-NC-4.0",
            items=100,
        ),
        Known(name="industryor-fixed", repository=FIXED, file="IndustryOR_fixed.jsonl", licence="CC-BY-NC-4.0"),
        Known(
            name="optmath",
            repository="optsuite/OptMATH",
            file="benchmark/OptMATH_Bench.json",
            revision="a1712fad3f19ae67763921917902453034db36ef",
            pattern=ADDRESS,
            licence="Apache-2.0",
            items=166,
            checksums=("c5dbc2bf14995b880d13e306ff54ae81b603f07b565a31e52248533848ad3a93",),
        ),
        Known(
            name="optibench",
            repository="yangzhch6/ReSocratic",
            file="data/e-opt.json",
            revision="d8355c033f410e255295822d45c679879f0a53f0",
            pattern=ADDRESS,
            licence="Apache-2.0",
            items=605,
            checksums=("0378fab2065e084563913340bc4cff6818a891dc06c5adc83452b40fbd18e85b",),
        ),
        Known(
            name="complexor",
            repository="xzymustbexzy/Chain-of-Experts",
            file="dataset/ComplexOR",
            revision="main",
            pattern=FOLDER,
            licence="none stated",
        ),
        Known(name="nlp4lp", repository="udell-lab/NLP4LP", file="", licence="CC-BY-NC-SA-4.0"),
    )
}


def recognise(checksum: str) -> Known | None:
    """The benchmark that a file's bytes are known to be."""
    return next((known for known in KNOWN.values() if checksum in known.checksums), None)
