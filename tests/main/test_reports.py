"""What goes out after a reading is a DICOS report that can be read."""

from dataclasses import replace
from pathlib import Path

from app.domain.events import RadiographAttached
from app.domain.evidence import EvidenceRef
from app.domain.reading import ReadingVerdict
from app.main.reports import OUTGOING, reports_of
from app.runtime.settings import ReviewTable, Site
from app.workflow.desk import Acting
from app.workflow.kept_files import KeptFiles
from app.workflow.review import Reports
from devices.emulators.imager import write_dicos
from devices.radiograph.tdr import original_images
from devices.radiograph.tdr_read import read_tdr
from tests.builders import MARK, NOW, place, reading, scan
from tests.radiography.exposures import Vehicle
from tests.workflow.fakes import MemoryEvidence
from tests.workflow.review_bay import CASE, REVIEWER, Bay

SUSPECT = reading(ReadingVerdict.SUSPECT, image_id="a" * 64)


def site(folder: Path, outgoing: str) -> Site:
    return Site(
        place=place(),
        roles=(),
        language="en",
        data_dir=folder,
        simulated=True,
        clock_rate=1.0,
        clock_anchor=None,
        centre=None,
        devices={},
        review=ReviewTable(outgoing_dir=outgoing),
    )


def kept(bay: Bay) -> KeptFiles:
    return KeptFiles(MemoryEvidence(), bay.recorder)


def reports(folder: Path, outgoing: str) -> Reports:
    return reports_of(site(folder, outgoing), kept(Bay()), MemoryEvidence())


def attached(evidence: tuple[EvidenceRef, ...] = ()) -> RadiographAttached:
    return RadiographAttached(case_id=CASE, scan=scan(), evidence=evidence)


def written(acting: Acting, folder: Path) -> bytes:
    return reports(folder, "").write(attached(), SUSPECT, acting)


def test_a_suspect_reading_goes_out_as_a_report_with_its_mark(tmp_path: Path) -> None:
    outgoing = tmp_path / "outgoing"
    made = reports(tmp_path, str(outgoing))
    data = made.write(attached(), SUSPECT, REVIEWER)
    made.send("a.dcs", data)
    told = read_tdr((outgoing / "a.dcs").read_bytes())
    assert [threat.annotation for threat in told.threats] == [MARK]
    other = replace(SUSPECT, verdict=ReadingVerdict.INCONCLUSIVE, annotations=())
    assert made.write(attached(), other, REVIEWER) != data


def test_a_folder_that_takes_nothing_is_said_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    bay = Bay()
    reports_of(site(tmp_path, str(tmp_path / "file")), kept(bay), MemoryEvidence()).send(
        "a.dcs", b"x"
    )
    (said,) = [item.event for item in bay.journal.written]
    assert getattr(said, "device", None) == OUTGOING


def test_without_a_folder_nothing_goes_out(tmp_path: Path) -> None:
    reports(tmp_path, "").send("a.dcs", written(REVIEWER, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_report_on_dicos_names_the_images_as_their_sender_did(tmp_path: Path) -> None:
    path = write_dicos(tmp_path, Vehicle(), seed=2_401, at=NOW)
    evidence = MemoryEvidence()
    ref = evidence.put(path.read_bytes(), media_type="application/dicom", name=path.name)
    made = reports_of(site(tmp_path, ""), kept(Bay()), evidence)
    (sender,) = original_images([path.read_bytes()])
    told = read_tdr(made.write(attached((ref,)), SUSPECT, REVIEWER))
    assert [item.sop_instance for item in told.images] == [sender.sop_instance]
    assert sender not in read_tdr(written(REVIEWER, tmp_path)).images


def test_a_report_is_written_though_the_originals_are_gone(tmp_path: Path) -> None:
    gone = EvidenceRef(sha256="0" * 64, media_type="application/dicom", size_bytes=1, name="a.dcs")
    data = reports(tmp_path, "").write(attached((gone,)), SUSPECT, REVIEWER)
    assert [threat.annotation for threat in read_tdr(data).threats] == [MARK]
