#!/usr/bin/env bash
# Builds the kiosk's package, installs it on an emulated PC with a fresh Debian, and shows with
# pictures of its screen that it comes up by itself, comes back, and lets nobody out.
#
#   sudo tests/boot/boot.sh [--deb FILE] [--only STEP]… [--patience FACTOR]
#
# Steps: install boot recoveries escapes monitors updates remove. With --only, the disk of the last
# run is gone on with. Results, pictures, serial line: build/boot/machine/. Slow; qemu needs
# no KVM.
set -euo pipefail
# shellcheck source=tests/boot/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

((EUID == 0)) || fail "Run this as root: it makes a system's disk."
deb="" arguments=()
while (($# > 0)); do
    case "$1" in
    --deb) deb="$(realpath "$2")" && shift ;;
    *) arguments+=("$1") ;;
    esac
    shift
done
need_supported_system
need_packages "$ROOT/installer/packages-test.txt" "$ROOT/installer/packages-boot.txt"
mkdir -p "$BOOT/machine"
if [[ -z "$deb" ]]; then deb="$("$ROOT/installer/linux/build.sh" --fast | tail -n 1)"; fi

tree="$BOOT/machine-bookworm" key="$BOOT/machine/key" fresh="$BOOT/machine/fresh.raw"
fresh_debian bookworm "$tree" \
    systemd,systemd-sysv,dbus,udev,procps,kmod,iproute2,openssh-server,linux-image-amd64,e2fsprogs,usbutils \
    "$deb"

# The test's own way in (ssh with a key of this run), on the one network card that leads nowhere.
make_disk() {
    say "Making its disk"
    [[ -e "$key" ]] || ssh-keygen -q -t ed25519 -N '' -f "$key"
    install -D -m 600 "$key.pub" "$tree/root/.ssh/authorized_keys"
    printf '/dev/vda / ext4 defaults 0 1\n' >"$tree/etc/fstab"
    printf 'diem-cau\n' >"$tree/etc/hostname"
    printf '[Match]\nName=eth0\n[Network]\nDHCP=ipv4\n' >"$tree/etc/systemd/network/test.network"
    chroot "$tree" systemctl -q enable systemd-networkd ssh
    # They would take the emulated processor for minutes.
    chroot "$tree" systemctl -q mask apt-daily.timer apt-daily-upgrade.timer man-db.timer
    printf '[keyfile]\nunmanaged-devices=interface-name:eth0\n' \
        >"$tree/etc/NetworkManager/conf.d/test.conf"
    rm -f "$fresh"
    nice -n 5 mke2fs -q -t ext4 -L root -d "$tree" "$fresh.part" 6G
    mv "$fresh.part" "$fresh"
}
if [[ ! "$fresh" -nt "$tree.stamp" ]]; then make_disk; fi

# The packages, on a disk of their own.
make_packages() {
    local folder
    folder="$(mktemp -d "$BOOT/packages/disk.XXXXXX")"
    ln "$deb" "$folder/kiosk_$first.deb" 2>/dev/null || cp "$deb" "$folder/kiosk_$first.deb"
    ln "$BOOT/packages/kiosk_9.0.1.deb" "$folder/"
    ln "$BOOT/packages/kiosk_9.0.2_broken.deb" "$folder/kiosk_9.0.2.deb"
    rm -f "$BOOT/packages.raw"
    nice -n 5 mke2fs -q -t ext4 -d "$folder" "$BOOT/packages.raw" 1G
    rm -rf "$folder"
}
first="$(dpkg-deb --field "$deb" Version)"
other_build "$deb" 9.0.1
other_build "$deb" 9.0.2 broken
if [[ ! "$BOOT/packages.raw" -nt "$BOOT/packages/kiosk_9.0.2_broken.deb" ]]; then make_packages; fi

cd "$ROOT"
exec "$VENV/bin/python" -B -m tests.boot.boot --folder "$BOOT/machine" --tree "$tree" \
    --fresh "$fresh" --disk "$BOOT/packages.raw" --key "$key" "${arguments[@]}" \
    "$first" 9.0.1 9.0.2
