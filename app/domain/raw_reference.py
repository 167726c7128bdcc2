"""Where a raw image itself says how its detector was, for its calibration."""

from dataclasses import dataclass

Span = tuple[int, int]
"""The first row or column, and the one after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReference:
    """Parts of an image as it is shown, row 0 at the top; None where there is no such part.

    `dark_columns` were read without beam, `air_columns` with nothing in it; `air_rows` saw nothing
    but air during the whole scan. `dark_counts` is what is read without beam where that is known
    as a number.
    """

    dark_counts: float | None = None
    dark_columns: Span | None = None
    air_columns: Span | None = None
    air_rows: Span | None = None

    def __post_init__(self) -> None:
        for span in (self.dark_columns, self.air_columns, self.air_rows):
            if span is not None and not 0 <= span[0] < span[1]:
                raise ValueError("a part begins at 0 or later and ends behind its beginning")
        if self.dark_counts is not None and self.dark_columns is not None:
            raise ValueError("the dark is a number or columns, not both")

    @property
    def is_of_use(self) -> bool:
        """Whether anything can be calibrated by it."""
        return self.air_columns is not None or self.air_rows is not None

    def fits(self, *, width_px: int, height_px: int) -> bool:
        """Whether all parts lie within an image."""
        ends = [span[1] for span in (self.dark_columns, self.air_columns) if span is not None]
        rows_end = self.air_rows[1] if self.air_rows else 0
        return max(ends, default=0) <= width_px and rows_end <= height_px
