"""A whole station: an alarm is adjudicated in the encrypted record and its evidence is bundled."""

import hashlib
import json
import socket
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.adjudication import AdjudicationAct, AdjudicationCode, MedicalAnswer
from app.domain.alarm_list import AlarmQuery
from app.domain.events import SpectrumAttached
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.domain.officer import Role
from app.domain.spectrum import NuclideReport, SpectrumFile
from app.shell.stations.adjudication_report import report_pdf
from app.workflow.adjudication import AdjudicationIntent, AdjudicationRefusedError
from app.workflow.desk import Acting
from app.workflow.updates import CaseChanged
from tests.builders import NOW, officer, spectrum_file
from tests.main.stations import WAIT_S, Running, running, site_of
from tests.shell.cases import alarmed, opening

ID = CaseId("a")
REVIEWER = Acting(officer=officer(), role=Role.SECONDARY)
REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")


def alarm(station: Running, *nuclides: str) -> None:
    """A vehicle with an alarm, and a spectrum on which an instrument named something."""
    reports = tuple(NuclideReport(name=name) for name in nuclides)
    file = SpectrumFile(spectra=spectrum_file().spectra, nuclides=reports)
    attached = SpectrumAttached(case_id=ID, file=file, evidence=REF)
    for event in (*opening(ID), *alarmed(ID), attached):
        station.writer.submit(station.backend.recorder.record, event).result()


def act(station: Running, what: AdjudicationAct, code: AdjudicationCode | None = None) -> None:
    intent = AdjudicationIntent(
        case_id=ID,
        act=what,
        code=code,
        medical=MedicalAnswer.NOT_ASKED,
        shown_sha256="0" * 64,
        shown_since=NOW,
    )
    desk = station.backend.adjudication
    station.writer.submit(desk.adjudicate, intent, REVIEWER).result()


def codes(station: Running) -> list[AdjudicationCode | None]:
    page = station.writer.submit(station.backend.adjudication.page, AlarmQuery()).result()
    return [entry.code for entry in page.entries]


def test_a_closed_alarm_is_closed_after_a_restart_too(tmp_path: Path) -> None:
    with running(site_of(tmp_path)) as station:
        alarm(station, "K-40")
        assert codes(station) == [None]
        act(station, AdjudicationAct.CLOSE, AdjudicationCode.NORM)
        assert codes(station) == [AdjudicationCode.NORM]
    with running(site_of(tmp_path)) as station:
        assert codes(station) == [AdjudicationCode.NORM]
        (case,) = station.backend.cases
        assert case.closing is not None
        assert case.closing.nuclides == ("K-40",)


def test_the_record_refuses_what_the_screen_should_have_locked(tmp_path: Path) -> None:
    with running(site_of(tmp_path)) as station:
        alarm(station, "Cs-137")
        with pytest.raises(AdjudicationRefusedError, match="foreign-nuclide"):
            act(station, AdjudicationAct.CLOSE, AdjudicationCode.NORM)
        assert codes(station) == [None]


def test_the_bundle_is_written_on_the_writer_thread_with_its_report(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp  # fonts and translations come from the application
    with running(site_of(tmp_path)) as station:
        alarm(station, "Cs-137")
        act(station, AdjudicationAct.SPECIALIST)
        desk = station.backend.adjudication
        written = station.writer.submit(desk.bundle, ID, report_pdf).result()
    with zipfile.ZipFile(written.path) as package:
        assert package.read("report.pdf").startswith(b"%PDF-")
        case = json.loads(package.read("case.json"))
    assert case["adjudications"][0]["act"] == "specialist"
    assert any(line.startswith("spectra/1-s.n42 ") for line in written.missing)


def passed(station: Running) -> CaseId:
    """The case of the first vehicle that passes the portal."""
    while True:
        update = station.next(CaseChanged)
        if isinstance(update, CaseChanged) and update.case.occupancies:
            return update.case.case_id


def test_the_portals_lines_go_from_the_wire_into_the_bundle_byte_for_byte(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    lines = b"GB,000250,000250,000250,000250\r\n" + 5 * b"GA,000100,000100,000100,000100\r\n"
    lines += b"G\xd3,00\r\nGX,000001,008000,000000,000000\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        more = f'[devices.portal]\nkind = "radiation/tsa-portal"\nport = {port}\n'
        with running(site_of(tmp_path, more)) as station:
            server.settimeout(WAIT_S)
            wire, _ = server.accept()
            with wire:
                wire.sendall(lines)
                case_id = passed(station)
                desk = station.backend.adjudication
                written = station.writer.submit(desk.bundle, case_id, report_pdf).result()
    with zipfile.ZipFile(written.path) as package:
        assert package.read("portal/passage-1.txt") == lines
        sums = package.read("SHA256SUMS").decode()
    assert f"{hashlib.sha256(lines).hexdigest()}  portal/passage-1.txt" in sums
    stored = b"".join(
        path.read_bytes() for path in tmp_path.rglob("evidence/**/*") if path.is_file()
    )
    assert stored
    assert b"GA,000100" not in stored


def test_the_background_of_the_lane_comes_from_its_passages(tmp_path: Path) -> None:
    with running(site_of(tmp_path)) as station:
        alarm(station)
        desk = station.backend.adjudication
        (point,) = station.writer.submit(desk.background, "3", NOW).result()
    assert point.background_cps == 300.0
