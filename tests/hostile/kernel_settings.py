# kind = "/proc and /sys"
# tries = "writes settings of the kernel (the value that they have)"
# words = ["DENIED"]
import os

names = ("kernel/core_pattern", "kernel/hostname", "kernel/modprobe", "vm/overcommit_memory", "fs/file-max")
names += ("kernel/shm_rmid_forced", "kernel/msgmni", "net/ipv4/ip_forward", "kernel/randomize_va_space")
for path in (f"/proc/sys/{name}" for name in names):
    try:
        with open(path) as file:
            value = file.read()
        with open(path, "w") as file:
            file.write(value)
        print("BREACH: wrote", path)
    except OSError as error:
        print("DENIED", path, error.strerror)
for path in ("/proc/sysrq-trigger", "/sys/power/state", "/sys/kernel/uevent_helper", "/sys/kernel/mm/ksm/run"):
    if os.access(path, os.W_OK):
        print("BREACH: may write", path)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
