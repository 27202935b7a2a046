#!/usr/bin/env bash
# The telephone's programs beside Python: espeak-ng speaks; with --tests also baresip and SIPp, which call in.
# Without espeak-ng everything but the telephone runs; without the other two its tests cannot.
set -euo pipefail
needed=(espeak-ng); packages=(espeak-ng)
if [ "${1:-}" = "--tests" ]; then needed+=(baresip sipp); packages+=(baresip-core sip-tester); fi
missing() { for name in "${needed[@]}"; do command -v "$name" >/dev/null || return 0; done; return 1; }

missing || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Cài chương trình cho kênh điện thoại: ${packages[*]}…"
  wait_for_others=(-o DPkg::Lock::Timeout=300)
  if apt-get "${wait_for_others[@]}" update -qq; then
    DEBIAN_FRONTEND=noninteractive apt-get "${wait_for_others[@]}" install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || true
  fi
  missing || exit 0
fi
remedy="Hãy cài bằng quyền quản trị: apt-get install ${packages[*]}"
if [ "${1:-}" = "--tests" ]; then
  echo "Thiếu chương trình để kiểm thử kênh điện thoại. $remedy" >&2
  exit 1
fi
echo "Chưa có espeak-ng: chương trình vẫn chạy, nhưng chưa bật được điện thoại (PHONE=on). $remedy"
