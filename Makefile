# Needs Python 3.11 or newer and make, nothing else: every target sets up what it uses.
# Another interpreter: make demo PYTHON=/path/to/python3. Another output folder: make demo OUT=results/mine

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(BIN)/.installed
OUT ?= results/demo
PYTHON ?=

.PHONY: help setup warm demo lab test test-slow browser check format tables bench clean distclean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1\t\2/p' Makefile | awk -F '\t' '{printf "make %-10s %s\n", $$1, $$2}'

demo: warm  ## compare the nine membership arms; leaves results/demo/
	$(BIN)/copsim demo --out "$(OUT)" --overwrite

lab: warm  ## open the Policy Lab in the browser
	$(BIN)/copsim app

test: warm  ## run the tests, without the long ones and those in a browser
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser"

test-slow: warm  ## run the long tests
	$(BIN)/python -m pytest -n 2 -m slow

browser: warm  ## run the tests of the Policy Lab in Chromium, which is installed first if apt-get can
	@if ! command -v chromium >/dev/null && [ -z "$(CHROMIUM)" ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium with apt-get, for the tests of the Policy Lab"; \
	    as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	    { $$as apt-get update && $$as apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } \
	        >/dev/null 2>&1 || echo "apt-get could not install it; the tests will be skipped"; \
	fi
	$(BIN)/python -m pytest -n 0 -m browser tests/browser -rs

check: $(INSTALLED)  ## format, lint, types and import contract; changes nothing
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/ruff check .
	$(BIN)/mypy copsim
	$(BIN)/lint-imports --no-logo

format: $(INSTALLED)  ## format the code and sort the imports
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: warm  ## print speed, memory and start-up beside their goals; QUICK=1 for two minutes, OUT=FILE for a CSV
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(if $(filter command line,$(origin OUT)),--out "$(OUT)")

tables: $(INSTALLED)  ## make the tables of docs/model anew from the code
	$(BIN)/python -m copsim.reporting.model_tables docs/model

setup: $(INSTALLED)  ## create .venv and install copsim with its development tools

warm: $(INSTALLED)  ## compile the kernels (a second when they are already compiled)
	$(BIN)/python -m copsim.warm

clean:  ## remove caches, builds and compiled kernels
	rm -rf build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -path ./$(VENV) -prune -o -path ./results -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## clean, and remove .venv
	rm -rf $(VENV)

$(BIN)/python:
	@set -- python3 python3.13 python3.12 python3.11; \
	if [ -n "$(PYTHON)" ]; then set -- "$(PYTHON)"; fi; \
	found=; \
	for candidate; do \
	    if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	        found=$$candidate; break; \
	    fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "copsim needs Python 3.11 or newer with its venv module, and found none in: $$*;" \
	         "install one, or name yours with make PYTHON=/path/to/python3." >&2; \
	    exit 2; \
	fi; \
	echo "Creating $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing copsim and what it needs into $(VENV); the first time takes a minute or more"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e ".[dev]"
	@touch $@
