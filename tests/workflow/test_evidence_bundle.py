"""The evidence bundle holds what it says, says what it does not hold, and is never half a file."""

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.case import Case, fold_all
from app.domain.decision import Disposition, Stage
from app.domain.events import OccupancyRecorded, SpectrumAttached, SpectrumIdentified
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.workflow.evidence_bundle import (
    NOT_ALL_READ,
    BundleError,
    BundleWriter,
    plain,
    safe_name,
)
from tests.builders import NOW, spectrum_file
from tests.clearance.cases import REFERRED, decided
from tests.clearance.reviewing import SAME, WAITING
from tests.shell.cases import alarmed, history
from tests.workflow.fakes import MemoryEvidence
from tests.workflow.lane import name_caesium

ID = CaseId("a")
ORIGINAL = b"<RadInstrumentData/>"
PDF = b"%PDF-1.4 report"
LINES = b"GA,000100,000100,000100,000100\r\nGA,00\xff0100\r\n"


def case_with(
    ref: EvidenceRef, *, lines: EvidenceRef | None = None, identified: bool = True
) -> Case:
    attached = SpectrumAttached(case_id=ID, file=spectrum_file(), evidence=ref)
    found = SpectrumIdentified(case_id=ID, evidence=ref, found=name_caesium(attached.file))
    events = [
        replace(event, raw_lines=lines) if isinstance(event, OccupancyRecorded) else event
        for event in (*alarmed(ID), attached, *((found,) if identified else ()))
    ]
    return fold_all(ID, history(ID, *events))


def kept(evidence: MemoryEvidence, name: str = "s.n42") -> EvidenceRef:
    return evidence.put(ORIGINAL, media_type="application/xml", name=name)


def test_every_file_is_listed_with_its_hash_and_size(tmp_path: Path) -> None:
    evidence = MemoryEvidence()
    writer = BundleWriter(tmp_path, evidence)
    lines = evidence.put(LINES, media_type="text/plain", name="lane-3-lines.txt")
    written = writer.write(case_with(kept(evidence), lines=lines), PDF, NOW)
    assert written.missing == ()
    assert hashlib.sha256(written.path.read_bytes()).hexdigest() == written.sha256
    with zipfile.ZipFile(written.path) as package:
        listed = json.loads(package.read("contents.json"))["files"]
        for item in listed:
            data = package.read(item["name"])
            assert len(data) == item["size_bytes"]
            assert hashlib.sha256(data).hexdigest() == item["sha256"]
        names = {item["name"] for item in listed}
        sums = package.read("SHA256SUMS").decode().splitlines()
        assert package.read("spectra/1-s.n42") == ORIGINAL
        assert package.read("portal/passage-1.txt") == LINES
    assert names == {
        "report.pdf",
        "case.json",
        "portal/passage-1.txt",
        "spectra/1-s.n42",
        "identified/1.json",
    }
    assert {line.split("  ")[1] for line in sums} == names
    assert written.files == len(names)


def test_what_is_missing_is_said_with_the_reason(tmp_path: Path) -> None:
    writer = BundleWriter(tmp_path, MemoryEvidence())
    gone = EvidenceRef(sha256="0" * 64, media_type="", size_bytes=3, name="gone.n42")
    written = writer.write(case_with(gone, identified=False), PDF, NOW)
    lines, spectrum, opinion = written.missing
    assert lines.startswith("portal/passage-1 not kept")
    assert spectrum.startswith("spectra/1-gone.n42 ")
    assert opinion.startswith("identified/1.json not there")


def test_what_we_named_is_in_the_bundle_with_the_spectrum_and_the_algorithm(
    tmp_path: Path,
) -> None:
    evidence = MemoryEvidence()
    ref = kept(evidence)
    written = BundleWriter(tmp_path, evidence).write(case_with(ref), PDF, NOW)
    with zipfile.ZipFile(written.path) as package:
        opinion = json.loads(package.read("identified/1.json"))
    assert opinion["spectrum_sha256"] == ref.sha256
    assert (opinion["outcome"], opinion["algorithm"]) == ("identified", "test")
    assert [(item["name"], item["confidence"]) for item in opinion["nuclides"]] == [
        ("Cs-137", 0.97)
    ]


