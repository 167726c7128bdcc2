"""A radiograph of several layers: channels, cleaned and equalised forms, material."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.radiograph import Window
from app.domain.view_state import Filter
from widgets.common.translated import TranslatedWidget
from widgets.radiograph.layers import Layers, MakeColours, Pyramid
from widgets.radiograph.picture import Enhance, Look, NoFilters, Picture
from widgets.radiograph.raster import Indices


class LayeredImage(TranslatedWidget):
    """Takes the layers of one scan and shows one of them."""

    equalised_wanted = Signal(int, bool)  # channel and whether cleaned, of which there is none yet

    def __init__(self, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enhance: Enhance = NoFilters()
        self._picture: Picture | None = None
        self._look = Look(window=window)
        self._preferred: MakeColours | None = None

    def set_enhance(self, enhance: Enhance) -> None:
        """Take what filters do; without it they do nothing."""
        self._enhance = enhance
        if self._picture is not None:
            self._picture.enhance = enhance
            self._relayered()

    def set_channels(self, channels: Sequence[Pyramid]) -> None:
        """Take all channels of the scan, so that `show_channel` can show them.

        Raises ValueError for one of another size.
        """
        self._change_layers(lambda layers: layers.take_channels(channels))

    def set_channel(self, levels: Pyramid) -> None:
        """Show another image of the same size in place of the one shown: same part in view.

        Raises ValueError for an image of another size.
        """
        if self._picture is None:
            raise ValueError("channels of one scan have one size")
        self._change_layers(lambda layers: layers.replace_shown(levels))

    def set_cleaned(self, levels: Pyramid, *, channel: int = 0) -> None:
        """Take a channel without its stripes, for `show_cleaned`. Raises ValueError as above."""
        self._change_layers(lambda layers: layers.take_cleaned(channel, levels))

    def set_enhanced(
        self, levels: Pyramid, *, channel: int | None = None, cleaned: bool | None = None
    ) -> None:
        """Take the image equalised as a whole: CLAHE shows it instead of equalising the screen.

        Without `channel` and `cleaned` it is that of what is shown now. Raises ValueError.
        """

        def take(layers: Layers) -> None:
            number = layers.channel if channel is None else channel
            clean = layers.cleaned if cleaned is None else cleaned
            layers.take_equalised(levels, number, cleaned=clean)

        self._change_layers(take)

    def set_material(self, levels: Sequence[Indices], make_colours: MakeColours) -> None:
        """Take material indices, any levels of the image, finest first, and what colours them."""

        def take(layers: Layers) -> None:
            layers.material, layers.make_colours = levels, self._preferred or make_colours

        self._change_layers(take)

    def prefer_colours(self, make_colours: MakeColours) -> None:
        """Colour this and every further image so, whatever `set_material` is given."""
        self._preferred = make_colours
        self._change_layers(lambda layers: setattr(layers, "make_colours", make_colours))

    def show_channel(self, number: int) -> None:
        """Show a channel of the scan. Raises ValueError for one that is not there."""
        if self._picture is None or not 0 <= number < self._picture.layers.channels:
            raise ValueError(f"there is no channel {number}")
        self._change_layers(lambda layers: setattr(layers, "channel", number))

    def show_cleaned(self, *, on: bool) -> None:
        """Show the image without its stripes, where there is one, or as it came."""
        self._change_layers(lambda layers: setattr(layers, "cleaned", on and layers.has_cleaned))

    @property
    def has_image(self) -> bool:
        """Whether there is an image to look at."""
        return self._picture is not None

    @property
    def has_material(self) -> bool:
        """Whether the image can be coloured by material."""
        return self._picture is not None and bool(self._picture.layers.material)

    def _change_layers(self, change: Callable[[Layers], None]) -> None:
        if self._picture is not None:
            change(self._picture.layers)
            self._relayered()

    def _relayered(self) -> None:
        if self._picture is not None:
            self._picture.forget()
            self._changed()
            self._want_equalised()

    def _changed(self) -> None:
        """Something that is seen has changed."""
        self.update()

    def _want_equalised(self) -> None:
        if self._picture is None or Filter.CLAHE not in self._look.filters:
            return
        layers = self._picture.layers
        if layers.equalised is None:
            self.equalised_wanted.emit(layers.channel, layers.cleaned)
