# What each target does is in README.md. Every target sets up what it needs, once.
PY := .venv/bin/python
OUT ?= inspections

.PHONY: setup tools demo test fixtures truth lint bench docs clean

setup:
	@sh scripts/setup.sh

# What only tests and measures need, on top of it: a PostgreSQL server's programs.
tools:
	@sh scripts/setup.sh tests

demo: setup
	@.venv/bin/minispect scan examples/dining --out $(OUT) || test $$? -eq 1

# Two at a time, a file in one place: what a module sets up is set up once. What fails is run again alone, for all to
# see: a browser that starved beside another is not the code's fault.
test: tools lint
	@$(PY) -m pytest -q -n 2 --dist loadfile || $(PY) -m pytest -q --last-failed --last-failed-no-failures none

# Every program of tests/miniprograms instead of the day's share. Recordings are kept in inspections/fixtures: what
# nothing changed for is judged again and not scanned, so that this goes on where it was broken off.
fixtures: setup
	@MINISPECT_FIXTURES=all $(PY) -m pytest -q -n 2 tests/test_miniprograms.py

# How well the checks judge: violations and lawful look-alikes planted in clean programs. TRUTH holds its options.
truth: setup
	@$(PY) tests/truth $(TRUTH)

# Verdicts in DevTools' place and on the stand-in phone against the embedded host's; hours for all programs.
equal: setup
	@$(PY) scripts/equality.py $(PROGRAMS)

lint: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m pip check

# PARTS names some of the figures: make bench PARTS="host report"
bench: tools
	@$(PY) scripts/bench.py $(PARTS)

docs: setup
	@$(PY) scripts/docs.py

clean:
	rm -rf .venv .setup crawler/host/npm/node_modules examples/*/node_modules tests/sdks/program/node_modules
