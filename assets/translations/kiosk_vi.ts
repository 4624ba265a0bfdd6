<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>This point</source>
        <translation>Điểm cầu này</translation>
    </message>
    <message>
        <source>Number of this point</source>
        <translation>Mã điểm cầu</translation>
    </message>
    <message>
        <source>Name of this machine</source>
        <translation>Tên máy</translation>
    </message>
    <message>
        <source>Network address</source>
        <translation>Địa chỉ mạng</translation>
    </message>
    <message>
        <source>Kiosk version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Cập nhật</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Hệ điều hành</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Tệp cài đặt</translation>
    </message>
    <message>
        <source>State folder</source>
        <translation>Thư mục dữ liệu</translation>
    </message>
    <message>
        <source>Help number</source>
        <translation>Số hỗ trợ</translation>
    </message>
    <message>
        <source>Version {version} is being tried, {before} comes back if it does not run well</source>
        <translation>Đang chạy thử phiên bản {version}; nếu chạy không tốt, máy tự trở lại {before}</translation>
    </message>
    <message>
        <source>Updated to version {version}, {when}</source>
        <translation>Đã cập nhật lên phiên bản {version} lúc {when}</translation>
    </message>
    <message>
        <source>Version {version} did not stay: {before} is back since {when}</source>
        <translation>Phiên bản {version} đã bị thu hồi, máy chạy lại {before} từ {when}</translation>
    </message>
</context>
<context>
    <name>AboutView</name>
    <message>
        <source>About this machine</source>
        <translation>Thông tin máy</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>The old PIN is wrong</source>
        <translation>Mã PIN cũ không đúng</translation>
    </message>
    <message>
        <source>The PIN has not been changed. Please type it again.</source>
        <translation>Mã PIN chưa đổi. Xin nhập lại.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 12 digits</source>
        <translation>Mã PIN có từ 4 đến 12 chữ số</translation>
    </message>
    <message>
        <source>The PIN could not be stored</source>
        <translation>Chưa lưu được mã PIN</translation>
    </message>
    <message>
        <source>The old PIN still holds. Please try again later.</source>
        <translation>Mã PIN cũ vẫn dùng được. Xin thử lại sau.</translation>
    </message>
    <message>
        <source>The two new PINs are not the same</source>
        <translation>Hai lần nhập mã mới không giống nhau</translation>
    </message>
    <message>
        <source>The PIN was wrong too often</source>
        <translation>Nhập sai mã PIN quá nhiều lần</translation>
    </message>
    <message>
        <source>No PIN is taken for a while. Please try again later.</source>
        <translation>Máy tạm thời không nhận mã PIN. Xin thử lại sau.</translation>
    </message>
    <message>
        <source>The calendar does not take this password</source>
        <translation>Lịch họp không nhận mật khẩu này</translation>
    </message>
    <message>
        <source>It was not stored. Please type it again.</source>
        <translation>Mật khẩu chưa được lưu. Xin nhập lại.</translation>
    </message>
    <message>
        <source>The password could not be stored</source>
        <translation>Chưa lưu được mật khẩu</translation>
    </message>
    <message>
        <source>The old one still holds. Please try again later.</source>
        <translation>Mật khẩu cũ vẫn dùng được. Xin thử lại sau.</translation>
    </message>
</context>
<context>
    <name>AccessView</name>
    <message>
        <source>Help number</source>
        <translation>Số gọi kỹ thuật</translation>
    </message>
    <message>
        <source>Name of the helper</source>
        <translation>Tên người hỗ trợ</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Đổi mã PIN</translation>
    </message>
    <message>
        <source>Password of the calendar</source>
        <translation>Mật khẩu lịch họp</translation>
    </message>
    <message>
        <source>Password of the relay</source>
        <translation>Mật khẩu chuyển tiếp</translation>
    </message>
    <message>
        <source>Numbers and passwords</source>
        <translation>Số gọi và mật khẩu</translation>
    </message>
    <message>
        <source>none</source>
        <translation>chưa có</translation>
    </message>
    <message>
        <source>Technician&apos;s PIN</source>
        <translation>Mã PIN kỹ thuật</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>không cần</translation>
    </message>
    <message>
        <source>This point</source>
        <translation>Điểm cầu này</translation>
    </message>
    <message>
        <source>Set up anew</source>
        <translation>Cài lại</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Số điện thoại</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>The PIN until now</source>
        <translation>Mã PIN đang dùng</translation>
    </message>
    <message>
        <source>The new PIN, 4 to 12 digits</source>
        <translation>Mã mới, 4–12 chữ số</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>Nhập lại mã mới</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>Checking and storing…</source>
        <translation>Đang kiểm tra và lưu…</translation>
    </message>
    <message>
        <source>The PIN has been changed</source>
        <translation>Đã đổi mã PIN</translation>
    </message>
    <message>
        <source>The calendar takes the password. It is stored.</source>
        <translation>Lịch họp nhận mật khẩu này. Đã lưu.</translation>
    </message>
    <message>
        <source>The password is stored. It could not be tried now.</source>
        <translation>Đã lưu mật khẩu. Lúc này chưa thử được.</translation>
    </message>
    <message>
        <source>It is used once the program has been restarted.</source>
        <translation>Mật khẩu có hiệu lực sau khi khởi động lại chương trình.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Khởi động lại chương trình</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Đổi</translation>
    </message>
