#!/usr/bin/env bash
# A real Chromium for the page tests: the machine's, else Debian's package (as root), else Playwright's own download.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Cài Chromium để kiểm thử trang web…"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null && exit 0
fi
exec .venv/bin/playwright install chromium
