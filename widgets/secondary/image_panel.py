"""The radiograph of the case with its tools, what screening said, and the profile on its axis."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.radiograph import Scan, Window, WindowPreset
from widgets.common.actions import ActionId
from widgets.common.panel import Panel
from widgets.radiograph.picture import MakeLut
from widgets.radiograph.radiograph_view import RadiographView
from widgets.radiograph.raster import Pixels
from widgets.secondary.case_header import CaseHeader
from widgets.secondary.image_message import ImageMessage
from widgets.secondary.state import CaseView, ImageStatus
from widgets.secondary.tool_row import PRESET_ACTIONS, ToolRow


class ImagePanel(Panel):
    """Shows the image if it is here, else what is known of it; the profile is there either way."""

    def __init__(self, make_lut: MakeLut, parent: QWidget | None = None) -> None:
        super().__init__(parent, dense=True)
        self._windows: Mapping[WindowPreset, Window] = {}
        self._scan_id: str | None = None
        self.title.hide()
        self.tools = ToolRow(self)
        self.case_header = CaseHeader(self)
        self.view = RadiographView(make_lut, self)
        self.message = ImageMessage(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.view)
        self.body.addWidget(self.tools)
        self.body.addWidget(self.case_header)
        self.body.addWidget(self.stack, 1)
        self.tools.tool_requested.connect(self.use_tool)
        # Queued, because a view is laid out while it says what it shows, and the tools beside it
        # would lay it out again: Qt loses a resize within a resize.
        self.view.window_changed.connect(self._show_look, Qt.ConnectionType.QueuedConnection)
        self.view.view_changed.connect(self._show_look, Qt.ConnectionType.QueuedConnection)

    def show_case(self, case: CaseView) -> None:
        """Show what is known of the case's image and passage."""
        self.case_header.show_case(case)
        self.message.show_image_state(case.image)
        scan_id = case.image.scan.scan_id if case.image.scan else None
        is_here = case.image.status is ImageStatus.READY and scan_id == self._scan_id
        self.stack.setCurrentWidget(self.view if is_here else self.message)
        self._show_look()

    def show_levels(
        self, levels: Sequence[Pixels], scan: Scan, windows: Mapping[WindowPreset, Window]
    ) -> None:
        """Take the pixels of `scan`, and the windows that its presets are."""
        self._scan_id = scan.scan_id
        self._windows = windows
        self.view.set_image(levels, scan.pixel_mm)
        if (first := windows.get(WindowPreset.FULL)) is not None:
            self.view.set_window(first, as_reset=True)
        self.tools.show_windows(windows)
        self._show_look()

    def clear(self) -> None:
        """Let the pixels go."""
        self._scan_id = None
        self.view.clear()
        self.stack.setCurrentWidget(self.message)
        self._show_look()

    def tool_handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What each image action does."""
        view = self.view
        return {
            **{action: self._preset_user(action) for action in PRESET_ACTIONS},
            ActionId.INVERT: view.toggle_inverse,
            ActionId.WINDOW_NARROWER: view.window_narrower,
            ActionId.WINDOW_WIDER: view.window_wider,
            ActionId.LEVEL_DOWN: view.level_down,
            ActionId.LEVEL_UP: view.level_up,
            ActionId.IMAGE_RESET: self.reset,
            ActionId.ZOOM_IN: view.zoom_in,
            ActionId.ZOOM_OUT: view.zoom_out,
            ActionId.PAN_LEFT: view.pan_left,
            ActionId.PAN_RIGHT: view.pan_right,
            ActionId.PAN_UP: view.pan_up,
            ActionId.PAN_DOWN: view.pan_down,
        }

    def use_tool(self, tool: ActionId) -> None:
        """Do what a tool's key does."""
        self.tool_handlers()[tool]()

    def reset(self) -> None:
        """The whole image through the window it came with."""
        self.view.reset_window()
        self.view.zoom_fit()

    def _preset_user(self, action: ActionId) -> Callable[[], None]:
        def use() -> None:
            if self.view.has_image and (laid := self._windows.get(PRESET_ACTIONS[action])):
                self.view.set_window(laid)

        return use

    def _show_look(self) -> None:
        shown = self.stack.currentWidget() is self.view and self.view.has_image
        window = self.view.window_shown if shown else None
        self.tools.show_look(window, self.view.magnification)
