# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Behind a newsroom proxy the system knows the certificates, and uv must ask it.
UV := VIRTUAL_ENV=$(VENV) UV_SYSTEM_CERTS=1 $(BIN)/uv

.PHONY: demo test test-spark lint clean lock

demo: $(VENV)/.ready
	@$(BIN)/corroborate demo

test: $(VENV)/.ready-dev
	@scripts/test

# Spark brings 400 MB and Java: it has an environment and a lock of its own.
test-spark: $(VENV)-spark/.ready
	@VENV=$(VENV)-spark scripts/test-spark

lint: $(VENV)/.ready-dev
	@scripts/lint

$(BIN)/uv:
	@echo "Setting up a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || $(BIN)/python -m pip install uv

$(VENV)/.ready: $(BIN)/uv pyproject.toml requirements.lock
	@$(UV) pip install --quiet --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.ready-dev: $(BIN)/uv pyproject.toml requirements-dev.lock
	@$(UV) pip install --quiet --require-hashes -r requirements-dev.lock
	@$(UV) pip install --quiet --no-deps -e .
	@scripts/browser
	@touch $@ $(VENV)/.ready

$(VENV)-spark/.ready: $(BIN)/uv pyproject.toml requirements-spark.lock
	@$(PYTHON) -m venv --without-pip $(VENV)-spark
	@VIRTUAL_ENV=$(VENV)-spark UV_SYSTEM_CERTS=1 $(BIN)/uv pip install --quiet --require-hashes -r requirements-spark.lock
	@VIRTUAL_ENV=$(VENV)-spark UV_SYSTEM_CERTS=1 $(BIN)/uv pip install --quiet --no-deps -e .
	@scripts/java
	@touch $@

lock: $(BIN)/uv
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock
	echo 'pytest>=8.3' | $(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --extra spark pyproject.toml - -o requirements-spark.lock

clean:
	rm -rf $(VENV) $(VENV)-spark build dist demo-case
