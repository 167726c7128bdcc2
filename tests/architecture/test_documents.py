"""What the pages point at is there."""

import re
from pathlib import Path

from tests.architecture.tree import REPOSITORY, breaches, committed_files

PAGES = [path for path in committed_files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# `app/wire/codec.py`, `installer/debian/demo.txt`: a path in the tree, written as code.
CODE_PATH = re.compile(r"`((?:app|widgets|devices|service|resources|docs|installer)/[\w./-]+)`")


def broken_links(page: Path) -> list[str]:
    """Relative links of a page that lead nowhere."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    return [
        target for target in targets if "://" not in target and not (page.parent / target).exists()
    ]


def lost_paths(page: Path) -> list[str]:
    """Paths that a page names and the tree does not have."""
    named = CODE_PATH.findall(page.read_text(encoding="utf-8"))
    return [path for path in named if not (REPOSITORY / path).exists()]


def test_pages_point_at_what_is_there() -> None:
    assert len(PAGES) > 10
    assert breaches(PAGES, lambda page: broken_links(page) + lost_paths(page)) == {}


def test_a_dead_pointer_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md), [gone](gone.md), [far](https://example.org), `app/gone.py`")
    assert broken_links(page) == ["gone.md"]
    assert lost_paths(page) == ["app/gone.py"]