</context>
<context>
    <name>CentredPane</name>
    <message>
        <source>No meeting has been announced yet</source>
        <translation>Chưa có lịch họp mới</translation>
    </message>
    <message>
        <source>Fetching the agenda</source>
        <translation>Đang mở lịch họp</translation>
    </message>
    <message>
        <source>The agenda cannot be fetched</source>
        <translation>Chưa xem được lịch họp</translation>
    </message>
    <message>
        <source>No calendar has been set up on this machine</source>
        <translation>Máy này chưa cài lịch họp</translation>
    </message>
    <message>
        <source>A new meeting appears here by itself. Nothing to press.</source>
        <translation>Khi có cuộc họp mới, lịch sẽ tự hiện ở đây. Không cần bấm gì.</translation>
    </message>
    <message>
        <source>Please wait a moment, nothing to press.</source>
        <translation>Xin chờ một chút, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The machine keeps trying by itself, nothing to press.</source>
        <translation>Máy vẫn đang tự thử lại, không cần bấm gì.</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Xin gọi kỹ thuật.</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>blur {value}</source>
        <translation>nhòe {value}</translation>
    </message>
    <message>
        <source>bright {value}</source>
        <translation>sáng {value}</translation>
    </message>
    <message>
        <source>noise {value}</source>
        <translation>nền {value}</translation>
    </message>
    <message>
        <source>speech {value}</source>
        <translation>nói {value}</translation>
    </message>
    <message>
        <source>delay {value}</source>
        <translation>trễ {value}</translation>
    </message>
    <message>
        <source>echo less by {value}</source>
        <translation>vọng giảm {value}</translation>
    </message>
    <message>
        <source>version {value}</source>
        <translation>bản {value}</translation>
    </message>
    <message>
        <source>round trip {value}</source>
        <translation>đi về {value}</translation>
    </message>
    <message>
        <source>up {value}</source>
        <translation>gửi {value}</translation>
    </message>
    <message>
        <source>down {value}</source>
        <translation>nhận {value}</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>mất gói {value}</translation>
    </message>
    <message>
        <source>load {value}</source>
        <translation>tải {value}</translation>
    </message>
    <message>
        <source>free {value}</source>
        <translation>đĩa trống {value}</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>Chờ đến lượt</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>Chưa kiểm tra</translation>
    </message>
    <message>
        <source>being checked…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>should be {limit}</source>
        <translation>cần {limit}</translation>
    </message>
    <message>
        <source>Something is wrong here. Send the report to the developers.</source>
        <translation>Có điều không ổn ở đây. Xin gửi báo cáo cho nhà phát triển.</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>lunar month 1</source>
        <translation>tháng Giêng</translation>
    </message>
    <message>
        <source>lunar month 2</source>
        <translation>tháng Hai</translation>
    </message>
    <message>
        <source>lunar month 3</source>
        <translation>tháng Ba</translation>
    </message>
    <message>
        <source>lunar month 4</source>
        <translation>tháng Tư</translation>
    </message>
    <message>
        <source>lunar month 5</source>
        <translation>tháng Năm</translation>
    </message>
    <message>
        <source>lunar month 6</source>
        <translation>tháng Sáu</translation>
    </message>
    <message>
        <source>lunar month 7</source>
        <translation>tháng Bảy</translation>
    </message>
    <message>
        <source>lunar month 8</source>
        <translation>tháng Tám</translation>
    </message>
    <message>
        <source>lunar month 9</source>
        <translation>tháng Chín</translation>
    </message>
    <message>
        <source>lunar month 10</source>
        <translation>tháng Mười</translation>
    </message>
    <message>
        <source>lunar month 11</source>
        <translation>tháng Mười Một</translation>
    </message>
    <message>
        <source>lunar month 12</source>
        <translation>tháng Chạp</translation>
    </message>
    <message>
        <source>{clock} in the morning</source>
        <translation>{clock} sáng</translation>
    </message>
    <message>
        <source>{clock} at noon</source>
        <translation>{clock} trưa</translation>
    </message>
    <message>
        <source>{clock} in the afternoon</source>
        <translation>{clock} chiều</translation>
    </message>
    <message>
        <source>{clock} in the evening</source>
        <translation>{clock} tối</translation>
    </message>
    <message>
        <source>{clock} at night</source>
        <translation>{clock} đêm</translation>
    </message>
    <message>
        <source>{weekday}, {day} {month} {year}</source>
        <translation>{weekday}, ngày {day} {month} năm {year}</translation>
    </message>
    <message>
        <source>leap {month}</source>
        <translation>{month} nhuận</translation>
    </message>
    <message>
        <source>full moon of {month}</source>
        <translation>rằm {month}</translation>
    </message>
    <message>
        <source>day {day} of {month}</source>
        <comment>days 1 to 10</comment>
        <translation>mùng {day} {month}</translation>
    </message>
    <message>
        <source>day {day} of {month}</source>
        <comment>days 11 to 30</comment>
        <translation>{day} {month} âm lịch</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>Còn {span}</translation>
    </message>
    <message>
        <source>Time for the meeting</source>
        <translation>Đến giờ họp</translation>
    </message>
    <message>
        <source>The meeting has lasted {span}</source>
        <translation>Đã họp {span}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} giây</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} phút {seconds} giây</translation>
    </message>
    <message>
        <source>All day, {day}</source>
        <translation>Cả ngày, {day}</translation>
    </message>
    <message>
        <source>Next meeting: today at {time}</source>
        <translation>Cuộc họp tiếp theo: {time} nay</translation>
    </message>
    <message>
        <source>Next meeting: tomorrow at {time}</source>
        <translation>Cuộc họp tiếp theo: {time} mai</translation>
    </message>
    <message>
        <source>Next meeting: {day} at {time}</source>
        <translation>Cuộc họp tiếp theo: {time} {day}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>vừa xong</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} phút trước</translation>
    </message>
    <message>
        <source>{count} h ago</source>
        <translation>{count} giờ trước</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 ngày trước</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>{count} ngày trước</translation>
    </message>
    <message>
        <source>{weekday} {day}/{month}</source>
        <translation>{weekday}, {day}/{month}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hôm nay</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>ngày mai</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hôm qua</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} ngày</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} phút</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} giờ</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} giờ {minutes} phút</translation>
    </message>
    <message>
        <source>{hour}</source>
        <comment>full hour</comment>
        <translation>{hour} giờ</translation>
    </message>
    <message>
        <source>{hour}:{minute}</source>
        <translation>{hour} giờ {minute}</translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Opening the camera…</source>
        <translation>Đang mở máy quay…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Chưa có hình</translation>
    </message>
    <message>
        <source>My picture</source>
        <translation>Hình của tôi</translation>
    </message>
</context>
<context>
    <name>DeviceSettings</name>
    <message>
        <source>Camera</source>
        <translation>Máy quay</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrô</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Loa</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Âm lượng</translation>
    </message>
    <message>
        <source>My picture as in a mirror</source>
        <translation>Hình của tôi như soi gương</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Bật</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>The check took {seconds} s.</source>
        <translation>Kiểm tra mất {seconds} giây.</translation>
    </message>
    <message>
        <source>Checking: {done} of {all} done</source>
        <translation>Đang kiểm tra: xong {done}/{all} phần</translation>
    </message>
    <message>
        <source>Nothing has been checked yet</source>
        <translation>Chưa kiểm tra lần nào</translation>
    </message>
    <message>
        <source>{failed} failed, {warned} to look at</source>
        <translation>{failed} mục không đạt, {warned} mục cần chú ý</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} mục không đạt</translation>
    </message>
    <message>
        <source>{warned} to look at, nothing failed</source>
        <translation>{warned} mục cần chú ý, các mục khác đều đạt</translation>
    </message>
    <message>
        <source>Everything is in order</source>
        <translation>Mọi thứ đều tốt</translation>
    </message>
