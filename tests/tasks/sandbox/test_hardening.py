"""What a container may ask of the kernel, by the list and by trying."""
# pyright: basic
# Reason: docker ships no types.

import json

import pytest

from schemas.solve import SolverName
from tasks.sandbox.container import ContainerDoor
from tasks.sandbox.hardening import creation, seccomp_profile
from tasks.sandbox.pool import Place

REFUSED = """
    acct add_key adjtimex bpf chroot clock_adjtime clock_settime clone3 create_module delete_module fanotify_init
    finit_module fsconfig fsmount fsopen get_mempolicy init_module io_pgetevents io_setup io_submit io_uring_enter
    io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load kexec_load keyctl lookup_dcookie mbind
    memfd_create memfd_secret migrate_pages modify_ldt mount mount_setattr move_mount move_pages mq_open mq_unlink
    msgctl msgget msgrcv msgsnd name_to_handle_at open_by_handle_at open_tree perf_event_open pidfd_getfd pivot_root
    process_madvise process_vm_readv process_vm_writev ptrace quotactl reboot request_key seccomp semctl semget semop
    set_mempolicy setdomainname sethostname setns settimeofday shmat shmctl shmdt shmget splice swapoff swapon sync
    syncfs syslog tee umount2 unshare uselib userfaultfd vhangup vmsplice
""".split()
PROFILE = json.loads(seccomp_profile())
TRY = """
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
numbers = {"x86_64": X86, "aarch64": ARM}[platform.machine()]
for name, (number, *arguments) in numbers.items():
    ctypes.set_errno(0)
    code = libc.syscall(number, *arguments)
    print(name, ctypes.get_errno() if code == -1 else 0)
    if code == 0 and name.startswith("clone"): os._exit(0)
"""
X86 = {
    "io_uring_setup": (425, 1, 0),
    "ptrace": (101, 0, 0, 0, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "keyctl": (250, 0, 0, 0),
    "userfaultfd": (323, 0),
    "perf_event_open": (298, 0, 0, 0, 0, 0),
    "bpf": (321, 0, 0, 0),
    "unshare(user)": (272, 0x10000000),
    "setns": (308, 0, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "shmget": (29, 0, 4096, 0o1600),
    "semget": (64, 0, 1, 0o1600),
    "msgget": (68, 0, 0o1600),
    "mq_open": (240, 0, 0, 0, 0),
    "clone(user)": (56, 0x10000000 | 17, 0, 0, 0, 0),
    "personality(no randomisation)": (135, 0x40000),
    "socket(inet)": (41, 2, 1, 0),
    "socket(netlink)": (41, 16, 3, 0),
    "clock_settime": (227, 0, 0),
}
ARM = {
    "io_uring_setup": (425, 1, 0),
    "ptrace": (117, 0, 0, 0, 0),
    "process_vm_readv": (270, 1, 0, 0, 0, 0, 0),
    "keyctl": (219, 0, 0, 0),
    "userfaultfd": (282, 0),
    "perf_event_open": (241, 0, 0, 0, 0, 0),
    "bpf": (280, 0, 0, 0),
    "unshare(user)": (97, 0x10000000),
    "setns": (268, 0, 0),
    "mount": (40, 0, 0, 0, 0, 0),
    "shmget": (194, 0, 4096, 0o1600),
    "semget": (190, 0, 1, 0o1600),
    "msgget": (186, 0, 0o1600),
    "mq_open": (180, 0, 0, 0, 0),
    "clone(user)": (220, 0x10000000 | 17, 0, 0, 0, 0),
    "personality(no randomisation)": (92, 0x40000),
    "socket(inet)": (198, 2, 1, 0),
    "socket(netlink)": (198, 16, 3, 0),
    "clock_settime": (112, 0, 0),
}


def allowed() -> set[str]:
    return {name for rule in PROFILE["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]}


def test_what_is_not_on_the_list_is_refused():
    assert PROFILE["defaultAction"] == "SCMP_ACT_ERRNO"
    assert not allowed() & set(REFUSED)


def test_what_is_partly_allowed_has_its_condition():
    conditions = {name: rule.get("args") for rule in PROFILE["syscalls"] for name in rule["names"]}
    assert all(conditions[name] for name in ("clone", "socket", "socketpair", "personality"))


def test_both_processors_are_covered_and_no_other_way_to_call_them():
    assert [(arch["architecture"], arch["subArchitectures"]) for arch in PROFILE["archMap"]] == [
        ("SCMP_ARCH_X86_64", []),
        ("SCMP_ARCH_AARCH64", []),
    ]


def test_no_call_stands_twice():
    names = [name for rule in PROFILE["syscalls"] for name in rule["names"]]
    assert len(names) == len(set(names))


def test_the_kernel_refuses_them_in_a_container(container_door: ContainerDoor):
    source = f"X86 = {X86!r}\nARM = {ARM!r}\n{TRY}"
    solve = container_door.run_program(source, SolverName.highs)
    told = dict(line.rsplit(" ", 1) for line in solve.stdout.splitlines())
    assert told == dict.fromkeys(X86, "1"), solve.stderr


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import socket\nsocket.create_connection(('127.0.0.1', 80), 1)", "PermissionError"),
        ("open('/opt/runner/mine', 'w')", "Read-only file system"),
        ("open('/dev/shm/mine', 'w')", "No such file or directory"),
        ("import os\nos.setuid(0)", "PermissionError"),
    ],
)
def test_a_program_has_no_network_no_power_and_nothing_to_write_to(
    container_door: ContainerDoor, source: str, said: str
):
    solve = container_door.run_program(source, SolverName.highs)
    assert solve.error is not None and said in solve.error


def test_memory_is_limited_without_swap():
    options = creation("image", Place(solver=SolverName.copt, memory_mib=700, processes=64, threads=1))
    assert options["mem_limit"] == options["memswap_limit"] == "1212m"
    assert options["pids_limit"] == 128


def test_an_image_lives_without_network_and_writes_nothing():
    options = creation("image", Place(solver=SolverName.copt))
    assert (options["network_mode"], options["read_only"], options["cap_drop"]) == ("none", True, ["ALL"])
    assert "no-new-privileges:true" in options["security_opt"]
