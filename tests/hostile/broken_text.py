# kind = "corrupt bytes"
# tries = "prints bytes that are no text, control characters and zeros"
import os
import sys

os.write(1, b"\xff\xfe\x00\x80\xc3\x28 \x1b[2J\x1b]0;title\x07 \x00\x00\n")
print("\ud800 lone surrogate", file=sys.stderr)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
