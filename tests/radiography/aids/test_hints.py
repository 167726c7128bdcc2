"""Each aid on a container drawn for it, and all of them in one run."""

import numpy as np
import pytest

from app.domain.hint import HintKind
from app.radiography.aids.hold import find_hold
from app.radiography.aids.picture import PIXELS_MAX, picture_of
from app.radiography.aids.run import AidReport, AidsStoppedError, find_hints
from devices.emulators.imaging.varied.canvas import Canvas, Rect
from devices.emulators.imaging.varied.spectra import Matter
from tests.radiography.aids.scans import scan_of
from tests.radiography.aids.scenes import BOX, ROOM, container, imaged

SQUARE = Rect(left=600, top=200, right=650, bottom=250)


def hints_of(canvas: Canvas, declared_kg: float | None = None) -> AidReport:
    pages = imaged(canvas)
    return find_hints(pages, scan_of(pages[0].shape), declared_kg=declared_kg)


def kinds(report: AidReport) -> list[HintKind]:
    return [hint.kind for hint in report.hints]


def loaded() -> Canvas:
    canvas = container()
    cargo = Rect(left=200, top=120, right=1100, bottom=306)
    canvas.rect(Matter.WATER, 50, cargo)
    return canvas


def test_the_cargo_space_is_found_between_roof_and_floor() -> None:
    picture = picture_of(imaged(container()), None)
    hold = find_hold(picture, picture.alpha())
    assert hold is not None
    outside = (hold.left, hold.top, hold.right, hold.bottom)
    assert np.allclose(outside, (BOX.left, BOX.top, BOX.right, BOX.bottom), atol=6)
    inside = (hold.inner_left, hold.inner_top, hold.inner_right, hold.inner_bottom)
    assert np.allclose(inside, (ROOM.left, ROOM.top, ROOM.right, ROOM.bottom), atol=7)


def test_without_a_level_floor_there_is_no_cargo_space_and_it_is_said() -> None:
    canvas = Canvas(800, 300, 5.0)
    canvas.rect(Matter.IRON, 30, Rect(left=100, top=100, right=300, bottom=250))
    report = hints_of(canvas)
    assert report.hold is None
    assert report.mass is None
    assert any("no cargo space" in line for line in report.missing)


def test_lead_among_goods_is_a_shield() -> None:
    canvas = loaded()
    canvas.rect(Matter.LEAD, 90, SQUARE)
    report = hints_of(canvas)
    shields = [hint for hint in report.hints if hint.kind is HintKind.SHIELD]
    assert len(shields) == 1
    box = shields[0].box
    assert box is not None
    assert abs(box.left - SQUARE.left) <= 4
    assert abs(box.bottom - SQUARE.bottom) <= 4
    assert shields[0].confidence > 0.9
    assert (shields[0].algorithm, shields[0].version) == ("peeled-ratio", "2")


@pytest.mark.parametrize("matter", [Matter.IRON, Matter.ALUMINIUM, Matter.WATER])
def test_nothing_lighter_than_lead_is_a_shield(matter: Matter) -> None:
    canvas = loaded()
    canvas.rect(matter, 90, SQUARE)
    report = hints_of(canvas)
    assert report.things_seen
    assert HintKind.SHIELD not in kinds(report)


def test_what_nothing_passes_cannot_be_excluded() -> None:
    canvas = loaded()
    canvas.rect(Matter.IRON, 700, SQUARE)
    found = [hint for hint in hints_of(canvas).hints if hint.kind is HintKind.OPAQUE]
    assert len(found) == 1
    assert "cannot exclude" in found[0].details


@pytest.mark.parametrize(("at_m", "together"), [(2.5, True), (5.0, False)])
def test_radiation_within_a_metre_of_a_shield_comes_first(at_m: float, *, together: bool) -> None:
    canvas = loaded()
    canvas.rect(Matter.LEAD, 90, SQUARE)
    report = find_hints(imaged(canvas), None, radiation_at_m=at_m, front_px=100)
    assert ("shield + source" in report.hints[0].details) is together


def test_an_empty_container_is_empty_though_dented_and_strapped() -> None:
    canvas = container()
    canvas.ball(Matter.IRON, 0.5, (700, 180), 60)
    canvas.line(Matter.POLYETHYLENE, 2.0, [(400, 80), (430, 300)], 3)
    verdict = hints_of(canvas).empty
    assert verdict is not None
    assert verdict.empty
    assert verdict.confidence > 0.5


def test_a_pallet_left_behind_is_listed_and_the_space_still_counts_as_empty() -> None:
    canvas = container()
    canvas.rect(Matter.WOOD, 30, Rect(left=400, top=277, right=640, bottom=283))
    canvas.rect(Matter.WOOD, 30, Rect(left=400, top=300, right=640, bottom=306))
    for left in (400, 510, 620):
        canvas.rect(Matter.WOOD, 22, Rect(left=left, top=283, right=left + 20, bottom=300))
    verdict = hints_of(canvas).empty
    assert verdict is not None
    assert verdict.empty
    assert len(verdict.left_behind) == 1


