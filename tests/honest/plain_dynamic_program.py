# solver = "gurobi"
# shows = "a recursion with memory, and an answer in a sentence that only a person takes for one"
# status = "no_model"
# solves = 0
# prints = "The fewest coins are 4."
from functools import lru_cache


@lru_cache(maxsize=None)
def coins(amount):
    if amount == 0:
        return 0
    return 1 + min(coins(amount - coin) for coin in (1, 5, 12) if coin <= amount)


print(f"The fewest coins are {coins(27)}.")