def test_a_passage_that_came_as_a_file_is_in_the_bundle_as_that_file(tmp_path: Path) -> None:
    evidence = MemoryEvidence()
    file = evidence.put(b"<N42/>", media_type="application/xml", name="../lane 3.n42")
    case = case_with(kept(evidence), lines=file)
    written = BundleWriter(tmp_path, evidence).write(case, PDF, NOW)
    with zipfile.ZipFile(written.path) as package:
        assert package.read("portal/passage-1-_lane_3.n42") == b"<N42/>"


def test_an_original_that_was_changed_is_not_passed_on(tmp_path: Path) -> None:
    evidence = MemoryEvidence()
    ref = kept(evidence)
    other = EvidenceRef(sha256="f" * 64, media_type="", size_bytes=3, name="s.n42")
    evidence.kept[other.sha256] = evidence.get(ref)
    written = BundleWriter(tmp_path, evidence).write(case_with(other), PDF, NOW)
    assert any("its hash differs" in line for line in written.missing)
    with zipfile.ZipFile(written.path) as package:
        assert not any(name.startswith("spectra/") for name in package.namelist())


def test_a_bundle_is_for_its_owner_alone_and_never_overwrites_another(tmp_path: Path) -> None:
    evidence = MemoryEvidence()
    writer = BundleWriter(tmp_path, evidence)
    case = case_with(kept(evidence))
    written = writer.write(case, PDF, NOW)
    assert written.path.stat().st_mode & 0o077 == 0
    with pytest.raises(BundleError, match="File exists"):
        writer.write(case, PDF, NOW)


def test_a_folder_that_cannot_be_made_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    evidence = MemoryEvidence()
    writer = BundleWriter(tmp_path / "file" / "bundles", evidence)
    with pytest.raises(BundleError):
        writer.write(case_with(kept(evidence)), PDF, NOW)


def test_there_is_no_bundle_of_a_case_that_does_not_exist(tmp_path: Path) -> None:
    writer = BundleWriter(tmp_path, MemoryEvidence())
    with pytest.raises(BundleError, match="there is no case"):
        writer.write(Case(case_id=ID), PDF, NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("scan 1.n42", "scan_1.n42"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "unnamed"),
        ("C:\\a.n42", "C__a.n42"),
        ("é" * 200, "_" * 80),
    ],
)
def test_a_name_from_outside_never_leaves_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_case_as_json_holds_plain_values_only() -> None:
    evidence = MemoryEvidence()
    document = plain(case_with(kept(evidence)))
    assert json.loads(json.dumps(document)) == document
    assert document["occupancies"][0]["alarms"] == ["gamma"]


def test_a_bundle_tells_no_reading_while_another_officer_has_still_to_read_blind(
    tmp_path: Path,
) -> None:
    by_first = decided(Stage.SECONDARY, Disposition.EXAMINE, seq=91)
    suspect = replace(WAITING, decisions=(REFERRED, by_first))
    settled = replace(SAME, decisions=(REFERRED, by_first))
    for number, (case, is_told) in enumerate(((suspect, False), (settled, True))):
        writer = BundleWriter(tmp_path / str(number), MemoryEvidence())
        written = writer.write(case, PDF, NOW)
        with zipfile.ZipFile(written.path) as package:
            told = json.loads(package.read("case.json"))
            dispositions = [made["decision"]["disposition"] for made in told["decisions"]]
        assert bool(told["readings"]) is is_told
        assert (Disposition.EXAMINE in dispositions) is is_told
        assert (NOT_ALL_READ in written.missing) is not is_told
