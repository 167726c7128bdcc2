"""The identification as a whole, on spectra that its own physics makes and on broken ones."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from app.radiation.identification.detectors import detector_models, models_of
from app.radiation.identification.identify import Identification, identify, identify_file
from app.radiation.identification.nuclides import nuclides
from app.radiation.identification.prepared import Prepared
from app.radiation.identification.templates import library

STATUSES = {"identified", "background", "insufficient", "unusable"}


def drawn(name: str, net: float, *, shield: str = "bare", gain: float = 0.0) -> Prepared:
    """A draw of one nuclide over a smooth background, made with the first NaI response."""
    of = library(models_of("NaI")[0])
    random = np.random.default_rng(49)
    expected = 20_000 * of.matrix.mean(axis=0)
    if name:
        index = [item.name for item in nuclides()].index(name)
        template = next(
            i for i in np.flatnonzero(of.owner == index).tolist() if of.shields[i] == shield
        )
        expected = expected + net * of.direct[template]
    return Prepared(
        counts=random.poisson(expected).astype(float),
        edges_kev=of.grid_kev * (1 + gain),
        live_time_s=60.0,
        kind="NaI",
        neutron_counts=None,
    )


def names_of(answer: Identification) -> list[str]:
    return [item.name for item in answer.nuclides]


@pytest.mark.parametrize("name", ["Cs-137", "Co-60", "Am-241", "Ba-133", "Tc-99m", "I-131"])
def test_a_clear_source_is_named_with_its_lines(name: str) -> None:
    answer = identify(drawn(name, 20_000), drawn("", 0))
    assert answer.status == "identified"
    assert names_of(answer)[0] == name
    assert any(line["verdict"] == "seen" for line in answer.nuclides[0].evidence["lines"])
    assert 0 < answer.nuclides[0].confidence <= 1


@pytest.mark.parametrize("gain", [-0.05, 0.05])
def test_a_wrong_gain_is_found_from_the_background(gain: float) -> None:
    answer = identify(drawn("Cs-137", 20_000, gain=gain), drawn("", 0, gain=gain))
    assert names_of(answer)[:1] == ["Cs-137"]


def test_a_source_behind_iron_keeps_its_name() -> None:
    answer = identify(drawn("Co-60", 20_000, shield="iron 15 g/cm2"), drawn("", 0))
    assert names_of(answer)[:1] == ["Co-60"]


def test_background_alone_names_nothing() -> None:
    answer = identify(drawn("", 0), drawn("", 0))
    assert answer.status in {"background", "insufficient"}
    assert not answer.nuclides


def test_natural_rock_is_never_special_nuclear_material() -> None:
    for name in ("K-40", "Ra-226", "Th-232"):
        answer = identify(drawn(name, 30_000), None)
        assert not [item for item in answer.nuclides if item.category == "SNM"]


def test_few_counts_ask_for_more_time_and_name_nothing() -> None:
    few = drawn("", 0)
    few = Prepared(
        counts=np.zeros_like(few.counts), edges_kev=few.edges_kev, live_time_s=1.0, kind="NaI",
        neutron_counts=None,
    )  # fmt: skip
    answer = identify(few, None)
    assert answer.status == "insufficient"
    assert "Measure" in answer.advice


@pytest.mark.parametrize(
    "calibration",
    [
        None,
        EnergyCalibration(coefficients=(0.0, -3.0)),
        EnergyCalibration(coefficients=(0.0, 0.01)),
    ],
)
def test_a_spectrum_without_a_usable_calibration_is_refused(
    calibration: EnergyCalibration | None,
) -> None:
    answer = identify_file(file_of((5,) * 1024, calibration))
    assert answer.status == "unusable"
    assert answer.reason


def file_of(counts: tuple[int, ...], calibration: EnergyCalibration | None) -> SpectrumFile:
    spectrum = Spectrum(
        counts=counts,
        live_time_s=10.0,
        real_time_s=10.0,
        calibration=calibration,
        measurement=MeasurementClass.FOREGROUND,
    )
    return SpectrumFile(spectra=(spectrum,))


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.integers(0, 2**40), min_size=1, max_size=200),
    coefficients=st.lists(
        st.floats(-1e6, 1e6, allow_nan=False) | st.floats(0, 30), min_size=1, max_size=5
    ),
)
def test_no_spectrum_makes_it_raise(counts: list[int], coefficients: list[float]) -> None:
    answer = identify_file(
        file_of(tuple(counts), EnergyCalibration(coefficients=tuple(coefficients)))
    )
    assert answer.status in STATUSES
    json.dumps(answer.as_json(), allow_nan=False)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    scale=st.sampled_from([0.01, 1.0, 1e4]),
    kind=st.sampled_from(["", "NaI", "CsI", "LaBr3", "CZT", "HPGe", "PVT"]),
    both=st.booleans(),
)
def test_noise_of_any_size_on_any_detector_gets_an_answer(
    seed: int, scale: float, kind: str, *, both: bool
) -> None:
    random = np.random.default_rng(seed)
    spectrum = Prepared(
        counts=random.poisson(random.exponential(scale, 512)).astype(float),
        edges_kev=np.linspace(0, 3000, 513),
        live_time_s=10.0,
        kind=kind,
        neutron_counts=None,
    )
    answer = identify(spectrum, spectrum if both else None)
    assert answer.status in STATUSES
    json.dumps(answer.as_json(), allow_nan=False)


def test_every_model_has_templates_of_area_one_for_every_nuclide() -> None:
    for model in detector_models():
        if model.kind == "HPGe":
            continue
        of = library(model)
        assert set(of.owner.tolist()) == set(range(len(nuclides())))
        assert np.isfinite(of.direct).all()
        assert (of.direct.sum(axis=1) < 1 + 1e-9).all()
