# What a contributor types. The work is done by tools/*.py; `make help` lists the targets.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done)
export ROADBOOK_PORT ?= $(or $(PORT),8000)
export ROADBOOK_DEMO ?= $(or $(DEMO),1)
export ROADBOOK_ACCESS_LOG ?= 0
IN_VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help python run test check fix docs bench generate screenshots test-api-fuzz test-atomic test-money-races test-valhalla test-sync-model bench-replica clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

python:
	@test -n "$(PYTHON)" || { echo "Roadbook needs Python 3.11 or newer; none was found on the PATH."; exit 1; }

run: python ## Install what is missing, build, migrate, load the demo and serve (PORT=8000, DEMO=0 for an empty start)
	@$(PYTHON) tools/environment.py run
	@exec .venv/bin/roadbook up

test: python ## Run the whole test suite: server on both databases, web app, browser
	@$(PYTHON) tools/environment.py test
	@$(IN_VENV) tools/suite.py

check: python ## Run every static check; what is not in here is not a rule
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) tools/checks.py

fix: python ## Format, and repair what the linters can repair
	@$(PYTHON) tools/environment.py check
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .
	@$(IN_VENV) tools/generate.py

generate: python ## Write the generated files again (API description, reference pages)
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) tools/generate.py

docs: python ## Build the documentation site into site/
	@$(PYTHON) tools/environment.py check
	@NO_MKDOCS_2_WARNING=1 $(IN_VENV) -m mkdocs build --strict

bench: python ## Run the benchmarks and write benchmarks/results/
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) benchmarks/run.py

screenshots: python ## Photograph the demo for the README, into docs/images/
	@$(PYTHON) tools/environment.py test
	@$(IN_VENV) e2e/screenshots.py

bench-planner: python ## Gaps of the planner to best known values (DIR=instances SECONDS=5 SEEDS=1 PEERS=1)
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) benchmarks/planner/tournament.py --dir "$(DIR)" --seconds $(or $(SECONDS),5) --seeds $(or $(SEEDS),1) $(if $(PEERS),--peers)

bench-trips: python ## Realistic trips end to end, against simple habits, and planned again (DIR=instances)
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) benchmarks/planner/trips.py --dir "$(DIR)" --seeds $(or $(SEEDS),1)

bench-cadence: python ## Twelve weeks of made territories, planned again every week, on time or not (SEEDS=8)
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) benchmarks/planner/cadence.py --seeds $(or $(SEEDS),8)

bench-team: python ## How many persons' plans a worker process makes in a minute, with the demo's data
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) benchmarks/planner/team.py

bench-replica: python ## The core of the offline replica with 20,000 rows, 200 waiting changes, 500 news
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) tools/web_node.py bench:replica

test-planner-random: python ## Send 100,000 random trips through the planner and its checker
	@$(PYTHON) tools/environment.py check
	@ROADBOOK_RANDOM_TRIPS=$(or $(TRIPS),100000) $(IN_VENV) -m pytest tests/planner/test_random_trips.py -p no:randomly

test-api-fuzz: python ## Throw 5,000 generated requests at the API
	@$(PYTHON) tools/environment.py check
	@ROADBOOK_FUZZ=full $(IN_VENV) -m pytest tests/api_fuzz -p no:randomly

test-atomic: python ## Kill pushes of 2 to 100 operations between any two statements, on both databases
	@$(PYTHON) tools/environment.py check
	@ROADBOOK_ATOMIC=1 ROADBOOK_FIGURES=1 $(IN_VENV) tools/both_databases.py tests/sync/test_push_atomic.py

test-money-races: python ## Play 10,000 of each race about money, on both databases (ROADBOOK_RACES=10000)
	@$(PYTHON) tools/environment.py check
	@ROADBOOK_RACES=$(or $(ROADBOOK_RACES),10000) ROADBOOK_FIGURES=1 $(IN_VENV) tools/both_databases.py tests/sync/test_money_races.py tests/sync/test_money_rounding.py

test-sync-model: python ## Run the model of the sync protocol at length: 100,000 worlds with every fault (RUNS=100000)
	@$(PYTHON) tools/environment.py check
	@RUNS=$(or $(RUNS),100000) $(IN_VENV) tools/web_node.py test:model

export PYTHON_3_12
test-valhalla: python ## Put a real Valhalla on a map of our own through the travel contract (needs a Python >= 3.12 beside)
	@$(PYTHON) tools/environment.py check
	@$(IN_VENV) tools/valhalla.py

clean: ## Remove what was built, keep the data in var/
	rm -rf .venv .valhalla site roadbook/web_dist web/node_modules
