# solver = "copt"
# shows = "a heuristic that prints one number in its last line, as heuristics evolved by a model do"
# status = "no_model"
# solves = 0
# claims = 80
# prints = "80.0"
distance = [[0, 10, 15, 20], [10, 0, 35, 25], [15, 35, 0, 30], [20, 25, 30, 0]]
here, left, length = 0, {1, 2, 3}, 0.0
while left:
    following = min(left, key=lambda city: distance[here][city])
    length += distance[here][following]
    here = following
    left.remove(here)
print(length + distance[here][0])
