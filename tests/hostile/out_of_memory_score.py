# kind = "/proc and /sys"
# tries = "makes itself the last one that is killed when memory runs out"
# words = ["DENIED"]
with open("/proc/self/oom_score_adj") as file:
    before = int(file.read())
for score in (-1000, -1):
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write(str(score))
        print("BREACH: from", before, "to", score)
    except OSError as error:
        print("DENIED", score, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
