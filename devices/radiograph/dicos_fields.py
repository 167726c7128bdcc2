"""Single values of a DICOM data set, as plain Python and never longer than we show."""

import math

from pydicom.dataset import Dataset

from devices.radiograph.limits import TEXT_CHARS_MAX


def text_of(dataset: Dataset, key: str | int) -> str:
    """A value as printable text; the word "unknown" that some writers put is no value."""
    value = dataset.get(key)
    value = getattr(value, "value", value)
    text = "" if value is None else str(value)
    text = "".join(char for char in text if char.isprintable()).strip()[:TEXT_CHARS_MAX]
    return "" if text.lower() == "unknown" else text


def finite(value: object) -> float | None:
    """A finite number, None if there is none. Raises ValueError for what is no number."""
    number = float(str(value)) if value is not None and str(value) else math.nan
    return number if math.isfinite(number) else None


def positive(value: object) -> float | None:
    """A number above zero, None if there is none."""
    number = finite(value)
    return number if number is not None and number > 0 else None
