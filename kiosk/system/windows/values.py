r"""Values of the registry that make a PC a kiosk, and what each of them is for."""

from __future__ import annotations

from kiosk.system.windows.changes import ACCOUNT, USER, Setting, numbers
from kiosk.system.windows.registry import Kind, Value, number, text

_WINLOGON = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
_POLICIES = r"HKLM\SOFTWARE\Policies\Microsoft\Windows"
_SYSTEM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_CONTROL = r"HKLM\SYSTEM\CurrentControlSet\Control"
USER_POLICIES = USER + r"\Software\Microsoft\Windows\CurrentVersion\Policies"

SIGN_IN = (
    Setting(_WINLOGON, "AutoAdminLogon", text("1"), "nobody signs in"),
    Setting(_WINLOGON, "DefaultUserName", text(ACCOUNT), "nobody signs in"),
    Setting(_WINLOGON, "DefaultDomainName", text("."), "nobody signs in"),
    *numbers(_POLICIES + r"\Personalization", "no picture before the sign-in", NoLockScreen=1),
    *numbers(_POLICIES + r"\OOBE", "no questions at the first sign-in", DisablePrivacyExperience=1),
    *numbers(_SYSTEM, "no animation, no text before the sign-in", EnableFirstLogonAnimation=0),
)
"""The password lies in the system's own secret store (LSA), not in the registry."""

QUIET = (
    *numbers(
        _POLICIES + r"\WindowsUpdate",
        "no restart for an update by day (active hours may be 18 at most)",
        SetActiveHours=1,
        ActiveHoursStart=5,
        ActiveHoursEnd=23,
        SetAutoRestartNotificationDisable=1,
    ),
    *numbers(
        _POLICIES + r"\WindowsUpdate\AU",
        "updates are installed at night, and never restart what somebody uses",
        NoAutoUpdate=0,
        AUOptions=4,
        ScheduledInstallDay=0,
        ScheduledInstallTime=2,
        NoAutoRebootWithLoggedOnUsers=1,
    ),
    *numbers(
        r"HKLM\SOFTWARE\Microsoft\Windows\Windows Error Reporting",
        "no dialog when a program crashes",
        DontShowUI=1,
    ),
    *numbers(_CONTROL + r"\Windows", "no dialog about a missing disk or file", ErrorMode=2),
    *numbers(
        _CONTROL + r"\Session Manager\Power",
        "switching on is a real start: drivers begin anew",
        HiberbootEnabled=0,
    ),
    *numbers(_POLICIES + r"\CloudContent", "no advertisement", DisableWindowsConsumerFeatures=1),
    Setting(
        r"HKLM\SYSTEM\CurrentControlSet\Services\W32Time",
        "Start",
        number(2),
        "the clock is set from the network from the start on",
    ),
)

_SCANCODES = (
    0xE05B, 0xE05C, 0xE05D,  # both Windows keys, menu
    0xE037, 0xE05E, 0xE05F, 0xE063,  # print screen, power, sleep, wake
    0xE06A, 0xE069, 0xE067, 0xE068, 0xE065, 0xE066, 0xE032,  # of a browser: back … home
    0xE06C, 0xE06D, 0xE021, 0xE06B,  # mail, media player, calculator, this computer
)  # fmt: skip


def scancode_map(codes: tuple[int, ...]) -> str:
    """`Scancode Map` in hexadecimal digits: header, count, code to nothing each, terminator."""
    entries = [bytes(2) + code.to_bytes(2, "little") for code in codes]
    count = (len(entries) + 1).to_bytes(4, "little")
    return (bytes(8) + count + b"".join(entries) + bytes(4)).hex()


_FIREWALL = r"HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall"
_INWARD_BLOCKED = tuple(
    setting
    for profile in ("DomainProfile", "StandardProfile", "PublicProfile")
    for setting in numbers(
        f"{_FIREWALL}\\{profile}",
        "nobody connects to this PC, and no dialog asks about it",
        EnableFirewall=1,
        DefaultInboundAction=1,
        DefaultOutboundAction=0,
        DisableNotifications=1,
    )
)
"""No rule for the program: its path changes with every version, and rules follow no links."""

CLOSED = (
    *_INWARD_BLOCKED,
    *numbers(_POLICIES + r"\EdgeUI", "no swipe from the edge", AllowEdgeSwipe=0),
    *numbers(
        _SYSTEM,
        "the pages behind Ctrl+Alt+Del and before the sign-in offer nothing",
        HideFastUserSwitching=1,
        shutdownwithoutlogon=0,
    ),
    *numbers(
        r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer",
        "nothing starts from a stick",
        NoDriveTypeAutoRun=255,
        NoAutorun=1,
    ),
    Setting(
        _CONTROL + r"\Keyboard Layout",
        "Scancode Map",
        Value(Kind.BYTES, scancode_map(_SCANCODES)),
        "keys that open something else do nothing",
    ),
)

_NO_SHORTCUT = "506"
"""Of sticky keys: neither on nor reachable by five presses of Shift."""
USER_SETTINGS = (
    Setting(
        USER + r"\Control Panel\Accessibility\StickyKeys",
        "Flags",
        text(_NO_SHORTCUT),
        "five presses of Shift open no dialog",
    ),
    Setting(
        USER + r"\Control Panel\Accessibility\ToggleKeys", "Flags", text("58"), "nor does Num Lock"
    ),
    Setting(
        USER + r"\Control Panel\Accessibility\Keyboard Response",
        "Flags",
        text("122"),
        "nor does Shift held down",
    ),
    *numbers(
        USER + r"\Software\Microsoft\Windows\CurrentVersion\PushNotifications",
        "no notifications over the meeting",
        ToastEnabled=0,
    ),
    *numbers(
        USER + r"\Software\Microsoft\TabletTip\1.7",
        "the system's keyboard does not come up by itself",
        EnableDesktopModeAutoInvoke=0,
    ),
    *numbers(
        USER + r"\Software\Microsoft\Windows\CurrentVersion\UserProfileEngagement",
        "no page that wants to finish setting up",
        ScoobeSystemSettingEnabled=0,
    ),
    *numbers(
        USER_POLICIES + r"\Explorer",
        "nothing but the program",
        NoWinKeys=1,
        NoTrayContextMenu=1,
        NoViewContextMenu=1,
        NoClose=1,
        NoLogoff=1,
    ),
    *numbers(
        USER_POLICIES + r"\System",
        "the page behind Ctrl+Alt+Del offers nothing, nor is there a registry editor",
        DisableTaskMgr=1,
        DisableLockWorkstation=1,
        DisableChangePassword=1,
        DisableRegistryTools=1,
    ),
    *numbers(
        USER + r"\Software\Policies\Microsoft\Windows\Explorer",
        "no notifications over the meeting",
        DisableNotificationCenter=1,
    ),
    *numbers(USER + r"\Software\Policies\Microsoft\Windows\System", "no terminal", DisableCMD=2),
    Setting(USER + r"\Control Panel\Desktop", "ScreenSaveActive", text("0"), "the screen stays on"),
)