</context>
<context>
    <name>DiagnosticsView</name>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>Device check</source>
        <translation>Kiểm tra thiết bị</translation>
    </message>
    <message>
        <source>The camera is being checked.</source>
        <translation>Máy quay đang được kiểm tra.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Kiểm tra tất cả</translation>
    </message>
</context>
<context>
    <name>FailedView</name>
    <message>
        <source>The meeting cannot be opened</source>
        <translation>Chưa vào được cuộc họp</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Home screen</source>
        <translation>Về màn hình chính</translation>
    </message>
</context>
<context>
    <name>FirstView</name>
    <message>
        <source>Set up this bridge point</source>
        <translation>Cài đặt điểm cầu</translation>
    </message>
    <message>
        <source>No, not this one</source>
        <translation>Không phải</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>Gọi kỹ thuật: %1</translation>
    </message>
    <message>
        <source>No help number is known. Please call the ward office.</source>
        <translation>Chưa có số điện thoại kỹ thuật. Xin gọi văn phòng phường.</translation>
    </message>
    <message>
        <source>Network, Wi-Fi</source>
        <translation>Chọn Wi-Fi</translation>
    </message>
</context>
<context>
    <name>FirstWifiView</name>
    <message>
        <source>Network and Wi-Fi</source>
        <translation>Mạng và Wi-Fi</translation>
    </message>
</context>
<context>
    <name>FramedPage</name>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>GalleryPane</name>
    <message>
        <source>Previous</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Trang %1 / %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Please wait {span}.</source>
        <translation>Xin chờ {span}.</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Listen</source>
        <translation>Nghe thử</translation>
    </message>
    <message>
        <source>Touch test</source>
        <translation>Chạm thử</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
</context>
<context>
    <name>HearingView</name>
    <message>
        <source>Listen to the loudspeaker</source>
        <translation>Nghe thử loa</translation>
    </message>
    <message>
        <source>Press both sides, one after the other, and listen.</source>
        <translation>Bấm lần lượt hai bên và lắng nghe.</translation>
    </message>
    <message>
        <source>Play on the left</source>
        <translation>Loa bên trái</translation>
    </message>
    <message>
        <source>Play on the right</source>
        <translation>Loa bên phải</translation>
    </message>
    <message>
        <source>Did you hear both sides clearly?</source>
        <translation>Có nghe rõ cả hai bên không?</translation>
    </message>
    <message>
        <source>Then say whether you heard them.</source>
        <translation>Sau đó cho biết có nghe thấy không.</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>Không nghe thấy</translation>
    </message>
    <message>
        <source>Heard clearly</source>
        <translation>Nghe rõ</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Call for help</source>
        <translation>Gọi kỹ thuật</translation>
    </message>
</context>
<context>
    <name>HelpView</name>
    <message>
        <source>Please call this number</source>
        <translation>Xin gọi số này</translation>
    </message>
    <message>
        <source>No help number is known. Please call the ward office.</source>
        <translation>Chưa có số điện thoại kỹ thuật. Xin gọi văn phòng phường.</translation>
    </message>
    <message>
        <source>Tell the technician the number of this point</source>
        <translation>Khi gọi, xin đọc mã điểm cầu</translation>
    </message>
    <message>
        <source>QR code that dials the number</source>
        <translation>Mã QR để gọi số này</translation>
    </message>
    <message>
        <source>Or scan with a phone to call</source>
        <translation>Hoặc quét bằng điện thoại để gọi</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>You are trying camera and microphone. They close by themselves in a minute.</source>
        <translation>Đang thử máy quay và micrô. Một phút nữa máy tự nghỉ.</translation>
    </message>
    <message>
        <source>The calendar does not answer. This agenda was read %1.</source>
        <translation>Chưa cập nhật được lịch họp. Lịch này cập nhật %1.</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Chữ thường</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Chữ to</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>Gọi kỹ thuật</translation>
    </message>
</context>
<context>
    <name>IdlePane</name>
    <message>
        <source>NO MEETING NOW</source>
        <translation>LÚC NÀY KHÔNG CÓ CUỘC HỌP</translation>
    </message>
    <message>
        <source>See the whole week</source>
        <translation>Xem lịch cả tuần</translation>
    </message>
</context>
<context>
    <name>JoinLine</name>
    <message>
        <source>all day</source>
        <translation>cả ngày</translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>VÀO HỌP</translation>
    </message>
</context>
<context>
    <name>JoiningView</name>
    <message>
        <source>Entering the meeting</source>
        <translation>Đang vào cuộc họp</translation>
    </message>
    <message>
        <source>This takes longer than usual. The machine keeps trying. Waited %1.</source>
        <translation>Hơi lâu hơn mọi khi, máy vẫn đang vào họp. Đã chờ %1.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Không vào nữa</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Space</source>
        <translation>Dấu cách</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Phím</translation>
    </message>
</context>
<context>
    <name>LeaveView</name>
    <message>
        <source>Do you want to leave the meeting?</source>
        <translation>Có muốn rời cuộc họp không?</translation>
    </message>
    <message>
        <source>The meeting goes on. You can join again from the home screen.</source>
        <translation>Cuộc họp vẫn tiếp tục. Có thể vào lại từ màn hình chính.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Họp tiếp</translation>
    </message>
    <message>
        <source>Leave the meeting</source>
        <translation>Rời cuộc họp</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log of the last hour</source>
        <translation>Nhật ký một giờ qua</translation>
    </message>
    <message>
        <source>Nothing happened in the last hour.</source>
        <translation>Một giờ qua không có gì xảy ra.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Làm mới</translation>
    </message>
</context>
<context>
    <name>MeetingBar</name>
    <message>
        <source>Mute</source>
        <translation>Tắt tiếng</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Bật tiếng</translation>
    </message>
    <message>
        <source>Hide picture</source>
        <translation>Tắt hình</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Bật hình</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Nhỏ tiếng</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>To tiếng</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>Gọi kỹ thuật</translation>
    </message>
    <message>
        <source>Unplugged</source>
        <translation>Chưa cắm</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Trục trặc</translation>
    </message>
    <message>
        <source>Is off</source>
        <translation>Đang tắt</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Đang mở…</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bị tắt</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Rời họp</translation>
    </message>
