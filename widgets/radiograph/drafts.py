"""What is being drawn on an image, by mouse or by keys, until it is done. No Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.annotation import PixelBox
from widgets.radiograph.marks import Point, Shape, box_between

START_SHARE = 0.25
"""A draft made by key takes this part of what is in view, in its middle."""


class Tool(StrEnum):
    """What is drawn when the hand draws."""

    MARK = "mark"
    RULER = "ruler"
    REGION = "region"
    PROFILE = "profile"


BOX_TOOLS = frozenset({Tool.MARK, Tool.REGION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A box or a line from `start` to `end`, in pixels of the image at full size."""

    tool: Tool
    start: Point
    end: Point

    @property
    def is_box(self) -> bool:
        """A box, else a line."""
        return self.tool in BOX_TOOLS

    def box(self, shape: Shape) -> PixelBox:
        """The pixels of the box within a (height, width) image."""
        return box_between(self.start, self.end, shape)

    def moved(self, dx: float, dy: float, shape: Shape) -> "Draft":
        """All of it moved, as far as there is image."""
        height, width = shape
        xs, ys = (self.start[0], self.end[0]), (self.start[1], self.end[1])
        dx = min(max(dx, -min(xs)), width - 1 - max(xs))
        dy = min(max(dy, -min(ys)), height - 1 - max(ys))
        return replace(
            self,
            start=(self.start[0] + dx, self.start[1] + dy),
            end=(self.end[0] + dx, self.end[1] + dy),
        )

    def stretched(self, dx: float, dy: float, shape: Shape) -> "Draft":
        """Its end moved, as far as there is image."""
        return replace(self, end=clipped((self.end[0] + dx, self.end[1] + dy), shape))


def first_draft(tool: Tool, seen: PixelBox) -> Draft:
    """Where a draft begins that no mouse has begun: in the middle of what is `seen`."""
    middle_x, middle_y = (seen.left + seen.right - 1) / 2, (seen.top + seen.bottom - 1) / 2
    half_x = (seen.right - seen.left - 1) * START_SHARE / 2
    half_y = (seen.bottom - seen.top - 1) * START_SHARE / 2 if tool in BOX_TOOLS else 0.0
    return Draft(
        tool=tool,
        start=(middle_x - half_x, middle_y - half_y),
        end=(middle_x + half_x, middle_y + half_y),
    )


def clipped(at: Point, shape: Shape) -> Point:
    """The point of a (height, width) image that is nearest."""
    height, width = shape
    return min(max(at[0], 0.0), width - 1.0), min(max(at[1], 0.0), height - 1.0)
