"""The search for shields on what is hard to tell apart, and the scenes it is measured on."""

import json

import numpy as np
import pytest

from app.cli.bench_aids import counted
from app.cli.bench_aids_crowded import AID, SHIELDS, crowded_figures, judge_crowded
from app.cli.bench_aids_peers import lead_class_regions, published_blobs
from app.radiography.aids.closed_regions import SIDE_MIN_MM
from app.radiography.aids.hold import find_hold
from app.radiography.aids.iron_and_lead import expected_low, iron_and_lead
from app.radiography.aids.picture import Picture, picture_of
from app.radiography.aids.shield import Thing, find_things
from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.hard_scene import make_hard_scene
from devices.emulators.imaging.varied.hard_things import HIGH_Z, JUDGED_ONLY, THINGS
from devices.emulators.imaging.varied.spectra import Matter
from tests.radiography.aids.scenes import ROOM, container, imaged

SQUARE = Rect(left=600, top=200, right=650, bottom=250)
TUNING_SEED = 43_002


def seen(canvas: Canvas) -> tuple[Picture, list[Thing]]:
    # Something nothing passes, as the road is in a whole image: the veil is measured on it.
    canvas.rect(Matter.IRON, 700, Rect(left=1130, top=60, right=1160, bottom=90))
    picture = picture_of(imaged(canvas), None)
    part = (slice(int(ROOM.top), int(ROOM.bottom)), slice(int(ROOM.left), int(ROOM.right)))
    return picture, find_things(picture, picture.alpha(), part)


def at_square(canvas: Canvas) -> list[Thing]:
    return [
        thing
        for thing in seen(canvas)[1]
        if thing.left < SQUARE.right and thing.right > SQUARE.left and thing.bottom > SQUARE.top
    ]


def goods(left: float, right: float, matter: Matter = Matter.WATER, path: float = 50.0) -> Canvas:
    canvas = container()
    canvas.rect(matter, path, Rect(left=left, top=120, right=right, bottom=306))
    return canvas


@pytest.mark.parametrize("matter", [Matter.LEAD, Matter.TUNGSTEN, Matter.URANIUM])
@pytest.mark.parametrize("path", [40.0, 100.0])
def test_what_is_as_heavy_as_lead_is_flagged_behind_goods(matter: Matter, path: float) -> None:
    canvas = goods(200, 1100)
    canvas.rect(matter, path, SQUARE)
    assert any(thing.high_z for thing in at_square(canvas))


def test_lead_that_only_half_its_sides_explain_is_flagged_as_it_is() -> None:
    canvas = goods(200, 625, path=30)
    canvas.rect(Matter.LEAD, 100, SQUARE)
    assert any(thing.high_z for thing in at_square(canvas))


def test_a_box_with_walls_of_lead_is_flagged_by_what_is_seen_through_it() -> None:
    canvas = goods(200, 1100)
    canvas.rect(Matter.LEAD, 280, SQUARE)
    canvas.rect(Matter.LEAD, -200, Rect(left=606, top=206, right=644, bottom=244))
    assert any(thing.high_z and thing.alpha < 8 for thing in at_square(canvas))


@pytest.mark.parametrize("matter", [Matter.COPPER, Matter.IRON, Matter.ALUMINIUM, Matter.GLASS])
@pytest.mark.parametrize("right", [600.0, 625.0, 1100.0])
def test_metal_before_behind_or_beside_goods_is_no_shield(matter: Matter, right: float) -> None:
    canvas = goods(200, right)
    canvas.rect(matter, 90, SQUARE)
    found = at_square(canvas)
    assert found
    assert not any(thing.high_z for thing in found)


def test_plates_with_gaps_too_narrow_to_be_seen_are_no_shield() -> None:
    canvas = container()
    for top in np.arange(SQUARE.top, SQUARE.bottom, 5.2).tolist():
        canvas.rect(Matter.IRON, 150, Rect(left=580, top=top, right=680, bottom=top + 4.3))
    found = at_square(canvas)
    assert found
    assert not any(thing.high_z for thing in found)


def test_the_eye_of_a_coil_says_nothing_of_the_coil() -> None:
    canvas = container()
    canvas.disc(Matter.IRON, 260, (625, 225), 50)
    canvas.disc(Matter.IRON, -260, (625, 225), 22)
    found = at_square(canvas)
    assert found
    assert not any(thing.high_z for thing in found)


def test_tin_is_taken_for_lead_which_is_a_limit_that_is_written_down() -> None:
    canvas = container()
    canvas.rect(Matter.TIN, 90, SQUARE)
    [thing] = at_square(canvas)
    assert thing.likeness == pytest.approx(0.77, abs=0.1)


def test_lead_lies_below_iron_at_every_alpha_and_on_every_background() -> None:
    iron, lead = iron_and_lead(np.linspace(0.5, 10, 20, dtype=np.float32))
    assert (lead < iron).all()
    for background in ((0.0, 0.0), (2.0, 2.3), (2.0, 2.4)):
        heavier_low, heaviest_low = expected_low(background, 5.0)
        assert heaviest_low < heavier_low


def test_every_thing_can_be_drawn_and_is_large_enough_to_be_looked_for() -> None:
    random = np.random.default_rng(3)
    for thing in [*THINGS.values(), *JUDGED_ONLY.values(), *HIGH_Z.values()]:
        canvas = Canvas(200, 200, 5.0)
        thing.draw(canvas, Rect(left=50, top=50, right=120, bottom=110), random)
        assert max(float(path.max()) for path in canvas.paths_g_cm2.values()) > 5
        assert min(float(path.min()) for path in canvas.paths_g_cm2.values()) > -1e-3
        assert thing.wide_mm[0] >= SIDE_MIN_MM


def test_a_crowded_scene_is_its_seeds_and_has_its_own_things_for_judging() -> None:
    scene, again = make_hard_scene(TUNING_SEED), make_hard_scene(TUNING_SEED)
    pairs = zip(scene.channels, again.channels, strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)
    names = {item["what"] for item in scene.truth["objects_px"]}
    assert scene.truth["grammar"] == "tune"
    assert not names & set(JUDGED_ONLY)
    assert names & set(SHIELDS)


def test_a_crowded_scene_is_judged_by_three_rules_and_counted() -> None:
    item = judge_crowded(TUNING_SEED)
    answer = json.loads(json.dumps(crowded_figures([item], counted)))
    assert answer["other_blobs_flagged"]["n"] == item.others[AID].seen > 5
    assert answer["recall_of_all"]["n"] >= answer["recall_where_alpha_below_8"]["n"] >= 1
    assert set(answer["peers"]) == {"published", "lead-class pixels"}


def test_the_rules_beside_the_aid_find_bare_lead() -> None:
    canvas = container()
    canvas.rect(Matter.LEAD, 80, SQUARE)
    picture, _ = seen(canvas)
    hold = find_hold(picture, picture.alpha())
    assert any(blob.flagged for blob in published_blobs(picture, hold))
    assert lead_class_regions(picture, hold)
