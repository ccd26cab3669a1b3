# kind = "exec into another program"
# tries = "turns into an interpreter that has kept the recorder's pipe and tells an optimum"
# statuses = ["forged", "no_model", "crashed", "unconfirmed"]
import os
import sys

LIAR = """
import os, struct
for body in (b'{"event": "start"}', b'{"event": "end", "status": "optimal", "objective": 999.0, "model": 1}'):
    os.write(3, struct.pack(">I", len(body)) + body)
"""
os.set_inheritable(3, True)
os.execv(sys.executable, [sys.executable, "-S", "-c", LIAR])
