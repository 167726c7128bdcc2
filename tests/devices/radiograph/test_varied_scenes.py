"""The generator of varied scenes: physics against semiZ's calibration, truth, and its splits."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from devices.emulators.imaging.varied.goods import JUDGED_ONLY, LOADS, Grammar, loads_of
from devices.emulators.imaging.varied.scene import Task, make_scene, write_scene
from devices.emulators.imaging.varied.spectra import (
    ATTENUATION_CM2_G,
    WEIGHTS,
    Matter,
    transmission,
)
from devices.radiograph.tiff_pages import decode_tiff

DATA = Path(os.environ.get("PARALLEL49_DATA", Path(__file__).parents[4] / "shared" / "data"))
CALIBRATION = DATA / "radiography" / "plalor+semiZ" / "tutorial" / "data"
BY_Z = {6: Matter.CARBON, 26: Matter.IRON, 82: Matter.LEAD}


@pytest.mark.skipif(not CALIBRATION.is_dir(), reason="the calibration points of semiZ are not here")
@pytest.mark.parametrize(("energy", "name"), [(9, "alpha_H_calib"), (6, "alpha_L_calib")])
def test_carbon_iron_and_lead_attenuate_as_in_the_calibration_of_semiz(
    energy: int, name: str
) -> None:
    paths = np.load(CALIBRATION / "lmbda_calib.npy")
    numbers, measured = np.load(CALIBRATION / "Z_calib.npy"), np.load(CALIBRATION / f"{name}.npy")
    for number, matter in BY_Z.items():
        chosen = numbers == number
        path = paths[chosen][None, :].astype(np.float32)
        ours = -np.log(transmission(energy, {matter: path}))[0]
        # A point is of one angle of the beam, the table is of their mean.
        assert np.abs(ours / measured[chosen] - 1).max() < 0.06
        assert abs(ours.mean() / measured[chosen].mean() - 1) < 0.015


def test_the_tables_are_whole() -> None:
    for energy in (9, 6):
        assert sum(WEIGHTS[energy]) == pytest.approx(1, abs=1e-3)
        assert set(ATTENUATION_CM2_G[energy]) == set(Matter)
        for table in ATTENUATION_CM2_G[energy].values():
            assert len(table) == len(WEIGHTS[energy])


def test_scenes_for_tuning_never_hold_what_is_kept_for_judging() -> None:
    assert not set(loads_of(Grammar.TUNE)) & set(JUDGED_ONLY)
    assert set(loads_of(Grammar.JUDGE)) == set(LOADS) | set(JUDGED_ONLY)
    tuned = make_scene(40_001, Task.CARGO).truth
    judged = make_scene(50_001, Task.CARGO).truth
    assert (tuned["grammar"], judged["grammar"]) == ("tune", "judge")


def test_a_seed_gives_the_same_scene_and_the_next_another() -> None:
    one, same, other = (make_scene(seed, Task.WATER) for seed in (7, 7, 8))
    assert np.array_equal(one.channels[0], same.channels[0])
    assert not np.array_equal(one.channels[0], other.channels[0])


@pytest.mark.parametrize("name", [*LOADS, *JUDGED_ONLY])
def test_every_load_has_a_mass(name: str) -> None:
    from devices.emulators.imaging.varied.canvas import Canvas, Rect

    canvas = Canvas(2600, 560, 5.0)
    room = Rect(left=50, top=20, right=2500, bottom=500)
    loads_of(Grammar.JUDGE)[name](canvas, room, np.random.default_rng(3))
    assert sum(canvas.mass_kg(room).values()) > 50
    assert all(path.min() > -1e-3 for path in canvas.paths_g_cm2.values())


def test_the_truth_says_synthetic_and_counts_the_litre(tmp_path: Path) -> None:
    scene = make_scene(9, Task.WATER)
    image = write_scene(scene, tmp_path)
    truth = json.loads(image.with_suffix(".json").read_text(encoding="utf-8"))
    assert truth["synthetic"] is True
    assert truth["objects_px"][0]["what"] == "water 1 l"
    assert truth["mass_kg"]["water"] >= 0.9
    pages = decode_tiff(image.read_bytes())
    assert [page.shape for page in pages] == [(860, 3700)] * 2
    assert np.array_equal(pages[1], scene.channels[1])
    left, top, right, bottom = truth["container_box_px"]
    inside = pages[0][top + 60 : bottom - 60, left + 60 : right - 60]
    assert np.median(inside) < np.median(pages[0][:, right + 100 :][60:300])
