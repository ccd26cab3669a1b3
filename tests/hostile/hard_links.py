# kind = "links"
# tries = "hard links to files of others, to change them by another name"
# words = ["DENIED"]
import os
import sys

for number, target in enumerate(("/etc/passwd", os.path.realpath(sys.executable), os.__file__)):
    try:
        os.link(target, f"link{number}")
        print("BREACH: a hard link to", target)
    except OSError as error:
        print("DENIED", target, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
