# What each target does is in README.md. Every target sets up what it needs, once.
PY := .venv/bin/python
OUT ?= inspections

.PHONY: setup demo test lint bench docs clean

setup:
	@sh scripts/setup.sh

demo: setup
	@.venv/bin/minispect scan examples/dining --out $(OUT) || test $$? -eq 1

test: lint
	@$(PY) -m pytest -q

lint: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m pip check

bench: setup
	@$(PY) scripts/bench.py

docs: setup
	@$(PY) scripts/docs.py

clean:
	rm -rf .venv .setup crawler/host/npm/node_modules examples/*/node_modules
