#!/usr/bin/env bash
# All checks of the project, quick ones first; stops at the first that fails.
set -euo pipefail
step() { printf '\n== %s\n' "$1"; }
step "ruff"; .venv/bin/ruff check . ; .venv/bin/ruff format --check .
step "mypy"; .venv/bin/mypy .
step "mypy (bot)"; .venv-bot/bin/python -m mypy --config-file bot/mypy.ini bot vntext
step "import rules"; .venv/bin/lint-imports
[ "${1:-}" = "--static" ] && exit
for frontend in channels/webchat/frontend desk/frontend; do
  step "$frontend"; PATH="$(scripts/node_bin.sh):$PATH" npm --prefix "$frontend" test --silent
done
step "bot tests"; .venv-bot/bin/python -W ignore -m pytest tests/bot -q
step "tests"; .venv/bin/python -m pytest tests --ignore tests/bot -q
