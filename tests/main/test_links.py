"""Every kind of device is built from its table, and a bad setting is answered with its name."""

import socket
from pathlib import Path

import pytest

from app.domain.sync_state import LinkState
from app.main.centre import STOPPED
from app.main.links import KINDS
from app.runtime.settings import SiteFileError
from app.workflow.updates import CaseChanged, DeviceUpdate
from devices.supervisor import Supervisor
from tests.devices.radiograph.packages import package
from tests.main.stations import Running, running, site_of


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


TABLES = {
    "radiation/tsa-portal": 'host = "127.0.0.1"\nport = 9',
    "radiation/tsa-serial": 'path = "/dev/no-such-port"\nbaud = 19200',
    "radiation/aspect-portal": 'host = "127.0.0.1"\nport = 9\ncount_s = 0.5',
    "radiation/spectrum-folder": 'path = "spectra"',
    "conveyance/plate-reader": 'host = "127.0.0.1"\nport = 9',
    "radiograph/scan-folder": 'path = "scans"',
    "radiograph/dicos-receiver": f'path = "dicos"\nport = {free_port()}',
}


def device(kind: str, settings: str) -> str:
    return f'[devices.thing]\nkind = "{kind}"\n{settings}\n'


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """What reached the crash hook."""
    seen: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: seen.append(kind))
    return seen


def test_every_kind_is_tried_here() -> None:
    assert set(TABLES) == set(KINDS)


@pytest.mark.parametrize(("kind", "settings"), TABLES.items(), ids=list(TABLES))
def test_a_device_of_each_kind_reports_how_it_is(tmp_path: Path, kind: str, settings: str) -> None:
    with running(site_of(tmp_path, device(kind, settings))) as station:
        update = station.next(DeviceUpdate)
    assert isinstance(update, DeviceUpdate)
    assert update.state.name == "thing"


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("radiation/geiger", "", r"devices\.thing\.kind is 'radiation/geiger'; known kinds"),
        ("radiation/tsa-portal", "", r"devices\.thing\.port is missing"),
        ("radiation/tsa-serial", "", r"devices\.thing\.path is missing"),
        ("radiation/aspect-portal", "port = 9", r"devices\.thing\.count_s is missing"),
        ("conveyance/plate-reader", "", r"devices\.thing\.port is missing"),
        ("radiation/spectrum-folder", "", r"devices\.thing\.path is missing"),
        ("radiograph/scan-folder", "", r"devices\.thing\.path is missing"),
        (
            "radiograph/scan-folder",
            'path = "s"\nraw_profile = "gantry.toml"',
            r"devices\.thing\.raw_profile: cannot read .*gantry\.toml",
        ),
        ("radiograph/dicos-receiver", 'path = "d"', r"devices\.thing\.port is missing"),
        (
            "radiograph/dicos-receiver",
            'path = "d"\nport = 9\nhost = "192.0.2.1"',
            r"devices\.thing: a receiver beyond this machine needs its callers",
        ),
        (
            "radiograph/dicos-receiver",
            'path = "d"\nport = 9\nkey_file = "k"',
            r"devices\.thing: TLS needs certificate_file, key_file and client_ca_file",
        ),
        ("radiation/tsa-portal", 'port = 9\npanel_order = "A,B"', r"thing\.panel_order is 'A,B'"),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, kind: str, settings: str, words: str) -> None:
    site = site_of(tmp_path, device(kind, settings))
    with pytest.raises(SiteFileError, match=words), running(site):
        pass
    with running(site_of(tmp_path)):
        pass  # the refused start let go of the station's folder


@pytest.mark.parametrize("setting", ["keep_done_h = -1", "keep_quarantine_h = 1e9", "port = 0"])
def test_a_setting_out_of_bounds_is_named(tmp_path: Path, setting: str) -> None:
    with pytest.raises(SiteFileError, match=setting.split(" ", maxsplit=1)[0]):
        site_of(tmp_path, device("radiograph/scan-folder", f'path = "scans"\n{setting}'))


def test_an_error_of_ours_in_a_link_is_told_and_the_device_is_shown_as_down(
    tmp_path: Path, hooked: list[type[BaseException]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(self: Supervisor) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Supervisor, "run", fail)
    site = site_of(tmp_path, device("radiograph/scan-folder", 'path = "scans"'))
    with running(site) as station:
        update = station.next(DeviceUpdate)
    assert isinstance(update, DeviceUpdate)
    assert (update.state.link, update.state.why) == (LinkState.DOWN, STOPPED)
    assert hooked == [ZeroDivisionError]


def test_a_radiograph_leaves_the_folder_when_recorded_and_is_there_after_a_restart(
    tmp_path: Path,
) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    for name, _, data in reversed(package()):
        (scans / name).write_bytes(data)
    settings = 'path = "scans"\nkeep_done_h = 0'
    with running(site_of(tmp_path, device("radiograph/scan-folder", settings))) as station:
        shown = _with_radiograph(station)
        # The file leaves after the record says so: the folder's next sign of life is the event.
        while list(scans.glob("*.tif")):
            station.next(DeviceUpdate)
    with running(site_of(tmp_path)) as station:
        (case,) = station.backend.cases
    assert case.radiographs == shown.case.radiographs
    assert not list(scans.glob("*.tif"))


def _with_radiograph(station: Running) -> CaseChanged:
    while True:
        update = station.next(CaseChanged)
        if isinstance(update, CaseChanged) and update.case.radiographs:
            return update
