"""Words for what was measured on a radiograph, beside what was measured."""

from PySide6.QtCore import QCoreApplication

from widgets.common.numbers import grouped, measure
from widgets.radiograph.measuring import RegionMeasured, Ruled

translate = QCoreApplication.translate
METRES_FROM_MM = 1000.0


def ruler_words(found: Ruled) -> str:
    """Length and angle on one line: metres from one metre on, else millimetres, else pixels."""
    if found.length_mm is None:
        length = measure(found.length_px, "px")
    elif found.length_mm >= METRES_FROM_MM:
        length = measure(found.length_mm / 1000, "m", 2)
    else:
        length = measure(found.length_mm, "mm")
    return f"{length}   {grouped(found.angle_deg)}°"


def region_lines(found: RegionMeasured) -> list[str]:
    """The statistics of a box, a line each. Areal density needs a material and is not guessed."""
    numbers = found.numbers
    alpha = grouped(numbers.alpha_mean, 2)
    attenuation = translate("MeasuredWords", "−ln T {alpha}").format(alpha=alpha)
    if numbers.starved_share:
        words = translate("MeasuredWords", "−ln T at least {alpha}, {share} without signal")
        share = measure(100 * numbers.starved_share, "%", 1)
        attenuation = words.format(alpha=alpha, share=share)
    pixels = measure(numbers.n, "px")
    if numbers.n < numbers.box_px:
        words = translate("MeasuredWords", "{n} evenly spread of {all}")
        pixels = words.format(n=grouped(numbers.n), all=measure(numbers.box_px, "px"))
    return [
        pixels,
        translate("MeasuredWords", "mean {mean}, median {median}").format(
            mean=grouped(numbers.mean), median=grouped(numbers.median)
        ),
        translate("MeasuredWords", "{low} to {high}, σ {sigma}").format(
            low=grouped(numbers.minimum),
            high=grouped(numbers.maximum),
            sigma=grouped(numbers.sigma),
        ),
        attenuation,
    ]