</context>
<context>
    <name>MeetingLine</name>
    <message>
        <source>all day</source>
        <translation>cả ngày</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Đã hủy</translation>
    </message>
</context>
<context>
    <name>MeetingTop</name>
    <message>
        <source>Nobody hears you. Press “%1”.</source>
        <translation>Mọi người không nghe thấy. Xin bấm “%1”.</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Bật tiếng</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n điểm cầu</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberTile</name>
    <message>
        <source>They have switched their picture off</source>
        <translation>Điểm cầu này đã tắt hình</translation>
    </message>
    <message>
        <source>This machine cannot show their picture. You hear them all the same.</source>
        <translation>Máy không xem được hình này. Tiếng vẫn nghe được.</translation>
    </message>
    <message>
        <source>Nobody else is here yet. Please wait.</source>
        <translation>Chưa có điểm cầu nào khác vào họp. Xin chờ.</translation>
    </message>
    <message>
        <source>Waiting for the picture…</source>
        <translation>Đang chờ hình…</translation>
    </message>
    <message>
        <source>The picture has stopped, the line is slow</source>
        <translation>Hình bị đứng, mạng chậm</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Hình bị đứng</translation>
    </message>
    <message>
        <source>%1 is showing something</source>
        <translation>%1 đang trình chiếu</translation>
    </message>
    <message>
        <source>%1 is speaking</source>
        <translation>%1 đang nói</translation>
    </message>
</context>
<context>
    <name>MicrophoneMeter</name>
    <message>
        <source>Microphone: being checked</source>
        <translation>Micrô: đang kiểm tra</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Vào</translation>
    </message>
</context>
<context>
    <name>OptionButton</name>
    <message>
        <source>not plugged in</source>
        <translation>chưa cắm</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>đang dùng</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Choose by itself</source>
        <translation>Tự động chọn</translation>
    </message>
    <message>
        <source>Synthetic device</source>
        <translation>Thiết bị giả lập</translation>
    </message>
</context>
<context>
    <name>PageTurner</name>
    <message>
        <source>Previous</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Trang %1 / %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sau</translation>
    </message>
</context>
<context>
    <name>PinView</name>
    <message>
        <source>For the technician</source>
        <translation>Dành cho kỹ thuật viên</translation>
    </message>
    <message>
        <source>No PIN has been set on this machine</source>
        <translation>Máy này chưa đặt mã cho kỹ thuật viên</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Xin chờ…</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Sai mã</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Wrong PIN. Please type it again.</source>
        <translation>Sai mã. Xin nhập lại.</translation>
    </message>
    <message>
        <source>Type the technician&apos;s PIN</source>
        <translation>Nhập mã của kỹ thuật viên</translation>
    </message>
    <message>
        <source>Whoever looks after this machine sets it with the command %1.</source>
        <translation>Người quản lý máy đặt mã bằng lệnh %1.</translation>
    </message>
    <message>
        <source>Digits typed: %1</source>
        <translation>Đã nhập %1 chữ số</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Opening the camera…</source>
        <translation>Đang mở máy quay…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Không có hình</translation>
    </message>
</context>
<context>
    <name>ProvisionView</name>
    <message>
        <source>Set this point up anew</source>
        <translation>Cài lại điểm cầu này</translation>
    </message>
    <message>
        <source>No, not this one</source>
        <translation>Không phải</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>Quick</name>
    <message>
        <source>covered</source>
        <translation>bị che</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>đang tắt</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>đang tắt tiếng</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>chưa cập nhật</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>chưa mở được</translation>
    </message>
    <message>
        <source>wrong time</source>
        <translation>sai giờ</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>chưa kết nối được</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>trục trặc</translation>
    </message>
    <message>
        <source>{device}: {state}</source>
        <translation>{device}: {state}</translation>
    </message>
</context>
<context>
    <name>ReadyPane</name>
    <message>
        <source>THE MEETING IS ON</source>
        <translation>CUỘC HỌP ĐANG DIỄN RA</translation>
    </message>
    <message>
        <source>THE MEETING BEGINS SOON</source>
        <translation>CUỘC HỌP SẮP BẮT ĐẦU</translation>
    </message>
    <message>
        <source>Chair: %1</source>
        <translation>Chủ trì: %1</translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>VÀO HỌP</translation>
    </message>
    <message>
        <source>Press JOIN once. Picture and sound come by themselves.</source>
        <translation>Bấm một lần vào nút VÀO HỌP. Hình và tiếng sẽ tự mở.</translation>
    </message>
</context>
<context>
    <name>ReconnectingView</name>
    <message>
        <source>The line is unsteady, the machine is reconnecting</source>
        <translation>Mạng chập chờn, máy đang tự nối lại</translation>
    </message>
    <message>
        <source>Please stay seated, nothing to press. Waited %1.</source>
        <translation>Xin ngồi chờ, không cần bấm gì. Đã chờ %1.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Rời họp</translation>
    </message>
</context>
<context>
    <name>ReminderView</name>
    <message numerus="yes">
        <source>The meeting begins in %n minute(s)</source>
        <translation>
            <numerusform>Còn %n phút nữa đến giờ họp</numerusform>
        </translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>VÀO HỌP</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>Tôi đã biết</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>QR code of the report&apos;s short form</source>
        <translation>Mã QR của bản tóm tắt</translation>
    </message>
    <message>
        <source>There is no report yet. Check everything first.</source>
        <translation>Chưa có báo cáo. Xin kiểm tra trước.</translation>
    </message>
    <message>
        <source>Scan with a phone to read the short form and send it on.</source>
        <translation>Quét bằng điện thoại để đọc bản tóm tắt và gửi đi.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Saved to %1. The stick can be unplugged.</source>
        <translation>Đã lưu vào %1. Có thể rút USB.</translation>
    </message>
    <message>
        <source>Press a stick to save the whole report to it.</source>
        <translation>Bấm vào USB để lưu toàn bộ báo cáo.</translation>
    </message>
    <message>
        <source>Plug in a USB stick to save the whole report.</source>
        <translation>Cắm USB vào máy để lưu toàn bộ báo cáo.</translation>
    </message>
    <message>
        <source>Camera pictures in the next report</source>
        <translation>Kèm ảnh máy quay ở lần kiểm tra sau</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Bỏ ra</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Kèm vào</translation>
    </message>
    <message>
        <source>Only when everybody in the picture agrees.</source>
        <translation>Chỉ khi mọi người trong hình đồng ý.</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Kiểm tra tất cả</translation>
    </message>
