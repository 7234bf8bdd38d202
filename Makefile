# Fremdrift: everything a newcomer or a developer starts. What each does is in stack/.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run nightly manage test check bench screens audit release-dump size lock app

help:
	@echo 'make run [PORT=8000]   the portal with demo data, in the foreground; Ctrl-C stops it'
	@echo 'make nightly [ARGS=..]  the night by hand, also beside a make run;'
	@echo '                       ARGS="--on 2026-12-01" for another date'
	@echo 'make manage ARGS=...   any other command of manage.py, in the same way'
	@echo 'make test [ARGS=...]   the checks, then every test; ARGS goes to pytest'
	@echo 'make check             lint, types, layers, migrations, templates, locks'
	@echo 'make bench [ARGS=...]  the measurements; ARGS goes to python -m bench'
	@echo 'make screens [ARGS=..] the pictures in docs/screens/ again, from the demo'
	@echo 'make size               how much code there is by app, in docs/size.md'
	@echo 'make audit [ARGS=...]  bandit, detect-secrets and wapiti against code and demo;'
	@echo '                       ARGS="--minutes 30" attacks longer'
	@echo 'make release-dump      the database of a release with the demo, for tests/upgrade'
	@echo 'make lock [ARGS=...]   the lock files again, from pyproject.toml and package.json;'
	@echo '                       ARGS=--upgrade takes newer versions'
	@echo 'make app NAME=risks [MODEL=Risk]'
	@echo '                       the skeleton of a new app; docs/guide/a-feature.md'
	@echo
	@echo 'Each sets up .venv, node_modules and .data by itself. PYTHON=python3.12 names another'
	@echo 'Python (3.11 or newer); DATABASE_URL and REDIS_URL replace the embedded servers.'

run:
	@$(PYTHON) -m stack run --port $(PORT)

nightly:
	@$(PYTHON) -m stack manage nightly $(ARGS)

manage:
	@$(PYTHON) -m stack manage $(ARGS)

test:
	@$(PYTHON) -m stack test $(ARGS)

check:
	@$(PYTHON) -m stack check $(ARGS)

bench:
	@$(PYTHON) -m stack bench $(ARGS)

screens:
	@$(PYTHON) -m stack screens $(ARGS)

audit:
	@$(PYTHON) -m stack audit $(ARGS)

release-dump:
	@$(PYTHON) -m stack release-dump

size:
	@$(PYTHON) -m stack size

lock:
	@$(PYTHON) -m stack lock $(ARGS)

app:
	@$(PYTHON) -m stack app $(NAME) $(MODEL)
