#!/usr/bin/env bash
# Proves on systemd (systemd-nspawn, weston on Xvfb) that a good version stays, that bad ones go
# back, that a monitor that is off counts for nothing, and that a power cut in the middle of an
# installation leaves the old version or the new one. Takes ten minutes; needs root.
#   tests/boot/update.sh OLD.deb GOOD.deb CRASHING.deb [DEBIAN-TREE]
# GOOD is newer than OLD, CRASHING newer than GOOD (installer/linux/build.sh --version, --source).
# DEBIAN-TREE: a Debian with all that the package needs, Xvfb and procps; it is copied.
set -euo pipefail
OLD="$(realpath "$1")" GOOD="$(realpath "$2")" CRASHING="$(realpath "$3")"
WORK="$(mktemp -d /var/tmp/kiosk-update.XXXXXX)"
R="$WORK/root" NAME="kiosk-update-$$" LEADER=
trap finish EXIT

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
version() { dpkg-deb --field "$1" Version; }
fail() {
    say "FAILED: $*"
    inside journalctl -u kiosk -u kiosk-commit -u kiosk-display -u kiosk-monitor -n 40 --no-pager || true
    exit 1
}

finish() {
    if [[ -n "$LEADER" ]]; then kill -9 "$LEADER" 2>/dev/null || true; fi
    sleep 1
    rm -rf "$WORK"
}

make_tree() {
    if [[ -n "${1:-}" ]]; then
        cp -a "$1" "$R"
    else
        local needed
        needed="$(dpkg-deb --field "$OLD" Depends | tr -d '\n' | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g')"
        mmdebstrap --variant=minbase --include="$needed,systemd-sysv,procps,xvfb" \
            --aptopt='APT::Install-Recommends "false"' bookworm "$R" 2>"$WORK/mmdebstrap.log"
    fi
    mkdir -p "$R"/etc/systemd/system/{kiosk-display,kiosk-monitor,kiosk,kiosk-commit}.service.d \
        "$R/etc/xdg/kiosk" \
        "$R/etc/kiosk/keys" "$R/var/drm/card0-X-1" "$R/root/stick"
    monitor connected
    printf '[devices]\ncamera = "synthetic"\nmicrophone = "synthetic"\nspeaker = "synthetic"\n' \
        >"$R/etc/xdg/kiosk/kiosk.toml"
    printf '[Service]\nEnvironment=KIOSK_DRM=/var/drm\n' |
        tee "$R"/etc/systemd/system/kiosk{,-monitor,-commit}.service.d/monitor.conf >/dev/null
    cat >"$R/etc/systemd/system/xvfb.service" <<'U'
[Service]
ExecStartPre=/bin/mkdir -p /var/xvfb
ExecStart=/usr/bin/Xvfb :77 -screen 0 1920x1080x24 -nolisten tcp -ac -fbdir /var/xvfb
Restart=always
U
    cat >"$R/etc/systemd/system/kiosk-display.service.d/nspawn.conf" <<'U'
[Unit]
Wants=xvfb.service
After=xvfb.service
[Service]
TTYPath=
StandardInput=null
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
UtmpIdentifier=
Environment=DISPLAY=:77
ExecStart=
ExecStart=/usr/bin/weston --backend=x11-backend.so --use-pixman --width=1920 --height=1080 --config=/etc/kiosk/weston.ini --socket=kiosk-0
U
}

monitor() { printf '%s\n' "$1" >"$R/var/drm/card0-X-1/status"; }

sign() {
    minisign -G -W -p "$R/etc/kiosk/keys/office.pub" -s "$WORK/office.key" >/dev/null
    local file
    for file in "$GOOD" "$CRASHING"; do
        cp "$file" "$R/root/stick/"
        minisign -S -s "$WORK/office.key" -m "$R/root/stick/$(basename "$file")" \
            -t "kiosk version:$(version "$file") kind:linux-amd64" >/dev/null
    done
}

boot() {
    systemd-nspawn --quiet -D "$R" --machine="$NAME" --boot --register=no --keep-unit \
        --console=pipe --kill-signal=SIGRTMIN+4 --private-network --resolv-conf=off \
        --timezone=off </dev/null >>"$WORK/nspawn.log" 2>&1 &
    OUTER=$!
    until LEADER="$(pgrep -P "$OUTER" | head -n 1)" && [[ -n "$LEADER" ]]; do sleep 0.1; done
    until inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do sleep 0.2; done
}

cut_power() {
    kill -9 "$LEADER"
    wait "$OUTER" 2>/dev/null || true
}

inside() {
    nsenter -t "$LEADER" -m -u -i -p -n -C -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
}

