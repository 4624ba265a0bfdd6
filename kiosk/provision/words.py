"""What is said while a point is set up, in Vietnamese and English: failures and labels.

One table for the command line, the page for the technician and the screen.
"""

from __future__ import annotations

from kiosk.base.config import Language

_EN, _VI = Language.ENGLISH, Language.VIETNAMESE
_NEW_FILE = (
    "Ask the commune's office for a new file.",
    "Xin đề nghị văn phòng phường/xã cấp tệp mới.",
)
_FAILURES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "not-a-point-file": (
        ("This is not a file that sets up a bridge point.",
         "Đây không phải là tệp cài đặt điểm cầu."),
        ("Take the file that ends in .kiosk.", "Xin dùng tệp có đuôi .kiosk."),
    ),
    "truncated": (
        ("The file is not whole: its end is missing.", "Tệp không đầy đủ: thiếu phần cuối."),
        ("Copy it again, and wait until the stick may be pulled out.",
         "Xin chép lại tệp, và chờ chép xong mới rút thẻ USB."),
    ),
    "damaged": (
        ("The file is damaged or has been changed.", "Tệp bị hỏng hoặc đã bị sửa."),
        ("Copy it again; if that does not help, ask the commune's office for a new file.",
         "Xin chép lại tệp; nếu vẫn lỗi, xin đề nghị văn phòng phường/xã cấp tệp mới."),
    ),
    "too-new": (
        ("The file was made by a newer program than this one.",
         "Tệp được tạo bằng phiên bản mới hơn phiên bản của máy này."),
        ("Update this machine first, then try again.",
         "Xin cập nhật chương trình trên máy này rồi thử lại."),
    ),
    "too-large": (
        ("This is too large to be a file that sets up a bridge point.",
         "Tệp quá lớn, không thể là tệp cài đặt điểm cầu."),
        ("Take the file that ends in .kiosk.", "Xin dùng tệp có đuôi .kiosk."),
    ),
    "field": (
        ("The file holds something that cannot be used: {detail}.",
         "Trong tệp có mục không dùng được: {detail}."),
        _NEW_FILE,
    ),
    "expired": (
        ("The file is no longer valid ({detail}).", "Tệp đã hết hạn ({detail})."),
        ("If today's date is wrong, set the clock; else ask the commune's office for a new file.",
         "Nếu ngày hôm nay sai, xin chỉnh lại đồng hồ; nếu đúng, xin đề nghị văn phòng phường/xã "
         "cấp tệp mới."),
    ),
    "used": (
        ("This file was used on this machine already.", "Tệp này đã dùng rồi."),
        _NEW_FILE,
    ),
    "code-missing": (
        ("The file is locked with a code.", "Tệp được khóa bằng mã."),
        ("Type the code from the technician's list.",
         "Xin nhập mã ghi trong danh sách của kỹ thuật viên."),
    ),
    "code-wrong": (
        ("The code does not belong to this file.", "Mã không đúng với tệp này."),
        ("Compare the point's name with the list and type the code again.",
         "Xin xem lại tên điểm cầu trong danh sách rồi nhập lại mã."),
    ),
    "no-file": (
        ("There is no file that sets up a bridge point.", "Không tìm thấy tệp cài đặt điểm cầu."),
        ("Copy the file that ends in .kiosk onto the stick, outside of all folders.",
         "Xin chép tệp có đuôi .kiosk vào thẻ USB, để ngoài các thư mục."),
    ),
    "odd-file": (
        ("This is a link, a folder or a device, not a file of its own.",
         "Đây là liên kết, thư mục hoặc thiết bị, không phải tệp."),
        ("Copy the file itself.", "Xin chép chính tệp đó."),
    ),
    "unreadable": (
        ("The file cannot be read.", "Không đọc được tệp."),
        ("Pull the stick out and put it in again, or take another one.",
         "Xin rút thẻ USB ra cắm lại, hoặc dùng thẻ khác."),
    ),
    "mixed-codes": (
        ("This QR code belongs to another point.", "Mã QR này là của điểm cầu khác."),
        ("Show the codes of one point only.", "Xin chỉ đưa các mã QR của một điểm cầu."),
    ),
    "no-camera": (
        ("The camera gives no picture.", "Máy quay không có hình."),
        ("Plug it in again, or use a stick.", "Xin cắm lại máy quay, hoặc dùng thẻ USB."),
    ),
    "address": (
        ("This is not an address that can be used: it begins with https://.",
         "Địa chỉ không dùng được: địa chỉ phải bắt đầu bằng https://."),
        ("Type it as it stands on the sheet.", "Xin nhập đúng như ghi trên giấy."),
    ),
    "unreachable": (
        ("The address does not answer.", "Không kết nối được với địa chỉ này."),
        ("Check the network and the address, then try again.",
         "Xin kiểm tra mạng và địa chỉ rồi thử lại."),
    ),
    "certificate": (
        ("The server's certificate is not trusted.", "Chứng chỉ của máy chủ không đáng tin cậy."),
        ("Check this machine's clock and the address; use a stick if it stays so.",
         "Xin kiểm tra đồng hồ của máy và địa chỉ; nếu vẫn vậy, xin dùng thẻ USB."),
    ),
    "gone": (
        ("There is nothing at this address: mistyped, or used already.",
         "Địa chỉ này không có tệp: nhập sai, hoặc đã dùng rồi."),
        ("Compare it with the sheet, or ask the commune's office for a new one.",
         "Xin xem lại địa chỉ trên giấy, hoặc đề nghị văn phòng phường/xã cấp địa chỉ mới."),
    ),
    "secrets": (
        ("The passwords could not be stored. {detail}", "Không lưu được mật khẩu. {detail}"),
        ("Nothing was changed. Try again, or call for help.",
         "Chưa có gì thay đổi. Xin thử lại, hoặc gọi hỗ trợ."),
    ),
    "disk": (
        ("The settings could not be written to this machine's disk.",
         "Không ghi được cài đặt vào ổ đĩa của máy."),
        ("Nothing was changed. Check whether the disk is full.",
         "Chưa có gì thay đổi. Xin kiểm tra ổ đĩa có bị đầy không."),
    ),
}  # fmt: skip


def failure(reason: str, detail: str, language: Language) -> tuple[str, str]:
    """The sentence and the next step; `reason` is a value of `errors.Reason`."""
    what, next_step = _FAILURES[reason]
    place = 1 if language is _VI else 0
    return what[place].replace("{detail}", detail).strip(), next_step[place]
