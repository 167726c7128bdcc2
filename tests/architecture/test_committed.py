"""What is committed holds on any machine, and no rule is switched off without a reason."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import breaches, committed_files, modules_under

BINARY = {".png", ".otf", ".ttf", ".tif", ".dcm", ".zst", ".qm", ".ico", ".gz", ".jpg"}
# Paths of one person's machine, and places that packages come from. Written so that this file
# does not match itself.
MACHINE_BOUND = re.compile(
    r"(?<![\w.])/(?:work|root|home|Users)/[\w.-]+"
    r"|\b(?:[\w-]+\.)*(?:pypi|pythonhosted|npmjs|deb\.debian)\.(?:org|com)\b"
    r"|--(?:extra-)?index-url\b|\bfind-links\s*="
)
FILE_BYTES_MAX = 5_000_000
EXEMPTION = re.compile(
    r"#\s*(?:type:\s*ignore(?:\[[\w, -]+\])?|noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?)"
)
REASON_CHARACTERS_MIN = 6


def machine_bound(text: str) -> list[str]:
    """What a text says that is true on one machine only."""
    return [match.group() for match in MACHINE_BOUND.finditer(text)]


def bare_exemptions(text: str) -> list[str]:
    """Lines that switch a checker off and do not say why."""
    return [
        line.strip()
        for line in text.splitlines()
        if (match := EXEMPTION.search(line))
        if len(line[match.end() :].strip(" #:-")) < REASON_CHARACTERS_MIN
    ]


def bound(path: Path) -> list[str]:
    """What of a committed file holds on one machine only, or is too large to commit."""
    if path.stat().st_size > FILE_BYTES_MAX:
        return [f"larger than {FILE_BYTES_MAX} bytes"]
    if path.suffix in BINARY or path == Path(__file__).resolve():
        return []
    return machine_bound(path.read_text(encoding="utf-8", errors="replace"))


def silent(module: Path) -> list[str]:
    """Exemptions of a module without a reason."""
    if module == Path(__file__).resolve():
        return []
    return bare_exemptions(module.read_text(encoding="utf-8"))


def test_what_is_committed_is_bound_to_no_machine() -> None:
    files = committed_files()
    assert len(files) > 100
    assert breaches(files, bound) == {}


def test_a_checker_is_switched_off_only_with_a_reason() -> None:
    modules = modules_under("app", "widgets", "devices", "service", "tests")
    assert breaches(modules, silent) == {}


@pytest.mark.parametrize("line", ["see /home/anna/lane.toml", "from files.pythonhosted.org"])
def test_a_machine_is_found(line: str) -> None:
    assert machine_bound(line)


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa: S101", "import x  # type: ignore[import-untyped]"]
)
def test_a_silent_exemption_is_found(line: str) -> None:
    assert bare_exemptions(line)
    assert not bare_exemptions(f"{line}  # the library ships no types")
