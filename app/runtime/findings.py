"""What an examination of an installation says: findings, and a report of them all."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What a check found."""

    FIT = "fit"
    OPTIONAL = "not installed, not needed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's answer: what was seen, and what to do where that is not enough."""

    name: str
    state: State
    seen: str
    mend: str = ""

    def __post_init__(self) -> None:
        if self.state is State.BROKEN and not self.mend:
            raise ValueError(f"{self.name} is broken and nobody says how to mend it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of one examination."""

    findings: tuple[Finding, ...]

    @property
    def is_fit(self) -> bool:
        """Whether the workstation can run here."""
        return all(finding.state is not State.BROKEN for finding in self.findings)

    def as_document(self) -> dict[str, Any]:
        """The report for a program: `fit` and a list of `findings`."""
        return {
            "fit": self.is_fit,
            "findings": [
                {"name": each.name, "state": each.state.value, "seen": each.seen, "mend": each.mend}
                for each in self.findings
            ],
        }

    def as_text(self) -> str:
        """The report for a person, one line a finding and one more to mend it."""
        lines = []
        for each in self.findings:
            lines.append(f"{each.state.name.lower():8}  {each.name:18}  {each.seen}")
            if each.mend:
                lines.append(f"{'':30}to mend it: {each.mend}")
        verdict = "fit to run" if self.is_fit else "not fit to run"
        return "\n".join([*lines, verdict])
