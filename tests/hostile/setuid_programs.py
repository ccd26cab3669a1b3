# kind = "setuid"
# tries = "lets programs that run as root read what it may not"
# words = ["DENIED"]
# wall_seconds = 8
import os
import shutil
import stat
import subprocess

commands = (["su", "-c", "cat /etc/shadow"], ["sudo", "-n", "cat", "/etc/shadow"], ["pkexec", "cat", "/etc/shadow"])
for command in commands:
    if shutil.which(command[0]) is None:
        continue
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=2)
        print("BREACH: read /etc/shadow" if "root:" in done.stdout else f"DENIED {command[0]}")
    except (OSError, subprocess.TimeoutExpired) as error:
        print("DENIED", command[0], error)
with open("/proc/self/status") as file:
    print("DENIED for good" if "NoNewPrivs:\t1" in file.read() else "BREACH: may gain privileges")
shutil.copy("/proc/self/exe", "own")
os.chmod("own", 0o7755)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
