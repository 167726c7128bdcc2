# The two commands a fresh Debian 12 needs are `make demo` and `make test`.
# Both install what is missing first: Debian packages, .venv, hash-locked wheels.

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest

.PHONY: help demo test test-all check lock

help:
	@echo "make demo      the main job on simulated instruments; without a display it plays a shift"
	@echo "make test      every check and every test but the slow ones"
	@echo "make test-all  the slow ones too"
	@echo "make check     ruff, mypy and the import contracts only"
	@echo "make lock      write the requirements locks anew from pyproject.toml"

demo:
	@installer/bootstrap.sh demo
	.venv/bin/parallel49 demo

# Whole programs on a clock of their own need the cores that two workers would take from them.
test: check
	$(PYTEST) -n 2 --ignore=tests/system
	$(PYTEST) tests/system

test-all: check
	$(PYTEST) -n 2 --ignore=tests/system -m ""
	$(PYTEST) tests/system -m ""

check:
	@installer/bootstrap.sh test
	.venv/bin/ruff check --no-cache .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

lock:
	installer/lock.sh
