"""What goes out after a reading is a DICOS report that can be read."""

from dataclasses import replace
from pathlib import Path

from app.domain.reading import ReadingVerdict
from app.main.reports import OUTGOING, reports_of
from app.runtime.settings import ReviewTable, Site
from app.workflow.desk import Acting
from app.workflow.kept_files import KeptFiles
from devices.radiograph.tdr_read import read_tdr
from tests.builders import MARK, place, reading, scan
from tests.workflow.fakes import MemoryEvidence
from tests.workflow.review_bay import REVIEWER, Bay

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


def written(acting: Acting, folder: Path) -> bytes:
    return reports_of(site(folder, ""), kept(Bay())).write(scan(), SUSPECT, acting)


def test_a_suspect_reading_goes_out_as_a_report_with_its_mark(tmp_path: Path) -> None:
    outgoing = tmp_path / "outgoing"
    reports = reports_of(site(tmp_path, str(outgoing)), kept(Bay()))
    data = reports.write(scan(), SUSPECT, REVIEWER)
    reports.send("a.dcs", data)
    told = read_tdr((outgoing / "a.dcs").read_bytes())
    assert [threat.annotation for threat in told.threats] == [MARK]
    other = replace(SUSPECT, verdict=ReadingVerdict.INCONCLUSIVE, annotations=())
    assert reports.write(scan(), other, REVIEWER) != data


def test_a_folder_that_takes_nothing_is_said_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    bay = Bay()
    reports = reports_of(site(tmp_path, str(tmp_path / "file")), kept(bay))
    reports.send("a.dcs", b"x")
    (said,) = [item.event for item in bay.journal.written]
    assert getattr(said, "device", None) == OUTGOING


def test_without_a_folder_nothing_goes_out(tmp_path: Path) -> None:
    reports_of(site(tmp_path, ""), kept(Bay())).send("a.dcs", written(REVIEWER, tmp_path))
    assert list(tmp_path.iterdir()) == []
