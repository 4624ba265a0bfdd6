# What the scripts share: Debian packages, the environment in .venv, translations, the tests.
# Sourced, never run. Every function prints what it does; `fail` ends with one sentence.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
VENV="$ROOT/.venv"
LOCK_WAIT_S=300 # how long another apt (often the system's own nightly one) may keep us waiting

say() { printf '== %s\n' "$*"; }

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# --- the system ---------------------------------------------------------------------------

need_supported_system() {
    [[ -r /etc/os-release ]] || fail "This is not a Debian 12 or Ubuntu 24.04 (no /etc/os-release)."
    local id version name
    # shellcheck disable=SC1091 # a file of the system
    id="$(. /etc/os-release && printf '%s' "${ID:-}")"
    # shellcheck disable=SC1091
    version="$(. /etc/os-release && printf '%s' "${VERSION_ID:-0}")"
    # shellcheck disable=SC1091
    name="$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-unknown}")"
    local number="${version//./}"
    SYSTEM="$id"
    case "$id" in
    debian) ((${number:-0} >= 12)) || fail "$name is too old: Debian 12 or newer is needed." ;;
    ubuntu) ((${number:-0} >= 2404)) || fail "$name is too old: Ubuntu 24.04 or newer is needed." ;;
    *) fail "$name is not supported: Debian 12 or Ubuntu 24.04 is needed." ;;
    esac
    command -v apt-get >/dev/null || fail "This system has no apt, so nothing can be installed."
    case "$(uname -m)" in
    x86_64 | aarch64) ;;
    *) fail "There is no WebRTC library for $(uname -m) processors: x86_64 or aarch64 is needed." ;;
    esac
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

need_root() {
    ((EUID == 0)) || command -v sudo >/dev/null ||
        fail "Debian packages are missing ($*): run this as root, or install sudo."
}

# --- Debian packages ----------------------------------------------------------------------

# The lines of a package list without comments.
listed() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$@"; }

