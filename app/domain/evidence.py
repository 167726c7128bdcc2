"""References to bytes that are kept exactly as they came."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRef:
    """Original bytes in the evidence store, named by what they are."""

    sha256: str
    media_type: str
    size_bytes: int
    name: str

    def __post_init__(self) -> None:
        if not SHA256_PATTERN.fullmatch(self.sha256):
            raise ValueError("evidence is named by 64 lower-case hexadecimal digits")
        if self.size_bytes < 0:
            raise ValueError("a size cannot be negative")


def image_id_of(evidence: Sequence[EvidenceRef]) -> str:
    """Names these very bytes. Two imagers may give two radiographs the same scan name."""
    return "+".join(ref.sha256 for ref in evidence)
