"""Scheduled tasks in the Task Scheduler's own XML (schema 1.2 of Windows 7 and newer)."""

from __future__ import annotations

from xml.etree import ElementTree

from kiosk.system.windows.changes import ACCOUNT

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_SYSTEM = "S-1-5-18"
_ARGUMENTS = "-B -m kiosk "

Element = ElementTree.Element


def guard_xml(program: str) -> bytes:
    """At the account's sign-in and every minute from then on: `kiosk supervise`.

    It ends at once where one runs already. A task that was ended with a failure is started again.
    """
    root = _task(program, "supervise")
    _principal(root, ACCOUNT, "InteractiveToken", "LeastPrivilege")
    trigger = _under(_triggers(root), "LogonTrigger", Enabled="true")
    _under(trigger, "Repetition", Interval="PT1M", StopAtDurationEnd="false")
    _under(trigger, "UserId").text = ACCOUNT
    settings = _settings(root, limit="PT0S")
    _under(settings, "RestartOnFailure", Interval="PT1M", Count="999")
    return _written(root)


def update_xml(program: str) -> bytes:
    """As the system, between two and four at night: `kiosk update --check`."""
    root = _task(program, "update --check")
    _principal(root, _SYSTEM, None, "HighestAvailable")
    trigger = _under(
        _triggers(root), "CalendarTrigger", Enabled="true", StartBoundary="2026-01-01T02:00:00"
    )
    _under(trigger, "RandomDelay").text = "PT90M"
    _under(trigger, "ScheduleByDay", DaysInterval="1")
    _settings(root, limit="PT2H")
    return _written(root)


def _task(program: str, command: str) -> Element:
    root = Element("Task", {"version": "1.2", "xmlns": _NAMESPACE})
    _under(root, "Triggers")
    _under(root, "Principals")
    _under(root, "Settings")
    actions = _under(root, "Actions")
    actions.set("Context", "Author")
    _under(actions, "Exec", Command=program, Arguments=_ARGUMENTS + command)
    return root


def _triggers(root: Element) -> Element:
    found = root.find("Triggers")
    assert found is not None  # made by `_task`
    return found


def _principal(root: Element, user: str, logon: str | None, level: str) -> None:
    above = root.find("Principals")
    assert above is not None  # made by `_task`
    principal = _under(above, "Principal", UserId=user)
    principal.set("id", "Author")
    if logon:
        _under(principal, "LogonType").text = logon
    _under(principal, "RunLevel").text = level


def _settings(root: Element, limit: str) -> Element:
    """Their order is free (`xs:all`), unlike that of what is in a trigger."""
    settings = root.find("Settings")
    assert settings is not None  # made by `_task`
    for name, value in {
        "MultipleInstancesPolicy": "IgnoreNew",
        "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false",
        "StartWhenAvailable": "true",
        "ExecutionTimeLimit": limit,
        "Hidden": "true",
        "Priority": "5",
    }.items():
        _under(settings, name).text = value
    return settings


def _under(above: Element, tag: str, **texts: str) -> Element:
    made = ElementTree.SubElement(above, tag)
    for name, value in texts.items():
        ElementTree.SubElement(made, name).text = value
    return made


def _written(root: Element) -> bytes:
    """UTF-16 with its mark, which `schtasks` reads everywhere."""
    written: bytes = ElementTree.tostring(root, encoding="utf-16", xml_declaration=True)
    return written
