# kind = "reads others' files"
# tries = "looks into the folders of programs that run beside it or ran before it"
# words = ["DENIED"]
# guards = ["own-user"]
import glob
import os
import tempfile

here = os.getcwd()
around = {os.path.dirname(os.path.dirname(here)), os.path.dirname(here), "/tmp", "/var/tmp", tempfile.gettempdir()}
for path in {path for folder in around for path in glob.glob(f"{folder}/optmill-*/work") + glob.glob(f"{folder}/work")}:
    if os.path.realpath(path) == here:
        continue
    try:
        print("BREACH: sees", path, os.listdir(path))
    except OSError as error:
        print("DENIED", path, error.strerror)
for process in filter(str.isdigit, os.listdir("/proc")):
    if int(process) == os.getpid():
        continue
    for name in ("root", "cwd"):
        try:
            print("BREACH: sees", process, name, os.listdir(f"/proc/{process}/{name}"))
        except OSError as error:
            print("DENIED", process, name, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
