#!/usr/bin/env bash
# Builds kiosk_VERSION_ARCH.deb (and kiosk-webengine with --web) into build/linux; --help says more.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

need_supported_system
need_packages "$ROOT/installer/packages-run.txt" "$ROOT/installer/packages-build.txt"
need_environment build
cd "$ROOT"
exec "$VENV/bin/python" -B -m installer.linux.pack "$@"
