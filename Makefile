# Two commands do everything: `make run` and `make test`. They need Python 3.11 or newer, and make.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r

.PHONY: run test check bench format translations lock clean

run: .venv/installed
	@exec $(BIN)/python manage.py run --port "$(PORT)"

test: .venv/installed-dev
	@$(BIN)/python manage.py translations > /dev/null 2>&1 || true
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/**.html' 'templates/*.html')
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py translations
	$(BIN)/python -m pytest -q tests/test_repository.py

# SCALE names the sizes, such as 10000,100000,1000000; see docs/benchmarks.md.
bench: .venv/installed-bench
	@$(BIN)/python -m tests.bench

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/**.html' 'templates/*.html')

translations: .venv/installed-dev
	$(BIN)/python manage.py translations --update

# Needs the program uv. The locks hold exact versions and hashes, and no address of any package index.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -q pyproject.toml --group bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf .venv var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The registry needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@echo "Python environment ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/installed: requirements.lock | .venv/bin/python
	@echo "Packages ..."
	@$(INSTALL) requirements.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock | .venv/bin/python
	@echo "Packages ..."
	@$(INSTALL) requirements-dev.lock
	@touch $@

.venv/installed-bench: requirements-bench.lock | .venv/bin/python
	@echo "Packages for measuring ..."
	@$(INSTALL) requirements-bench.lock
	@touch $@
