"""InterSpec and RASE drive our identifier: the installed program, called as they call it.

The two readers below follow InterSpec's `json_to_results` and `handleInfoResponse` and RASE's
`importResultsDirectory` and `readTranslatedResultFile`: what those refuse is refused here.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from defusedxml.ElementTree import parse

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation.n42_writer import write_n42

PROGRAMS = Path(sys.executable).parent
EXTERNAL_RID = PROGRAMS / "parallel49-external-rid"
KEV_PER_CHANNEL, CHANNELS = 3.0, 1024
CS_137_KEV, FWHM_TO_SIGMA = 661.66, 2.3548


def measured(cs_137: float, purpose: MeasurementClass, seed: int) -> Spectrum:
    """A simulated NaI spectrum of 60 s: a falling background and one peak with its Compton edge."""
    energy = KEV_PER_CHANNEL * (np.arange(CHANNELS) + 0.5)
    sigma = 0.07 * CS_137_KEV / FWHM_TO_SIGMA
    peak = np.exp(-0.5 * ((energy - CS_137_KEV) / sigma) ** 2)
    compton = (energy < 470) & (energy > 40)
    source = 0.4 * peak / peak.sum() + 0.6 * compton / compton.sum()
    background = 12_000 * np.exp(-energy / 350) / np.exp(-energy / 350).sum()
    counts = np.random.default_rng(seed).poisson(background + cs_137 * source)
    return Spectrum(
        counts=tuple(int(count) for count in counts),
        live_time_s=60.0,
        real_time_s=60.5,
        calibration=EnergyCalibration(coefficients=(0.0, KEV_PER_CHANNEL, 0.0)),
        measurement=purpose,
    )


def n42(cs_137: float) -> bytes:
    spectra = (
        measured(cs_137, MeasurementClass.FOREGROUND, 1),
        measured(0.0, MeasurementClass.BACKGROUND, 2),
    )
    return write_n42(SpectrumFile(spectra=spectra, instrument="test", instrument_kind="NaI"))


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def interspec(*arguments: str | Path) -> str:
    """Run as InterSpec does: in the program's folder, trusting stdout unless told otherwise."""
    done = run(EXTERNAL_RID, *arguments, cwd=EXTERNAL_RID.parent)
    assert done.returncode == 0 or (done.stdout and not done.stderr), done.stderr
    assert done.stdout.strip()
    return done.stdout.strip()


def results(text: str) -> dict[str, Any]:
    """What InterSpec makes of a reply."""
    reply = json.loads(text)
    assert isinstance(reply["code"], int)
    for name in ("errorMessage", "drf", "isotopeString", "analysisType"):
        assert isinstance(reply[name], str)
    for name in ("analysisError", "chi2", "stuffOfInterest", "alarmBasisDuration"):
        assert isinstance(reply[name], int | float)
    assert all(isinstance(warning, str) for warning in reply["analysisWarnings"])
    for isotope in reply["isotopes"]:
        assert isotope["confidenceStr"] in {"H", "F", "L"}
        assert {type(isotope[name]) for name in ("confidence", "countRate")} == {float}
        assert {type(isotope[name]) for name in ("name", "type")} == {str}
    return dict(reply)


@pytest.fixture(scope="module")
def cs_137(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("interspec") / "interspec_ana_4Tq"  # InterSpec gives no suffix
    path.write_bytes(n42(12_000))
    return path


def test_interspec_asks_for_the_detectors_and_gets_a_list_of_names() -> None:
    names = json.loads(interspec("--command-line", "--out-format", "json", "--drfs"))
    assert names == ["auto"]


def test_interspec_gets_the_nuclide_in_the_fields_that_it_parses(cs_137: Path) -> None:
    reply = results(interspec("--mode=command-line", "--out-format=json", "--drf", "auto", cs_137))
    assert [item["name"] for item in reply["isotopes"]] == ["Cs-137"]
    assert (reply["isotopes"][0]["type"], reply["errorMessage"]) == ("industrial", "")
    assert reply["isotopeString"].startswith("Cs-137 (")


def test_interspec_says_that_a_background_is_missing_and_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "interspec_ana_5"
    alone = SpectrumFile(spectra=(measured(12_000, MeasurementClass.FOREGROUND, 3),))
    path.write_bytes(write_n42(alone))
    options = ("--mode=command-line", "--out-format=json", "--drf", "auto")
    assert results(interspec(*options, "--synthesize-background=1", path))["code"] == 0


def test_interspec_is_told_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "interspec_ana_6"
    path.write_bytes(b"no spectrum")
    reply = results(interspec("--mode=command-line", "--out-format=json", "--drf", "auto", path))
    assert reply["errorMessage"]
    assert (reply["analysisError"], reply["isotopes"]) == (1, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--mode=server", "--out-format=json", "."),
        ("--mode=command-line", "--out-format=xml", "--drfs"),
        ("--mode=command-line",),
        ("--mode=command-line", "."),
        (".",),
        (),
    ],
)
def test_a_call_that_neither_program_makes_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(EXTERNAL_RID, *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_rase_replays_a_folder_and_reads_a_result_for_each_sample(tmp_path: Path) -> None:
    inputs, outputs = tmp_path / "in puts", tmp_path / "results"
    inputs.mkdir()
    outputs.mkdir()
    stem = "TestV___ab12cd___"  # RASE takes the number from between the third ___ and the dot
    (inputs / f"{stem}0.n42").write_bytes(n42(12_000))
    (inputs / f"{stem}1.n42").write_bytes(n42(0))
    (inputs / f"{stem}2.n42").write_bytes(b"no spectrum")
    (inputs / "notes.txt").write_text("not a sample", encoding="utf-8")
    done = run(PROGRAMS / "parallel49", "spectrum", "identify", inputs, outputs)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 3
    read = {int(path.name.split("___")[2].split(".")[0]): path for path in outputs.iterdir()}
    assert {number: names(path) for number, path in read.items()} == {0: ["Cs-137"], 1: [], 2: []}


def names(path: Path) -> list[str]:
    """What RASE reads from a result; it refuses one without an identification."""
    root = parse(path).getroot()
    assert root is not None
    assert (path.suffix, root.tag) == (".res", "IdentificationResults")
    found = root.findall("Identification")
    assert found
    assert all((item.findtext("IDConfidence") or "").isdigit() for item in found)
    texts = [item.findtext("IDName") or "" for item in found]
    return [text.strip() for text in texts if text]
