# solver = "scip"
# shows = "a handler of constraints that no row states"
# status = "optimal"
# objective = 5
from pyscipopt import Model, Conshdlr, SCIP_RESULT, quicksum

m = Model()
m.hideOutput()
x = m.addVar(vtype="I", ub=4, name="x")
y = m.addVar(vtype="I", ub=4, name="y")
m.setObjective(x + y, "maximize")


class H(Conshdlr):
    def conscheck(self, constraints, solution, *a, **k):
        s = self.model.getSolVal(solution, x) + self.model.getSolVal(solution, y)
        return {"result": SCIP_RESULT.INFEASIBLE if s > 5.5 else SCIP_RESULT.FEASIBLE}

    def consenfolp(self, constraints, n, solinfeasible):
        s = self.model.getSolVal(None, x) + self.model.getSolVal(None, y)
        if s > 5.5:
            self.model.addCons(x + y <= 5)
            return {"result": SCIP_RESULT.CONSADDED}
        return {"result": SCIP_RESULT.FEASIBLE}

    def conslock(self, constraint, locktype, nlockspos, nlocksneg):
        for variable in (x, y):
            self.model.addVarLocks(variable, nlocksneg, nlockspos)


h = H()
m.includeConshdlr(h, "sub", "sub", needscons=False, enfopriority=-10, chckpriority=-10)
m.setPresolve(0)
m.optimize()
print(m.getObjVal())
