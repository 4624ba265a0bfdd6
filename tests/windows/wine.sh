#!/usr/bin/env bash
# Runs the Windows installer under wine: installs silently, starts the program, sets the registry up as a kiosk
# and back, uninstalls. wine is no Windows: docs/windows.md says what this shows and what it does not.
#   tests/windows/wine.sh [kiosk-X-windows.exe]   (without one it is built)
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../installer/lib.sh"

need_supported_system
need_packages "$ROOT/installer/packages-wine.txt"
installer="${1:-}"
if [[ -z "$installer" ]]; then
    "$ROOT/installer/windows/build.sh" --fast
    installer="$(find "$ROOT/build/windows" -maxdepth 1 -name 'kiosk-*-windows.exe' | sort | tail -n 1)"
fi
wine=/usr/lib/wine/wine64
[[ -x "$wine" ]] || wine="$(command -v wine64 || command -v wine)" || fail "There is no wine here."

work="$(mktemp -d)"
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
end() {
    "$(dirname "$wine")/wineserver64" -k 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
timed() { # NAME COMMAND…: prints the seconds
    local name="$1" started=$SECONDS
    shift
    # Pipes: wine hands neither a file nor /dev/null on as a handle that Python takes.
    "$@" < <(:) 2>&1 | cat >"$work/said" || { cat "$work/said" >&2 && fail "$name"; }
    printf '%4d s  %s\n' $((SECONDS - started)) "$name"
}

timed "wine is ready" "$wine" wineboot -i
timed "it calls itself Windows 10" "$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f
cp "$installer" "$work/setup.exe"
timed "installed silently, files only" "$wine" "$work/setup.exe" /S /BARE
folder="$(find "$WINEPREFIX/drive_c/Program Files/Kiosk/versions" -mindepth 1 -maxdepth 1 -type d)"
python="$folder/python.exe"
timed "kiosk --version" "$wine" "$python" -B -m kiosk --version
grep -q "^kiosk " "$work/said" || fail "It did not tell its version."
timed "kiosk windows --show" "$wine" "$python" -B -m kiosk windows --show
grep -q "AutoAdminLogon = 1" "$work/said" || fail "It did not tell the plan."
cp "$ROOT/tests/windows/round_trip.py" "$work/"
timed "registry set up as a kiosk, and back" "$wine" "$python" -B "$work/round_trip.py" "$work/record"
cat "$work/said"
timed "uninstalled silently" "$wine" "$(dirname "$(dirname "$folder")")/uninstall.exe" /S
for _ in {1..100}; do # the uninstaller goes on as a copy of itself
    [[ -e "$folder" ]] || break
    sleep 0.2
done
[[ ! -e "$folder" ]] || fail "The files are still there."
say "All of it went under $("$wine" --version 2>/dev/null)"
