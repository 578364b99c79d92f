# One door: `make` lists what there is. Every target sets up what it needs in .venv, from a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GOLD ?= ../shared/gold

.DEFAULT_GOAL := help
.PHONY: help demo demo-past test lint types imports tables docs picture bench bench-examples bench-scale bench-exchange bench-forecast floors format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 18

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP) ## set up and run the main job: one dossier from an example set, in out/
	@$(BIN)/accord dossier examples/mercosur-exit/reports --out out --format html,json || [ $$? -eq 3 ]
	@echo "Open out/dossier.html in a browser. (One report of the set is broken on purpose; it is listed as refused.)"

demo-past: $(STAMP) ## the same with a past: what came before between the parties, and what is likely next, in out/past/
	@rm -rf out/past && mkdir -p out/past
	@$(BIN)/accord import icews examples/sokh-border-clash/past/invented-icews.tab --ledger out/past/accord.db
	@$(BIN)/accord ingest examples/sokh-border-clash/reports --ledger out/past/accord.db || [ $$? -eq 3 ]
	@$(BIN)/accord dossier examples/sokh-border-clash/reports --past out/past/accord.db --out out/past --format html,json || [ $$? -eq 3 ]
	@echo "Open out/past/dossier.html in a browser. (The past is as invented as the reports: bench/make_past.py.)"

test: $(STAMP) lint types imports tables ## set up and pass the tests
	$(BIN)/python -m pytest

format: $(STAMP) ## write the code in its house style
	$(BIN)/ruff format src tests bench tools
	$(BIN)/ruff check --fix src tests bench tools

lint: $(STAMP) ## ruff: style and common mistakes
	$(BIN)/ruff check src tests bench tools
	$(BIN)/ruff format --check src tests bench tools

types: $(STAMP) ## mypy, strict
	$(BIN)/mypy

imports: $(STAMP) ## the house: imports point one way
	$(BIN)/lint-imports

tables: $(STAMP) ## validate every table of knowledge
	$(BIN)/accord check

docs: $(STAMP) ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

picture: demo ## take the README's picture again (needs chromium)
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1240,1180 \
	  --screenshot=docs/images/dossier.png "file://$(CURDIR)/out/dossier.html"

bench: $(STAMP) ## accuracy and speed against peers, where gold is (GOLD=../shared/gold)
	ACCORD_GOLD=$(GOLD) $(BIN)/python -m bench
	$(BIN)/python -m bench.page

bench-scale: $(STAMP) ## memory and rate on 10,000 reports (minutes; N=… for another number)
	$(BIN)/python -m bench.scale $(or $(N),10000)

bench-ledger: $(STAMP) ## the ledger's bars: size, time of a query, one more report, kills (an hour; HELD=… KILLS=… for less)
	$(BIN)/python -m bench.ledger --held $(or $(HELD),100000) --kills $(or $(KILLS),50)

floors: $(STAMP) ## raise the floors of tests/gate to just under what `make bench` last measured
	$(BIN)/python -m bench.floors

bench-exchange: $(STAMP) ## rate and memory of importing a million GDELT-shaped rows (N=… for another number)
	$(BIN)/python -m bench.exchange $(or $(N),1000000)

bench-forecast: $(STAMP) ## rank the answers of ICEWS14 and ICEWS18, hold probabilities to what came (15 minutes; GOLD=../shared/gold)
	ACCORD_GOLD=$(GOLD) $(BIN)/python -m bench.forecasting
	ACCORD_GOLD=$(GOLD) $(BIN)/python -m bench.calibration

bench-examples: $(STAMP) ## what share of the examples' answers is met, line by line
	$(BIN)/python -m bench.examples -v

clean: ## remove what the targets made
	rm -rf $(VENV) out site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
