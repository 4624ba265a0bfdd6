"""The Wi-Fi pages: how this machine is joined to the network, and the way into another one."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.system.state import Guard, Link, NetworkState, SystemPort, SystemState, Verb, WifiNetwork
from kiosk.ui import system_words
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.places import Places
from kiosk.ui.models.typing import Alphabet, TypingModel, Wanted

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_STRONG, _FAIR = 60, 35
"""Percent of the signal's scale; the checks judge it in decibels (`network.wifi`)."""
PASSWORD = Wanted(63, least=8, secret=True)
NAME = Wanted(32, alphabet=Alphabet.ANY)


class Face(StrEnum):
    """What the page shows."""

    LIST = "list"
    CHOSEN = "chosen"
    """A network that is known or used: go in, or forget it."""
    NAME = "name"
    PASSWORD = "password"
    BUSY = "busy"
    DONE = "done"
    FAILED = "failed"


@QmlElement
class WifiRow(QObject):
    """A network of the list."""

    changed = Signal()

    def __init__(self, network: WifiNetwork) -> None:
        super().__init__()
        self.network = network

    def show(self, network: WifiNetwork) -> None:
        """Follow what is so now."""
        if network != self.network:
            self.network = network
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        """What it is told apart by."""
        return self.network.key

    @Property(str, notify=changed)
    def name(self) -> str:
        """A stranger's text."""
        return self.network.name

    @Property(str, notify=changed)
    def line(self) -> str:
        """How strong it is, and whether it is ours."""
        if self.network.used:
            return QCoreApplication.translate("Wifi", "in use")
        if self.network.known:
            return QCoreApplication.translate("Wifi", "known")
        return strength(self.network.strength)

    @Property(str, notify=changed)
    def icon(self) -> str:
        """How strong it is, as a picture."""
        return icon_of(self.network.strength)

    @Property(bool, notify=changed)
    def used(self) -> bool:
        """The machine is in it."""
        return self.network.used

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """It wants a password."""
        return self.network.guard is not Guard.OPEN


def strength(percent: int) -> str:
    """How strong a signal is, in words."""
    if percent >= _STRONG:
        return QCoreApplication.translate("Wifi", "strong")
    return (
        QCoreApplication.translate("Wifi", "fair")
        if percent >= _FAIR
        else QCoreApplication.translate("Wifi", "weak")
    )


def icon_of(percent: int) -> str:
    """The same as a picture's name."""
    if percent >= _STRONG:
        return "wifi"
    return "wifi_2_bar" if percent >= _FAIR else "wifi_1_bar"


