# kind = "deep folders"
# tries = "files whose names are no text, look like options, or are as long as allowed"
import os

for name in (b"\xff\xfe", b"-rf", b"new\nline", b"*", b".lifted-0", b"\x01" * 255, "\u202e".encode()):
    os.mkdir(name)
    os.mkdir(os.path.join(name, b"inner"))
    os.chmod(name, 0)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
