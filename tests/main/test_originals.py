"""What a passage was read from goes from the device into the evidence bundle, byte for byte."""

import asyncio
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.identifiers import CaseId
from app.domain.occupancy import Radiation
from app.shell.stations.adjudication_report import report_pdf
from app.workflow.updates import CaseChanged, Reading
from devices.emulators.aspect import EmulatedAspectPortal
from devices.emulators.line_server import LOOPBACK
from devices.radiation.aspect_registers import Inputs, read_registers
from tests.devices.radiation.portal_documents import PORTAL_2012
from tests.main.stations import Running, running, site_of

FIRST = 100


def passed(station: Running) -> CaseId:
    """The case of the first passage."""
    while True:
        update = station.next(CaseChanged)
        if isinstance(update, CaseChanged) and update.case.occupancies:
            return update.case.case_id


async def measured(station: Running) -> None:
    """One measurement has come: gamma and neutrons."""
    for _ in Radiation:
        await asyncio.to_thread(station.next, Reading)


def bundled(station: Running, case_id: CaseId) -> dict[str, bytes]:
    desk = station.backend.adjudication
    written = station.writer.submit(desk.bundle, case_id, report_pdf).result()
    with zipfile.ZipFile(written.path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_portals_n42_file_is_in_the_bundle_of_its_passage(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    drop = tmp_path / "drop"
    drop.mkdir()
    device = f'[devices.spectra]\nkind = "radiation/spectrum-folder"\npath = "{drop}"\n'
    with running(site_of(tmp_path, device)) as station:
        (drop / "lane-3.n42").write_bytes(PORTAL_2012)
        files = bundled(station, passed(station))
    assert files["portal/passage-1-lane-3.n42"] == PORTAL_2012


async def test_an_aspect_portals_registers_are_in_the_bundle_as_lines(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    async with EmulatedAspectPortal(FIRST) as portal:
        device = (
            f'[devices.portal]\nkind = "radiation/aspect-portal"\nhost = "{LOOPBACK}"\n'
            f"port = {portal.port}\nfirst_register = {FIRST}\ncount_s = 0.02\n"
        )
        portal.measure(200, 1)
        with running(site_of(tmp_path, device)) as station:
            await measured(station)
            for counts, inputs in ((480, 1), (201, 0)):
                portal.measure(counts, 1, inputs=Inputs(inputs), objects=7)
                await measured(station)
            case_id = await asyncio.to_thread(passed, station)
            files = await asyncio.to_thread(bundled, station, case_id)
    lines = files["portal/passage-1.txt"].decode("ascii").splitlines()
    words = [line.split(" ")[1:] for line in lines]
    read = [read_registers(tuple(int(word, 16) for word in line)) for line in words]
    assert [registers.gamma.count for registers in read] == [200, 480, 201]
