"""A small formulation that tests of the algebra start from."""

FORMULATION = """## Sets
- `ITEMS = ["loaf", "bun"]`: goods
- `STEPS = ["kneading", "oven"]`: steps

## Parameters
- `price[ITEMS] = {"loaf": 5, "bun": 2}`: price, in dollars
- `use[ITEMS, STEPS] = {("loaf", "kneading"): 4, ("loaf", "oven"): 30, ("bun", "kneading"): 3, ("bun", "oven"): 12}`
- `limit[STEPS] = {"kneading": 240, "oven": 1250}`: minutes
- `most[ITEMS] = {"loaf": 35, "bun": 60}`: pieces

## Decision variables
- `0 <= bake[ITEMS]`, integer: pieces baked

## Objective
- `maximize sum(price[i] * bake[i] for i in ITEMS)`: revenue, in dollars

## Constraints
- time_limit, `for s in STEPS`: `sum(use[i, s] * bake[i] for i in ITEMS) <= limit[s]`
- market, `for i in ITEMS`: `bake[i] <= most[i]`
"""
