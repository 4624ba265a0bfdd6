#!/usr/bin/env bash
# Installs the kiosk's package in a fresh Debian started by systemd in a container, and shows that it
# comes up and comes back: crashes, hangs, memory, power cut, updates, a broken update, removal.
#
#   sudo tests/boot/nspawn.sh DEB [bookworm|trixie] [--skip faults|updates]
#
# Results, pictures and the journal: build/boot/SUITE/.
set -euo pipefail
# shellcheck source=tests/boot/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

((EUID == 0)) || fail "Run this as root: it makes containers."
[[ -f "${1:-}" ]] || fail "Name the package: tests/boot/nspawn.sh build/linux/kiosk_….deb [SUITE]"
deb="$(realpath "$1")"
shift
suite=bookworm
case "${1:-}" in bookworm | trixie) suite="$1" && shift ;; esac

need_supported_system
need_packages "$ROOT/installer/packages-test.txt" "$ROOT/installer/packages-boot.txt"
mkdir -p "$BOOT"
fresh_debian "$suite" "$BOOT/base-$suite" systemd,systemd-sysv,dbus,udev,procps,xvfb "$deb"
say "Making a second and a broken build of $(basename "$deb")"
other_build "$deb" 9.0.1
other_build "$deb" 9.0.2 broken
cd "$ROOT"
exec "$VENV/bin/python" -B -m tests.boot.nspawn --base "$BOOT/base-$suite" --folder "$BOOT/$suite" \
    "$@" "$deb" "$BOOT/packages/kiosk_9.0.1.deb" "$BOOT/packages/kiosk_9.0.2_broken.deb"
