"""Janus's configuration folder, written from the description of a commune.

Checked against Janus 1.1.2 (Debian 12). The format is libconfig's; every text is quoted by
`quoted`, so that a commune's names cannot become settings.

Loopback: Janus leaves out loopback interfaces when it gathers candidates (`IFF_LOOPBACK` in
`ice.c`), and an `ice_enforce_list` that leaves no interface makes libnice offer *all* of them. So
there is no enforce list here: on a single machine the media flows from the machine's own address
to itself, which the kernel carries over `lo`; signalling stays on the bind address. A machine
without any interface but `lo` cannot hold a meeting with Janus.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.base.storage import write_atomically
from kiosk.server.commune import Commune, Room

USED_PLUGINS = ("videoroom", "echotest")
"""Meetings, and the line test of the diagnostics."""
UNUSED_PLUGINS = (
    "audiobridge",
    "duktape",
    "lua",
    "nosip",
    "recordplay",
    "sip",
    "streaming",
    "textroom",
    "videocall",
    "voicemail",
)
"""What else Debian's package holds; nothing listens that nobody uses."""
USED_TRANSPORTS = ("websockets",)
UNUSED_TRANSPORTS = ("http", "mqtt", "nanomsg", "pfunix", "rabbitmq")

SESSION_TIMEOUT_S = 60
RECLAIM_SESSION_TIMEOUT_S = 20
"""How long media flows on after a lost WebSocket, so that the kiosk can claim its session."""
ROOM_BITRATE_BPS = 4_000_000
"""Ample: 720p in three simulcast layers takes 2.1 Mbit/s at most (`SIMULCAST` in media/webrtc)."""
KEY_FRAME_EVERY_S = 10
"""`fir_freq`: whoever missed a key frame has a whole picture after this long at the latest."""
ACTIVE_PACKETS = 25
"""Half a second of 20 ms packets decides who talks (FACTS: talking after 0.5 s)."""
ACTIVE_LEVEL = 40
"""Louder than -40 dBov counts as talking; Janus counts downwards from 0."""


def quoted(text: str) -> str:
    """A libconfig string: quotes and backslashes escaped, control characters left out."""
    plain = "".join(char for char in text if char.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def files(commune: Commune, folder: Path, modules: Path) -> Mapping[str, str]:
    """All files of the folder by name. `modules` holds Janus's `plugins` and `transports`."""
    return {
        "janus.jcfg": _core(commune, folder, modules),
        "janus.transport.websockets.jcfg": _websockets(commune),
        "janus.plugin.videoroom.jcfg": _videoroom(commune),
        "janus.plugin.echotest.jcfg": "general: {\n}\n",
    }


def write(commune: Commune, folder: Path, modules: Path) -> None:
    """Write the folder, readable by its owner only. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in files(commune, folder, modules).items():
        write_atomically(folder / name, text.encode())


def find_modules(root: Path = Path("/usr/lib")) -> Path:
    """Where Debian keeps Janus's plugins and transports. Raises `KioskError(UNREACHABLE)`."""
    wanted = f"libjanus_{USED_PLUGINS[0]}.so"
    for found in sorted(root.glob(f"*/janus/plugins/{wanted}")):
        return found.parent.parent
    raise KioskError(
        Code.UNREACHABLE,
        "The meeting server Janus is not installed on this machine.",
        "Install the Debian package 'janus'."
        if sys.platform == "linux"
        else "Janus runs on Linux only.",
    )


def _core(commune: Commune, folder: Path, modules: Path) -> str:
    first, last = commune.ports.rtp
    plugins = ",".join(f"libjanus_{name}.so" for name in UNUSED_PLUGINS)
    transports = ",".join(f"libjanus_{name}.so" for name in UNUSED_TRANSPORTS)
    return f"""general: {{
\tconfigs_folder = {quoted(str(folder))}
\tplugins_folder = {quoted(str(modules / "plugins"))}
\ttransports_folder = {quoted(str(modules / "transports"))}
\tserver_name = {quoted(commune.name)}
\tsession_timeout = {SESSION_TIMEOUT_S}
\treclaim_session_timeout = {RECLAIM_SESSION_TIMEOUT_S}
\tdebug_level = 4
\tdebug_timestamps = true
\tdebug_colors = false
\thide_dependencies = true
}}
media: {{
\trtp_port_range = "{first}-{last}"
}}
nat: {{
\tnice_debug = false
\tignore_mdns = true
}}
plugins: {{
\tdisable = "{plugins}"
}}
transports: {{
\tdisable = "{transports}"
}}
events: {{
\tbroadcast = false
}}
"""


def _websockets(commune: Commune) -> str:
    return f"""general: {{
\tjson = "compact"
\tpingpong_trigger = 30
\tpingpong_timeout = 10
\tws = true
\tws_port = {commune.ports.janus}
\tws_ip = {quoted(commune.bind)}
\twss = false
}}
admin: {{
\tadmin_ws = false
\tadmin_wss = false
}}
"""


def _videoroom(commune: Commune) -> str:
    general = (
        f"general: {{\n\tadmin_key = {quoted(commune.admin_key)}\n\tlock_rtp_forward = true\n}}\n"
    )
    return general + "".join(_room(room) for room in commune.rooms)


def _room(room: Room) -> str:
    pin = f"\tpin = {quoted(room.pin)}\n" if room.pin else ""
    dummy = (
        "\tdummy_publisher = true\n"
        '\tdummy_streams = ( { codec = "vp8" },'
        ' { codec = "opus", fmtp = "useinbandfec=1" } )\n'  # as a speaker's, else the two collide
        if room.dummy_publisher
        else ""
    )
    return f"""room-{room.id}: {{
\tdescription = {quoted(room.description)}
\tis_private = true
\tsecret = {quoted(room.secret)}
{pin}\tpublishers = {room.publishers}
\tbitrate = {ROOM_BITRATE_BPS}
\tfir_freq = {KEY_FRAME_EVERY_S}
\tvideocodec = "vp8"
\taudiocodec = "opus"
\topus_fec = true
\taudiolevel_ext = true
\taudiolevel_event = true
\taudio_active_packets = {ACTIVE_PACKETS}
\taudio_level_average = {ACTIVE_LEVEL}
\tnotify_joining = false
\trecord = false
{dummy}}}
"""
