"""The tools of these tests themselves: a screen that is pressed and seen, clients that meet."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from kiosk.server.running import CommuneServer
from tests.browser import Browser
from tests.janus_admin import JanusAdmin
from tests.outage import udp_blocked
from tests.screen import Region, Screen, share

_WINDOW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def mouseReleaseEvent(self, event):
        self.setStyleSheet("background: #00ff00")
app = QApplication(sys.argv)
window = Window(None, Qt.WindowType.FramelessWindowHint)
window.setStyleSheet("background: #ff0000")
window.setGeometry(300, 200, 400, 150)
window.show()
app.exec()
"""
_PLACE = Region(300, 200, 400, 150)
_RED, _GREEN = (255, 0, 0), (0, 255, 0)


def test_a_press_reaches_a_window_and_is_seen(screen: Screen) -> None:
    environment = {**os.environ, **screen.environment, "QT_QPA_PLATFORM": "xcb"}
    window = subprocess.Popen([sys.executable, "-c", _WINDOW], env=environment)
    try:
        _wait_colour(screen, _RED)
        assert share(screen.grab(), _RED) < 0.1, "the rest of the screen is not the window"
        screen.press(310, 210)
        _wait_colour(screen, _GREEN)
    finally:
        window.terminate()
        window.wait()


def test_two_browsers_see_and_hear_each_other_until_one_leaves(
    server: CommuneServer, browser: Browser, numbers: Iterator[int]
) -> None:
    room = 1000 + next(numbers)
    an = browser.open(server.janus_url, room, "An", left="#ff0000", right="#ff8000", tone=523)
    binh = browser.open(server.janus_url, room, "Bình", left="#0000ff", right="#0080ff", tone=880)
    seen = an.wait_feed("Bình", "moving and heard", lambda feed: feed.is_moving and feed.is_loud)
    assert abs(seen.frequency_hz - 880) < 15
    assert seen.colour[2] > 150 > seen.colour[0], "it is not Bình's blue"
    seen = binh.wait_feed("An", "moving and heard", lambda feed: feed.is_moving and feed.is_loud)
    assert abs(seen.frequency_hz - 523) < 15
    assert seen.colour[0] > 150 > seen.colour[2], "it is not An's red"
    binh.evaluate("client.setTone(false)")
    an.wait_feed("Bình", "silent", lambda feed: feed.is_silent)
    binh.evaluate("client.setMoving(false)")
    an.wait_feed("Bình", "still", lambda feed: not feed.is_moving)
    binh.leave()
    an.wait_gone("Bình")
    assert an.report().gone == ("Bình",)
    assert an.exceptions == binh.exceptions == []
    an.leave()


def test_a_browser_hears_on_while_another_one_tells_that_it_has_switched_something(
    server: CommuneServer, browser: Browser, numbers: Iterator[int]
) -> None:
    room = 1000 + next(numbers)
    an = browser.open(server.janus_url, room, "An")
    binh = browser.open(server.janus_url, room, "Bình")
    before = an.wait_feed("Bình", "moving and heard", lambda feed: feed.is_moving and feed.is_loud)
    told = '{request: "configure", descriptions: [{mid: "0", description: "off"}]}'
    binh.evaluate(
        f"new Promise((done) => publisher.send({{message: {told}, success: () => done(1)}}))"
    )
    an.evaluate("new Promise((done) => setTimeout(done, 1000))")  # it is told within that
    after = an.wait_feed("Bình", "heard", lambda feed: feed.is_loud and feed.is_moving)
    assert after.history[0] == before.history[0], "it has forgotten what it heard before"
    binh.leave()
    an.leave()


def test_a_blocked_line_stops_pictures_and_an_opened_one_brings_them_back(
    server: CommuneServer, browser: Browser, numbers: Iterator[int]
) -> None:
    room = 1000 + next(numbers)
    an = browser.open(server.janus_url, room, "An")
    binh = browser.open(server.janus_url, room, "Bình")
    an.wait_feed("Bình", "moving", lambda feed: feed.is_moving)
    with udp_blocked(server.commune.ports.rtp):
        an.wait_feed("Bình", "dark", lambda feed: feed.is_dark)
    an.wait_feed("Bình", "moving again", lambda feed: feed.is_moving)
    binh.leave()
    an.leave()


def test_the_administrator_puts_people_out_and_closes_rooms(
    server: CommuneServer, browser: Browser
) -> None:
    admin = JanusAdmin(server)
    admin.create(7001, pin="4711", publishers=2)
    stranger = browser.open(server.janus_url, 7001, "Người lạ", pin="0000")
    stranger.wait("refused for its pin", lambda report: report.failure.startswith("433"))
    an = browser.open(server.janus_url, 7001, "An", pin="4711")
    binh = browser.open(server.janus_url, 7001, "Bình", pin="4711")
    an.wait_feed("Bình", "moving", lambda feed: feed.is_moving)
    names = {one.display for one in admin.participants(7001) if one.is_publishing}
    assert names == {"An", "Bình"}
    admin.kick(7001, "Bình")
    an.wait_gone("Bình")
    binh.wait("told that it was put out", lambda report: report.phase == "failed")
    admin.destroy(7001)
    an.wait("told of the end", lambda report: report.failure == "the room was destroyed")
    for client in (stranger, an, binh):
        client.leave()


def _wait_colour(screen: Screen, colour: tuple[int, int, int]) -> None:
    deadline = time.monotonic() + 30
    while share(_PLACE.of(screen.grab()), colour) < 0.99:
        assert time.monotonic() < deadline, f"the window does not turn {colour}"
        time.sleep(0.05)
