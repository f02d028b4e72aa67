# The one door: run `make` to see what can be done. Needs Python 3.11+, make and a package registry.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# Set PYTHON to choose another interpreter: make setup PYTHON=/opt/python3.12/bin/python3
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# UPGRADE=1 moves to the newest versions; without it the versions locked now are kept.
COMPILE := $(BIN)/uv pip compile pyproject.toml --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --annotation-style line \
	--quiet $(if $(UPGRADE),--upgrade)
EXTRACT := $(BIN)/pybabel --quiet extract --no-default-keywords --keyword=msg --keyword=_ \
	--keyword=ngettext:1,2 --sort-output --add-location=file --no-wrap --project=qingyuan \
	--header-comment='\# The words of Qingyuan; a msgid is the English text of the code.'

.PHONY: help setup demo test test-all check bench docs lock words clean translations
.NOTPARALLEL:

help:  ## show this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)$$/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| while IFS='|' read -r target text; do printf '%-17s %s\n' "$$target" "$$text"; done

setup: $(READY) translations  ## create .venv with the command .venv/bin/qingyuan and the tools
	@echo "Ready: $(BIN)/qingyuan"

demo: $(READY) translations  ## score the electroplating plant of examples/ and explain it
	@$(BIN)/qingyuan score electroplating-2015 examples/electroplating-plant.yaml

test: $(READY) translations  ## run the tests, without the slow ones
	$(PYTEST) -n 2 -m "not slow"

test-all: check docs  ## run everything: check, docs, all tests, the wheel on its own
	$(PYTEST) -n 2

check: $(READY) translations  ## style, types, imports, lawbook, translations; all of it, then the verdict
	@failed=; run() { echo "== $$*"; "$$@" || failed="$$failed  $$1"; }; \
	run $(BIN)/ruff check --quiet .; \
	run $(BIN)/ruff format --quiet --diff .; \
	run $(BIN)/mypy; \
	run $(BIN)/lint-imports --no-logo; \
	run $(BIN)/yamllint --strict lawbook publiccode.yml mkdocs.yml; \
	run $(BIN)/qingyuan lawbook check; \
	run $(PYTEST) --quiet tests/house/test_translations.py; \
	if [ -n "$$failed" ]; then echo "Not in order:$$failed" >&2; exit 1; fi

bench: $(READY) translations  ## run the benchmarks of bench/
	@scripts=$$(find bench -name 'bench_*.py' 2>/dev/null | sort || true); \
	if [ -z "$$scripts" ]; then echo "There are no benchmarks yet (bench/bench_*.py)."; fi; \
	for script in $$scripts; do echo "== $$script"; $(BIN)/python "$$script"; done

docs: $(READY)  ## build the documentation into build/docs; a broken link is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/docs

lock: $(READY)  ## resolve requirements/*.txt and the SBOM again (UPGRADE=1: to the newest)
	$(COMPILE) --extra dev --extra docs --output-file requirements/dev.txt
	$(COMPILE) --extra test --constraints requirements/dev.txt --output-file requirements/test.txt
	$(COMPILE) --constraints requirements/dev.txt --output-file requirements/base.txt
	$(BIN)/python requirements/sbom.py

words: $(READY)  ## bring new sentences of the code into locale/*.po, to be translated
	@mkdir -p build
	$(EXTRACT) --output-file=build/qingyuan.pot src
	$(BIN)/pybabel --quiet update --domain=qingyuan --input-file=build/qingyuan.pot --output-dir=locale \
		--locale=zh_CN --init-missing --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

clean:  ## remove everything that was made, .venv too
	rm -rf $(VENV) build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	rm -f locale/*/LC_MESSAGES/*.mo
	find src tests requirements -name __pycache__ -type d -prune -exec rm -rf {} +

translations: $(TRANSLATIONS)

%.mo: %.po hatch_build.py | $(READY)
	@$(BIN)/python hatch_build.py

$(READY): pyproject.toml requirements/dev.txt hatch_build.py src/qingyuan/__init__.py | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "make: Qingyuan needs Python 3.11 or later; '$(PYTHON)' is not, or is not there." >&2; \
		echo "make: install it, or say where it is: make setup PYTHON=/path/to/python3.11" >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "make: Python is there but cannot make a venv (on Debian: apt install python3-venv)." >&2; \
		rm -rf $(VENV); exit 1; }