</context>
<context>
    <name>RestCard</name>
    <message>
        <source>The machine is resting and opens by itself when it is time for the meeting</source>
        <translation>Máy đang nghỉ, đến giờ họp tự mở</translation>
    </message>
    <message>
        <source>Try camera and microphone</source>
        <translation>Thử máy quay và micrô</translation>
    </message>
</context>
<context>
    <name>RestartView</name>
    <message>
        <source>Restart</source>
        <translation>Khởi động lại</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>Chương trình</translation>
    </message>
    <message>
        <source>The computer</source>
        <translation>Máy tính</translation>
    </message>
    <message>
        <source>Restart the computer</source>
        <translation>Khởi động lại máy tính</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Tắt máy</translation>
    </message>
    <message>
        <source>Switch the computer off</source>
        <translation>Tắt máy tính</translation>
    </message>
    <message>
        <source>Restart the kiosk program?</source>
        <translation>Khởi động lại chương trình?</translation>
    </message>
    <message>
        <source>Restart the computer?</source>
        <translation>Có khởi động lại máy tính không?</translation>
    </message>
    <message>
        <source>Switch the computer off?</source>
        <translation>Có tắt máy tính không?</translation>
    </message>
    <message>
        <source>The screen goes dark for some seconds and comes back by itself. No setting is lost.</source>
        <translation>Màn hình tắt vài giây rồi tự bật lại. Các cài đặt vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>The screen goes dark for a minute or two and comes back by itself. No setting is lost.</source>
        <translation>Màn hình tối một hai phút rồi tự hiện lại. Không mất cài đặt nào.</translation>
    </message>
    <message>
        <source>Meetings are missed until somebody switches it on again by hand.</source>
        <translation>Máy sẽ không vào được cuộc họp nào cho đến khi có người bật lại.</translation>
    </message>
    <message>
        <source>The computer is being switched off…</source>
        <translation>Máy tính đang tắt…</translation>
    </message>
    <message>
        <source>The computer is restarting…</source>
        <translation>Máy tính đang khởi động lại…</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Khởi động lại chương trình</translation>
    </message>
</context>
<context>
    <name>SafeWindow</name>
    <message>
        <source>This machine cannot work at the moment</source>
        <translation>Máy này tạm thời chưa hoạt động được</translation>
    </message>
    <message>
        <source>The machine tries again by itself in {minutes} min.</source>
        <translation>Máy sẽ tự thử lại sau {minutes} phút, không cần bấm gì.</translation>
    </message>
    <message>
        <source>Please call the technician, {name}</source>
        <translation>Xin gọi kỹ thuật: {name}</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>The program has stopped several times in a row.</source>
        <translation>Máy đã tự dừng nhiều lần liên tiếp.</translation>
    </message>
    <message>
        <source>The settings of this machine cannot be read.</source>
        <translation>Máy không đọc được phần cài đặt của mình.</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Thử lại ngay</translation>
    </message>
</context>
<context>
    <name>ScreenSettings</name>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Read aloud what happens</source>
        <translation>Đọc to thông báo</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Bật</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Cỡ chữ và nút</translation>
    </message>
    <message>
        <source>People sit at a distance of</source>
        <translation>Người xem ngồi cách</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1 (chưa cắm)</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Choose the camera</source>
        <translation>Chọn máy quay</translation>
    </message>
    <message>
        <source>Choose the microphone</source>
        <translation>Chọn micrô</translation>
    </message>
    <message>
        <source>Choose the loudspeaker</source>
        <translation>Chọn loa</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>This screen has no room for larger letters.</source>
        <translation>Màn hình này không còn chỗ cho chữ to hơn.</translation>
    </message>
    <message>
        <source>The disk does not take the change: it is gone after a restart.</source>
        <translation>Đĩa không ghi được: thay đổi sẽ mất khi khởi động lại.</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Trả về như trước</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Thiết bị</translation>
    </message>
    <message>
        <source>Screen and voice</source>
        <translation>Màn hình và giọng đọc</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Hold the QR code before the camera.</source>
        <translation>Xin đưa mã QR trước máy quay.</translation>
    </message>
    <message>
        <source>Read {have} of {of} codes. Show the next one.</source>
        <translation>Đã đọc {have} trong {of} mã. Xin đưa mã tiếp theo.</translation>
    </message>
</context>
<context>
    <name>SetupActions</name>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Yes, use it for this point</source>
        <translation>Đúng, dùng cho điểm cầu này</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>SetupPane</name>
    <message>
        <source>Put in the USB stick</source>
        <translation>Cắm USB cài đặt</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Chọn tệp</translation>
    </message>
    <message>
        <source>It is read by itself.</source>
        <translation>Máy sẽ tự đọc.</translation>
    </message>
    <message>
        <source>Show a QR code</source>
        <translation>Quét mã QR</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>Nhập địa chỉ</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Mã dùng một lần</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Type the address as it stands on the sheet.</source>
        <translation>Xin nhập địa chỉ đúng như ghi trên giấy.</translation>
    </message>
    <message>
        <source>Type the code from the technician&apos;s list.</source>
        <translation>Xin nhập mã ghi trong danh sách của kỹ thuật viên.</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Đang mở máy quay…</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>Hình từ máy quay</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>Setting this point up…</source>
        <translation>Đang cài đặt điểm cầu…</translation>
    </message>
    <message>
        <source>This point is set up</source>
        <translation>Đã cài đặt xong điểm cầu</translation>
    </message>
    <message>
        <source>The file is still on the stick. Please delete it there.</source>
        <translation>Tệp vẫn còn trong USB. Xin xóa tệp đó.</translation>
    </message>
    <message>
        <source>The program is starting anew. You need not press anything.</source>
        <translation>Chương trình đang khởi động lại. Không cần bấm gì.</translation>
    </message>
    <message>
        <source>Please do not switch the machine off.</source>
        <translation>Xin đừng tắt máy.</translation>
    </message>
</context>
<context>
    <name>SeveralPane</name>
    <message>
        <source>Choose the meeting to join</source>
        <translation>Chọn cuộc họp cần vào</translation>
    </message>
</context>
<context>
    <name>SpeakerPane</name>
    <message>
        <source>Me</source>
        <translation>Tôi</translation>
    </message>
    <message>
        <source>See all %1</source>
        <translation>Xem tất cả %1</translation>
    </message>
