# solver = "copt"
# shows = "functions, a main guard and a class for the data"
# status = "optimal"
# objective = 220
# prints = "Best value: 220"
from dataclasses import dataclass

import coptpy as cp
from coptpy import COPT


@dataclass
class Item:
    name: str
    value: float
    weight: float


def build(items: list[Item], capacity: float):
    model = cp.Envr().createModel("knapsack")
    take = {item.name: model.addVar(vtype=COPT.BINARY, name=item.name) for item in items}
    model.addConstr(cp.quicksum(item.weight * take[item.name] for item in items) <= capacity)
    model.setObjective(cp.quicksum(item.value * take[item.name] for item in items), COPT.MAXIMIZE)
    return model, take


def main():
    items = [Item("tent", 60, 10), Item("stove", 100, 20), Item("boat", 120, 30)]
    model, take = build(items, 50)
    model.solve()
    print("Best value:", round(model.objval))
    print("Take:", [name for name, variable in take.items() if variable.x > 0.5])


if __name__ == "__main__":
    main()
