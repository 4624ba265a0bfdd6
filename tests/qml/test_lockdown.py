"""Nothing that a person can do to the window leads anywhere: keys, chords, fingers, files.

docs/lockdown.md has the list; tests/end2end/test_lockdown.py does it to the real program.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QWheelEvent,
    QWindow,
)
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.ui.buttons import buttons
from kiosk.ui.safe import Case, Reason, SafeWindow
from tests.qml.conftest import Panel, Show, Shown, settle, until

PANEL = Panel(1366, 768, 15.6)
SCREENS = (
    "home-ready", "home-idle", "help", "week", "meeting", "joining", "reconnecting", "failed",
    "leave", "pin-typed", "technician", "settings", "settings-list", "diagnostics", "report", "log",
    "about",
)  # fmt: skip
FEW = ("home-ready", "meeting", "pin-typed", "settings-list", "report")
"""One of each kind, for what takes longer."""
M = Qt.KeyboardModifier
MODIFIERS = (
    M.NoModifier,
    M.ShiftModifier,
    M.ControlModifier,
    M.AltModifier,
    M.MetaModifier,
    M.ControlModifier | M.ShiftModifier,
    M.ControlModifier | M.AltModifier,
    M.ControlModifier | M.AltModifier | M.ShiftModifier,
)
OTHER_BUTTONS = (
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.BackButton,
    Qt.MouseButton.ForwardButton,
    Qt.MouseButton.TaskButton,
)
SECRET = "what the clipboard held before"


class Opened(QObject):
    """Takes what would have been given to a browser or a file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


@pytest.fixture
def opened() -> Iterator[Opened]:
    handler = Opened()
    schemes = ("http", "https", "file", "mailto", "tel", "wss", "ms-settings")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, handler, "take")
    yield handler
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture(params=FEW)
def shown(request: pytest.FixtureRequest, show: Show) -> Shown:
    found: Shown = show(request.param, PANEL)
    return found


def facts(shown: Shown) -> dict[str, object]:
    """Everything that an escape would change."""
    app, view = shown.window.app, shown.window.view
    gate = app.technician_model.gate_model if app.technician_model else None
    return {
        "page": app.shown,
        "session": shown.session.state,
        "pressed": list(shown.session.played),
        "typed": gate.typed if gate else 0,
        "windows": {id(one) for one in QGuiApplication.allWindows() if one.isVisible()},
        "visible": view.isVisible(),
        "size": view.size(),
        "clipboard": QGuiApplication.clipboard().text(),
        "labels": [name for name, _ in buttons(view.rootObject())],
    }