</context>
<context>
    <name>StickButton</name>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>SyntheticSign</name>
    <message>
        <source>Synthetic devices: picture, sound</source>
        <translation>Chạy thử: hình và tiếng không thật</translation>
    </message>
    <message>
        <source>Synthetic devices: picture</source>
        <translation>Chạy thử: hình không thật</translation>
    </message>
    <message>
        <source>Synthetic devices: sound</source>
        <translation>Chạy thử: tiếng không thật</translation>
    </message>
</context>
<context>
    <name>SystemWords</name>
    <message>
        <source>The Wi-Fi network does not take this password</source>
        <translation>Mạng Wi-Fi không nhận mật khẩu này</translation>
    </message>
    <message>
        <source>Please type it again. Large and small letters are different.</source>
        <translation>Xin nhập lại. Chữ hoa và chữ thường khác nhau.</translation>
    </message>
    <message>
        <source>This Wi-Fi network is not in reach</source>
        <translation>Không bắt được mạng Wi-Fi này</translation>
    </message>
    <message>
        <source>Bring the machine nearer to the Wi-Fi box, or choose another network.</source>
        <translation>Xin đưa máy lại gần bộ phát Wi-Fi, hoặc chọn mạng khác.</translation>
    </message>
    <message>
        <source>The Wi-Fi network gives this machine no address</source>
        <translation>Mạng Wi-Fi chưa cấp địa chỉ cho máy này</translation>
    </message>
    <message>
        <source>Please switch the Wi-Fi box off and on, then try again.</source>
        <translation>Xin tắt rồi bật lại bộ phát Wi-Fi và thử lại.</translation>
    </message>
    <message>
        <source>This Wi-Fi network needs more than a password</source>
        <translation>Mạng Wi-Fi này cần nhiều hơn một mật khẩu</translation>
    </message>
    <message>
        <source>Please choose another network, or use a network cable.</source>
        <translation>Xin chọn mạng khác, hoặc dùng dây mạng.</translation>
    </message>
    <message>
        <source>This Wi-Fi network cannot be joined</source>
        <translation>Chưa vào được mạng Wi-Fi này</translation>
    </message>
    <message>
        <source>Please try again, or use a network cable.</source>
        <translation>Xin thử lại, hoặc dùng dây mạng.</translation>
    </message>
    <message>
        <source>Wi-Fi cannot be set up on this machine</source>
        <translation>Máy này chưa cài được Wi-Fi</translation>
    </message>
    <message>
        <source>NetworkManager is missing or not running. Please use a network cable.</source>
        <translation>Thiếu NetworkManager hoặc nó chưa chạy. Xin dùng dây mạng.</translation>
    </message>
    <message>
        <source>The computer does not let this program do that</source>
        <translation>Máy tính không cho phép chương trình làm việc này</translation>
    </message>
    <message>
        <source>The program is not installed as a kiosk. Please install it again.</source>
        <translation>Chương trình chưa được cài đúng cách. Xin cài lại.</translation>
    </message>
    <message>
        <source>The computer did not do it in time</source>
        <translation>Máy tính chưa làm xong việc này</translation>
    </message>
    <message>
        <source>Please wait a moment and try again.</source>
        <translation>Xin chờ một chút rồi thử lại.</translation>
    </message>
</context>
<context>
    <name>TaskCard</name>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>và %n việc nữa</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs doing.</source>
        <translation>Không có việc gì cần làm.</translation>
    </message>
    <message>
        <source>Wait until the check is through.</source>
        <translation>Xin chờ kiểm tra xong.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Chưa có kết quả.</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>%1. %2: %3</source>
        <translation>%1. %2: %3</translation>
    </message>
</context>
<context>
    <name>TechnicianPage</name>
    <message>
        <source>A meeting can be joined</source>
        <translation>Có cuộc họp để vào</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Màn hình chính</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>TechnicianView</name>
    <message>
        <source>For the technician</source>
        <translation>Dành cho kỹ thuật viên</translation>
    </message>
    <message>
        <source>Device check</source>
        <translation>Kiểm tra thiết bị</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Mạng</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Thông tin máy</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Khởi động lại</translation>
    </message>
</context>
<context>
    <name>TouchView</name>
    <message>
        <source>Touch the button with number %1 (of %2)</source>
        <translation>Chạm vào ô số %1 (trong %2 ô)</translation>
    </message>
    <message>
        <source>A ring shows where the screen felt a finger beside the button.</source>
        <translation>Vòng tròn đỏ là chỗ màn hình nhận ngón tay chạm ngoài ô.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>It cannot be touched</source>
        <translation>Không chạm được</translation>
    </message>
</context>
<context>
    <name>TypedField</name>
    <message>
        <source>%1, letters typed: %2</source>
        <translation>%1, đã nhập %2 ký tự</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Hiện</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ẩn</translation>
    </message>
</context>
<context>
    <name>VolumeButtons</name>
    <message>
        <source>Softer</source>
        <translation>Nhỏ tiếng</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>To tiếng</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>The meeting room is not open yet</source>
        <translation>Phòng họp chưa mở</translation>
    </message>
    <message>
        <source>The machine tries again by itself, nothing to press. Waited %1.</source>
        <translation>Máy sẽ tự thử lại, không cần bấm gì. Đã chờ %1.</translation>
    </message>
    <message>
        <source>Home screen</source>
        <translation>Về màn hình chính</translation>
    </message>
</context>
<context>
    <name>WeekView</name>
    <message>
        <source>Meetings of the coming days</source>
        <translation>Lịch họp những ngày tới</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>WhomToCall</name>
    <message>
        <source>the ward&apos;s office</source>
        <translation>văn phòng phường</translation>
    </message>
    <message>
        <source>If you need help, please call</source>
        <translation>Cần giúp, xin gọi kỹ thuật</translation>
    </message>
    <message>
        <source>A meeting is not shown here? Please call</source>
        <translation>Có họp mà không thấy ở đây? Xin gọi</translation>
    </message>
    <message>
        <source>Point %1</source>
        <translation>Mã điểm: %1</translation>
    </message>
