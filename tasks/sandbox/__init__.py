"""Running programs: one door, `run_program`, behind which a program can crash and the sandbox must not."""
