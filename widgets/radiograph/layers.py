"""The images of one scan that a view can show: its channels, each as it came and made plainer."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.view_state import Palette
from widgets.radiograph.raster import Indices, Pixels

Pyramid = Sequence[Pixels]
MakeColours = Callable[[Palette], NDArray[np.uint8]]
"""The colour of every index and grey, (256, 256, 4): blue, green, red, 255.

Index 0 says that there is no material information, index 1 is the line of a hatch over it.
"""


class Layers:
    """Pyramids of one size. `channel` and `cleaned` say which is shown."""

    def __init__(self, levels: Pyramid) -> None:
        self.channel = 0
        self.cleaned = False
        self.material: Sequence[Indices] = ()
        self.make_colours: MakeColours | None = None
        self._original: dict[int, Pyramid] = {0: levels}
        self._cleaned: dict[int, Pyramid] = {}
        self._equalised: dict[tuple[int, bool], Pyramid] = {}

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width at full size."""
        height, width = self._original[0][0].shape
        return height, width

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self._original)

    @property
    def pixels(self) -> Pyramid:
        """What is shown, as measured: what values under the cursor are read from."""
        if self.cleaned and self.channel in self._cleaned:
            return self._cleaned[self.channel]
        return self._original[self.channel]

    @property
    def equalised(self) -> Pyramid | None:
        """What is shown, equalised over the whole image; None until a worker has made it."""
        return self._equalised.get((self.channel, self.cleaned))

    @property
    def has_cleaned(self) -> bool:
        """Whether the channel that is shown has a cleaned form."""
        return self.channel in self._cleaned

    def replace_shown(self, levels: Pyramid) -> None:
        """Take another image in place of the one that is shown."""
        self._check(levels)
        self._original[self.channel] = levels
        self._cleaned.pop(self.channel, None)
        self._forget(self.channel)
        self.cleaned = False

    def take_channels(self, channels: Sequence[Pyramid]) -> None:
        """Take all channels of the scan, the one that is shown first among them."""
        for levels in channels:
            self._check(levels)
        self._original = dict(enumerate(channels))

    def take_cleaned(self, channel: int, levels: Pyramid) -> None:
        """Take a channel without its stripes."""
        self._check(levels)
        self._cleaned[channel] = levels

    def take_equalised(self, levels: Pyramid, channel: int, *, cleaned: bool) -> None:
        """Take the equalised form of a channel."""
        self._check(levels)
        self._equalised[channel, cleaned] = levels

    def _forget(self, channel: int) -> None:
        for cleaned in (False, True):
            self._equalised.pop((channel, cleaned), None)

    def _check(self, levels: Pyramid) -> None:
        if levels[0].shape != self.shape:
            raise ValueError("channels of one scan have one size")
