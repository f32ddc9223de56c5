# Claimant sets itself up: Python 3.11 or newer, make and git are all it needs.
#
#   make demo      make the worked example's brief, in demo/brief.html
#   make test      everything that CI runs
#   make check     format, lint, types, and which module may import which
#   make docs      write the generated parts of the documentation again (measured ones with $CLAIMANT_SHARED)
#   make picture   take the README's picture of the demo's brief again (needs Chromium)
#   make golden    write the approved briefs in tests/golden again, after a change that is meant
#   make bench     measure against the evaluation data in $CLAIMANT_SHARED (default: ../shared)
#   make lock      choose the versions of the dependencies again (needs uv)
#   make clean     remove what the targets above have made

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
CLAIMANT_SHARED ?= $(wildcard ../shared)

# Which Python: the first that runs and is new enough; make demo PYTHON=/path/to/python says it.
PYTHON ?=
PYTHONS := $(or $(PYTHON),python3 python3.12 python3.13 python3.11 python3.14)

.PHONY: help demo test check docs picture golden bench lock clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^#   //p' Makefile

# ---------------------------------------------------------------- what people ask for

demo: $(VENV)/.ready-to-run
	$(BIN)/claimant demo -o demo

test: check
	$(BIN)/pytest -n auto

check: $(VENV)/.ready-to-develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.ready-to-develop
	CLAIMANT_SHARED="$(CLAIMANT_SHARED)" $(PY) docs/make.py

picture: $(VENV)/.ready-to-run
	$(call install,pillow)
	$(PY) docs/pictures/make.py

golden: $(VENV)/.ready-to-develop
	CLAIMANT_GOLDEN=rewrite $(BIN)/pytest tests/test_golden.py

bench: $(VENV)/.ready-to-run
	@test -d "$(CLAIMANT_SHARED)/data/cases" || { echo "The evaluation data is not here: set CLAIMANT_SHARED to the folder that has data/ and tools/ in it." >&2; exit 1; }
	$(PY) -m bench.cases "$(CLAIMANT_SHARED)/data/cases" $(VENV)/cases-forecast.json --leave-one-out --scorer "$(CLAIMANT_SHARED)/tools/score_cases.py"
	$(PY) -m bench.intervals "$(CLAIMANT_SHARED)/data/cases"
	$(PY) -m bench.statements "$(CLAIMANT_SHARED)/data/muc4/dev.jsonl.gz" "$(CLAIMANT_SHARED)/data/muc4/statements-dev.jsonl" --scorer "$(CLAIMANT_SHARED)/tools/score_statements.py"
	$(PY) -m bench.statements "$(CLAIMANT_SHARED)/data/modern/dev.jsonl.gz" "$(CLAIMANT_SHARED)/data/modern/statements-dev.jsonl" --scorer "$(CLAIMANT_SHARED)/tools/score_statements.py"
	$(PY) -m bench.actors "$(CLAIMANT_SHARED)/data/muc4/dev.jsonl.gz" "$(CLAIMANT_SHARED)/data/muc4/statements-dev.jsonl"
	$(PY) -m bench.gate "$(CLAIMANT_SHARED)/data"
	$(PY) -m bench.copies "$(CLAIMANT_SHARED)/data"
	$(PY) -m bench.throughput "$(CLAIMANT_SHARED)/data"

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q -o requirements-dev.txt

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- setting up

# Every version is pinned with its hash in requirements*.txt and .lock, which pip has understood since long before
# dependency groups. uv does the same faster, where it is there. Bytecode is made once here, not at every start.
define install
	@if uv --version >/dev/null 2>&1; then \
		uv pip install --quiet --compile-bytecode --python $(PY) $(1); \
	else \
		{ $(PY) -m pip --version || $(PY) -m ensurepip; } >/dev/null 2>&1; \
		$(PY) -m pip install --quiet --disable-pip-version-check $(1); \
	fi
endef

$(VENV)/.ready-to-run: requirements.lock pyproject.toml | $(PY)
	@echo "Installing what Claimant needs into $(VENV); this is done once."
	$(call install,-r requirements.lock)
	$(call install,--no-deps --editable .)
	@touch $@

$(VENV)/.ready-to-develop: requirements-dev.txt pyproject.toml | $(PY)
	@echo "Installing what Claimant and its tests need into $(VENV); this is done once."
	$(call install,-r requirements-dev.txt)
	$(call install,--no-deps --editable .)
	@touch $@

$(PY):
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Claimant needs Python 3.11 or newer, and none of these is one: $(PYTHONS). Install it, or say where it is: make demo PYTHON=/path/to/python" >&2; exit 1; \
	fi; \
	if uv --version >/dev/null 2>&1; then \
		uv venv --quiet --python "$$($$found -c 'import sys; print(sys.executable)')" $(VENV); \
	elif ! $$found -m venv $(VENV); then \
		rm -rf $(VENV); \
		echo "Python's venv module did not work. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	fi
