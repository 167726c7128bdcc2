"""What is laid over an image by one key: marks, measures, loupe, overview, histogram."""

from collections.abc import Callable, Mapping

from widgets.common.actions import ActionId
from widgets.radiograph.drafts import Tool
from widgets.radiograph.review_view import ReviewView

TOOL_ACTIONS = {
    ActionId.MARK: Tool.MARK,
    ActionId.RULER: Tool.RULER,
    ActionId.REGION: Tool.REGION,
    ActionId.DENSITY_PROFILE: Tool.PROFILE,
}


class ImageTools:
    """Does what the keys of tools do, and says which of them are on."""

    def __init__(self, view: ReviewView) -> None:
        self._view = view

    def handlers(self) -> Mapping[ActionId, Callable[[], None]]:
        """What each of the keys does."""
        view = self._view
        return {
            ActionId.MARK: self._arming(view.arm_mark),
            ActionId.RULER: self._arming(view.arm_ruler),
            ActionId.REGION: self._arming(view.arm_region),
            ActionId.DENSITY_PROFILE: self._arming(view.arm_profile),
            ActionId.LOUPE: self._if_image(view.toggle_loupe),
            ActionId.OVERVIEW: self._if_image(view.toggle_overview),
            ActionId.HISTOGRAM: view.toggle_histogram,
            ActionId.DELETE_MARK: view.delete_mark,
            ActionId.UNDO_WORK: view.undo,
            ActionId.REDO_WORK: view.redo,
        }

    def on(self) -> frozenset[ActionId]:
        """The keys whose tool is on."""
        view = self._view
        shown = {
            **{action: view.tool is tool for action, tool in TOOL_ACTIONS.items()},
            ActionId.LOUPE: view.has_loupe,
            ActionId.OVERVIEW: view.has_overview,
            ActionId.HISTOGRAM: view.has_histogram,
        }
        return frozenset(action for action, is_on in shown.items() if is_on)

    def _arming(self, arm: Callable[[], None]) -> Callable[[], None]:
        """Drawing by keys needs the keys: arrows, Enter and Esc go to the image."""

        def use() -> None:
            if self._view.has_image:
                self._view.setFocus()
                arm()

        return use

    def _if_image(self, toggle: Callable[[], None]) -> Callable[[], None]:
        def use() -> None:
            if self._view.has_image:
                toggle()

        return use
