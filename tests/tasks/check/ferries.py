"""Boats that carry crates to shops over three days: data over elements, pairs and periods."""

FERRIES = """## Sets
- `SHOPS = ["Dover", "Hull", "Leith"]`: shops
- `BOATS = ["Anna", "Bertha", "Clara-Ann"]`: boats
- `DAYS = [1, 2, 3]`: days
- `TWINS = [("Anna", "Bertha"), ("Anna", "Clara-Ann"), ("Bertha", "Clara-Ann")]`: two boats side by side
## Parameters
- `fuel[BOATS] = {"Anna": 12, "Bertha": 19, "Clara-Ann": 7}`: litres of fuel per trip
- `fare[BOATS, SHOPS] = {("Anna", "Dover"): 31, ("Anna", "Hull"): 28, ("Anna", "Leith"): 44, ("Bertha", "Dover"): 36, \
("Bertha", "Hull"): 27, ("Bertha", "Leith"): 52, ("Clara-Ann", "Dover"): 25, ("Clara-Ann", "Hull"): 33, \
("Clara-Ann", "Leith"): 48}`: dollars per crate
- `crew[DAYS] = {1: 14, 2: 11, 3: 17}`: sailors on duty
- `gap[TWINS] = {("Anna", "Bertha"): 6, ("Anna", "Clara-Ann"): 8, ("Bertha", "Clara-Ann"): 9}`: metres between the two
## Decision variables
- `0 <= load[BOATS, SHOPS, DAYS]`, continuous: crates
## Objective
- `minimize sum((fare[b, s] + fuel[b]) * load[b, s, t] for b in BOATS for s in SHOPS for t in DAYS)`
## Constraints
- hands, `for t in DAYS`: `sum(load[b, s, t] for b in BOATS for s in SHOPS) <= crew[t]`
"""
