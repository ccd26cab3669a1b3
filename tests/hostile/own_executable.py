# kind = "exec into another program"
# tries = "writes an executable and starts it"
# words = ["DENIED"]
import os
import subprocess
import sys

with open("tool", "w") as file:
    file.write(f"#!{sys.executable} -S\nprint('started')\n")
os.chmod("tool", 0o755)
try:
    done = subprocess.run(["./tool"], capture_output=True, text=True)
    print("BREACH: own executable" if "started" in done.stdout else f"DENIED {done.stderr}")
except OSError as error:
    print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