def type_key(view: QWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Down and up. `QTest.keyClick` takes no key that makes no character (PySide6 6.11.3)."""
    text = chr(key.value) if 0x20 <= key.value < 0x7F else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(view, QKeyEvent(kind, key.value, modifiers, text))


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_and_no_chord_does_anything(show: Show, opened: Opened, screen: str) -> None:
    """Every key that Qt knows, with every modifier: more than any keyboard has."""
    shown = show(screen, PANEL)
    QGuiApplication.clipboard().setText(SECRET)
    before = facts(shown)
    for modifiers in MODIFIERS:
        for key in Qt.Key:
            type_key(shown.window.view, key, modifiers)
    settle(shown.window.view)
    assert facts(shown) == before
    assert opened.urls == []


def test_text_that_an_input_method_sends_goes_nowhere(shown: Shown) -> None:
    before = facts(shown)
    event = QInputMethodEvent("ab", [])
    event.setCommitString("rm -rf\n")
    QGuiApplication.sendEvent(shown.window.view, event)
    for letter in "0000\t \n":
        QGuiApplication.sendEvent(
            shown.window.view, QKeyEvent(QEvent.Type.KeyPress, 0, M.NoModifier, letter)
        )
    settle(shown.window.view)
    assert facts(shown) == before
    assert QGuiApplication.focusObject() in (
        None,
        shown.window.view,
        shown.window.view.contentItem(),
    )


def places(view: QQuickView) -> list[QPoint]:
    """A grid over the whole window, its edges and corners; not the buttons' own centres only."""
    width, height = view.width(), view.height()
    return [
        QPoint(round(x * (width - 1) / 6), round(y * (height - 1) / 6))
        for x in range(7)
        for y in range(7)
    ]


def mouse(view: QQuickView, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    where = QPointF(at)
    event = QMouseEvent(kind, where, view.mapToGlobal(where), button, down, M.NoModifier)
    QGuiApplication.sendEvent(view, event)


def test_other_buttons_of_a_mouse_open_no_menu(shown: Shown) -> None:
    view, before = shown.window.view, facts(shown)
    for button in OTHER_BUTTONS:
        for at in places(view):
            for kind in (
                QEvent.Type.MouseButtonPress,
                QEvent.Type.MouseButtonRelease,
                QEvent.Type.MouseButtonDblClick,
                QEvent.Type.MouseButtonRelease,
            ):
                mouse(view, kind, at, button)
    for at in places(view):
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
        QGuiApplication.sendEvent(view, menu)
    settle(view)
    assert facts(shown) == before


def test_a_wheel_neither_zooms_nor_leads_away(shown: Shown) -> None:
    view, before = shown.window.view, facts(shown)
    for modifiers in (M.NoModifier, M.ControlModifier, M.AltModifier, M.MetaModifier):
        for turn in (120, -120):
            for turned in (QPoint(0, turn), QPoint(turn, 0)):
                at = QPointF(view.width() / 2, view.height() / 2)
                event = QWheelEvent(
                    at, view.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton,
                    modifiers, Qt.ScrollPhase.NoScrollPhase, False,
                )  # fmt: skip
                QGuiApplication.sendEvent(view, event)
    settle(view)
    assert facts(shown) == before


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def within_a_button(view: QQuickView, start: QPoint, end: QPoint) -> bool:
    """A finger that goes down and up within one button has pressed it, wherever it was between."""
    for _, item in buttons(view.rootObject()):
        box = item.mapRectToScene(item.boundingRect())
        if box.contains(QPointF(start)) and box.contains(QPointF(end)):
            return True
    return False


def swipe(shown: Shown, finger: QPointingDevice, *ways: tuple[QPoint, QPoint]) -> None:
    """One finger for each way, all at once, and lifted at the end."""
    view = shown.window.view
    ways = tuple(way for way in ways if not within_a_button(view, *way))
    if not ways:
        return
    touch = QTest.touchEvent(view, finger, False)
    for number, (start, _) in enumerate(ways):
        touch.press(number, start)
    touch.commit()
    for step in range(1, 6):
        for number, (start, end) in enumerate(ways):
            touch.move(number, start + (end - start) * step / 5)
        touch.commit()
    for number, (_, end) in enumerate(ways):
        touch.release(number, end)
    touch.commit()


def test_swipes_pinches_and_many_fingers_do_nothing(
    shown: Shown, finger: QPointingDevice, opened: Opened
) -> None:
    view, before = shown.window.view, facts(shown)
    width, height = view.width() - 1, view.height() - 1
    middle = QPoint(width // 2, height // 2)
    edges = [QPoint(0, height // 2), QPoint(width, height // 2), QPoint(width // 2, 0),
             QPoint(width // 2, height)]  # fmt: skip
    for edge in edges:  # from each edge to the middle and back out, with one to four fingers
        for fingers in (1, 2, 3, 4):
            apart = QPoint(0, 40) if edge.y() == height // 2 else QPoint(40, 0)
            ways = [(edge + apart * n, middle + apart * n) for n in range(fingers)]
            swipe(shown, finger, *ways)
            swipe(shown, finger, *((end, start) for start, end in ways))
    corner = QPoint(width // 4, height // 4)
    swipe(shown, finger, (middle, corner), (middle, QPoint(width, height) - corner))  # pinch out
    swipe(shown, finger, (corner, middle), (QPoint(width, height) - corner, middle))  # and in
    five = [QPoint(width * n // 6, height * 3 // 5) for n in range(1, 6)]
    swipe(shown, finger, *((at, middle) for at in five))  # the grip of five fingers
    settle(view)
    assert facts(shown) == before
    assert opened.urls == []


@pytest.mark.parametrize("screen", ["home-ready", "meeting"])
def test_a_finger_that_rests_opens_no_menu(
    show: Show, finger: QPointingDevice, screen: str
) -> None:
    """Beside every button, far longer than a long press of any system."""
    shown = show(screen, PANEL)
    view, before = shown.window.view, facts(shown)
    at = QPoint(view.width() - 2, view.height() - 2)
    QTest.touchEvent(view, finger).press(1, at)
    QTest.qWait(1500)
    assert facts(shown) == before
    QTest.touchEvent(view, finger).release(1, at)
    settle(view)
    assert facts(shown) == before


def test_files_and_links_that_are_dropped_are_not_taken(
    shown: Shown, opened: Opened, tmp_path: Path
) -> None:
    view, before = shown.window.view, facts(shown)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.desktop")), QUrl("https://example.com/")])
    data.setText("file:///etc/passwd")
    data.setHtml('<a href="https://example.com/">x</a>')
    for at in places(view):
        enter = QDragEnterEvent(
            at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, M.NoModifier
        )
        QGuiApplication.sendEvent(view, enter)
        assert not enter.isAccepted()
        drop = QDropEvent(
            QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, M.NoModifier
        )
        QGuiApplication.sendEvent(view, drop)
        assert not drop.isAccepted()
    settle(view)
    assert facts(shown) == before
    assert opened.urls == []


def test_nothing_can_be_selected_and_copied(shown: Shown) -> None:
    """Drawn over with the pointer from corner to corner, then Ctrl+A, Ctrl+C."""
    QGuiApplication.clipboard().setText(SECRET)
    view = shown.window.view
    left = Qt.MouseButton.LeftButton
    mouse(view, QEvent.Type.MouseButtonPress, QPoint(view.width() - 2, 2), left)
    for at in places(view):
        mouse(view, QEvent.Type.MouseMove, at, left)
    mouse(view, QEvent.Type.MouseButtonRelease, QPoint(2, view.height() - 2), left)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        type_key(view, key, M.ControlModifier)
    assert QGuiApplication.clipboard().text() == SECRET


def test_a_locked_window_cannot_be_closed_hidden_or_shrunk(show: Show) -> None:
    view = show("home-ready", PANEL).window.view
    view.lock.shut()
    view.showFullScreen()
    for _ in range(3):
        assert not view.close()
        assert view.isVisible()
    for shrink in (view.showMinimized, view.showNormal, view.showMaximized):
        shrink()
        assert until(lambda: view.windowState() is Qt.WindowState.WindowFullScreen)
    view.lock.open()
    assert view.close()


def test_the_plain_screen_of_a_crash_loop_cannot_be_closed_either(
    application: QGuiApplication, opened: Opened
) -> None:
    window = SafeWindow(Case(Reason.CRASHES), None, 75)
    window.lock.shut()
    window.showFullScreen()
    for modifiers in MODIFIERS:
        for key in Qt.Key:
            type_key(window, key, modifiers)
    assert not window.close()
    assert window.isVisible()
    window.showMinimized()
    assert until(lambda: window.windowState() is Qt.WindowState.WindowFullScreen)
    assert opened.urls == []
    window.lock.open()
    assert window.close()


def test_a_window_that_does_not_fill_the_screen_can_be_closed(show: Show) -> None:
    """Of the demo, and of whoever works on the kiosk."""
    assert show("home-ready", PANEL).window.view.close()


def test_somebody_who_types_is_there(show: Show) -> None:
    view = show("home-ready", PANEL).window.view
    keyed: list[bool] = []
    view.keyed.connect(lambda: keyed.append(True))
    type_key(view, Qt.Key.Key_A, M.NoModifier)
    assert keyed == [True]
