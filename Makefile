# Everything a person types: make run, make test. The rest serves these two.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8080
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz check lint lock bench docs clean

help:  ## Show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: $(VENV)/.ready  ## Make .venv with everything locked in requirements-dev.lock

$(VENV)/.ready: requirements.lock requirements-dev.lock pyproject.toml
ifdef UV
	uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock
	uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: apt-get install python3 (or PYTHON=/path/to/python3 make ...)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python has no venv: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

run: setup  ## Serve the page with the demo cards; HOST and PORT choose where
	SIMCLINIC_DEMO=$${SIMCLINIC_DEMO:-true} $(BIN)/simclinic serve --host $(HOST) --port $(PORT) --open

test: check  ## Run the whole test suite
	$(BIN)/python -m pytest

fuzz: setup  ## Try 20,000 hostile messages on the WeChat callback and as many tangled talks with the desk
	$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/wechat/test_fuzz.py tests/desk/test_nobody_elses.py

check: setup  ## Only say no: formatting, lint, types
	$(BIN)/ruff format --check bot handlers tests benches
	$(BIN)/ruff check bot handlers tests benches
	$(BIN)/mypy

lint: setup  ## Repair what can be repaired
	$(BIN)/ruff check --fix bot handlers tests benches
	$(BIN)/ruff format bot handlers tests benches

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade

lock:  ## Lock the newest allowed versions, without addresses
	$(LOCK) --group build pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --group dev pyproject.toml --output-file requirements-dev.lock
	$(LOCK) --group build --group bench pyproject.toml --output-file requirements-bench.lock

bench: $(VENV)-bench/.ready  ## Print figures, assert nothing; NAMES="answer lookup ..." picks some
	$(VENV)-bench/bin/python -m benches $(NAMES)

$(VENV)-bench/.ready: requirements-bench.lock
	$(PYTHON) -m venv --clear $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

docs: setup  ## Bring the written parts of the documents up to date
	$(BIN)/python -m tests.documents

clean:
	rm -rf $(VENV) $(VENV)-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
