"""The kiosk's local account: made, signed in by the system, taken away. Through Windows' own calls.

Documented at NetUserAdd, LsaStorePrivateData, CreateProfile, LookupAccountName, DeleteProfile.
"""

from __future__ import annotations

import secrets
import string
import sys

from kiosk.system.windows.setup import Accounts

PASSWORD_CHARS = 40


def new_password() -> str:
    """Nobody ever types it: long, and of every kind that a policy may ask for."""
    letters = string.ascii_letters + string.digits + "-_.+"
    return "Aa1-" + "".join(secrets.choice(letters) for _ in range(PASSWORD_CHARS - 4))


def system_accounts() -> Accounts:
    """The real ones. Raises OSError without Windows."""
    if sys.platform == "win32":
        return _WindowsAccounts()
    raise OSError("only Windows has these accounts")


if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes
    from pathlib import Path

    _PROFILES = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
    _USERS_SID = "S-1-5-32-545"
    _SECRET = "DefaultPassword"
    _NO_SUCH_USER, _IS_MEMBER = 2221, 1378
    _SCRIPT, _NO_CHANGE, _NEVER_EXPIRES = 0x1, 0x40, 0x10000
    _ORDINARY = 1
    _CREATE_SECRET = 0x20
    _EXISTS = -2147024713  # HRESULT of ERROR_ALREADY_EXISTS

    _netapi, _advapi = ctypes.windll.netapi32, ctypes.windll.advapi32
    _userenv, _kernel = ctypes.windll.userenv, ctypes.windll.kernel32

    class _User(ctypes.Structure):
        """USER_INFO_1."""

        _fields_ = (
            ("name", wintypes.LPWSTR),
            ("password", wintypes.LPWSTR),
            ("password_age", wintypes.DWORD),
            ("privilege", wintypes.DWORD),
            ("home", wintypes.LPWSTR),
            ("comment", wintypes.LPWSTR),
            ("flags", wintypes.DWORD),
            ("script", wintypes.LPWSTR),
        )

    class _Password(ctypes.Structure):
        """USER_INFO_1003."""

        _fields_ = (("password", wintypes.LPWSTR),)

    class _Member(ctypes.Structure):
        """LOCALGROUP_MEMBERS_INFO_3."""

        _fields_ = (("name", wintypes.LPWSTR),)

    class _Text(ctypes.Structure):
        """LSA_UNICODE_STRING; lengths in bytes."""

        _fields_ = (
            ("length", wintypes.USHORT),
            ("room", wintypes.USHORT),
            ("buffer", wintypes.LPWSTR),
        )

    class _Attributes(ctypes.Structure):
        """LSA_OBJECT_ATTRIBUTES, all zero."""

        _fields_ = (
            ("length", wintypes.ULONG),
            ("root", wintypes.HANDLE),
            ("name", ctypes.c_void_p),
            ("attributes", wintypes.ULONG),
            ("descriptor", ctypes.c_void_p),
            ("quality", ctypes.c_void_p),
        )

    def _check(status: int, what: str, *fine: int) -> None:
        if status and status not in fine:
            raise OSError(f"{what} ended with {status}")

    def _text(value: str) -> _Text:
        size = len(value.encode("utf-16-le"))
        return _Text(size, size + 2, value)

    def _keep(password: str | None) -> None:
        """Where the sign-in looks for it, and nobody but the system can read it; None: no more."""
        handle = wintypes.HANDLE()
        attributes = _Attributes()
        status = _advapi.LsaOpenPolicy(
            None, ctypes.byref(attributes), _CREATE_SECRET, ctypes.byref(handle)
        )
        _check(_advapi.LsaNtStatusToWinError(status), "LsaOpenPolicy")
        try:
            name = _text(_SECRET)
            value = ctypes.byref(_text(password)) if password is not None else None
            status = _advapi.LsaStorePrivateData(handle, ctypes.byref(name), value)
            gone = 0 if password is not None else 2  # ERROR_FILE_NOT_FOUND: there was none
            _check(_advapi.LsaNtStatusToWinError(status), "LsaStorePrivateData", gone)
        finally:
            _advapi.LsaClose(handle)

    def _sid(name: str) -> str:
        """The account's id as text."""
        size, room = wintypes.DWORD(256), wintypes.DWORD(256)
        sid, domain = ctypes.create_string_buffer(256), ctypes.create_unicode_buffer(256)
        use, shown = wintypes.DWORD(), wintypes.LPWSTR()
        found = _advapi.LookupAccountNameW(
            None, name, sid, ctypes.byref(size), domain, ctypes.byref(room), ctypes.byref(use)
        )
        if not found or not _advapi.ConvertSidToStringSidW(sid, ctypes.byref(shown)):
            raise ctypes.WinError()
        try:
            return str(shown.value)
        finally:
            _kernel.LocalFree(shown)

    def _users() -> str:
        """What the group of ordinary users is called in this Windows' language."""
        sid = ctypes.c_void_p()
        if not _advapi.ConvertStringSidToSidW(_USERS_SID, ctypes.byref(sid)):
            raise ctypes.WinError()
        name, domain = ctypes.create_unicode_buffer(256), ctypes.create_unicode_buffer(256)
        size, room, use = wintypes.DWORD(256), wintypes.DWORD(256), wintypes.DWORD()
        found = _advapi.LookupAccountSidW(
            None, sid, name, ctypes.byref(size), domain, ctypes.byref(room), ctypes.byref(use)
        )
        _kernel.LocalFree(sid)
        if not found:
            raise ctypes.WinError()
        return name.value

    class _WindowsAccounts:
        def exists(self, name: str) -> bool:
            buffer = ctypes.c_void_p()
            status = _netapi.NetUserGetInfo(None, name, 0, ctypes.byref(buffer))
            if buffer:
                _netapi.NetApiBufferFree(buffer)
            _check(status, "NetUserGetInfo", _NO_SUCH_USER)
            return bool(status == 0)

        def create(self, name: str) -> None:
            password = new_password()
            flags = _SCRIPT | _NO_CHANGE | _NEVER_EXPIRES
            user = _User(name, password, 0, _ORDINARY, None, "Meeting kiosk", flags, None)
            _check(_netapi.NetUserAdd(None, 1, ctypes.byref(user), None), "NetUserAdd")
            member = _Member(name)
            status = _netapi.NetLocalGroupAddMembers(None, _users(), 3, ctypes.byref(member), 1)
            _check(status, "NetLocalGroupAddMembers", _IS_MEMBER)
            _keep(password)

        def renew(self, name: str) -> None:
            password = new_password()
            new = _Password(password)
            _check(
                _netapi.NetUserSetInfo(None, name, 1003, ctypes.byref(new), None), "NetUserSetInfo"
            )
            _keep(password)

        def profile(self, name: str) -> Path:
            sid, path = _sid(name), ctypes.create_unicode_buffer(260)
            status = _userenv.CreateProfile(sid, name, path, len(path))
            _check(status, "CreateProfile", _EXISTS)
            key = f"{_PROFILES}\\{sid}"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
                folder, _ = winreg.QueryValueEx(opened, "ProfileImagePath")
            return Path(winreg.ExpandEnvironmentStrings(folder))

        def delete(self, name: str) -> None:
            _keep(None)
            if self.exists(name):
                _userenv.DeleteProfileW(_sid(name), None, None)
                _check(_netapi.NetUserDel(None, name), "NetUserDel")
