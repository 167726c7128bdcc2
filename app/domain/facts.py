"""Facts about a case: a name, a value, where it came from and as of when."""

from dataclasses import dataclass
from datetime import datetime

FactValue = str | float | bool


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
