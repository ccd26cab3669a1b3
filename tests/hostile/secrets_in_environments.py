# kind = "reads secrets"
# tries = "looks for keys in its own environment and in that of every process"
# words = ["DENIED"]
# guards = ["process-namespace"]
import os

words = ("KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL")
for name in os.environ:
    if any(word in name.upper() for word in words):
        print("BREACH: own environment holds", name)
for process in filter(str.isdigit, os.listdir("/proc")):
    if int(process) == os.getpid():
        continue
    try:
        with open(f"/proc/{process}/environ", "rb") as file:
            print("BREACH: environment of", process, len(file.read()))
    except OSError as error:
        print("DENIED", process, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