</context>
<context>
    <name>Wifi</name>
    <message>
        <source>in use</source>
        <translation>đang dùng</translation>
    </message>
    <message>
        <source>known</source>
        <translation>đã lưu</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>mạnh</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>vừa</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>yếu</translation>
    </message>
    <message>
        <source>Looking for Wi-Fi networks…</source>
        <translation>Đang tìm mạng Wi-Fi…</translation>
    </message>
    <message>
        <source>No Wi-Fi network is in reach. Please use a network cable.</source>
        <translation>Không thấy mạng Wi-Fi nào. Xin dùng dây mạng.</translation>
    </message>
    <message>
        <source>Network: checking</source>
        <translation>Mạng: đang kiểm tra</translation>
    </message>
    <message>
        <source>Network: not connected</source>
        <translation>Mạng: chưa kết nối</translation>
    </message>
    <message>
        <source>Network: connected, no address yet</source>
        <translation>Mạng: đã nối, chưa có địa chỉ</translation>
    </message>
    <message>
        <source>Network: connected, no way to the Internet</source>
        <translation>Mạng: đã nối, chưa ra được Internet</translation>
    </message>
    <message>
        <source>Network: connected by cable</source>
        <translation>Mạng: đã nối bằng dây</translation>
    </message>
    <message>
        <source>Network: Wi-Fi, {strength}</source>
        <translation>Mạng: Wi-Fi, {strength}</translation>
    </message>
</context>
<context>
    <name>WifiActions</name>
    <message>
        <source>Hidden network</source>
        <translation>Mạng ẩn</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>Về danh sách</translation>
    </message>
</context>
<context>
    <name>WifiPane</name>
    <message>
        <source>This machine is in this network.</source>
        <translation>Máy đang dùng mạng này.</translation>
    </message>
    <message>
        <source>This machine knows this network&apos;s password.</source>
        <translation>Máy đã lưu mật khẩu của mạng này.</translation>
    </message>
    <message>
        <source>Other password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Forget this network</source>
        <translation>Quên mạng này</translation>
    </message>
    <message>
        <source>The network&apos;s name</source>
        <translation>Tên mạng</translation>
    </message>
    <message>
        <source>Password, 8 letters or more</source>
        <translation>Mật khẩu, từ 8 ký tự</translation>
    </message>
    <message>
        <source>The network is forgotten</source>
        <translation>Đã quên mạng này</translation>
    </message>
    <message>
        <source>Forgetting the network…</source>
        <translation>Đang quên mạng…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Đã kết nối</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Đang kết nối…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>Có thể mất đến một phút.</translation>
    </message>
