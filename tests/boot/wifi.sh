#!/bin/sh
# Wi-Fi for real: an emulated Debian 12 with two radios of the kernel's mac80211_hwsim, a real hostapd
# on one and NetworkManager on the other, and kiosk/system in between. Some six minutes, as root.
# Needs mmdebstrap, qemu-system-x86_64, e2fsprogs and a Debian mirror. Result: docs/settings.md.
#   tests/boot/wifi.sh [FOLDER]     FOLDER keeps the system between runs
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$(mktemp -d)}
root=$work/root
packages=network-manager,wpasupplicant,hostapd,dnsmasq-base,dbus,iproute2,iw,kmod,python3,linux-image-amd64

if [ ! -d "$root" ]; then
    mmdebstrap --variant=minbase --include="$packages" bookworm "$root"
fi
mkdir -p "$root/opt/wifi"
rm -rf "$root/opt/wifi/kiosk"
cp "$here/tests/boot/wifi_guest.sh" "$here/tests/boot/wifi_guest.py" "$root/opt/wifi/"
mkdir "$root/opt/wifi/kiosk"
cp -r "$here/kiosk/__init__.py" "$here/kiosk/base" "$here/kiosk/system" "$root/opt/wifi/kiosk/"
"${PYTHON:-$here/.venv/bin/python}" -m pip install -q --disable-pip-version-check --upgrade \
    --target "$root/opt/wifi" --python-version 3.11 --only-binary :all: msgspec platformdirs
rm -f "$work/disk"
mke2fs -q -t ext4 -d "$root" "$work/disk" 4G
kernel=$(echo "$root"/boot/vmlinuz-*)
initrd=$(echo "$root"/boot/initrd.img-*)
: > "$work/serial.log"
timeout 1200 qemu-system-x86_64 -machine q35 -accel tcg,tb-size=512,thread=multi -cpu Nehalem -smp 1 \
    -m 1024 -kernel "$kernel" -initrd "$initrd" \
    -append "root=/dev/vda rw console=ttyS0 quiet loglevel=3 init=/opt/wifi/wifi_guest.sh" \
    -drive "file=$work/disk,if=virtio,format=raw,cache=unsafe" -nic none -vga none \
    -display none -serial "file:$work/serial.log" -no-reboot </dev/null
grep '^wifi:' "$work/serial.log" | tr -d '\r'
grep -q '^wifi: all as it should be' "$work/serial.log"
