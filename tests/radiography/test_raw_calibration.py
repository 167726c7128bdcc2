"""Raw counts of the emulated scanner become what its own calibration makes. All is simulated."""

import warnings
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.raw_reference import RawReference
from app.radiography.calibration import ALL_STEPS, Step
from app.radiography.image_cache import decode_to_cache, open_cached, remake_to_cache
from app.radiography.laid_file import CLEANED
from app.radiography.pyramid import open_pyramid
from app.radiography.raw_calibration import calibrate_raw, possible_steps
from app.radiography.stripes import destripe
from devices.emulators.imaging.varied.detector import AIR_PIXEL
from devices.emulators.imaging.varied.scene import Task, make_scene
from devices.radiograph.decode import decode_scan, raw_reference, read_scan
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.raw_profile import RawProfileError
from tests.devices.radiograph.raw_files import profile, raw_bytes, raw_package

Pixels = NDArray[np.uint16]

SEED = 31_001
DARK_PULSES = 32
PLACES = RawReference(
    dark_columns=(0, DARK_PULSES), air_columns=(DARK_PULSES, DARK_PULSES + 64), air_rows=(0, 24)
)
LINES = {
    "height_px": 860,
    "dark_columns": [0, DARK_PULSES],
    "air_columns": [DARK_PULSES, DARK_PULSES + 64],
    "air_rows": [0, 24],
}


@cache
def scene() -> tuple[list[Pixels], list[Pixels]]:
    """Raw counts behind pulses without beam, and what the emulator itself makes of them."""
    made = make_scene(SEED, Task.CARGO)
    random = np.random.default_rng(SEED)
    raw = []
    for counts in made.raw:
        dark = 30 + 2 * random.standard_normal((counts.shape[0], DARK_PULSES))
        raw.append(np.hstack([np.rint(dark).astype(np.uint16), counts]))
    return raw, list(made.channels)


def residual(pixels: Pixels, air: int, true: Pixels) -> dict[str, float]:
    """RMS of ln T against the emulator's calibration where T > 0.05, of rows, columns and all.

    The emulator's own calibration leaves a drift of up to 2 % along the scan in the picture, which
    rows of air take out: so a smooth curve along the scan is taken off before.
    """
    share = pixels[:, DARK_PULSES:].astype(np.float64) / air
    wanted = true / AIR_PIXEL
    seen = (wanted > 0.05) & (wanted < 0.98)
    logs = np.where(seen, np.log(np.maximum(share, 1e-5) / np.maximum(wanted, 1e-5)), np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # columns in which nothing is seen
        logs -= _drift(np.nanmedian(logs, axis=0))
    rows = logs[seen.sum(axis=1) > 200]
    columns = logs[:, seen.sum(axis=0) > 100]
    return {
        "rows": _rms(np.nanmedian(rows, axis=1)),
        "columns": _rms(np.nanmedian(columns, axis=0)),
        "pixels": _rms(logs[seen]),
    }


def _drift(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    x = np.linspace(-1, 1, columns.size)
    known = np.isfinite(columns)
    off = np.abs(columns - np.median(columns[known])) > 0.1  # pulses that failed
    fit = np.polynomial.Polynomial.fit(x[known & ~off], columns[known & ~off], 5)
    return np.asarray(fit(x))


def _rms(values: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean((values - np.median(values)) ** 2)))


def test_raw_counts_come_near_the_true_calibrated_picture(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for raw, true in zip(*scene(), strict=True):
        before = residual(raw, AIR_PIXEL, true)
        calibrated = calibrate_raw(raw, PLACES, air=AIR_PIXEL)
        after = residual(calibrated, AIR_PIXEL, true)
        cleaned = residual(destripe(calibrated), AIR_PIXEL, true)
        with capsys.disabled():
            print("\nsimulated, RMS of ln T against the emulator's own calibration")  # noqa: T201 - a figure that is to be read
            for name, found in (("raw", before), ("calibrated", after), ("cleaned", cleaned)):
                line = "  ".join(f"{part} {100 * value:.3f} %" for part, value in found.items())
                print(f"  {name:10} {line}")  # noqa: T201 - as above
        assert before["rows"] > 0.015
        assert after["rows"] < 0.006
        assert after["columns"] < 0.006
        assert cleaned["rows"] < 0.006


@pytest.mark.parametrize(("left_out", "what"), [(Step.GAIN, "rows"), (Step.DOSE, "columns")])
def test_a_step_that_is_left_out_is_missed(left_out: Step, what: str) -> None:
    [raw, _], [true, _] = scene()
    without = calibrate_raw(raw, PLACES, air=AIR_PIXEL, steps=ALL_STEPS - {left_out})
    assert residual(without, AIR_PIXEL, true)[what] > 0.012


def test_what_a_profile_does_not_name_is_not_calibrated() -> None:
    assert possible_steps(PLACES) == ALL_STEPS
    assert possible_steps(RawReference(air_rows=(0, 9))) == {Step.DOSE}
    assert possible_steps(RawReference(dark_counts=30.0)) == {Step.DARK}
    [raw, _], [true, _] = scene()
    by_rows = calibrate_raw(raw, RawReference(dark_counts=30, air_rows=(0, 24)), air=AIR_PIXEL)
    found = residual(by_rows, AIR_PIXEL, true)
    assert found["columns"] < 0.006
    assert found["rows"] > 0.012


def test_the_worker_calibrates_what_it_decodes_and_leaves_the_counts_as_they_are(
    tmp_path: Path,
) -> None:
    raw, [true, _] = scene()
    made = profile(**LINES)
    files = raw_package(raw_bytes(raw, made), made)
    assert raw_reference(files) == PLACES
    decode = partial(decode_to_cache, decode=decode_scan, find_reference=raw_reference)
    home = decode(tuple(files), tmp_path)
    image = open_cached(home)
    assert np.array_equal(image.channels[0][0], raw[0])
    folder = remake_to_cache(home, 0, CLEANED, remake=_never)
    cleaned = np.asarray(open_pyramid(folder)[0])
    assert residual(cleaned, image.levels[0].air, true)["rows"] < 0.006


def test_counts_without_a_reference_are_cleaned_as_before(tmp_path: Path) -> None:
    raw, _ = scene()
    made = profile(height_px=860)
    files = raw_package(raw_bytes(raw, made), made)
    assert raw_reference(files) is None
    decode = partial(decode_to_cache, decode=decode_scan, find_reference=raw_reference)
    assert not list(decode(tuple(files), tmp_path).glob(f"*-{CLEANED}"))


def test_parts_outside_the_image_are_refused_in_words() -> None:
    raw, _ = scene()
    made = profile(**(LINES | {"air_rows": [0, 900]}))
    with pytest.raises(UnreadableScanError, match="air_rows"):
        read_scan(raw_package(raw_bytes(raw, made), made))


@pytest.mark.parametrize(
    "lines", [{"air_rows": [9, 9]}, {"dark_counts": 30.0, "dark_columns": [0, 9]}]
)
def test_a_reference_that_makes_no_sense_is_refused(lines: dict[str, object]) -> None:
    with pytest.raises(RawProfileError, match="dark_ and air_"):
        profile(**lines)


def _never(_pixels: object, _levels: object) -> Pixels:
    raise AssertionError("it was there already")
