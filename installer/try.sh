#!/usr/bin/env bash
# Installs what is missing and shows the kiosk in a meeting of a commune made up for this run.
# Arguments go to `kiosk demo` (--help lists them).
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_supported_system
need_packages "$ROOT/installer/packages-run.txt"
need_environment demo
need_translations
say "Starting the demo; Ctrl+C ends it"
exec "$VENV/bin/python" -m kiosk demo "$@"
