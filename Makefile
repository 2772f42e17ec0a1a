# The commands of this repository. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

PYTHON ?= python3
MIRROR ?=
SOURCES ?=
VENV   := .venv
BIN    := $(VENV)/bin
# The interpreter that PYTHON is, also if that is the one of an environment or another name of it. There is one marker
# for each, so that another interpreter gets a new environment.
INTERPRETER := $(shell $(PYTHON) -c 'import os, sys; print(os.path.realpath(sys._base_executable))' 2>/dev/null)
READY  := $(VENV)/.ready$(subst /,-,$(INTERPRETER))
QUICK  := build/conformance-quick.txt
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Compiled modules are kept: the commands and tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

PULL     = python -m scripts.pull --sources openapi/sources.toml --lock openapi/sources.lock --upstream openapi/upstream $(if $(MIRROR),--mirror "$(MIRROR)")
CONTRACT = python -m scripts.contract --sources openapi/sources.toml --overlay openapi/overlay.yaml --upstream openapi/upstream --output openapi/contract.json $(if $(STRICT),--strict)
GENERATE = python -m scripts.generate --contract openapi/contract.json --output generated --resources wrapper/aimlkit/resources --types wrapper/aimlkit/types

DRIFT    = python -m scripts.drift --old openapi/contract.json --committed $(if $(filter service,$(AGAINST)),--against-service) --sources openapi/sources.toml --overlay openapi/overlay.yaml $(if $(MIRROR),--mirror "$(MIRROR)") $(if $(FORMAT),--format "$(FORMAT)")

# NO_MKDOCS_2_WARNING turns off a notice about other site generators.
BUILD_DOCS = python -m scripts.docs --output build/docs && NO_MKDOCS_2_WARNING=1 python -m mkdocs build --clean

# Otherwise, each process would import the plugins of all installed packages, and rewrite their modules.
TEST_PLUGINS = --disable-plugin-autoload -p xdist -p _hypothesis_pytestplugin -p aimlkit.mock.plugin

# Tests of attacks that run in `make test`, too; the table of `make endurance` counts them.
OTHER_ATTACKS = tests/wrapper/test_redaction.py tests/wrapper/test_redirects.py tests/wrapper/streaming/test_faults.py \
	tests/pull/test_refusal.py tests/pull/test_interruption.py tests/contract/test_hostile.py tests/generate/test_hostile.py

.PHONY: all check-mypy check-pyright check-texts help setup pull contract generate add remove catalogue try-models drift drift-page drift-pr check-breaking-label check-changelog conformance conformance-quick demo mock check test fuzz endurance bench mutants frameworks migration snippets docs docs-serve docs-publish dist format lock clean browser bench-chart pictures ray

