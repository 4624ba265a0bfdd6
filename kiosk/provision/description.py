"""What one bridge point is to become: all that a point file says. Immutable.

The fields are those of the settings file under shorter names, with limits of their own: a point
file is a stranger's text until its code has been typed.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from kiosk.base import config
from kiosk.base.config import CalendarKind, Host, Id, Language, RelayUrl, SocketUrl, Text, Url

Few = msgspec.Meta(max_length=16)
Secret = Annotated[str, msgspec.Meta(max_length=200)]
Pin = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4,12})?\Z")]
Certificate = Annotated[bytes, msgspec.Meta(max_length=4096)]
"""One certificate, DER."""


class Secrets(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Passwords; an empty one is none."""

    calendar: Secret = ""
    relay: Secret = ""
    pin: Pin = ""

    def __repr__(self) -> str:
        return "Secrets(***)"


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole point."""

    id: Id
    name: Text
    commune: Text = ""
    place: Text = ""
    calendar_kind: CalendarKind = CalendarKind.CALDAV
    calendar: Url = ""
    calendar_user: Text = ""
    hosts: Annotated[tuple[Host, ...], Few] = ()
    server: SocketUrl = ""
    relays: Annotated[tuple[RelayUrl, ...], Few] = ()
    relay_user: Text = ""
    phone: Text = ""
    contact: Text = ""
    language: Language = Language.VIETNAMESE
    update: Url = ""
    authorities: Annotated[tuple[Certificate, ...], msgspec.Meta(max_length=4)] = ()
    """Private certificate authorities, for calendar, meetings and updates alike."""
    secrets: Secrets = Secrets()

    def __repr__(self) -> str:
        return f"Description({self.id!r})"

    def settings(self, settings_id: str, ca_file: str = "") -> config.Settings:
        """The settings file that this point has; `ca_file` where there are `authorities`."""
        return config.Settings(
            point=config.Point(self.id, self.name, self.place or self.commune),
            calendar=config.Calendar(
                self.calendar_kind, self.calendar, self.calendar_user, ca_file=ca_file
            ),
            meeting=config.MeetingRules(
                allowed_hosts=self.hosts,
                ca_file=ca_file,
                server=self.server,
                relays=self.relays,
                relay_user=self.relay_user,
            ),
            screen=config.Screen(language=self.language),
            help=config.Help(self.phone, self.contact),
            update=config.Update(url=self.update, ca_file=ca_file if self.update else ""),
            provisioned=config.Provisioned(settings_id),
        )
