# solver = "copt"
# shows = "lets another interpreter prepare the data and keeps it in a temporary file"
# status = "optimal"
# objective = 55
import json
import subprocess
import sys
import tempfile

import coptpy as cp
from coptpy import COPT

script = "import json; print(json.dumps([i * i for i in range(1, 6)]))"
text = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
with tempfile.NamedTemporaryFile("w+", suffix=".json") as file:
    file.write(text)
    file.seek(0)
    squares = json.load(file)

model = cp.Envr().createModel()
x = model.addVars(5, lb=1)
model.setObjective(cp.quicksum(squares[i] * x[i] for i in range(5)), COPT.MINIMIZE)
model.solve()
print("Total", model.objval)
