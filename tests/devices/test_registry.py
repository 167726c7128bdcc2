"""The site file names devices by kind; a device that cannot be built is named with its setting."""

from pathlib import Path

import pytest

from devices.registry import LINK_KINDS, Deliveries, DeviceEntry, DeviceSettingsError, build_link
from tests.devices.clocks import HandClock

NOWHERE = Deliveries(
    on_occupancy=lambda occupancy: None,
    on_reading=lambda reading: None,
    on_plate=lambda read: None,
    on_spectrum=lambda data, name, file: None,
    on_scan=lambda package: None,
    on_unreadable=lambda device, data, name, why: None,
    on_rejected=lambda device, line, why: None,
)


def entry(kind: str, *, port: int | None = 1601, path: Path | None = Path("drop")) -> DeviceEntry:
    return DeviceEntry(kind=kind, name="device-1", lane="3", port=port, path=path)


@pytest.mark.parametrize("kind", LINK_KINDS)
def test_every_kind_builds_a_link_with_its_name(kind: str) -> None:
    link = build_link(entry(kind), HandClock(), NOWHERE)
    assert link.name == "device-1"
    assert link.family


@pytest.mark.parametrize("kind", LINK_KINDS)
def test_a_kind_that_lacks_its_address_is_refused_by_name(kind: str) -> None:
    with pytest.raises(DeviceSettingsError, match=r"device-1: .* needs? a (port|path)"):
        build_link(entry(kind, port=None, path=None), HandClock(), NOWHERE)


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    with pytest.raises(DeviceSettingsError, match="radiation/tsa-portal"):
        build_link(entry("radiation/geiger"), HandClock(), NOWHERE)


def test_a_panel_order_names_each_panel_once() -> None:
    wrong = DeviceEntry(
        kind="radiation/tsa-portal",
        name="p",
        lane="3",
        port=1,
        panel_order=("ML", "ML", "SL", "SU"),
    )
    with pytest.raises(DeviceSettingsError, match="panel_order"):
        build_link(wrong, HandClock(), NOWHERE)
