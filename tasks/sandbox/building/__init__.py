"""Building the images of the solvers: a base, its packages, the context, the build."""
