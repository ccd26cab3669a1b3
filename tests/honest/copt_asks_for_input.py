# solver = "copt"
# shows = "asks a person who is not there"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "EOFError: EOF when reading a line"
# prints = "Number of trucks: "
import coptpy as cp

trucks = int(input("Number of trucks: "))
model = cp.Envr().createModel()
model.addVar(ub=trucks, obj=-1)
model.solve()
