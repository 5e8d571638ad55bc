# make run   sets up and starts: the Telegram bot if TELEGRAM_BOT_TOKEN is set (environment or .env), else the chat page
# make test  sets up with the test tools, checks the code and runs the tests
# make audit asks PyPI whether a locked version has a known vulnerability; it needs a network
# make soak  sets up with the test tools, then kills, stalls and cuts off the bot for twenty minutes and counts

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: run setup setup-test test soak check format audit clean

run: setup
	@$(PY) -m bot

setup: $(VENV)/.installed

setup-test: $(VENV)/.installed-test

test: setup-test
	@$(MAKE) --no-print-directory check
	$(PY) -m pytest --numprocesses auto --dist loadfile

soak: setup-test
	$(PY) -m pytest -m soak -s tests/faults

check: setup-test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

format: setup-test
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

audit: $(VENV)/.installed-audit
	@$(VENV)/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict --progress-spinner off \
	    2> $(VENV)/audit.log; status=$$?; \
	if grep -qE 'requests\.exceptions|ConnectionError' $(VENV)/audit.log; then \
	    echo "PyPI cannot be reached, so nothing was checked: make audit needs a network."; \
	else \
	    grep -v '^WARNING:pip_audit._cli:' $(VENV)/audit.log; \
	fi; \
	exit $$status

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(PY):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=... names it)"; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)
	@$(PIP) "pip==26.3"

$(VENV)/.installed: pyproject.toml constraints.txt | $(PY)
	@echo "Installing Man Qal into $(VENV): a few minutes the first time ..."
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(PIP) --constraint constraints.txt --editable '.[test]'
	@touch $@

$(VENV)/.installed-audit: $(VENV)/.installed
	@$(PIP) --constraint constraints.txt --editable '.[audit]'
	@touch $@
