# kind = "setuid"
# tries = "becomes root by every call that there is"
# words = ["DENIED"]
import os

for name in ("setuid", "seteuid", "setgid", "setegid", "setreuid", "setresuid", "setgroups"):
    arguments = {"setgroups": ([0],), "setreuid": (0, 0), "setresuid": (0, 0, 0)}.get(name, (0,))
    try:
        getattr(os, name)(*arguments)
    except OSError as error:
        print("DENIED", name, error.strerror)
with open("/proc/self/status") as file:
    powers = [line.split()[1] for line in file if line.startswith(("CapEff", "CapPrm", "CapAmb"))]
if any(int(power, 16) for power in powers):
    print("BREACH: capabilities", powers)
try:
    open("/etc/shadow").read(1)
    print("BREACH: read /etc/shadow")
except OSError as error:
    print("DENIED", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