# `venv --clear` would follow a link and empty an environment that other working copies use.
$(READY): requirements.lock pyproject.toml
	@[ ! -L $(VENV) ] || { echo 'error: $(VENV) is a link to another environment, which is older than requirements.lock or pyproject.toml; run make setup there, or remove the link'; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo 'error: $(PYTHON) is not installed; install Python 3.11 or newer, or choose one: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: aimlkit needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; choose another: make PYTHON=python3.12")'
	@echo 'creating $(VENV) (once; takes a few minutes)'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo 'ready; to use it in a shell: . $(BIN)/activate'

ifneq ($(filter-out openapi/sources.toml,$(SOURCES)),)
# Another list of sources: the targets run in a copy of this working copy, below build/sources.
GOALS := $(or $(MAKECMDGOALS),all)
.PHONY: in-copy
$(filter-out setup,$(GOALS)): in-copy
	@:
setup: $(READY)
in-copy: $(READY)
	@MAKE="$(MAKE)" python -m scripts.catalogue.workspace --sources "$(SOURCES)" $(GOALS) $(MAKEOVERRIDES)
else

all: setup  ## the main job: pull, contract, generate, quick conformance, demo; ends with a summary
	@MAKE="$(MAKE)" python -m scripts.build $(if $(MIRROR),--mirror "$(MIRROR)") --then conformance-quick --then demo

help:  ## list the commands and variables
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo '  MIRROR=<folder or URL>  fetch the documents from there instead of their published URLs'
	@echo '  SOURCES=<file>          another list than openapi/sources.toml, for any target: it runs in a copy below build/sources'
	@echo '  MODEL="id id" API=chat  the models, and a part of the path of their operation (add, remove)'
	@echo '  FROM=service            take the documents of the service, not the published ones (add)'
	@echo '  AGAINST=service         compare with the documents of the service, not the published ones (drift)'
	@echo '  FORMAT=<format>         text, markdown, json, github or html (drift)'
	@echo '  STRICT=1                fail if a repair of the overlay matches nothing (contract)'
	@echo '  PORT=8080               the local port (mock, docs-serve)'
	@echo '  SAMPLE=<number>         how many models the contract checks try (catalogue)'
	@echo '  NAMES="name name"       run only these (mutants, frameworks, try-models)'
	@echo '  BASE_URL=<URL>          the server to check, with its key in AIML_API_KEY (conformance)'
	@echo '  ARGS="-k names"         options for pytest (test, fuzz, browser, ray) or schemathesis (conformance)'
	@echo '  PRISM=<path> WRK=<path> Prism, to compare the mock with, and the load generator wrk (bench)'

setup: $(READY)  ## create the virtual environment, once

pull: setup  ## fetch the published documents into openapi/upstream
	@$(PULL)

contract: setup  ## build openapi/contract.json from the documents
	@$(CONTRACT)

generate: setup  ## generate generated/aimlkit_api, and resources and types of the wrapper, from the contract
	@$(GENERATE)

add: setup  ## add the models MODEL to the sources, build, and print what became possible; all or nothing
	@python -m scripts.catalogue add $(MODEL) $(if $(API),--api "$(API)") $(if $(MIRROR),--mirror "$(MIRROR)") $(if $(filter service,$(FROM)),--from-service)

remove: setup  ## remove the models MODEL from the sources, and build
	@python -m scripts.catalogue remove $(MODEL) $(if $(API),--api "$(API)")

catalogue: setup  ## build everything that MIRROR or the provider has, below build/, and print its figures
	@python -m scripts.catalogue.figures $(if $(MIRROR),--mirror "$(MIRROR)") $(if $(SAMPLE),--sample "$(SAMPLE)")

try-models: setup  ## add the models NAMES, or twenty, one at a time in a copy, and run everything with each
	@python -m tests.catalogue $(NAMES) $(if $(MIRROR),--mirror "$(MIRROR)") $(ARGS)

# The command exits with 10, 11 or 12. Make prints that (Error 10) and itself exits with 2; FORMAT=json also has it.
drift: setup  ## compare the committed contract with the published documents; fails if they differ
	@$(DRIFT)

drift-page: setup  ## write the report of drift as a page, build/drift.html; fails only if there is no report
	@mkdir -p build
	@$(DRIFT) --format html > build/drift.html || [ -s build/drift.html ]

drift-pr: setup  ## open or update a pull request with what make has changed (needs git, gh, GH_TOKEN)
	@python -m scripts.release.pull_request

check-breaking-label:  ## fail if LABELS has breaking but not breaking-approved
	@case " $$LABELS " in *' breaking-approved '*) ;; *' breaking '*) \
		echo 'error: this change breaks users; to approve it, add the label "breaking-approved"' >&2; exit 1;; esac

check-changelog:  ## fail if the changelog has no section for VERSION, such as v1.2.3
	@awk -v version="$${VERSION#v}" '$$1 == "##" && $$2 == version {found = 1} END {exit !found}' CHANGELOG.md || \
		{ echo "error: CHANGELOG.md has no section for $${VERSION#v}; rename the section Unreleased" >&2; exit 1; }

conformance: setup  ## check the mock, or the server at BASE_URL, against the contract with schemathesis
	@python -m tests.conformance $(if $(BASE_URL),--base-url "$(BASE_URL)") $(ARGS)

conformance-quick: setup $(QUICK)  ## a short conformance run, only if something changed since the last one
	@cat $(QUICK)

