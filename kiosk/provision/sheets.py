"""Pages to print: a point's QR codes, and the technician's list of codes. Vietnamese, no script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from kiosk.base import qr
from kiosk.base.config import Language
from kiosk.provision import codes
from kiosk.provision.description import Description
from kiosk.provision.told import lines

_SIDE_MM = 85
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 12mm }}
body {{ font: 12pt sans-serif; color: #000; background: #fff }}
h1 {{ font-size: 18pt; margin: 0 0 4mm }}
figure {{ display: inline-block; margin: 0 2mm 4mm 0; text-align: center; break-inside: avoid }}
table {{ border-collapse: collapse; margin: 4mm 0 }}
td, th {{ border: 1px solid #888; padding: 1.5mm 3mm; text-align: left; vertical-align: top }}
.code {{ font: bold 14pt monospace; white-space: nowrap }}
</style></head><body><h1>{title}</h1>{body}</body></html>
"""


def sheet(description: Description, data: bytes, until: datetime) -> str:
    """A page for one point: codes to hold before its camera. What unlocks the file is not on it."""
    texts = codes.texts_of(data)
    figures = "".join(
        f"<figure>{qr.svg(text, _SIDE_MM)}<figcaption>Mã QR {number}/{len(texts)}</figcaption>"
        "</figure>"
        for number, text in enumerate(texts, 1)
    )
    steps = (
        "<ol><li>Trên màn hình cài đặt của máy, xin bấm <b>Quét mã QR</b>.</li>"
        "<li>Đưa từng mã QR trước máy quay, cách khoảng 20 đến 30 cm, thứ tự nào cũng được.</li>"
        "<li>Nhập mã 12 chữ số trong danh sách của kỹ thuật viên.</li>"
        f"</ol><p>Chỉ dùng được một lần, đến hết ngày {until:%d/%m/%Y}. "
        "Dùng xong xin hủy tờ giấy này.</p>"
    )
    rows = "".join(
        f"<tr><th>{escape(line.label)}</th><td>{escape(line.value)}</td></tr>"
        for line in lines(description, Language.VIETNAMESE)
    )
    return _PAGE.format(
        title=f"Cài đặt {escape(description.name)}",
        body=f"{steps}{figures}<table>{rows}</table>",
    )


def code_list(commune: str, listed: Sequence[tuple[str, str, str]]) -> str:
    """The list of point number, name and code. It and the files go different ways."""
    rows = "".join(
        f'<tr><td>{escape(point)}</td><td>{escape(name)}</td><td class="code">{escape(code)}</td>'
        "<td></td></tr>"
        for point, name, code in listed
    )
    return _PAGE.format(
        title=f"Mã mở tệp cài đặt: {escape(commune)}",
        body="<p>Xin giữ kín, không để chung với thẻ USB và tờ mã QR.</p><table><tr><th>Mã điểm cầu"
        f"</th><th>Tên</th><th>Mã mở tệp</th><th>Ngày cài, chữ ký</th></tr>{rows}</table>",
    )
