# `make demo` and `make test` need python3 (3.11 or later) with venv, and make. Everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev

.PHONY: demo test check bench picture clean

demo: $(STAMP)
	@$(BIN)/ainews demo

test: $(DEV)
	@$(BIN)/python -m pytest --numprocesses auto

check: test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV)
	$(BIN)/python bench/run.py

picture: $(STAMP)
	$(BIN)/python bench/picture.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# A venv whose interpreter is gone (the folder was moved, Python was upgraded) is made anew; the stamp is
# written last, so that an interrupted install starts over. Without bytecode every start would compile again.
$(STAMP): export PYTHONDONTWRITEBYTECODE =
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("ainews needs Python 3.11 or later, this is %d.%d; try: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || rm -rf $(VENV)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 has no venv here (Debian: apt install python3-venv)" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): export PYTHONDONTWRITEBYTECODE =
$(DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