@QmlElement
class WifiModel(QObject):
    """Follows `SystemState`. What is typed is nowhere but in `typing`, and gone with the page."""

    changed = Signal()
    rows_changed = Signal()

    def __init__(self, port: SystemPort) -> None:
        super().__init__()
        self._port = port
        self._state = SystemState()
        self._face = Face.LIST
        self._chosen: WifiNetwork | None = None
        self._hidden_name = ""
        self._places = Places(WifiRow, WifiRow.show)
        self.typing_model = TypingModel()
        self.typing_model.changed.connect(self.changed)
        self.typing_model.entered.connect(self.go_on)
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def follow(self, *, network: bool, networks: bool) -> None:
        """Somebody looks at the network's state, or at the list."""
        self._port.follow(network=network, networks=networks)

    def begin(self) -> None:
        """The page is opened, or left: nothing is chosen and nothing typed."""
        self._port.acknowledge()
        self._turn(Face.LIST)

    def retranslate(self) -> None:
        """The language has changed."""
        self.changed.emit()
        for row in self._places.rows:
            row.changed.emit()

    @Slot(object)
    def _on_state(self, state: SystemState) -> None:
        self._state = state
        if self._places.show(state.networks or ()):
            self.rows_changed.emit()
        if state.doing in (Verb.JOIN, Verb.FORGET):
            self._face = Face.BUSY
        elif self._face is Face.BUSY:
            failed = state.failed in (Verb.JOIN, Verb.FORGET)
            self._face = Face.FAILED if failed else Face.DONE
        self.changed.emit()

    def _turn(self, face: Face) -> None:
        self._face = face
        if face is Face.LIST:
            self._chosen, self._hidden_name = None, ""
        wanted = {Face.PASSWORD: PASSWORD, Face.NAME: NAME}.get(face, Wanted(0))
        self.typing_model.begin(wanted)

    # --- verbs ------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, key: str) -> None:
        """A network of the list."""
        networks = self._state.networks or ()
        self._chosen = next((one for one in networks if one.key == key), None)
        if self._chosen is None:
            return
        if self._chosen.known or self._chosen.used:
            self._turn(Face.CHOSEN)
        elif self._chosen.guard is Guard.PASSWORD:
            self._turn(Face.PASSWORD)
        else:
            self._join("")

    @Slot()
    def name_it(self) -> None:
        """One that does not tell its name."""
        self._turn(Face.NAME)

    @Slot()
    def change_password(self) -> None:
        """Another password for one that is known."""
        self._turn(Face.PASSWORD)

    @Slot()
    def go_on(self) -> None:
        """What is asked for was typed; or go into the one that was chosen."""
        if self._face is Face.CHOSEN:
            self._join("")
        elif not self.typing_model.property("canEnter"):
            return
        elif self._face is Face.NAME:
            self._hidden_name = self.typing_model.take()
            self._turn(Face.PASSWORD)
        elif self._face is Face.PASSWORD:
            self._join(self.typing_model.take())

    @Slot()
    def again(self) -> None:
        """It failed: once more, with the password typed anew where there is one."""
        self._port.acknowledge()
        locked = self._chosen is None or self._chosen.guard is Guard.PASSWORD
        self._turn(Face.PASSWORD if locked else Face.LIST)

    @Slot()
    def forget(self) -> None:
        """No longer know the one that was chosen."""
        if self._chosen is not None:
            self._port.forget(self._chosen.key)
            self._turn(Face.BUSY)

    @Slot()
    def back(self) -> None:
        """To the list."""
        self.begin()

    def _join(self, password: str) -> None:
        if self._hidden_name:
            self._port.join_hidden(self._hidden_name, password)
        elif self._chosen is not None:
            self._port.join(self._chosen.key, password)
        self._turn(Face.BUSY)

    # --- what QML reads ---------------------------------------------------------------------

    @Property(TypingModel, constant=True)
    def typing(self) -> TypingModel:
        """What is being typed."""
        return self.typing_model

    @Property(str, notify=changed)
    def face(self) -> str:
        """See `Face`."""
        return self._face.value

    @Property(bool, notify=changed)
    def atTop(self) -> bool:
        """Nothing half done: "Back" leaves the page."""
        return self._face in (Face.LIST, Face.BUSY, Face.DONE)

    @Property(list, notify=rows_changed)
    def rows(self) -> list[WifiRow]:
        """The networks in reach."""
        return self._places.rows

    @Property(str, notify=changed)
    def listLine(self) -> str:
        """Why the list is empty; empty: it is not."""
        if self._state.networks is None:
            return QCoreApplication.translate("Wifi", "Looking for Wi-Fi networks…")
        if self._state.networks:
            return ""
        if self._state.failed is Verb.LOOK:
            return "\n".join(system_words.problem(self._state.problem))
        return QCoreApplication.translate(
            "Wifi", "No Wi-Fi network is in reach. Please use a network cable."
        )

    @Property(bool, notify=changed)
    def works(self) -> bool:
        """Wi-Fi can be set up here, as far as is known."""
        return self._state.failed is not Verb.LOOK

    @Property(str, notify=changed)
    def chosenName(self) -> str:
        """The network that was chosen: a stranger's text."""
        return self._hidden_name or (self._chosen.name if self._chosen is not None else "")

    @Property(bool, notify=changed)
    def chosenUsed(self) -> bool:
        """The machine is in it."""
        return self._chosen is not None and self._chosen.used

    @Property(bool, notify=changed)
    def forgetting(self) -> bool:
        """What goes on, was done or failed is the forgetting."""
        return Verb.FORGET in (self._state.doing, self._state.done, self._state.failed)

    @Property(bool, notify=changed)
    def canGoOn(self) -> bool:
        """Enough was typed."""
        return bool(self.typing_model.property("canEnter"))

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """Why it failed."""
        return system_words.problem(self._state.problem).title

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        return system_words.problem(self._state.problem).text

    @Property(str, notify=changed)
    def networkLine(self) -> str:
        """How this machine is joined to the network."""
        return network_line(self._state.network)

    @Property(str, notify=changed)
    def networkAddress(self) -> str:
        """Its address there."""
        return self._state.network.address

    @Property(str, notify=changed)
    def networkIcon(self) -> str:
        """The same as a picture."""
        network = self._state.network
        if network.link is Link.WIFI:
            return icon_of(network.strength)
        return "wifi_off" if network.link is Link.NONE else "lan"

    @Property(str, notify=changed)
    def networkSign(self) -> str:
        """good, wait, warn or bad."""
        network = self._state.network
        if network.link is Link.UNKNOWN:
            return "wait"
        if network.link is Link.NONE:
            return "bad"
        return "good" if network.has_way_out and network.address else "warn"


def network_line(network: NetworkState) -> str:
    """How this machine is joined to the network, in words."""
    if network.link is Link.UNKNOWN:
        return QCoreApplication.translate("Wifi", "Network: checking")
    if network.link is Link.NONE:
        return QCoreApplication.translate("Wifi", "Network: not connected")
    if not network.address:
        return QCoreApplication.translate("Wifi", "Network: connected, no address yet")
    if not network.has_way_out:
        return QCoreApplication.translate("Wifi", "Network: connected, no way to the Internet")
    if network.link is Link.WIRED:
        return QCoreApplication.translate("Wifi", "Network: connected by cable")
    return QCoreApplication.translate("Wifi", "Network: Wi-Fi, {strength}").format(
        strength=strength(network.strength)
    )