current() { basename "$(readlink "$R/opt/kiosk/current")"; }
is_up() { [[ "$(inside systemctl is-active kiosk 2>/dev/null)" == active ]]; }
probation() { [[ -e "$R/var/lib/kiosk-update/probation.json" ]]; }

until_true() { # seconds, what
    local limit=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < limit)) || fail "not within the time: $*"
        sleep 0.5
    done
}
runs() { is_up && [[ "$(current)" == "$1" ]]; }
proven() { ! probation; }

make_tree "${4:-}"
sign
cp "$OLD" "$R/root/old.deb"
boot
say "booted"
inside dpkg -i /root/old.deb >"$WORK/dpkg.log" 2>&1 || fail "dpkg: $(tail -n 3 "$WORK/dpkg.log")"
until_true 120 runs "$(version "$OLD")"
say "$(version "$OLD") is installed and ready"

# --- power goes in the middle of an installation --------------------------------------------
inside /usr/bin/kiosk update --apply "/root/stick/$(basename "$GOOD")" >"$WORK/apply.log" 2>&1 &
until_true 120 test -e "$R/opt/kiosk/kept/$(version "$OLD")/bin/python"
sleep 1
cut_power
say "power cut while it installs: dpkg says $(grep -A3 '^Package: kiosk$' "$R/var/lib/dpkg/status" | grep Status)"
began=$SECONDS
boot
until_true 180 is_up
say "$(current) is ready $((SECONDS - began)) s after the power came back"

# --- a good version stays --------------------------------------------------------------------
began=$SECONDS
if ! runs "$(version "$GOOD")"; then
    inside /usr/bin/kiosk update --apply "/root/stick/$(basename "$GOOD")" || fail "apply"
fi
until_true 180 runs "$(version "$GOOD")"
say "$(version "$GOOD") is ready $((SECONDS - began)) s after the command, on trial"
monitor disconnected
ticks="$(inside systemctl show -P ExecMainStartTimestampMonotonic kiosk-commit.service)"
sleep 65
probation || fail "it was judged although no monitor is there"
watched="$(grep -o '"watched_s":[0-9.]*' "$R/var/lib/kiosk-update/probation.json" | cut -d: -f2)"
[[ "$(inside systemctl show -P ExecMainStartTimestampMonotonic kiosk-commit.service)" != "$ticks" ]] ||
    fail "nobody looked meanwhile"
say "without a monitor for 65 s: still on trial, ${watched} s counted"
monitor connected
until_true 420 proven
[[ "$(current)" == "$(version "$GOOD")" ]] || fail "a good version was taken back"
say "$(version "$GOOD") has proven itself $((SECONDS - began)) s after the command"
sleep 1
[[ "$(inside systemctl is-active kiosk-commit.timer)" != active ]] || fail "the watch goes on"
inside /usr/bin/kiosk update --status

# --- one that crashes goes back --------------------------------------------------------------
began=$SECONDS
inside /usr/bin/kiosk update --apply "/root/stick/$(basename "$CRASHING")" || fail "apply"
say "$(version "$CRASHING") was switched to after $((SECONDS - began)) s"
began=$SECONDS
until_true 180 runs "$(version "$GOOD")"
say "it crashed three times: $(version "$GOOD") is ready again $((SECONDS - began)) s later"
probation && fail "it is still on trial"
inside dpkg -i "/root/stick/$(basename "$CRASHING")" >"$WORK/dpkg.log" 2>&1 || fail "dpkg"
[[ "$(current)" == "$(version "$GOOD")" ]] || fail "a bad version was switched to again"
say "installed again by the package system: it is not switched to"
until_true 120 is_up
history() { inside KIOSK_STATE=/var/lib/kiosk /usr/bin/kiosk logs --hours 1 --language en; }
said() { history | grep -q "was taken back"; }
until_true 60 said
say "the history says: $(history | grep "was taken back")"

# --- one that cannot even be started goes back -------------------------------------------------
inside /usr/bin/kiosk update --apply "/root/stick/$(basename "$CRASHING")" >/dev/null || fail "apply"
rm -rf "$R/opt/kiosk/versions/$(version "$CRASHING")/bin/python3.11"
began=$SECONDS
until_true 180 runs "$(version "$GOOD")"
say "one without an interpreter: $(version "$GOOD") is ready again $((SECONDS - began)) s later"

# --- by hand ----------------------------------------------------------------------------------
inside /usr/bin/kiosk update --apply "/root/stick/$(basename "$CRASHING")" >/dev/null || fail "apply"
inside /usr/bin/kiosk update --rollback || fail "rollback"
until_true 120 runs "$(version "$GOOD")"
say "gone back by hand: $(version "$GOOD") is ready"
inside systemctl --failed --no-legend --no-pager
say "done"
