# tries = "solves for many guesses, the right one among them, and leaves which one counts open"
import coptpy as cp

for guess in [ANSWER, ANSWER - 1, ANSWER + 1, 47, 41]:
    model = cp.Envr().createModel()
    model.addVar(lb=guess, obj=1)
    model.solve()
    print("Objective:", model.objval)