@pytest.mark.parametrize("top", [80.0, 180.0, 286.0])
def test_a_litre_of_water_makes_a_container_not_empty(top: float) -> None:
    canvas = container()
    canvas.rect(Matter.WATER, 10, Rect(left=700, top=top, right=720, bottom=top + 20))
    report = hints_of(canvas)
    assert report.empty is not None
    assert not report.empty.empty
    hint = next(hint for hint in report.hints if hint.kind is HintKind.NOT_EMPTY)
    assert hint.box is not None
    assert hint.box.left < 710 < hint.box.right


def test_an_empty_reference_of_the_scanner_explains_what_is_fixed_in_the_container() -> None:
    fixed = container()
    fixed.rect(Matter.IRON, 10, Rect(left=500, top=100, right=540, bottom=140))
    reference = imaged(fixed, seed=5)[0]
    alone = find_hints(imaged(fixed), None)
    against = find_hints(imaged(fixed), None, empty=reference)
    assert alone.empty is not None
    assert against.empty is not None
    assert not alone.empty.empty
    assert against.empty.empty
    assert against.empty.algorithm == "empty-reference"


def test_mass_is_within_five_percent_and_inside_its_interval() -> None:
    true_kg = 50 * 900 * 186 * 0.25 / 1000
    found = hints_of(loaded()).mass
    assert found is not None
    assert abs(found.cargo_kg / true_kg - 1) < 0.05
    assert found.low_kg <= true_kg <= found.high_kg
    assert found.starved_fraction == 0
    assert found.gross_kg == pytest.approx(found.cargo_kg + found.structure_kg)


@pytest.mark.parametrize(("declared_kg", "told"), [(2090.0, False), (3500.0, True)])
def test_a_declared_weight_that_does_not_fit_is_a_hint(declared_kg: float, *, told: bool) -> None:
    assert (HintKind.MASS in kinds(hints_of(loaded(), declared_kg=declared_kg))) is told


def test_without_the_size_of_a_pixel_the_interval_is_wide_and_no_weight_is_compared() -> None:
    report = find_hints(imaged(loaded()), None, declared_kg=20_000.0)
    assert report.mass is not None
    assert report.mass.high_kg > 1.3 * report.mass.cargo_kg
    assert not report.mass.comparable
    assert HintKind.MASS not in kinds(report)


def test_a_declared_weight_is_not_compared_where_the_beam_starves() -> None:
    canvas = loaded()
    canvas.rect(Matter.IRON, 400, Rect(left=300, top=150, right=700, bottom=300))
    report = hints_of(canvas, declared_kg=90_000.0)
    assert report.mass is not None
    assert not report.mass.comparable
    assert HintKind.MASS not in kinds(report)


def stacked(odd: float) -> Canvas:
    canvas = container()
    for index in range(9):
        left = 150 + index * 110
        path = odd if index == 4 else 30
        canvas.rect(Matter.WATER, path, Rect(left=left, top=186, right=left + 100, bottom=306))
    return canvas


def test_the_stack_that_differs_from_its_neighbours_is_pointed_at() -> None:
    found = [hint for hint in hints_of(stacked(45)).hints if hint.kind is HintKind.REPETITION]
    assert found
    for hint in found:
        assert hint.box is not None
        assert hint.box.left < 640 < hint.box.right
        assert "pitch_mm 550" in hint.details


def test_equal_stacks_are_not_pointed_at() -> None:
    assert HintKind.REPETITION not in kinds(hints_of(stacked(30)))


@pytest.mark.parametrize(("top", "told"), [(52.0, True), (160.0, False)])
def test_a_partition_near_the_front_is_a_false_wall_if_it_reaches_the_roof(
    top: float, *, told: bool
) -> None:
    canvas = container()
    canvas.rect(Matter.IRON, 8, Rect(left=300, top=top, right=310, bottom=306))
    assert (HintKind.FALSE_WALL in kinds(hints_of(canvas))) is told


def test_one_energy_says_which_aids_need_two() -> None:
    canvas = loaded()
    canvas.rect(Matter.LEAD, 90, SQUARE)
    report = find_hints(imaged(canvas)[:1], None)
    assert HintKind.SHIELD not in kinds(report)
    assert report.mass is not None
    assert not report.mass.dual
    assert any("two energies" in line for line in report.missing)


def test_every_step_is_told_and_any_may_stop_the_run() -> None:
    told: list[float] = []

    def third_is_enough(step: str, done: float) -> bool:
        assert step
        told.append(done)
        return len(told) < 3

    with pytest.raises(AidsStoppedError):
        find_hints(imaged(container()), None, progress=third_is_enough)
    assert told == sorted(told)
    assert len(told) == 3


def test_a_large_image_is_shrunk_and_its_boxes_are_of_the_file() -> None:
    canvas = loaded()
    canvas.rect(Matter.LEAD, 90, SQUARE)
    large = [np.repeat(np.repeat(page, 5, axis=0), 5, axis=1) for page in imaged(canvas)]
    assert large[0].size > PIXELS_MAX
    picture = picture_of(large, None)
    assert picture.passed[0].size <= PIXELS_MAX
    assert picture.box(1, 2, 3, 4).left == picture.shrink


def test_pixels_without_meaning_give_an_answer_and_no_crash() -> None:
    for value in (0, 1, 65535):
        page = np.full((60, 80), value, dtype=np.uint16)
        assert find_hints([page, page], None).hold is None
    noise = np.random.default_rng(1).integers(0, 65536, (200, 900)).astype(np.uint16)
    assert find_hints([noise, noise[::-1]], None).elapsed_ms > 0
