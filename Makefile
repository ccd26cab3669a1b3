# make run    sets up and evolves a lake of two rounds from the shipped seeds, with a report
# make test   sets up and runs the tests
# make check  ruff (lint, format, docstrings) and pyright (strict)
# make chaos, measure, bench, agreement, pools   the full numbers of LOG.md; long

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 3

.PHONY: run test check setup seeds chaos measure bench agreement pools format clean

# Without an engine, or without a base image to be had, programs run through the local door.
run: $(VENV)/.core
	-@$(BIN)/optmill images build copt highs --if-engine
	$(BIN)/optmill campaign --lake lake --rounds 2 --children 100
	$(BIN)/optmill report lake

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

setup: $(VENV)/.dev

# Byte code is compiled once: where PYTHONDONTWRITEBYTECODE is set, every start would compile all of Prefect again.
$(VENV)/.core: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib > /dev/null || true
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib > /dev/null || true
	touch $@

seeds: $(VENV)/.core
	$(BIN)/python -m tasks.procedural.seeding

chaos: $(VENV)/.dev
	$(BIN)/python -m tests.chaos --kills 14 --children 48 --latency 0.8
	$(BIN)/python -m tests.engine_chaos --programs 500
	$(BIN)/python -m tests.teacher_chaos --kills 10
	$(BIN)/python -m tests.operations_chaos --kills 20

measure: $(VENV)/.dev
	$(BIN)/python -m tests.measure
	$(BIN)/python -m tests.measure_language
	$(BIN)/python -m tests.hostile_run --door local
	$(BIN)/python -m tests.hostile_run --door container
	$(BIN)/python -m tests.published --door container
	$(BIN)/python -m tests.measure_scoring
	$(BIN)/python -m tests.measure_server
	$(BIN)/python -m tests.measure_trajectories
	$(BIN)/python -m tests.measure_rewards
	$(BIN)/python -m tests.measure_transfer
	$(BIN)/python -m tests.measure_evidence recall
	$(BIN)/python -m tests.measure_evidence programs
	$(BIN)/python -m tests.measure_evidence grade

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_pool
	$(BIN)/python -m tests.bench_stages
	$(BIN)/python -m tests.bench_calls
	$(BIN)/python -m tests.bench_faults
	$(BIN)/python -m tests.bench_language

agreement: $(VENV)/.dev
	$(BIN)/python -m tests.agreement --children 40

# Needs the image optmill-gpu, see README.
pools: $(VENV)/.dev
	$(BIN)/python -m tests.measure_pools

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf lake bench .pytest_cache .ruff_cache
