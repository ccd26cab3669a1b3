"""The guards that are reported are those that were found to hold."""

from schemas.solve import SolverName
from tasks.sandbox.door import LocalDoor
from tasks.sandbox.isolation import best_isolation

EVERYWHERE = {"process-group", "rlimits", "private-folder"}


def test_what_every_machine_allows_always_holds(door: LocalDoor):
    assert set(door.run_program("", SolverName.copt).isolation) >= EVERYWHERE


def test_an_isolation_with_namespaces_delivers_them(door: LocalDoor):
    isolation, held = best_isolation(), set(door.run_program("", SolverName.copt).isolation)
    assert ({"process-namespace", "network-namespace", "read-only-files"} <= held) == isolation.seal
    assert ("own-user" in held) == isolation.own_user
    assert ("bubblewrap" in held) == (isolation.name == "bubblewrap")


def test_a_weak_isolation_names_its_remedy():
    isolation = best_isolation()
    assert isolation.prefix or "install bubblewrap" in isolation.missing
