# What nspawn.sh and boot.sh share: a fresh Debian, and the packages under test.
# Sourced, never run.
# shellcheck shell=bash

# shellcheck source=installer/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../installer/lib.sh"

BOOT="$ROOT/build/boot"

# Where this machine's apt gets Debian's own packages from.
debian_mirror() {
    # shellcheck disable=SC2016 # apt's own words
    apt-get indextargets --format '$(ORIGIN) $(SITE)' |
        sed -n -e '/security/d' -e 's/^Debian \(http[^ ]*\)$/\1/p' | head -n 1 | grep . ||
        fail "apt knows no source of Debian's own packages."
}

# fresh_debian SUITE FOLDER PACKAGES [DEB]: a minimal Debian with these packages (commas between)
# and with all that the .deb needs, without the .deb. Made once for each list.
fresh_debian() {
    local suite="$1" folder="$2" packages="$3" needed stamp
    needed="$(dpkg-deb --field "$4" Pre-Depends), $(dpkg-deb --field "$4" Depends | tr '\n' ' ')"
    stamp="$(printf '%s\n' "$suite" "$packages" "$needed" | sha256sum | cut -d' ' -f1)"
    [[ "$(cat "$folder.stamp" 2>/dev/null)" != "$stamp" ]] || return 0
    say "Making a fresh Debian ($suite) in ${folder#"$ROOT/"}"
    rm -rf --one-file-system "$folder" "$folder.stamp"
    # shellcheck disable=SC2016 # mmdebstrap's $1
    NEEDED="$needed" nice -n 5 mmdebstrap --variant=minbase --skip=check/empty,cleanup/apt/lists \
        --include="$packages" --aptopt='APT::Install-Recommends "false"' \
        --customize-hook='printf "%s" "$NEEDED" >"$1/tmp/needed"' \
        --customize-hook='chroot "$1" sh -c "apt-get -y satisfy \"\$(cat /tmp/needed)\""' \
        "$suite" "$folder" "$(debian_mirror)" >"$folder.log" 2>&1 ||
        fail "The fresh Debian could not be made: ${folder#"$ROOT/"}.log"
    if grep -qs " $folder/" /proc/mounts; then umount -l "$folder/proc" "$folder/sys" || true; fi
    printf '%s\n' "$stamp" >"$folder.stamp"
}

# The three packages of the update tests: the one given, the same as another version, and one whose
# program does not start. Only names and numbers are changed, so a build takes seconds.
other_build() {
    local deb="$1" version="$2" broken="${3:-}" work old out kiosk
    old="$(dpkg-deb --field "$deb" Version)"
    out="$BOOT/packages/kiosk_${version}${broken:+_broken}.deb"
    if [[ "$out" -nt "$deb" ]]; then return; fi
    mkdir -p "$BOOT/packages"
    work="$(mktemp -d "$BOOT/packages/work.XXXXXX")"
    dpkg-deb --raw-extract "$deb" "$work"
    mv "$work/opt/kiosk/versions/$old" "$work/opt/kiosk/versions/$version"
    sed -i "s/^Version: .*/Version: $version/" "$work/DEBIAN/control"
    sed -i "s/^VERSION=.*/VERSION=$version/" "$work/DEBIAN/preinst" "$work/DEBIAN/postinst"
    kiosk="$work/opt/kiosk/versions/$version/lib/python3/dist-packages/kiosk"
    sed -i "s/^__version__ = .*/__version__ = \"$version\"/" "$kiosk/__init__.py"
    grep -q "\"$version\"" "$kiosk/__init__.py" || fail "The other build has no version of its own."
    [[ -z "$broken" ]] || break_program "$kiosk"
    # Python believes what is compiled without a look at the source.
    rm -f "$kiosk"/__pycache__/{__init__,app}.*.pyc
    rm -f "$work/DEBIAN/md5sums"
    nice -n 5 dpkg-deb --root-owner-group -Zzstd -z1 --build "$work" "$out" >/dev/null
    rm -rf "$work"
}

# A release that imports, answers --version, and dies as soon as it is to show something.
break_program() {
    local app="$1/app.py"
    grep -q '^def run(' "$app" || fail "The broken build cannot be made: $app has no run()."
    sed -i 's/^def run(.*/raise RuntimeError("a broken release")\n&/' "$app"
}
