"""`portal replay` and `spectrum convert|show`, run as the programs that others call."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from devices.emulators.scenario import demo_shift
from devices.emulators.vehicles import Fault
from devices.radiation.foreign_worker import NOT_INSTALLED
from devices.radiation.n42_reader import read_n42
from tests.devices.radiation.lane_log import daily_file, lane_lines
from tests.devices.radiation.n42_documents import DATA, SHIPPED, document

RADIACODE = DATA / "ckuethe+radiacode-tools" / "tests" / "data_deadtime" / "bg.xml"
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
OCCUPANCY_KEYS = {
    "start",
    "end",
    "monitor_alarm",
    "our_alarm",
    "peak_sigma",
    "profile",
    "ended_without_gx",
}


def parallel49(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("log") / "lane-3_2026-11-24.csv"
    start = datetime(2026, 11, 24, 14, tzinfo=UTC)
    lines = list(lane_lines(demo_shift(7, 44).vehicles, seed=7))
    path.write_bytes(daily_file(lines, start, utc_offset_h=-7.0))
    return path


def test_a_log_is_answered_with_one_object_per_occupancy_and_then_the_totals(log: Path) -> None:
    done = parallel49("portal", "replay", log, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    *occupancies, last = [json.loads(line) for line in done.stdout.splitlines()]
    shift = demo_shift(7, 44)
    assert len(occupancies) == len(shift.vehicles)
    assert all(set(item) >= OCCUPANCY_KEYS for item in occupancies)
    assert occupancies[0]["start"].startswith("2026-11-24T14:01")
    assert occupancies[0]["start"].endswith("-07:00")
    totals = last["totals"]
    assert totals["occupancies"] == 44
    assert totals["rejected"] == sum(totals["rejected_by_reason"].values()) == 4
    for vehicle, item in zip(shift.vehicles, occupancies, strict=True):
        assert item["ended_without_gx"] is (vehicle.fault is Fault.NO_GX)


def test_the_logs_sources_are_called_and_placed(log: Path) -> None:
    done = parallel49("portal", "replay", log, "--json")
    documents: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    for vehicle, item in zip(demo_shift(7, 44).vehicles, documents, strict=False):
        if vehicle.source is not None and vehicle.source.net_cps > 1000:
            assert item["monitor_alarm"]["gamma"]
            assert item["our_alarm"]["gamma"]
            assert item["profile"] == "point"
            assert item["peak_at_m"] == pytest.approx(vehicle.source.at_m, abs=0.8)


def test_without_json_an_officer_can_read_the_answer(log: Path) -> None:
    done = parallel49("portal", "replay", log)
    assert done.returncode == 0
    *lines, totals = done.stdout.splitlines()
    assert len(lines) == 44
    assert "monitor: gamma  ours: gamma" in done.stdout
    assert totals.startswith("44 occupancies")
    assert "4 rejected: " in totals


def test_a_log_of_noise_has_no_occupancies_and_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "noise.log"
    path.write_bytes(b"\xff\xfe\x00noise\r\nGB,1\r\n" * 20)
    done = parallel49("portal", "replay", path, "--json")
    assert done.returncode == 0
    totals = json.loads(done.stdout)["totals"]
    assert (totals["occupancies"], totals["rejected"]) == (0, 40)
    assert totals["rejected_by_reason"] == {"field-count": 20, "unknown-tag": 20}


def test_a_spectrum_is_converted_to_n42_that_reads_back(tmp_path: Path) -> None:
    out = tmp_path / "out.n42"
    done = parallel49("spectrum", "convert", SHIPPED[0], "--to", "n42", "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_n42(out.read_bytes()) == read_n42(SHIPPED[0].read_bytes())


def test_what_cannot_be_converted_is_a_named_failure(tmp_path: Path) -> None:
    bad = tmp_path / "bad.n42"
    bad.write_bytes(document(b"1 ${counts}"))
    done = parallel49("spectrum", "convert", bad, "--to", "n42", "--out", tmp_path / "o")
    assert done.returncode == 1
    assert "is not a number" in done.stderr
    wrong = parallel49("spectrum", "convert", bad, "--to", "pcf", "--out", tmp_path / "o")
    assert wrong.returncode == 2


def test_a_spectrum_is_drawn(tmp_path: Path) -> None:
    png = tmp_path / "s.png"
    done = parallel49("spectrum", "show", SHIPPED[0], "--png", png)
    assert (done.returncode, done.stderr) == (0, "")
    assert png.read_bytes().startswith(PNG_MAGIC)
    lost = parallel49("spectrum", "show", SHIPPED[0], "--png", tmp_path / "no" / "s.png")
    assert lost.returncode == 1


@pytest.mark.skipif(not RADIACODE.is_file(), reason="the public data set is not here")
def test_another_vendors_format_is_read_where_its_reader_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("SpecUtils", reason="the extra 'spectra' is not installed")
    out = tmp_path / "bg.n42"
    done = parallel49("spectrum", "convert", RADIACODE, "--to", "n42", "--out", out)
    assert done.returncode == 0
    file = read_n42(out.read_bytes())
    assert sum(file.spectra[0].counts) == 9481
    assert any("SandiaSpecUtils" in remark for remark in file.remarks)


def test_without_the_other_reader_the_worker_says_so() -> None:
    # -S leaves out installed packages, so that the library cannot be found.
    module = "devices.radiation.foreign_worker"
    done = subprocess.run(
        [sys.executable, "-S", "-m", module, "in", "out"], capture_output=True, check=False
    )
    assert done.returncode == NOT_INSTALLED
