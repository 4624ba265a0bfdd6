"""A made-up point that is being set up (see `samples`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.state import Candidate, Line, ProvisionState, Scan, Step
from kiosk.ui.qr import draw_code

CODE = "48213975"
"""The one-time code of every file here."""
_LINES = (
    Line("Điểm cầu", "Điểm cầu cụm khu phố 1 – 6"),
    Line("Mã điểm cầu", "kp01"),
    Line("Phường, xã", "Phường An Phú Đông, TP. Hồ Chí Minh"),
    Line("Lịch họp", "lich.phuong-an-phu-dong.tphcm.gov.vn, tên đăng nhập kp01"),
    Line("Máy chủ họp", "hop.phuong-an-phu-dong.tphcm.gov.vn"),
    Line("Máy chủ chuyển tiếp", "turn.phuong-an-phu-dong.tphcm.gov.vn"),
    Line("Gọi kỹ thuật", "0283 891 1234, anh Nguyễn Văn Bình, tổ kỹ thuật phường"),
    Line("Mật khẩu", "lịch họp, máy chủ chuyển tiếp, mã PIN"),
)
_STICKS = (
    Candidate("/media/kiosk/KINGSTON", "KINGSTON", "kp01.kiosk", "kp01.kiosk"),
    Candidate(
        "/media/kiosk/USB",
        "USB của anh Nguyễn Văn Bình – tài liệu họp quý 4",
        "kp02.kiosk",
        "kp02 – nhà văn hóa liên ấp.kiosk",
    ),
)
READ = ProvisionState(
    Step.CONFIRM,
    point="Điểm cầu cụm khu phố 1 – 6",
    commune="Phường An Phú Đông, TP. Hồ Chí Minh",
    lines=_LINES,
)
STICKS = ProvisionState(candidates=_STICKS)
WRONG_CODE = ProvisionState(Step.CODE, problem=ProvisionError(Reason.CODE_WRONG))
USED = ProvisionState(problem=ProvisionError(Reason.USED))
APPLYING = replace(READ, step=Step.APPLYING)


def scanning() -> ProvisionState:
    """The camera has read one code of two, and sees the other."""
    return ProvisionState(Step.SCANNING, scan=Scan(1, 2, _photograph()))


def _photograph() -> bytes:
    """A sheet with a code, held before a camera, as JPEG."""
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGray)
    code = draw_code("https://example.vn/p/48213975", 220)
    painter = QPainter(image)
    painter.drawImage((image.width() - code.width()) // 2, 60, code)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", 85)  # type: ignore[call-overload]
    return bytes(data.data())


class SampleProvision:
    """A `ProvisionPort` without a point behind it; `asked` says what it was asked for."""

    def __init__(self, state: ProvisionState) -> None:
        self.state = state
        self._first = state
        self.asked: list[tuple[str, ...]] = []
        self._listeners: list[Callable[[ProvisionState], None]] = []

    def subscribe(self, on_state: Callable[[ProvisionState], None]) -> None:
        """See `ProvisionPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def set(self, state: ProvisionState) -> None:
        """Say this from now on."""
        self.state = state
        for listener in self._listeners:
            listener(state)

    def look(self, on: bool) -> None:
        """What is there is known."""
        self.asked.append(("look", str(on)))

    def choose(self, candidate: Candidate) -> None:
        """It is locked."""
        self.asked.append(("choose", candidate.file))
        self.set(ProvisionState(Step.CODE))

    def scan(self) -> None:
        """It sees something at once."""
        self.asked.append(("scan",))
        self.set(scanning())

    def fetch(self, address: str) -> None:
        """It is locked."""
        self.asked.append(("fetch", address))
        self.set(ProvisionState(Step.CODE))

    def enter_code(self, code: str) -> None:
        """Right or wrong at once."""
        self.asked.append(("code", code))
        self.set(READ if code == CODE else WRONG_CODE)

    def accept(self) -> None:
        """Done at once."""
        self.asked.append(("accept",))
        self.set(replace(READ, step=Step.DONE))

    def back(self) -> None:
        """As it was made when the page opens, empty from then on."""
        self.asked.append(("back",))
        self.set(self._first if self.asked.count(("back",)) == 1 else ProvisionState())
