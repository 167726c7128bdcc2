"""The main job as a whole: real processes, real sockets, a real window, and a centre that fails."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VEHICLES = 9
TIMEOUT_S = 480


@pytest.mark.x11
@pytest.mark.timeout(TIMEOUT_S + 30)
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb: the package xvfb is missing")
def test_a_shift_is_played_and_every_decision_arrives_at_the_centre_once(tmp_path: Path) -> None:
    out = tmp_path / "shift"
    done = subprocess.run(
        [
            sys.executable, "-P", "-m", "app", "demo", "--headless",
            "--out", str(out), "--vehicles", str(VEHICLES), "--rate", "40",
        ],
        capture_output=True,
        check=False,
        timeout=TIMEOUT_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    summary = json.loads(done.stdout)
    assert summary == json.loads((out / "summary.json").read_text(encoding="utf-8"))
    delivery = summary["delivery"]
    assert delivery["made"] == delivery["at_centre"] == summary["decisions"] > VEHICLES
    assert delivery["missing"] == delivery["twice"] == delivery["mismatched"] == 0
    assert summary["occupancies"] == VEHICLES
    assert summary["outage_survived"]
    assert summary["offline_decisions"] > 0
    assert summary["journal_verified"]
    assert summary["gamma_alarms"] > 0
    assert summary["radiographs"] > 0
    reviews = summary["reviews"]
    assert reviews["by_two"] > 0
    assert reviews["agreed"] + reviews["arbitrated"] == reviews["by_two"]
    assert reviews["readings"] >= reviews["images"] + reviews["by_two"]
    assert reviews["waiting"] == 0
    for station in ("lane-3", "bay-2"):
        assert not list((out / station / "crashes").glob("error-*.txt"))
    pictures = {path.name for path in (out / "screenshots").glob("*.png")}
    wanted = {"sign-in", "primary-gamma-alarm", "secondary-radiation", "secondary-second-reader"}
    assert {f"{name}.png" for name in wanted} <= pictures
