"""`parallel49 radiograph aids FILE --json`, run as an officer's technician runs it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import tifffile
from typer.testing import CliRunner

from app.cli.program import program
from devices.emulators.imaging.varied.canvas import Rect
from devices.emulators.imaging.varied.spectra import Matter
from devices.radiograph.dicos_write import write_dx
from tests.radiography.aids.scans import scan_of
from tests.radiography.aids.scenes import Pixels, container, imaged

run = CliRunner().invoke


def pages() -> tuple[Pixels, Pixels]:
    canvas = container()
    canvas.rect(Matter.WATER, 50, Rect(left=200, top=120, right=1100, bottom=306))
    canvas.rect(Matter.LEAD, 90, Rect(left=600, top=200, right=650, bottom=250))
    return imaged(canvas)


def answer_of(path: Path) -> dict[str, Any]:
    result = run(program, ["radiograph", "aids", str(path), "--json"])
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_a_plain_tiff_without_a_sheet_gets_every_hint(tmp_path: Path) -> None:
    path = tmp_path / "plain.tif"
    with tifffile.TiffWriter(path) as file:
        for page in pages():
            file.write(page, compression="zlib", predictor=2)
    answer = answer_of(path)
    shield = next(hint for hint in answer["hints"] if hint["kind"] == "shield")
    assert set(shield) == {"kind", "box", "confidence", "algorithm", "version", "details"}
    assert answer["empty"]["loaded"] is True
    assert answer["mass"]["low_kg"] < answer["mass"]["cargo_kg"] < answer["mass"]["high_kg"]
    assert answer["mass"]["starved_fraction"] < 0.01
    assert answer["synthetic"] is None
    assert answer["pixel_size_assumed"] is True
    assert answer["not_done"] == []


def test_a_dicos_file_of_one_energy_says_what_needs_two(tmp_path: Path) -> None:
    high = pages()[0]
    scan = scan_of(high.shape)
    [data] = write_dx(replace(scan, channels=scan.channels[:1]), [high])
    path = tmp_path / "one.dcs"
    path.write_bytes(data)
    answer = answer_of(path)
    assert answer["energies"] == 1
    assert answer["synthetic"] is True
    assert answer["pixel_size_assumed"] is False
    assert any("two energies" in line for line in answer["not_done"])
    assert all(hint["kind"] != "shield" for hint in answer["hints"])
    assert answer["mass"]["energies"] == 1


def test_without_json_the_answer_is_for_people(tmp_path: Path) -> None:
    path = tmp_path / "plain.tif"
    tifffile.imwrite(path, pages()[0])
    result = run(program, ["radiograph", "aids", str(path)])
    assert result.exit_code == 0
    assert "cargo_kg: " in result.stdout
