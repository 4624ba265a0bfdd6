#!/usr/bin/env bash
# Installs what is missing and runs every check. Stops at the first that fails.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_supported_system
need_packages "$ROOT/installer/packages-run.txt" "$ROOT/installer/packages-test.txt"
need_environment demo,test
need_translations

cd "$ROOT"
export PATH="$VENV/bin:$PATH"
mapfile -t shell_files < <(grep -rlE '^#!(/usr/bin/env bash|/bin/(ba)?sh)' installer tests .ci | sort)
shell_files+=(installer/lib.sh)

steps=(
    "format" "ruff format --check kiosk tests installer setup.py"
    "lint" "ruff check kiosk tests installer setup.py"
    "types" "mypy"
    "import layers" "lint-imports"
    "shell scripts" "shellcheck -x ${shell_files[*]}"
    "QML" "python tests/qml/lint.py"
    "unit tests" "run_tests unit"
    "QML tests" "run_tests qml"
    "end-to-end tests" "run_tests end2end"
)

all_started=$SECONDS
for ((i = 0; i < ${#steps[@]}; i += 2)); do
    say "${steps[i]}: ${steps[i + 1]:0:80}"
    started=$SECONDS
    # shellcheck disable=SC2086 # words of a command of ours, no spaces in its file names
    if ! ${steps[i + 1]}; then
        for ((rest = i + 2; rest < ${#steps[@]}; rest += 2)); do
            printf '   not run: %s\n' "${steps[rest]}"
        done
        fail "the check '${steps[i]}' after $((SECONDS - started)) s: see above."
    fi
    say "${steps[i]}: good, $((SECONDS - started)) s"
done
say "All checks good in $((SECONDS - all_started)) s"
