# One command each for people and for CI; every target sets up what it needs.
.DELETE_ON_ERROR:
.PHONY: install run ask test test-browser lint fix lock eval bench clean

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
	printf "torch ; python_version < '3'\n" > .venv/no-torch.txt
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
	  --override .venv/no-torch.txt -o requirements.lock pyproject.toml
