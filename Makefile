# Each target works from nothing but Python 3.11 or later, make and git.
BIN := .venv/bin
export DEBIAN_FRONTEND := noninteractive

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run desktop screenshots test bench locale catalogue lint format setup-run setup-dev

help:
	@echo "make run        set up, build the demo workspace in build/demo, open the window on it"
	@echo "make test       set up, then lint, types, contracts and the whole test suite"
	@echo "make bench      set up, then measure and print the table of speeds"
	@echo "make lint       style, types and contracts only"
	@echo "make format     put the code into the one layout"
	@echo "make catalogue  bring the translations' source in step with the code"
	@echo "make locale     compile the translations"
	@echo "make desktop    let *.inspection open from the file manager (Linux, this account)"
	@echo "make screenshots  make the manual's pictures and list of keys from the program"

run: locale
	@rm -rf build/demo
	$(BIN)/inspector demo build/demo
	@scripts/show.sh build/demo/宁川市示例.inspection

desktop: locale
	@scripts/desktop.sh install

screenshots: setup-dev locale
	$(BIN)/python scripts/manual_keys.py
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python scripts/paper_pictures.py

# CI: properties are tried with the same examples on every machine.
test: lint
	CI=true $(BIN)/pytest -n 2

bench: setup-dev locale
	$(BIN)/python -m bench

lint: setup-dev locale
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogue: setup-dev
	$(BIN)/python scripts/update_catalogue.py

setup-run:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

locale: setup-run
	@$(BIN)/python hatch_build.py
