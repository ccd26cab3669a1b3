# kind = "exec into another program"
# tries = "turns into an interpreter that prints a solver's lines"
# statuses = ["no_model"]
import os
import sys

os.execv(sys.executable, [sys.executable, "-S", "-c", "print('Optimal objective: 999')"])
