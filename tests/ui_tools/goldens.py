"""Golden images: what a screen looked like when somebody last looked at it and said yes.

They are made with `PARALLEL49_UPDATE_GOLDENS=1` and then looked at, one by one, before they are
committed. They hold on the platform plugin "offscreen" with the shipped font.
"""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

FOLDER = Path(__file__).resolve().parents[1] / "widgets" / "goldens"
UPDATE = "PARALLEL49_UPDATE_GOLDENS"
LEVEL_MAX = 16
CHANGED_PX_MAX = 50
SMALLEST = 0  # how Qt asks for the strongest compression


def grabbed(widget: QWidget) -> QImage:
    """The widget as an image."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)


def assert_golden(image: QImage, name: str, *, spare: Path) -> None:
    """Compare `image` with the golden `name`; a different one is written to `spare`."""
    golden = FOLDER / f"{name}.png"
    if os.environ.get(UPDATE):
        FOLDER.mkdir(exist_ok=True)
        assert image.save(str(golden), quality=SMALLEST)
        return
    assert golden.is_file(), f"no golden image {name}: set {UPDATE}=1, look at it, commit it"
    expected = QImage(str(golden)).convertToFormat(QImage.Format.Format_RGB888)
    assert image.size() == expected.size(), f"{name}: {image.size()} instead of {expected.size()}"
    changed = changed_px(pixels(image), pixels(expected))
    if changed > CHANGED_PX_MAX:
        image.save(str(spare / f"{name}.png"))
    assert changed <= CHANGED_PX_MAX, f"{name}: {changed} px changed, see {spare / name}.png"


def changed_px(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """How many pixels (h, w, 3) differ by more than LEVEL_MAX in any colour."""
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return int((apart > LEVEL_MAX).sum())


def pixels(image: QImage) -> NDArray[np.uint8]:
    """The pixels of an RGB888 image, shape (h, w, 3)."""
    height, width, stride = image.height(), image.width(), image.bytesPerLine()
    flat = np.frombuffer(image.constBits(), np.uint8, count=height * stride)
    return flat.reshape(height, stride)[:, : width * 3].reshape(height, width, 3).copy()
