# Two commands for a fresh machine: `make demo` and `make test`. Both keep their environment in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types layers unit soak audit evaluate benchmark docs site dist lock vendor clean

demo: .venv/run.stamp
	rm -rf demo
	$(BIN)/dateline demo demo

test: lint types layers unit

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

layers: .venv/dev.stamp
	$(BIN)/lint-imports --no-cache

unit: .venv/dev.stamp
	$(BIN)/pytest

# What is known to be wrong with what is pinned; needs the network.
audit: .venv/bin/python
	$(BIN)/python -m venv .venv/audit
	timeout 120 .venv/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	timeout 120 .venv/audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock

# What takes minutes or more: killed at hundreds of random moments, and what else is marked so.
soak: .venv/dev.stamp
	$(BIN)/pytest -m soak

# Needs the development data beside the project; says what is missing where it is not there.
evaluate: .venv/evaluation.stamp
	$(BIN)/python -m evaluation

# What it costs, each beside a bare floor of the same run, kept in evaluation/history.jsonl. Leave the machine alone
# meanwhile: half an hour.
benchmark: .venv/evaluation.stamp
	$(BIN)/python -m evaluation --keep startup speed building scaling incremental stories reader

# Writes the reference pages and the manual page anew from the program.
docs: .venv/dev.stamp
	$(BIN)/python -m docs.generate

# The same pages as a site: open site/index.html.
site: .venv/dev.stamp
	$(BIN)/python -m sphinx -q -W -c docs . site

# What is handed out: a wheel and an sdist, the same bytes each time.
dist: .venv/dev.stamp
	$(BIN)/python -m build --no-isolation --outdir dist .

.venv/bin/python:
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"dateline needs Python 3.11 to 3.13; this is {v[0]}.{v[1]}. Name another one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv || { echo "No venv module: on Debian and Ubuntu, install the package python3-venv."; rm -rf .venv; exit 1; }

.venv/run.stamp: .venv/bin/python requirements.lock pyproject.toml
	@echo "Setting up .venv: a minute or two, this once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

.venv/evaluation.stamp: .venv/dev.stamp requirements-evaluation.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-evaluation.lock
	@touch $@

# `--no-deps`: the lock files name everything, and no second resolver is to have a say.
# Rewrites the lock files from pyproject.toml (needs uv on the PATH). followthemoney asks for ICU only to spell names
# in Latin letters, which no test does, and ICU would have to be compiled; an environment has its pip already.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-package pyicu --no-emit-package pip --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml requirements-build.in -o requirements.lock
	$(LOCK) pyproject.toml requirements-build.in --extra postgresql --extra ray --extra spacy --group dev -o requirements-dev.lock
	$(LOCK) pyproject.toml requirements-build.in --extra postgresql --extra ray --extra spacy --group dev --group evaluation -o requirements-evaluation.lock

# Bundles anew the two libraries that the reader ships (needs npm); nobody who runs or tests dateline does.
vendor:
	cd vendor && npm install --no-audit --no-fund --omit-lockfile-registry-resolved && npm run build

clean:
	rm -rf .venv demo build dist site
