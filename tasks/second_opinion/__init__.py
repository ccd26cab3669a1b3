"""Second opinions on a captured model: other solvers, tighter tolerances, relaxations, missing constraints, lint."""
