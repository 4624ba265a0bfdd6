"""What a point file says, in words for whoever has to agree to it. No secret is among them."""

from __future__ import annotations

from urllib.parse import urlsplit

from kiosk.base.config import Language
from kiosk.provision.description import Description
from kiosk.provision.state import Line

_LABELS: dict[str, tuple[str, str]] = {
    "name": ("Name", "Tên điểm cầu"),
    "id": ("Number", "Mã điểm cầu"),
    "commune": ("Commune", "Phường/xã"),
    "place": ("Place", "Địa điểm"),
    "calendar": ("Calendar", "Lịch họp"),
    "calendar_user": ("Calendar user", "Tên đăng nhập lịch"),
    "hosts": ("Meeting servers", "Máy chủ họp"),
    "relays": ("Relays", "Máy chủ chuyển tiếp"),
    "phone": ("Help", "Gọi hỗ trợ"),
    "language": ("Language", "Ngôn ngữ"),
    "update": ("Updates from", "Nơi cập nhật"),
    "authorities": ("Own certificates", "Chứng chỉ riêng"),
    "secrets": ("Passwords", "Mật khẩu"),
}
_SECRETS = {
    "calendar": ("calendar", "lịch họp"),
    "relay": ("relays", "máy chủ chuyển tiếp"),
    "pin": ("technician's PIN", "mã PIN kỹ thuật"),
}
_LANGUAGES = {Language.VIETNAMESE: "Tiếng Việt", Language.ENGLISH: "English"}


def lines(description: Description, language: Language) -> tuple[Line, ...]:
    """Label and value of everything that is set, in the order of a visiting card.

    Of addresses only the host: one of a private calendar is as good as a password.
    """
    place = 1 if language is Language.VIETNAMESE else 0
    held = (name for name in _SECRETS if getattr(description.secrets, name))
    values = {
        "name": description.name,
        "id": description.id,
        "commune": description.commune,
        "place": description.place,
        "calendar": _host(description.calendar),
        "calendar_user": description.calendar_user,
        "hosts": ", ".join(description.hosts),
        "relays": ", ".join(description.relays),
        "phone": " · ".join(filter(None, (description.phone, description.contact))),
        "language": _LANGUAGES[description.language],
        "update": _host(description.update),
        "authorities": str(len(description.authorities) or ""),
        "secrets": ", ".join(_SECRETS[name][place] for name in held),
    }
    return tuple(Line(_LABELS[name][place], value) for name, value in values.items() if value)


def _host(address: str) -> str:
    return urlsplit(address).netloc
