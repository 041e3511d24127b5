# make run    the map on 127.0.0.1 (fills the store from data/articles when it is empty)
# make test   linters, types and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test lock clean

help:  ## print this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: $(VENV)/ready  ## fill the store when it is empty, then start the page
	$(BIN)/python -m pipeline run --if-empty || test $$? -eq 1
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/ready-test  ## ruff, mypy and pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not browser" -n auto --dist loadfile
	$(BIN)/python -m pytest -m browser

lock: $(VENV)/ready-test  ## pin again what pyproject.toml asks for
	$(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements.txt
	$(BIN)/python -m uv pip compile --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header \
		-c requirements.txt -o tests/requirements.txt

clean:  ## remove the environment and everything that was built
	rm -rf $(VENV) data/build

$(VENV)/python-ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; name another with: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "The module venv is missing; on Debian: apt install python3-venv"; exit 2; }
	@touch $@

$(VENV)/ready: $(VENV)/python-ok requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements.txt
	@touch $@

$(VENV)/ready-test: $(VENV)/ready tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r tests/requirements.txt
	@touch $@
