#!/usr/bin/env bash
# Installs the kiosk on this PC: builds the package, or takes the one that is named.
#   sudo ./installer/linux/install.sh [kiosk_VERSION_ARCH.deb …]
# A second run changes nothing but what is newer. Removed again by `sudo apt purge kiosk`.
set -euo pipefail
# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# The PC that the package is for: Debian 12 and 13, Ubuntu 24.04, started by systemd.
need_kiosk_system() {
    need_supported_system
    [[ -d /run/systemd/system ]] ||
        fail "This system was not started by systemd (a container?): the kiosk needs a whole PC."
    ((EUID == 0)) || fail "This must be run as root: sudo ./installer/linux/install.sh"
    local free_mib
    free_mib="$(df --output=avail -BM /opt | tail -n 1 | tr -dc '0-9')"
    ((free_mib >= FREE_MIB)) || fail "There are only $free_mib MB free below /opt; $FREE_MIB are needed."
}
FREE_MIB=2000 # two versions side by side, and one being unpacked

# Built as whoever called sudo: nothing of root's stays in the checkout.
built_package() {
    local builder=("$ROOT/installer/linux/build.sh") name
    if [[ -n "${SUDO_USER:-}" && "${SUDO_USER}" != root ]]; then
        builder=(runuser -u "$SUDO_USER" -- "${builder[@]}")
    fi
    say "Building the package" >&2
    name="$("${builder[@]}" | tee /dev/stderr | tail -n 1)"
    [[ -f "$name" ]] || fail "The package could not be built: see above."
    printf '%s\n' "$name"
}

need_package_of_ours() {
    local file
    for file in "$@"; do
        [[ -f "$file" ]] || fail "There is no file $file."
        case "$(dpkg-deb --field "$file" Package 2>/dev/null || true)" in
        kiosk | kiosk-webengine) ;;
        *) fail "$file is no package of the kiosk." ;;
        esac
        [[ "$(dpkg-deb --field "$file" Architecture)" == "$(dpkg --print-architecture)" ]] ||
            fail "$file is for another kind of processor than $(dpkg --print-architecture)."
    done
}

install_packages() {
    local file files=()
    for file in "$@"; do files+=("$(realpath "$file")"); done
    say "Installing ${files[*]##*/}"
    # What the package needs of the system may all be there: then no network is needed.
    if apt_get install --no-download --allow-downgrades "${files[@]}" 2>/dev/null; then return; fi
    say "Fetching what is missing of the system"
    apt_get update || say "Not every package source answers; trying with what is known"
    apt_get install --allow-downgrades "${files[@]}" ||
        fail "The package could not be installed: see above; is there a network?"
}

need_kiosk_system
packages=("$@")
if ((${#packages[@]} == 0)); then packages=("$(built_package)"); fi
need_package_of_ours "${packages[@]}"
install_packages "${packages[@]}"
say "The kiosk is on the screen from now on, and after each start of this PC"
say "Next: docs/install-vi.md (put in the stick with the point's file)"
