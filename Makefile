# Every command of the house. Nothing here needs root; everything it makes lies in .venv.
#   make demo    set up, fill a fictional county and serve it
#   make test    every test on SQLite          make check   all that must hold before a change lands
#   make PY=/usr/bin/python3.11 …              chooses the interpreter for a new .venv
PY ?= python3
V := .venv
BIN := $(V)/bin
PIP := $(BIN)/uv pip install -q --system-certs --compile-bytecode --python $(BIN)/python
LOCK := $(BIN)/uv pip compile -q --system-certs --universal --generate-hashes --no-header \
	--no-annotate --python-version 3.11
PYTEST := $(BIN)/python -m pytest -q
CODE := src tests $(wildcard benchmarks)
# Two processes, a file of tests never split: files may keep one slow thing they all share.
TWO := -n 2 --dist loadfile
.PHONY: setup demo test check lint types imports drift test-sqlite test-postgres test-browser \
	eval-intake bench lock clean

setup: $(V)/.run

demo: setup
	@$(BIN)/luoshi demo

test: $(V)/.dev
	$(PYTEST) $(TWO)

# The order is from the cheapest answer to the dearest.
check: lint types imports drift test-sqlite test-postgres test-browser

# The checks load the settings: give them a home of their own, never the user's.
lint types imports drift: export LUOSHI_HOME := $(CURDIR)/$(V)/home
drift: export DJANGO_SETTINGS_MODULE := luoshi.config.settings

lint: $(V)/.dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/djlint --lint --quiet --allow-empty-input src

types: $(V)/.dev
	$(BIN)/mypy

imports: $(V)/.dev
	$(BIN)/lint-imports

drift: $(V)/.dev
	$(BIN)/luoshi docs --check
	$(BIN)/python -m django makemigrations --check --dry-run

test-sqlite: $(V)/.dev
	$(PYTEST) $(TWO) --ignore=tests/browser

# Only the tests that touch the database run a second time (tests/database.py chooses them).
test-postgres: $(V)/.dev
	LUOSHI_TEST_DATABASE=postgres $(PYTEST) $(TWO) --ignore=tests/browser

test-browser: $(V)/.dev
	$(if $(wildcard tests/browser/test_*.py),$(PYTEST) tests/browser,@echo "no browser tests yet")

# How well the intake reads real documents: needs the corpus beside the repository.
eval-intake: setup
	$(BIN)/python benchmarks/eval_intake.py --write --per-doc

bench: $(V)/.dev
	@for script in $(sort $(wildcard benchmarks/bench_*.py)); do $(BIN)/python $$script || exit 1; done

lock: $(V)/.tool
	$(LOCK) --upgrade pyproject.toml -o requirements.lock
	$(LOCK) --upgrade --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(V) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find src tests -name __pycache__ -prune -exec rm -rf {} +

$(V)/.run: $(V)/.tool requirements.lock pyproject.toml
	@echo "安装运行所需的软件包 …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

$(V)/.dev: $(V)/.run requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Debian splits ensurepip off into python3-venv: without it the interpreter's own pip fills the
# new environment; without both there is nothing to start from, and one sentence says so.
$(V)/.tool:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本，可另指定：make PY=/usr/bin/python3.11 …"; exit 1; }
	@if $(PY) -c 'import ensurepip, venv' 2>/dev/null; then \
		$(PY) -m venv $(V) && $(BIN)/python -m pip install $(TOOL); \
	elif $(PY) -m pip --version >/dev/null 2>&1; then \
		$(PY) -m venv --without-pip $(V) && $(PY) -m pip --python $(BIN)/python install $(TOOL); \
	else \
		echo "此 Python 缺少 venv 组件，请先执行：apt install python3-venv"; exit 1; \
	fi
	@touch $@
TOOL := -q --disable-pip-version-check uv==0.13.9
