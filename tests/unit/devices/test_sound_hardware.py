"""What is plugged in is noticed once, and only when the system has finished with it."""

from kiosk.devices.portaudio import HardwareWatch

BARE = ("controlC0", "pcmC0D0p")


class Nodes:
    """What the folder of the sound devices shows."""

    def __init__(self) -> None:
        self.now: tuple[object, ...] = BARE

    def look(self) -> tuple[object, ...]:
        return self.now


def test_new_device_is_told_once() -> None:
    nodes = Nodes()
    watch = HardwareWatch(nodes.look)
    assert not watch.has_changed()
    nodes.now = (*BARE, "pcmC1D0c")
    assert [watch.has_changed() for _ in range(4)] == [False, True, False, False]


def test_half_a_device_is_not_told() -> None:
    nodes = Nodes()
    watch = HardwareWatch(nodes.look)
    for more in ("controlC1", "pcmC1D0c", "pcmC1D0p"):
        nodes.now = (*nodes.now, more)
        assert not watch.has_changed()
    assert watch.has_changed()


def test_device_that_went_and_came_again_between_looks_is_no_change() -> None:
    nodes = Nodes()
    watch = HardwareWatch(nodes.look)
    nodes.now = BARE[:1]
    assert not watch.has_changed()
    nodes.now = BARE
    assert [watch.has_changed() for _ in range(3)] == [False, False, False]
    nodes.now = BARE[:1]
    assert [watch.has_changed() for _ in range(2)] == [False, True]
