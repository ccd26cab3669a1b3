# kind = "waits for input"
# tries = "waits for input, from the terminal too"
# statuses = ["optimal"]
# words = ["DENIED"]
import sys

try:
    print("BREACH:", open("/dev/tty").read(1))
except OSError as error:
    print("DENIED", error.strerror)
print("DENIED" if sys.stdin.read() == "" else "BREACH: somebody's input")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
