# solver = "copt"
# shows = "another library's words: addVariable instead of addVar"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "AttributeError"
import coptpy as cp

model = cp.Envr().createModel()
x = model.addVariable(lb=0, name="x")
model.optimize()