installed() {
    [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Of "a|b|c": nothing when one is installed, otherwise as it is.
missing_of() {
    local name
    if [[ "$1" == chromium ]] && has_real_chromium; then return; fi
    for name in ${1//|/ }; do
        if installed "$name"; then return; fi
    done
    printf '%s\n' "$1"
}

# Of "a|b|c": the first that apt can install.
choose() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

# apt-get, waiting for another one to finish. The lists have a lock that apt itself never waits for.
apt_get() {
    local log waited=0
    log="$(mktemp)"
    while true; do
        if as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
            apt-get -q -y -o "DPkg::Lock::Timeout=$LOCK_WAIT_S" -o Dpkg::Use-Pty=0 "$@" \
            >"$log" 2>&1; then
            rm -f "$log"
            return 0
        fi
        if ((waited >= LOCK_WAIT_S)) || ! grep -qi 'could not get lock' "$log"; then break; fi
        ((waited > 0)) || say "Another program is installing packages; waiting for it"
        sleep 5
        waited=$((waited + 5))
    done
    tail -n 15 "$log" >&2
    rm -f "$log"
    return 1
}

# Install what is missing of the package lists given.
need_packages() {
    local entry name missing=() names=()
    while read -r entry; do missing+=("$entry"); done < <(
        listed "$@" | while read -r entry; do missing_of "$entry"; done
    )
    if ((${#missing[@]} == 0)); then
        say "Debian packages: all there"
        return
    fi
    need_root "${missing[@]}"
    say "Fetching the list of Debian packages"
    apt_get update -o APT::Update::Error-Mode=any ||
        say "Not every package source answers; trying with what is known"
    for entry in "${missing[@]}"; do
        refuse_snap_chromium "$entry"
        name="$(choose "$entry")" || unknown_package "$entry"
        names+=("$name")
    done
    say "Installing Debian packages: ${names[*]}"
    apt_get install --no-install-recommends "${names[@]}" ||
        fail "The Debian packages could not be installed: see above; is there a network?"
    for name in janus coturn; do
        if [[ " ${names[*]} " == *" $name "* ]]; then keep_idle "$name"; fi
    done
}

# Debian starts a server, open to the network, as soon as its package is there. Nobody who tries the
# demo or the tests asked for that: they run one of their own.
keep_idle() {
    [[ -d /run/systemd/system ]] || return 0
    say "Switching off the $1 service that Debian has started (demo and tests run their own)"
    as_root systemctl disable --now --quiet "$1.service" ||
        say "The $1 service could not be switched off: systemctl disable --now $1"
}

unknown_package() {
    local lists=(/var/lib/apt/lists/*_Packages*)
    [[ -e "${lists[0]}" ]] ||
        fail "apt knows no packages at all: is there a network, and a package source in /etc/apt?"
    fail "apt does not know the package '${1//|/ or }' (on Ubuntu: sudo add-apt-repository universe)."
}

# Ubuntu has Chromium as a snap only, which cannot read a page from this checkout or a temporary
# folder, so a browser that is no snap must be there already.
has_real_chromium() {
    local path
    path="$(command -v chromium)" && [[ "$(readlink -f "$path")" != *snap* ]] &&
        ! grep -qs '/snap/bin' "$path"
}

refuse_snap_chromium() {
    [[ "$1" == chromium && "$SYSTEM" == ubuntu ]] || return 0
    fail "Ubuntu has Chromium as a snap only, which the tests cannot use: install another Chromium or Chrome (.deb), link it as /usr/local/bin/chromium, and run this again."
}

# --- the tests -----------------------------------------------------------------------------

# Run a part of the tests: unit, qml or end2end; further arguments go to pytest. Most tests wait
# most of the time, so two run side by side; workers share nothing (docs/testing.md).
run_tests() {
    local part="$1"
    shift
    case "$part" in
    unit) "$VENV/bin/python" -B -m pytest tests/unit -n 2 --dist loadfile "$@" ;;
    qml) "$VENV/bin/python" -B -m pytest tests/qml -n 2 "$@" ;;
    # Only root may cut lines, and make the network in which they are cut.
    end2end) as_root "$VENV/bin/python" -B -m pytest tests/end2end -n 2 --dist worksteal "$@" ;;
    *) fail "There are no tests named '$part'." ;;
    esac
}

# --- the Python environment ---------------------------------------------------------------

python_fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
        >/dev/null 2>&1
}

find_python() {
    local name path
    for name in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        path="$(command -v "$name" 2>/dev/null)" || continue
        if python_fits "$path"; then
            printf '%s\n' "$path"
            return
        fi
    done
    return 1
}

# Everything that decides what is in .venv, and where it lies: scripts in it name their own path.
fingerprint() {
    {
        printf '%s\n' "$VENV" "$1"
        "$VENV/bin/python" -c 'import sys; print(sys.version)'
        cat "$ROOT/pyproject.toml" "$ROOT"/installer/packages-*.txt "$ROOT"/installer/*.sh
    } 2>/dev/null | sha256sum | cut -d' ' -f1
}

# A .venv that was left half made, moved here from elsewhere, or whose python is gone.
venv_is_whole() {
    [[ ! -e "$VENV/.unfinished" ]] || return 1
    [[ "$("$VENV/bin/python" -c 'import sys; print(sys.prefix)' 2>/dev/null)" == "$VENV" ]] || return 1
    python_fits "$VENV/bin/python" || return 1
    "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || return 1
    grep -qF "$VENV/bin/python" "$VENV/bin/pip" 2>/dev/null
}

make_venv() {
    local python
    python="$(find_python)" ||
        fail "No Python 3.11, 3.12 or 3.13 with venv is here ($(python3 --version 2>&1 || true))."
    if [[ -e "$VENV" || -L "$VENV" ]]; then
        say "The environment in .venv is not whole: making it anew"
        rm -rf "$VENV"
    fi
    say "Making the environment in .venv with $("$python" --version)"
    mkdir "$VENV" && touch "$VENV/.unfinished"
    "$python" -m venv "$VENV" || fail "The environment in .venv could not be made: see above."
}

# Fill .venv with the program and the extras given ("demo" or "demo,test").
need_environment() {
    local extras="$1" stamp="$VENV/.installed-${1//,/-}"
    exec 9<"$ROOT/pyproject.toml"
    flock 9 # two installers at once would break each other's .venv
    if [[ -x "$VENV/bin/python" && -s "$stamp" && "$(cat "$stamp")" == "$(fingerprint "$extras")" ]] &&
        venv_is_whole; then
        say "Python environment: all there"
        exec 9<&-
        return
    fi
    venv_is_whole || make_venv
    touch "$VENV/.unfinished"
    say "Installing Python packages into .venv (the first time some 400 MB: a few minutes)"
    pip_install -e "${ROOT}[$extras]"
    fingerprint "$extras" >"$stamp"
    rm -f "$VENV/.unfinished"
    exec 9<&-
}

pip_install() {
    local log="$VENV/pip.log" attempt
    for attempt in 1 2; do
        if "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check \
            --progress-bar off "$@" >"$log" 2>&1; then return; fi
        ((attempt == 2)) || say "That did not work at once; trying a second time"
    done
    grep '^ERROR' "$log" | tail -n 3 >&2 || tail -n 5 "$log" >&2
    fail "The Python packages could not be installed; is there a network? All that pip said: .venv/pip.log"
}

# Compile the languages whose source is newer. The file beside the source is what the program loads.
need_translations() {
    local source compiled
    for source in "$ROOT"/assets/translations/*.ts; do
        [[ -e "$source" ]] || continue
        compiled="${source%.ts}.qm"
        if [[ "$compiled" -nt "$source" ]]; then continue; fi
        say "Compiling the language $(basename "$source" .ts)"
        "$VENV/bin/pyside6-lrelease" -silent "$source" -qm "$compiled" ||
            fail "The translation $(basename "$source") could not be compiled: see above."
    done
}
