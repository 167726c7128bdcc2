"""From a portal's bytes to the officer's sentence: each cause is said, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.occupancy import Occupancy
from app.domain.sync_state import DeviceState, LinkState
from devices.emulators.monitor import Monitor, Passed
from devices.emulators.portal import TAMPER
from devices.emulators.vehicles import Fault, Vehicle
from devices.radiation.assembler import Assembler, FaultsChanged, OccupanciesMissed
from devices.radiation.lane_health import NOT_PROTECTING, LaneHealth, complaint_of
from devices.radiation.line_codec import Frame, LineDecoder
from devices.radiation.passage import PANELS
from tests.builders import OPENED_AT
from tests.ui_tools.languages import Tongue, speaking
from widgets.common.trouble_words import trouble_words
from widgets.status.device_list import DeviceList

CAR = Vehicle(plate="LANE 1", jurisdiction="CA-AB", length_m=4.5, speed_kmh=10.0)


@dataclass(slots=True)
class SimulatedLane:
    """A monitor's bytes through decoder, assembler and health, as the driver wires them."""

    monitor: Monitor = field(default_factory=lambda: Monitor(6))
    decoder: LineDecoder = field(default_factory=LineDecoder)
    assembler: Assembler = field(default_factory=lambda: Assembler("3"))
    health: LaneHealth = field(default_factory=lambda: LaneHealth(PANELS))
    elapsed_s: float = 0.0
    set_ahead_s: float = 0.0

    def hear(self, *lines: bytes, every_s: float = 0.0) -> None:
        for line in lines:
            self.elapsed_s += every_s
            now = OPENED_AT + timedelta(seconds=self.elapsed_s + self.set_ahead_s)
            for frame in self.decoder.feed(line + b"\r\n"):
                assert isinstance(frame, Frame)
                self.health.note_time(now, self.elapsed_s)
                for output in self.assembler.feed(frame, now):
                    if isinstance(output, FaultsChanged):
                        self.health.note_faults(output.faults)
                    elif isinstance(output, OccupanciesMissed):
                        self.health.note_missed(output.count)
                    elif isinstance(output, Occupancy):
                        self.health.note_occupancy(output)
                self.health.note_line(frame)

    def stand(self, readings: int, change: Callable[[bytes], bytes] = lambda line: line) -> None:
        for _ in range(readings):
            self.hear(*map(change, self.monitor.background()), every_s=2.5)

    def passes(self, vehicle: Vehicle) -> None:
        self.hear(*(timed.line for timed in self.monitor.passage(vehicle, Passed())), every_s=0.1)


def _panel(name: str, count: int) -> Callable[[bytes], bytes]:
    def changed(line: bytes) -> bytes:
        tag, *fields = line.split(b",")
        if tag == b"GB":
            fields[PANELS.index(name)] = b"%06d" % count
        return b",".join([tag, *fields])

    return changed


def gamma_low(lane: SimulatedLane) -> None:
    lane.monitor.gamma_low = True
    lane.stand(1)


def gamma_high(lane: SimulatedLane) -> None:
    lane.monitor.gamma_high = True
    lane.stand(1)


def neutron_high(lane: SimulatedLane) -> None:
    lane.monitor.neutron_high = True
    lane.stand(1)


def drift(lane: SimulatedLane) -> None:
    lane.monitor.rain = 1.5
    lane.stand(12)


def lost_ends(lane: SimulatedLane) -> None:
    for _ in range(3):
        lane.passes(replace(CAR, fault=Fault.NO_GX))
        lane.stand(2)


def missed(lane: SimulatedLane) -> None:
    lane.passes(CAR)
    lane.stand(1)
    list(lane.monitor.passage(CAR, Passed()))
    lane.passes(CAR)


def clock(lane: SimulatedLane) -> None:
    lane.set_ahead_s = -3600.0
    lane.stand(1)


def tamper(lane: SimulatedLane) -> None:
    lane.hear(TAMPER)


def stuck(lane: SimulatedLane) -> None:
    lane.stand(8, lambda line: b"GB,000250,000240,000260,000250" if line[:1] == b"G" else line)


def dead(lane: SimulatedLane) -> None:
    lane.stand(3, _panel("MU", 0))


def imbalance(lane: SimulatedLane) -> None:
    lane.stand(12, _panel("SL", 120))


CAUSES: dict[TroubleKind, tuple[Callable[[SimulatedLane], None], str, str]] = {
    TroubleKind.GAMMA_LOW: (gamma_low, "gamma background too low", "fond gamma trop faible"),
    TroubleKind.GAMMA_HIGH: (gamma_high, "gamma background too high", "fond gamma trop élevé"),
    TroubleKind.NEUTRON_HIGH: (
        neutron_high,
        "neutron background too high",
        "fond neutronique trop élevé",
    ),
    TroubleKind.TAMPER: (tamper, "cabinet opened", "boîtier ouvert"),
    TroubleKind.STUCK: (stuck, "the counts never change", "les comptages ne changent jamais"),
    TroubleKind.PANEL_DEAD: (dead, "panel MU counts nothing", "le panneau MU ne compte rien"),
    TroubleKind.IMBALANCE: (
        imbalance,
        "panel SL counts out of proportion",
        "le panneau SL compte hors de proportion",
    ),
    TroubleKind.DRIFT: (drift, "background changed by +", "le bruit de fond a changé de +"),
    TroubleKind.NO_END: (lost_ends, "3 passages in a row had no end", "3 passages de suite"),
    TroubleKind.CLOCK: (clock, "the clock jumped by -3600 s", "l’horloge a sauté de -3600 s"),
    TroubleKind.MISSED: (missed, "1 passages never arrived", "passages jamais arrivés ici : 1"),
}


@pytest.mark.parametrize("kind", CAUSES)
def test_each_cause_is_said_from_the_bytes_of_a_lane_in_both_languages(
    kind: TroubleKind, qapp: QApplication
) -> None:
    cause, english, french = CAUSES[kind]
    lane = SimulatedLane()
    lane.stand(30)
    assert lane.health.troubles() == ()
    cause(lane)
    troubles = lane.health.troubles()
    assert [trouble.kind for trouble in troubles] == [kind]
    assert english in trouble_words(troubles)
    loud = complaint_of(troubles).startswith(NOT_PROTECTING)
    assert loud is troubles[0].blinds
    with speaking(qapp, Tongue.FRENCH):
        assert french in trouble_words(troubles)
        assert trouble_words(troubles).startswith("Cette voie ne vous protège pas") is loud


def test_a_rainy_hour_is_weather_and_no_trouble() -> None:
    lane = SimulatedLane()
    lane.stand(60)
    lane.monitor.rain = 1.2
    for _ in range(360):
        lane.stand(1)
        assert lane.health.troubles() == ()


def test_a_lane_that_answers_and_protects_nobody_is_no_ready_lane(qtbot: QtBot) -> None:
    device = DeviceState(
        name="portal",
        family="portal",
        link=LinkState.UP,
        since=OPENED_AT,
        troubles=(Trouble(TroubleKind.STUCK),),
    )
    assert device.is_blind
    devices = DeviceList(short=False)
    qtbot.addWidget(devices)
    devices.show_devices((device,), OPENED_AT)
    said = [part.accessibleName() or part.toolTip() for part in devices.findChildren(QWidget)]
    said += [part.text() for part in devices.findChildren(QLabel)]
    assert any("not protecting you: the counts never change" in words for words in said), said
