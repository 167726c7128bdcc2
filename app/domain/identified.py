"""What this station named in a spectrum, as it is recorded: with its evidence and its algorithm.

Unlike what a screen shows of an identification, this never changes its form: it is read for years.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.adjudication import NuclideCategory, OwnOutcome


class LineVerdict(StrEnum):
    """Whether a line is there. Weak: it is expected to be too faint to be missed."""

    SEEN = "seen"
    MISSING = "missing"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    """A gamma line that a nuclide has, how clear it should be and how clear it is, in sigma."""

    energy_kev: float
    expected_sigma: float
    found_sigma: float
    verdict: LineVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiedNuclide:
    """A nuclide of the answer. `confidence` is the probability that the name is right, 0 to 1.

    `share` is its part of what exceeds the background, 0 to 1; `alike` says what looks the same.
    """

    name: str
    category: NuclideCategory
    confidence: float
    share: float = 0.0
    runner_up: str = ""
    alike: str = ""
    lines: tuple[LineSeen, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError("a probability is from 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The answer for one spectrum file.

    `possible_snm`: special nuclear material cannot be excluded, whatever was named. `measure_s`:
    how many seconds more would make a surer answer, 0 if none. `gain_correction`: by what share the
    energy scale was moved.
    """

    outcome: OwnOutcome
    nuclides: tuple[IdentifiedNuclide, ...] = ()
    possible_snm: bool = False
    reason: str = ""
    measure_s: int = 0
    gain_correction: float = 0.0
    algorithm: str
    version: str

    @property
    def names(self) -> tuple[str, ...]:
        """The nuclides by name."""
        return tuple(item.name for item in self.nuclides)

    @property
    def snm(self) -> tuple[str, ...]:
        """The nuclides that are special nuclear material or belong to its making."""
        return tuple(n.name for n in self.nuclides if n.category is NuclideCategory.SNM)
