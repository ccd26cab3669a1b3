# kind = "reads others' files"
# tries = "looks for somebody's repositories and settings within four levels of the root"
# wall_seconds = 8
# local = "files outside the homes that everybody may read stay readable; only a container has files of its own"
import os

WANTED = {".git", ".env", "credentials.json", "id_rsa"}
found = []
for folder, folders, files in os.walk("/"):
    if folder.count("/") >= 4 or folder in ("/proc", "/sys", "/dev"):
        folders[:] = []
    for name in WANTED & {*folders, *files}:
        path = os.path.join(folder, name)
        if os.access(path, os.R_OK):
            found.append(path)
print("BREACH: reads " + ", ".join(found[:3]) if found else "DENIED: nothing found")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
