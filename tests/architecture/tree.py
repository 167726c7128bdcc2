"""The repository's own files, as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = ("app", "widgets", "devices", "service", "resources")


def committed_files() -> list[Path]:
    """Every file that git keeps or would keep, without the ignored ones."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return [REPOSITORY / name for name in names if name and (REPOSITORY / name).is_file()]


def modules_under(*folders: str) -> list[Path]:
    """Every Python module below the named folders of the repository."""
    return [path for folder in folders for path in sorted((REPOSITORY / folder).rglob("*.py"))]


def name_of(path: Path) -> str:
    """The path as people write it: relative to the repository."""
    return path.relative_to(REPOSITORY).as_posix()


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def breaches(paths: Iterable[Path], rule: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """What breaks a rule, by file; empty where it holds everywhere."""
    return {name_of(path): found for path in paths if (found := rule(path))}


def imported_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
