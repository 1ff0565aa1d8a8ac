# Two commands do everything: `make demo` and `make test`. Each sets up its own virtual environment first.
PYTHON ?= python3.11
ifeq (, $(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GOLD ?= corpus/article.gold.json
RELEASES ?=

.PHONY: demo test lint setup schemas measure bench-speed check-archive clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group test
	touch $(READY)

setup: $(READY)

demo: $(READY)
	$(BIN)/extractor show corpus/article.txt

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n 2

schemas: $(READY)
	$(BIN)/extractor schema

# --- measurements: data outside the repository is given by path ---------------------------------------------------

# make measure GOLD=dev.gold.jsonl [MODEL=default]: extract every gold release and score the records
MODEL ?= default
measure: $(READY)
	$(BIN)/python -m extractor.evaluation.measure $(GOLD) --model $(MODEL)

# make bench-speed RELEASES=releases.jsonl.gz: words a second of extraction against the network alone, in one run
bench-speed: $(READY)
	$(BIN)/python -m extractor.evaluation.speed $(RELEASES)

# make check-archive RELEASES=releases.jsonl.gz: spans hold, nothing raises, alone as in company
check-archive: $(READY)
	$(BIN)/python -m extractor.evaluation.archive_check $(RELEASES)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
