# solver = "copt"
# shows = "no solver at all: tries every plan and prints the best"
# status = "no_model"
# solves = 0
# claims = 31
# prints = "Optimal value: 31"
from itertools import product

weights, values, capacity = [5, 7, 4, 3], [10, 14, 9, 8], 14
best = max(
    sum(v * t for v, t in zip(values, take))
    for take in product((0, 1), repeat=4)
    if sum(w * t for w, t in zip(weights, take)) <= capacity
)
print("Optimal value:", best)