</context>
<context>
    <name>WifiView</name>
    <message>
        <source>Network and Wi-Fi</source>
        <translation>Mạng và Wi-Fi</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The machine keeps trying by itself. You need not press anything.</source>
        <translation>Máy đang tự thử lại, không cần bấm gì.</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>The machine shows the last schedule it knows and keeps asking. No need to press.</source>
        <translation>Máy đang hiện lịch đã lưu và sẽ tự cập nhật, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The line is unsteady, the machine is reconnecting</source>
        <translation>Mạng chập chờn, máy đang tự nối lại</translation>
    </message>
    <message>
        <source>Please stay seated. You need not press anything.</source>
        <translation>Xin ngồi chờ, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The meeting does not let this machine in</source>
        <translation>Máy này chưa được phép vào cuộc họp</translation>
    </message>
    <message>
        <source>Please call the technician to check this machine&apos;s permission.</source>
        <translation>Xin gọi kỹ thuật để kiểm tra quyền vào họp của máy này.</translation>
    </message>
    <message>
        <source>The meeting room is not open yet</source>
        <translation>Phòng họp chưa mở</translation>
    </message>
    <message>
        <source>The machine goes in by itself when it opens. You need not press anything.</source>
        <translation>Khi phòng mở, máy sẽ tự vào, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The meeting room is full</source>
        <translation>Phòng họp đã đủ người</translation>
    </message>
    <message>
        <source>The machine goes in by itself when there is room. You need not press anything.</source>
        <translation>Khi có chỗ trống, máy sẽ tự vào, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The meeting&apos;s entry code has changed</source>
        <translation>Mã vào phòng họp đã thay đổi</translation>
    </message>
    <message>
        <source>Please call the technician, or ask the chair to send the schedule again.</source>
        <translation>Xin gọi kỹ thuật, hoặc nhờ chủ tọa gửi lại lịch họp.</translation>
    </message>
    <message>
        <source>Another machine is in the meeting under our name</source>
        <translation>Một máy khác đang họp với tên điểm cầu này</translation>
    </message>
    <message>
        <source>The machine tries again by itself. If this stays for a minute, call the technician.</source>
        <translation>Máy sẽ tự thử lại. Nếu quá một phút vẫn vậy, xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>The chair has removed this point from the meeting</source>
        <translation>Chủ tọa đã mời điểm cầu này ra khỏi cuộc họp</translation>
    </message>
    <message>
        <source>To come back, press JOIN again or call the chair.</source>
        <translation>Muốn vào lại, xin bấm VÀO HỌP lần nữa hoặc gọi chủ tọa.</translation>
    </message>
    <message>
        <source>The chair has closed the meeting room</source>
        <translation>Chủ tọa đã đóng phòng họp</translation>
    </message>
    <message>
        <source>If it opens again, the machine goes back in by itself. No need to press.</source>
        <translation>Nếu phòng mở lại, máy sẽ tự vào, không cần bấm gì.</translation>
    </message>
    <message>
        <source>The meeting is over</source>
        <translation>Cuộc họp đã kết thúc</translation>
    </message>
    <message>
        <source>Please press “Home screen”. Thank you for taking part.</source>
        <translation>Xin bấm “Về màn hình chính”. Cảm ơn bà con đã dự họp.</translation>
    </message>
    <message>
        <source>Picture and sound do not get through the line</source>
        <translation>Mạng chưa truyền được hình và tiếng</translation>
    </message>
    <message>
        <source>Picture and sound are being started again</source>
        <translation>Máy đang mở lại hình và tiếng</translation>
    </message>
    <message>
        <source>This takes a few seconds. You need not press anything.</source>
        <translation>Xin chờ vài giây, không cần bấm gì.</translation>
    </message>
    <message>
        <source>Picture and sound cannot be opened</source>
        <translation>Máy chưa mở được hình và tiếng</translation>
    </message>
    <message>
        <source>Please call the technician. The machine keeps trying meanwhile.</source>
        <translation>Xin gọi kỹ thuật. Trong lúc chờ, máy vẫn tự thử lại.</translation>
    </message>
    <message>
        <source>The meeting room cannot be reached yet</source>
        <translation>Chưa kết nối được với phòng họp</translation>
    </message>
    <message>
        <source>The machine tries again by itself. If this stays, call the technician.</source>
        <translation>Máy sẽ tự thử lại. Nếu vẫn vậy, xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>The schedule does not say how to get into the meeting</source>
        <translation>Lịch họp chưa ghi địa chỉ vào họp</translation>
    </message>
    <message>
        <source>Please ask the chair to add the meeting&apos;s address to the schedule.</source>
        <translation>Xin nhờ chủ tọa ghi thêm địa chỉ vào họp trong lịch họp.</translation>
    </message>
    <message>
        <source>This machine cannot enter this meeting</source>
        <translation>Máy này không vào được cuộc họp này</translation>
    </message>
    <message>
        <source>Please call the technician, or join on another machine.</source>
        <translation>Xin gọi kỹ thuật, hoặc vào họp bằng máy khác.</translation>
    </message>
    <message>
        <source>This machine may not enter this meeting</source>
        <translation>Máy này chưa được phép vào cuộc họp này</translation>
    </message>
    <message>
        <source>Please call the technician to check.</source>
        <translation>Xin gọi kỹ thuật để kiểm tra.</translation>
    </message>
    <message>
        <source>The meeting&apos;s address in the schedule is not complete</source>
        <translation>Địa chỉ vào họp trong lịch họp bị thiếu hoặc sai</translation>
    </message>
    <message>
        <source>Please ask the chair to send the schedule again.</source>
        <translation>Xin nhờ chủ tọa gửi lại lịch họp.</translation>
    </message>
    <message>
        <source>The meeting schedule cannot be reached now</source>
        <translation>Chưa cập nhật được lịch họp</translation>
    </message>
    <message>
        <source>The meeting schedule does not let this machine in</source>
        <translation>Máy này chưa được phép xem lịch họp</translation>
    </message>
    <message>
        <source>Please call the technician to check this machine&apos;s access to the schedule.</source>
        <translation>Xin gọi kỹ thuật để kiểm tra quyền xem lịch.</translation>
    </message>
    <message>
        <source>The meeting schedule cannot be read</source>
        <translation>Không đọc được lịch họp</translation>
    </message>
    <message>
        <source>This machine has no meeting schedule yet</source>
        <translation>Máy này chưa được cài lịch họp</translation>
    </message>
    <message>
        <source>Please call the technician to set it up.</source>
        <translation>Xin gọi kỹ thuật để cài đặt.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong</source>
        <translation>Đồng hồ của máy sai</translation>
    </message>
    <message>
        <source>Please call the technician to set the date and the time.</source>
        <translation>Xin gọi kỹ thuật chỉnh lại ngày giờ của máy.</translation>
    </message>
    <message>
        <source>A device is not plugged in</source>
        <translation>Có thiết bị chưa cắm</translation>
    </message>
    <message>
        <source>Plug it in again. The machine finds it by itself.</source>
        <translation>Xin cắm lại, máy sẽ tự nhận.</translation>
    </message>
    <message>
        <source>The device is busy</source>
        <translation>Thiết bị đang bận</translation>
    </message>
    <message>
        <source>A device is plugged in but gives nothing</source>
        <translation>Thiết bị đã cắm nhưng chưa chạy</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again, or call the technician.</source>
        <translation>Xin rút ra cắm lại, hoặc gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>A device has stopped working</source>
        <translation>Có thiết bị ngừng chạy</translation>
    </message>
    <message>
        <source>This machine is not set up correctly</source>
        <translation>Máy này cài đặt chưa đúng</translation>
    </message>
    <message>
        <source>This machine cannot read its stored login</source>
        <translation>Máy này chưa đọc được thông tin đăng nhập đã lưu</translation>
    </message>
    <message>
        <source>This machine could not be updated</source>
        <translation>Máy này chưa cập nhật được</translation>
    </message>
    <message>
        <source>Something is wrong with this machine</source>
        <translation>Máy này đang gặp trục trặc</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Máy quay</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micrô</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Loa</translation>
    </message>
    <message>
        <source>not plugged in</source>
        <translation>chưa cắm</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>đang bận</translation>
    </message>
    <message>
        <source>gives nothing</source>
        <translation>chưa chạy</translation>
    </message>
    <message>
        <source>Network: checking</source>
        <translation>Mạng: đang kiểm tra</translation>
    </message>
    <message>
        <source>Network: good</source>
        <translation>Mạng: tốt</translation>
    </message>
    <message>
        <source>Network: weak</source>
        <translation>Mạng: yếu</translation>
    </message>
    <message>
        <source>Network: lost</source>
        <translation>Mạng: mất kết nối</translation>
    </message>
    <message>
        <source>Connecting to the meeting room…</source>
        <translation>Đang kết nối phòng họp…</translation>
    </message>
    <message>
        <source>Entering the meeting room…</source>
        <translation>Đang vào phòng họp…</translation>
    </message>
    <message>
        <source>Opening picture and sound…</source>
        <translation>Đang mở hình và tiếng…</translation>
    </message>
    <message>
        <source>The meeting is on {service}, not opened here</source>
        <translation>Cuộc họp này ở trên {service}, máy này chưa mở được</translation>
    </message>
    <message>
        <source>good</source>
        <translation>tốt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>đang mở</translation>
    </message>
    <message>
        <source>not working</source>
        <translation>chưa chạy</translation>
    </message>
    <message>
        <source>{device}: {state}</source>
        <translation>{device}: {state}</translation>
    </message>
    <message>
        <source>{devices} unplugged. Plug in again.</source>
        <translation>{devices} bị rút dây. Xin cắm lại.</translation>
    </message>
    <message>
        <source>{devices} not working. Please call for help.</source>
        <translation>{devices} chưa chạy. Xin gọi kỹ thuật.</translation>
    </message>
    <message>
        <source>{devices} and {last}</source>
        <translation>{devices} và {last}</translation>
    </message>
    <message>
        <source>The others do not hear us. Reconnecting by itself.</source>
        <translation>Các điểm khác chưa nghe được. Máy đang tự nối lại.</translation>
    </message>
    <message>
        <source>The host has muted this point&apos;s microphone.</source>
        <translation>Chủ tọa đã tắt micrô của điểm cầu này.</translation>
    </message>
    <message>
        <source>The host has switched this point&apos;s microphone and picture off.</source>
        <translation>Chủ tọa đã tắt micrô và hình của điểm cầu này.</translation>
    </message>
    <message>
        <source>The host has switched this point&apos;s picture off.</source>
        <translation>Chủ tọa đã tắt hình của điểm cầu này.</translation>
    </message>
    <message>
        <source>The others hear this point but cannot see it.</source>
        <translation>Các điểm khác nghe được nhưng không nhìn thấy điểm cầu này.</translation>
    </message>
</context>
</TS>
