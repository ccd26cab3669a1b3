"""What runs beside a solver: the runner, in pure standard library, shipped as package data for every door."""
