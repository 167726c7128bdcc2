"""A whole station: a spectrum is dropped, named by a worker, listed, handed on, and named once."""

import json
import zipfile
from importlib.resources import files
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.alarm_list import AlarmQuery
from app.domain.case import Case
from app.domain.identifiers import CaseId
from app.shell.stations.adjudication_report import report_pdf
from app.workflow.updates import CaseChanged
from tests.main.stations import Running, running, site_of
from tests.shell.cases import alarmed, opening

ID = CaseId("a")
FOLDER = '[devices.spectra]\nkind = "radiation/spectrum-folder"\npath = "{path}"\n'
CAESIUM = (files("resources") / "spectra" / "cs137-radiacode.n42").read_bytes()


def alarm(station: Running) -> None:
    for event in (*opening(ID), *alarmed(ID)):
        station.writer.submit(station.backend.recorder.record, event).result()


def identified(station: Running) -> Case:
    """The case once its spectrum is named."""
    while True:
        update = station.next(CaseChanged)
        if isinstance(update, CaseChanged) and update.case.identified:
            return update.case


def test_a_dropped_spectrum_is_named_in_the_list_and_in_the_bundle_and_only_once(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    drop = tmp_path / "drop"
    drop.mkdir()
    site = site_of(tmp_path, FOLDER.format(path=drop))
    with running(site) as station:
        alarm(station)
        (drop / "riid-1.n42").write_bytes(CAESIUM)
        case = identified(station)
        desk = station.backend.adjudication
        page = station.writer.submit(desk.page, AlarmQuery(nuclide="Cs-137")).result()
        written = station.writer.submit(desk.bundle, ID, report_pdf).result()
    assert [entry.case_id for entry in page.entries] == [ID]
    (opinion,) = (item.found for item in case.identified)
    assert "Cs-137" in opinion.names
    assert opinion.nuclides[0].lines
    with zipfile.ZipFile(written.path) as package:
        assert package.read("spectra/1-riid-1.n42") == CAESIUM
        document = json.loads(package.read("identified/1.json"))
    assert document["nuclides"][0]["name"] == opinion.nuclides[0].name
    for _ in range(2):
        with running(site) as station:
            (again,) = station.backend.cases
            assert again.identified == case.identified


def test_a_station_that_ended_before_the_answer_names_the_spectrum_at_its_next_start(
    tmp_path: Path,
) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    site = site_of(tmp_path, FOLDER.format(path=drop))
    with running(site) as station:
        alarm(station)
        (drop / "riid-1.n42").write_bytes(CAESIUM)
        while not (case := attached(station)).spectra:
            pass
    with running(site) as station:
        (known,) = station.backend.cases
        # The worker may have been faster than the end of the first run.
        named = known if known.identified else identified(station)
    assert named.opinion_of(case.spectra[0].evidence) is not None
    assert len(named.identified) == 1


def attached(station: Running) -> Case:
    update = station.next(CaseChanged)
    assert isinstance(update, CaseChanged)
    return update.case
