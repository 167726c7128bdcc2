"""What may be named and what may not: chance, rivals, special nuclear material, mixtures."""

from dataclasses import replace

import numpy as np
import pytest

from app.radiation.identification.detectors import models_of
from app.radiation.identification.identify import Identification, identify
from app.radiation.identification.nuclides import nuclides
from app.radiation.identification.prepared import Prepared
from app.radiation.identification.references import references
from app.radiation.identification.templates import library
from app.radiation.identification.view import (
    blind_below_kev,
    denoised,
    is_without_background,
)
from tests.radiation.identification.draws import mixture, template_of


def names_of(answer: Identification) -> list[str]:
    return [item.name for item in answer.nuclides]


def cut_below(spectrum: Prepared, energy_kev: float) -> Prepared:
    counts = np.where(spectrum.edges_kev[:-1] < energy_kev, 0.0, spectrum.counts)
    return replace(spectrum, counts=counts)


@pytest.mark.parametrize(
    ("kind", "background"), [("NaI", 9_000), ("LaBr3", 6_000), ("CsI", 150), ("HPGe", 5_000)]
)
def test_chance_alone_is_no_source_however_few_the_counts(kind: str, background: float) -> None:
    for seed in range(12):
        fore = mixture({}, seed=seed, kind=kind, background=background)
        back = mixture({}, seed=seed + 99, kind=kind, background=5 * background, seconds=300.0)
        answer = identify(fore, back)
        assert answer.status in {"background", "insufficient"}
        assert names_of(answer) == []


@pytest.mark.parametrize("pair", [("Cs-137", "Co-60"), ("Ba-133", "Co-60"), ("Tc-99m", "Cs-137")])
def test_two_sources_are_both_named_and_no_third(pair: tuple[str, str]) -> None:
    fore = mixture(dict.fromkeys(pair, 12_000), seed=1)
    answer = identify(fore, mixture({}, seed=2))
    assert set(names_of(answer)) == set(pair)


def test_uranium_of_unknown_enrichment_may_always_be_special_nuclear_material() -> None:
    answer = identify(mixture({"U-238": 30_000}, seed=3), mixture({}, seed=4))
    assert answer.possible_snm


def test_a_medical_line_where_uranium_has_its_own_is_never_called_uranium() -> None:
    fore = mixture({"Cu-67 water 15 g/cm2": 40_000}, seed=5)
    answer = identify(fore, mixture({}, seed=6))
    assert not [item for item in answer.nuclides if item.category == "SNM"]


def test_what_a_discriminator_cut_off_speaks_against_nothing() -> None:
    whole = mixture({"Am-241": 60_000}, seed=7, background=0)
    assert names_of(identify(cut_below(whole, 50.0), None))[:1] == ["Am-241"]


def test_a_source_inside_the_instrument_is_not_named_without_a_background() -> None:
    fore = mixture({"Cs-137": 4_000}, seed=8, built_in_kev=(661.66,))
    assert "Cs-137" not in names_of(identify(fore, None))
    back = mixture({"Cs-137": 4_000}, seed=9, built_in_kev=(661.66,))
    assert "Cs-137" not in names_of(identify(fore, back))
    strong = mixture({"Cs-137": 24_000}, seed=10, built_in_kev=(661.66,))
    assert names_of(identify(strong, back))[:1] == ["Cs-137"]


def test_a_sparse_background_is_evened_but_keeps_its_lines_and_its_area() -> None:
    of = library(models_of("HPGe")[0])
    drawn = mixture({}, seed=11, kind="HPGe", background=20_000).counts
    even, known_from = denoised(drawn, of.natural)
    assert even.sum() == pytest.approx(drawn.sum(), rel=0.02)
    assert (known_from[of.natural] == 1.0).all()
    assert (even > 0).all()
    rough, smooth = np.diff(drawn[~of.natural]), np.diff(even[~of.natural])
    assert np.abs(smooth).sum() < 0.6 * np.abs(rough).sum()


def test_where_nothing_was_recorded_and_where_no_background_is_left_are_recognised() -> None:
    grid = library(models_of("NaI")[0]).grid_kev
    whole = mixture({"Tc-99m": 50_000}, seed=12)
    assert blind_below_kev(whole.counts, grid) == 0.0
    assert 50.0 < blind_below_kev(cut_below(whole, 60.0).counts, grid) < 80.0
    assert not is_without_background(whole.counts, grid)
    assert is_without_background(mixture({"Tc-99m": 50_000}, seed=13, background=0).counts, grid)


def test_every_template_is_a_shape_and_none_is_all_scatter() -> None:
    of = library(models_of("NaI")[0])
    for shapes in (of.direct, of.softened):
        assert (shapes >= 0).all()
        area = shapes.sum(axis=1)  # 0 where nothing comes through
        assert (area > 0.5).mean() > 0.98
        assert area[area > 0.5] == pytest.approx(1.0)
    bare = template_of(of, "Cs-137")
    peak = int(np.searchsorted(of.grid_kev, 661.7)) - 1
    assert of.softened[bare][peak] > 0.05 * of.direct[bare][peak]


def test_a_validation_can_leave_reference_spectra_out() -> None:
    model = models_of("NaI")[0]
    known = references(model.name)
    assert known is not None
    pair = (known.nuclides[0], known.shields[0])
    less = library(replace(model, left_out=frozenset([pair])))
    assert len(less.owner) < len(library(model).owner)
    assert known.rows.sum(axis=1) == pytest.approx(1.0)
    assert set(known.nuclides) <= {item.name for item in nuclides()}
