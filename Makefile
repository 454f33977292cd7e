# Tongban (通办). `make` alone lists what can be done.

PORT ?= 8001
ONCE ?=
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-interop check bench docs lock messages migrations coverage clean

help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8001 chooses the demo's first port, ONCE=1 plays the demo's story beside it (var/demo/once) and ends."

demo: ## Two courts at work on this machine; a story plays, then the pages stay open until Ctrl-C
	@tools/prepare demo
	@.venv/bin/tongban demo $(if $(filter-out 0 no,$(ONCE)),--once) --port $(PORT)

test: ## All checks, then all tests on SQLite and PostgreSQL; heavy families are sampled by a printed seed
	@tools/prepare test
	@tools/test

test-all: ## As `make test`, with every case of the heavy families
	@tools/prepare interop
	@tools/test --all

test-interop: ## Foreign programs judge the ledger's bytes: each accepts ours and refuses the tampered twin
	@tools/prepare interop
	@cd packages/courtlog/interop && ../../../$(PYTHON) -m pytest -q

check: ## Lint, types, floors and rooms, templates, catalogues, migrations
	@tools/prepare test
	@$(PYTHON) tools/check.py

bench: ## Measure what the platform promises
	@tools/prepare test
	@set -e; for measure in $(sort $(wildcard bench/[a-z]*.py)); do echo "$$measure"; $(PYTHON) "$$measure"; done

docs: ## Draw the procedures again, each in the README of its domain, and write the tables of docs/guide
	@tools/prepare demo
	@$(PYTHON) tools/throwaway.py tools/drawings.py draw
	@$(PYTHON) tools/throwaway.py tools/tables.py write

coverage: ## Which lines no test reaches, on SQLite
	@tools/prepare test
	@mkdir -p var/coverage
	@.venv/bin/coverage erase
	@.venv/bin/coverage run -m pytest -q
	@cd packages/courtlog && ../../.venv/bin/coverage run --rcfile ../../pyproject.toml \
		--data-file ../../var/coverage/data -m pytest -q
	@.venv/bin/coverage combine -q
	@.venv/bin/coverage report

messages: ## Bring the catalogues of texts up to the source, then compile them
	@tools/prepare test
	@$(PYTHON) tools/catalogues.py extract
	@$(PYTHON) tools/catalogues.py compile

migrations: ## Write the migrations that the models ask for
	@tools/prepare demo
	@$(PYTHON) tools/throwaway.py -m django makemigrations

lock: ## Choose the versions of all Python packages anew, within requirements*.in
	@tools/prepare test
	@tools/lock
	@tools/prepare test

clean: ## Remove what was made here: environment, caches, compiled catalogues, and the demo's data in var/
	@rm -rf .venv var build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .coverage*
	@find . \( -name __pycache__ -o -name '*.egg-info' \) -prune -exec rm -rf {} +
	@find src packages -name '*.mo' -delete
