# One door: `make` lists what there is. Every target sets up what it needs in .venv, from a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GOLD ?= ../shared/gold

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports docs bench bench-examples gate clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP) ## set up and run the main job: one dossier from an example set, in out/
	@$(BIN)/accord dossier examples/mercosur-exit/reports --out out --format html,json || [ $$? -eq 3 ]
	@echo "Open out/dossier.html in a browser. (One report of the set is broken on purpose; it is listed as refused.)"

test: $(STAMP) lint types imports ## set up and pass the tests
	$(BIN)/accord check
	$(BIN)/python -m pytest

lint: $(STAMP) ## ruff: style and common mistakes
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench

types: $(STAMP) ## mypy, strict
	$(BIN)/mypy

imports: $(STAMP) ## the house: imports point one way
	$(BIN)/lint-imports

docs: $(STAMP) ## build the documentation into site/
	$(BIN)/mkdocs build --strict

bench: $(STAMP) ## accuracy and speed against peers, where gold is (GOLD=../shared/gold)
	ACCORD_GOLD=$(GOLD) $(BIN)/python -m bench

bench-examples: $(STAMP) ## what share of the examples' answers is met, line by line
	$(BIN)/python -m bench.examples -v

clean: ## remove what the targets made
	rm -rf $(VENV) out site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
