#!/usr/bin/env bash
# Runs the tests again and again while something else keeps one core busy, and says what became of
# each run. Nothing is retried, nothing stops it.
#
#   tests/stress.sh RUNS [unit|qml|end2end]... [-- arguments for pytest]
#
# Without names: all three. What pytest said is in build/stress/.
set -euo pipefail

# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../installer/lib.sh"

LOGS="$ROOT/build/stress"

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 64
}

[[ "${1:-}" =~ ^[1-9][0-9]*$ ]] || usage
runs="$1"
shift
parts=()
while (($# > 0)) && [[ "$1" != -- ]]; do
    case "$1" in
    unit | qml | end2end) parts+=("$1") ;;
    *) usage ;;
    esac
    shift
done
(($# == 0)) || shift # the --
((${#parts[@]} > 0)) || parts=(unit qml end2end)

# A loop on the last core that the tests may use, too. It ends with this script, however that ends.
keep_busy() {
    local core
    core="$(grep -oP 'Cpus_allowed_list:.*\b\K[0-9]+$' /proc/self/status)"
    taskset --cpu-list "$core" setpriv --pdeathsig KILL "$BASH" -c 'while :; do :; done' &
    busy=$!
    trap 'kill "$busy" 2>/dev/null || true' EXIT
}

# The line of a run: its number, part, seconds, pytest's own last words.
run_part() {
    local number="$1" part="$2" log="$LOGS/$1-$2.log" started=$SECONDS status=0 words
    shift 2
    run_tests "$part" -p no:cacheprovider "$@" >"$log" 2>&1 </dev/null || status=$?
    words="$(grep -E '^=+ .*(passed|failed|error|no tests ran).* =+$' "$log" | tail -n 1 | tr -d =)"
    words="$(sed -e 's/^ *//' -e 's/ in [0-9.]*s.*//' <<<"$words")"
    printf '%4s  %-8s %6s  %s\n' "$number" "$part" "$((SECONDS - started))" "${words:-ended with $status}"
    grep -E '^(FAILED|ERROR) ' "$log" | sed -e 's/ - .*//' -e 's/^/      /' || true
    if ((status != 0)); then red=$((red + 1)); fi
    kill -0 "$busy" || fail "Nothing has kept the core busy: the results count for nothing."
}

cd "$ROOT"
rm -rf "$LOGS"
mkdir -p "$LOGS"
busy=0 red=0
keep_busy
all_started=$SECONDS
printf ' run  part    seconds  result\n'
for ((run = 1; run <= runs; run++)); do
    for part in "${parts[@]}"; do run_part "$run" "$part" "$@"; done
done
total=$((runs * ${#parts[@]}))
minutes=$(((SECONDS - all_started) / 60))
# For docs/testing.md.
printf '\n| %s | %s | %s cores, one kept busy | %s of %s green | %s min |\n' \
    "$(date -u +%Y-%m-%d)" "${parts[*]} x $runs" "$(nproc)" "$((total - red))" "$total" "$minutes"
((red == 0))
