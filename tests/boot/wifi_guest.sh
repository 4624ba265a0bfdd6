#!/bin/sh
# The first process of wifi.sh's machine: radios, an access point, NetworkManager, the check, the end.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc 2>/dev/null
mount -t sysfs sysfs /sys 2>/dev/null
mount -t devtmpfs dev /dev 2>/dev/null
mount -t tmpfs run /run
mkdir -p /run/dbus /run/sendsigs.omit.d
ln -sf /proc/self/fd/0 /dev/stdin
ip link set lo up
modprobe mac80211_hwsim radios=2
cat > /run/hostapd.conf <<'CONF'
interface=wlan0
ssid2=P"Khu ph\xe1\xbb\x91 1: -x\\"
channel=1
hw_mode=g
wpa=2
wpa_key_mgmt=WPA-PSK
rsn_pairwise=CCMP
wpa_passphrase= a\b:"c  d=#
bss=wlan0_1
ssid=an
ignore_broadcast_ssid=1
wpa=2
wpa_key_mgmt=WPA-PSK
rsn_pairwise=CCMP
wpa_passphrase=an mot hai ba
CONF
mkdir -p /etc/NetworkManager/conf.d
cat > /etc/NetworkManager/conf.d/test.conf <<'CONF'
[main]
auth-polkit=root-only
[device]
wifi.scan-rand-mac-address=no
[keyfile]
unmanaged-devices=interface-name:wlan0*
CONF
rm -f /etc/NetworkManager/system-connections/*
dbus-daemon --system --fork --nopidfile
/lib/systemd/systemd-udevd --daemon # NetworkManager leaves alone what udev does not know
udevadm trigger --action=add
udevadm settle
wpa_supplicant -B -u
hostapd -B -P /run/hostapd.pid /run/hostapd.conf
for one in wlan0 wlan0_1; do
    ip link set "$one" up
done
ip addr add 10.7.0.1/24 dev wlan0
ip addr add 10.8.0.1/24 dev wlan0_1
dnsmasq --port=0 --interface=wlan0 --interface=wlan0_1 --bind-interfaces --leasefile-ro \
    --dhcp-range=10.7.0.10,10.7.0.50,1h --dhcp-range=10.8.0.10,10.8.0.50,1h
NetworkManager
cd /opt/wifi || exit
python3 -B wifi_guest.py > /dev/ttyS0 2>&1 || nmcli device > /dev/ttyS0 2>&1
echo o > /proc/sysrq-trigger
sleep 60
