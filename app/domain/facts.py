"""Facts about a case: a name, a value, where it came from and as of when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FactValue = str | float | bool


class FactName(StrEnum):
    """The facts that this program itself makes or carries; a policy may ask for others too."""

    GOODS_DECLARED = "goods_declared"
    """bool: whether the notice declares goods."""
    TIER = "tier"
    """"none", "1", "2" or "3": standing in a trusted-trader programme."""
    DESCRIPTION_CLEAR = "description_clear"
    """bool: whether the goods are described well enough to judge them."""
    FIRST_TIME_SHIPPER = "first_time_shipper"
    """bool: whether this shipper has not been seen before."""
    LOOKOUT_GOODS = "lookout_goods"
    """bool: whether goods or parties match a lookout of the country that asks."""
    ORIGIN_RISK = "origin_risk"
    """"low", "medium" or "high"."""
    FILED_H_BEFORE = "filed_h_before"
    """float: hours between the filing of the manifest and the expected arrival."""
    RANDOM_SELECTED = "random_selected"
    """bool: whether the draw picked this crossing; drawn once, before arrival."""
    GROSS_DEVIATION = "gross_deviation"
    """float: how far the goods' weights are from the declared gross weight, as a fraction of it."""
    SEAL = "seal"
    """"same", "differs", "not-read" or "none-declared"."""
    CONTAINER = "container"
    """"same", "differs", "not-read" or "none-declared"."""
    PLATE_MATCH = "plate_match"
    """bool: whether the plate that was read is the announced one."""
    RAD = "rad"
    """"clear", "alarm" or "not-screened"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a source states. How old it may be is a policy's business, not the fact's."""

    name: str
    value: FactValue
    source: str
    as_of: datetime

    def __post_init__(self) -> None:
        if not self.name or not self.source:
            raise ValueError("a fact has a name and a source")
        if self.as_of.tzinfo is None:
            raise ValueError("the time of a fact must carry a time zone")
