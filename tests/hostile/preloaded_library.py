# kind = "exec into another program"
# tries = "settings for the dynamic linker and the interpreter that the next programs should inherit"
import os
import sys

os.environ.update(LD_PRELOAD="./lie.so", PYTHONPATH=os.getcwd(), PYTHONSTARTUP="lie.py", PYTHONHASHSEED="7")
os.putenv("PYTHONHOME", os.getcwd())
sys.path.insert(0, os.getcwd())
open("lie.py", "w").write("raise SystemExit('Optimal objective: 999')\n")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
