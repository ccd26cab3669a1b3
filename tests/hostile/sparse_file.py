# kind = "sparse file"
# tries = "a file of a terabyte that holds nothing"
# words = ["DENIED"]
try:
    with open("sparse", "wb") as file:
        file.truncate(2**40)
    print("BREACH: a terabyte")
except OSError as error:
    print("DENIED", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
