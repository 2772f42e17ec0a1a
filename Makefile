# The one front door. `make help` lists what it opens.
SHELL := /bin/sh
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

PYTHON ?= python3
MIRROR ?=
VENV   := .venv
BIN    := $(VENV)/bin
# Another PYTHON is another environment.
READY  := $(VENV)/.ready-$(notdir $(PYTHON))
CHECKED := build/checks.txt
export PATH := $(CURDIR)/$(BIN):$(PATH)

PULL     = python -m scripts.pull --sources openapi/sources.toml --lock openapi/sources.lock --upstream openapi/upstream $(if $(MIRROR),--mirror "$(MIRROR)")
CONTRACT = python -m scripts.contract --sources openapi/sources.toml --overlay openapi/overlay.yaml --upstream openapi/upstream --output openapi/contract.json $(if $(STRICT),--strict)
GENERATE = python -m scripts.generate --contract openapi/contract.json --output generated --resources wrapper/aimlkit/resources

DRIFT    = python -m scripts.drift --old openapi/contract.json --sources openapi/sources.toml --overlay openapi/overlay.yaml $(if $(MIRROR),--mirror "$(MIRROR)") $(if $(FORMAT),--format "$(FORMAT)")

.PHONY: all help setup pull contract generate drift proposal agreement conformance checks demo mock check test fuzz bench mutants dist format lock clean

all: setup  ## the main job: set up, pull, contract, generate, contract checks, a demo; ends with a summary
	@MAKE="$(MAKE)" python -m scripts.build $(if $(MIRROR),--mirror "$(MIRROR)") --then checks --then demo

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo '  MIRROR=<folder or URL>  takes the documents from there instead of their published address'
	@echo '  FORMAT=<form>           text, markdown, json or github (drift)'
	@echo '  STRICT=1                makes a repair that finds nothing to repair an error (contract)'
	@echo '  PORT=8080               the port of the mock, on this machine only (mock)'
	@echo '  NAMES="fault fault"     run only these faults (mutants)'
	@echo '  BASE_URL=<URL>          the server that is checked, with the key in AIML_API_KEY (conformance)'
	@echo '  ARGS="-k names"         goes to pytest (test), or to schemathesis (conformance)'
	@echo '  PRISM=<path> WRK=<path> the tools that the mock is compared with and measured by (bench)'

setup: $(READY)  ## the virtual environment, once

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo 'error: there is no $(PYTHON) here; install Python 3.11 or newer, or name one: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: aimlkit needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12")'
	@echo 'setting up $(VENV) (once)'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

pull: setup  ## fetch the published documents into openapi/upstream
	@$(PULL)

contract: setup  ## the documents into openapi/contract.json
	@$(CONTRACT)

generate: setup  ## the contract into generated/aimlkit_api and wrapper/aimlkit/resources
	@$(GENERATE)

# Make makes 2 of every failure, and says which it was (Error 10, 11 or 12); FORMAT=json says it, too.
drift: setup  ## the committed contract against what is published now; changes nothing, fails when they differ
	@$(DRIFT)

proposal: setup  ## a pull request with what make has changed, opened or renewed (git, gh and GH_TOKEN)
	@python -m scripts.release.pull_request

agreement:  ## fails where a pull request's LABELS have breaking and not agreed
	@case " $$LABELS " in *' agreed '*) ;; *' breaking '*) \
		echo 'error: this breaks users; whoever agrees gives it the label "agreed"' >&2; exit 1;; esac

conformance: setup  ## run schemathesis on the mock, or on another server with BASE_URL=…
	@python -m tests.conformance $(if $(BASE_URL),--base-url "$(BASE_URL)") $(ARGS)

checks: setup $(CHECKED)  ## a short conformance run, if anything changed since the last one
	@cat $(CHECKED)

$(CHECKED): $(READY) openapi/contract.json schemathesis.toml $(wildcard wrapper/aimlkit/mock/*.py tests/conformance/*.py generated/aimlkit_api/*.py)
	@mkdir -p $(@D) && python -m tests.conformance --brief > $@

demo: setup  ## send a question to the mock, and print its reply
	@python examples/demo.py

mock: setup  ## serve the contract as a mock, until Ctrl-C
	@python -m aimlkit.mock --port $(or $(PORT),8080)

check: setup  ## lint, format, types, the layers and the workflows
	@ruff check .
	@ruff format --check .
	@mypy
	@lint-imports --no-logo
	@check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@zizmor --offline --quiet --pedantic .github

test: setup  ## every test
	@pytest -n auto $(ARGS)

fuzz: setup  ## every test that draws, at length and with new seeds
	@HYPOTHESIS=fuzz pytest -n auto $$(grep -rl hypothesis tests --include='test_*.py') $(ARGS)

bench: setup  ## the speed, as ratios measured in one run
	@PRISM="$(PRISM)" WRK="$(WRK)" python -m tests.bench

mutants: setup  ## seed faults into the mock, one at a time, and print which check or test detects each
	@python -m tests.mutants $(NAMES)

# In `try` is the wheel and what it needs, and nothing of this repository.
dist: setup  ## the source distribution and the wheel, tried in a clean environment; VERSION=1.2.3 has to be theirs
	@rm -rf dist build/try
	@python -m build --no-isolation
	@version="$${VERSION#v}"; [ -z "$$version" ] || [ -e "dist/aimlkit-$$version.tar.gz" ] || \
		{ echo "error: pyproject.toml has another version than $$version" >&2; exit 1; }
	@python -m venv build/try
	@build/try/bin/python -m pip install --quiet --disable-pip-version-check "$$(echo dist/*.whl)[mock]"
	@cd build/try && bin/python -I ../../examples/demo.py

format: setup  ## lint fixes and layout
	@ruff check --fix .
	@ruff format .

lock: setup  ## renew requirements.lock from pyproject.toml
	@uv --version >/dev/null 2>&1 || { echo 'make lock needs uv: pip install uv'; exit 1; }
	@uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean:  ## remove what make made, the pulled documents aside
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