$(QUICK): $(READY) openapi/contract.json schemathesis.toml $(wildcard wrapper/aimlkit/mock/*.py tests/conformance/*.py generated/aimlkit_api/*.py)
	@mkdir -p $(@D) && python -m tests.conformance --brief > $@

demo: setup  ## send a request to the mock server and print the response
	@python examples/demo.py

mock: setup  ## run the mock server until Ctrl-C
	@python -m aimlkit.mock --port $(or $(PORT),8080)

check: setup  ## check lint rules, formatting, types, import layers, workflows, spelling and the links of the documentation
	@$(MAKE) --no-print-directory --jobs=2 check-mypy check-pyright check-texts

check-mypy: setup
	@mypy

check-pyright: setup
	@basedpyright

check-texts: setup
	@ruff check .
	@ruff format --check .
	@lint-imports --no-logo
	@check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff
	@zizmor --offline --quiet --pedantic .github
	@codespell *.md docs examples .github scripts wrapper mkdocs.yml
	@$(BUILD_DOCS)

# One worker more than there are processors: some tests wait for servers and other processes.
test: setup  ## run every test
	@$(if $(ARGS),,echo 'running every test; this takes about 5 minutes on two idle cores')
	@pytest $(TEST_PLUGINS) -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal -o console_output_style=count $(ARGS)

fuzz: setup  ## run the property tests with more examples and new seeds
	@HYPOTHESIS=fuzz pytest -n auto --dist worksteal $$(grep -rl hypothesis tests --include='test_*.py') $(ARGS)

endurance: setup  ## attack client, mock and pipeline for up to 15 minutes; print a table of bounds and measurements; run the long tests
	@pytest tests/endurance tests/wrapper/test_bench.py $(OTHER_ATTACKS) -m "" $(ARGS)
	@pytest -n auto tests -m long --ignore tests/endurance --ignore tests/wrapper/test_bench.py $(ARGS)

bench: setup  ## measure the speed, as ratios within one run
	@PRISM="$(PRISM)" WRK="$(WRK)" python -m tests.bench

bench-chart: setup  ## draw the times that make bench has measured: docs/assets/bench.svg
	@python -m tests.bench.chart --output docs/assets/bench.svg

pictures: setup  ## make the pictures of the terminal in docs/assets again, from real runs with the mock
	@python -m scripts.docs.pictures --output docs/assets

mutants: setup  ## seed faults into the mock, one at a time, and check that each is detected
	@python -m tests.mutants $(NAMES)

frameworks: setup  ## try other clients and frameworks with the mock, each installed below build/frameworks
	@python -m tests.frameworks $(NAMES)

browser: setup  ## try the window of the mock in headless Chromium, with selenium below build/browser
	@python -m tests.browser $(ARGS)

# The environment `build/ray` has this package with its extra, and Ray; about 700 MB.
ray: setup  ## test bulk runs on a local Ray cluster of two nodes, with Ray installed below build/ray
	@[ -x build/ray/bin/python ] || { echo 'creating build/ray (once; takes a few minutes)'; python -m venv build/ray; }
	@build/ray/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[ray]' -r tests/ray/requirements.txt
	@build/ray/bin/python -m pytest tests/ray $(ARGS)

migration: setup  ## compare openai-python and aimlkit by feature; write the table of docs/migration.md
	@python -m tests.migration

snippets: setup  ## run the programs of openai-python's documentation with it and with aimlkit
	@python -m tests.migration.snippets

docs: setup  ## build the documentation site below build/site; a broken link is an error
	@$(BUILD_DOCS)
	@echo 'build/site/index.html'

docs-serve: docs  ## build the documentation site, and serve it at PORT until Ctrl-C
	@python -m http.server --directory build/site --bind 127.0.0.1 $(or $(PORT),8000)

docs-publish:  ## push build/site to the branch gh-pages (needs git, gh, GH_TOKEN and the variables of a workflow)
	@rm -rf build/site/.git && touch build/site/.nojekyll
	@git -C build/site init --quiet --initial-branch gh-pages && git -C build/site add --all
	@git -C build/site -c user.name=docs -c user.email=docs@localhost commit --quiet --message "Publish $$GITHUB_SHA"
	@git -C build/site -c credential.helper='!gh auth git-credential' push --quiet --force "$$GITHUB_SERVER_URL/$$GITHUB_REPOSITORY" gh-pages

# The environment `build/try` has the wheel and its dependencies, and nothing else of this repository.
dist: setup  ## build sdist and wheel, and try them in a clean environment; VERSION=1.2.3 must match
	@rm -rf dist build/try
	@python -m build --no-isolation
	@version="$${VERSION#v}"; [ -z "$$version" ] || [ -e "dist/aimlkit-$$version.tar.gz" ] || \
		{ echo "error: the version in pyproject.toml is not $$version" >&2; exit 1; }
	@python -m venv build/try
	@build/try/bin/python -m pip install --quiet --disable-pip-version-check "$$(echo dist/*.whl)[mock]"
	@cd build/try && bin/python -I ../../examples/demo.py

format: setup  ## fix lint errors and format the code
	@ruff check --fix .
	@ruff format .

lock: setup  ## update requirements.lock from pyproject.toml
	@uv --version >/dev/null 2>&1 || { echo 'make lock needs uv: pip install uv'; exit 1; }
	@uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean:  ## remove everything that make created, except the pulled documents
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

endif
