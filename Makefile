# Labour Harbour. `make serve` and `make test` are the two commands; the rest are parts of them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
DESK_PORT ?= 8001
BIN := .venv/bin
export PORT DESK_PORT

.PHONY: serve desk test check build leaflets messages bench clean help

help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

.venv/run.ok: requirements/run.txt
	@echo "== setting up Python: a virtual environment with the locked packages (about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Python 3.11 is needed; this is $$($(PYTHON) -V). Say PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar off -r requirements/run.txt
	@printf '#!/bin/sh\ncd "$(CURDIR)" && exec "$(CURDIR)/$(BIN)/python" -m api "$$@"\n' > $(BIN)/harbour && chmod +x $(BIN)/harbour
	@touch $@

.venv/dev.ok: requirements/dev.txt requirements/print.txt .venv/run.ok
	@echo "== setting up the test tools"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar off -r requirements/dev.txt
	@touch $@

build: .venv/run.ok ## check the content and build the site
	@echo "== building five languages, the index and the catalogue"
	@$(BIN)/harbour build

serve: build ## set up, build and serve everything on http://127.0.0.1:8000 (PORT= changes it)
	@echo "== preparing the database"
	@$(BIN)/harbour migrate
	@exec $(BIN)/harbour serve

desk: .venv/run.ok ## serve the desk on http://127.0.0.1:8001 (DESK_PORT= changes it); first: .venv/bin/harbour desk --add NAME
	@exec $(BIN)/harbour desk

.venv/print.ok: requirements/print.txt .venv/run.ok
	@sh deploy/need-pango.sh
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar off -r requirements/print.txt
	@touch $@

leaflets: .venv/print.ok ## print the leaflets whose text is new (PDF), then build with them
	@$(BIN)/python -m plugins.press
	@$(BIN)/harbour build

.venv/browser.ok:
	@sh tests/browser/need-chromium.sh
	@sh deploy/need-pango.sh
	@mkdir -p .venv && touch $@

test: .venv/dev.ok .venv/browser.ok check ## set up and run every test, browser journeys included
	@echo "== tests"
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/dev.ok ## lint, types, import contract, content
	@echo "== ruff"; $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "== mypy"; $(BIN)/mypy
	@echo "== imports"; $(BIN)/lint-imports
	@echo "== content and catalogues"; $(BIN)/harbour check

messages: .venv/run.ok ## bring the catalogues up to date with the code
	@$(BIN)/harbour messages

bench: .venv/dev.ok build ## print weight, two minutes, rush, intake, retrieval and meaning comparisons
	@for each in weight two_minutes rush intake retrieval meaning; do echo "== bench/$$each.py"; $(BIN)/python bench/$$each.py || exit 1; done

clean: ## remove everything that was built (not the databases)
	rm -rf output .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
