"""What each part may lean on: anything not named here needs a reason first."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import (
    REPOSITORY,
    breaches,
    imported_names,
    modules_under,
    name_of,
    parse,
)

DOMAIN = ("app.domain",)
QT_VIEWS = (*DOMAIN, "widgets", "resources", "PySide6", "pyqtgraph", "numpy")
# The longest folder that fits a module decides.
ALLOWED = {
    "app/domain": DOMAIN,
    "app/ports.py": DOMAIN,
    "app/wire": (*DOMAIN, "app.wire", "msgspec", "zstandard", "cryptography"),
    "app/clearance": (
        *DOMAIN, "app.ports", "app.clearance", "resources", "msgspec", "cryptography",
    ),
    "widgets": QT_VIEWS,
    "widgets/radiograph": (*QT_VIEWS, "cv2"),
    "service": (
        *DOMAIN, "app.wire", "service", "fastapi", "starlette", "uvicorn", "sqlalchemy",
        "sqlcipher3", "alembic", "msgspec", "zstandard", "cryptography", "argon2", "httpx",
        "psycopg",
    ),
}  # fmt: skip


def rule_for(module: Path) -> tuple[str, ...]:
    """The names that a module may import from."""
    place = name_of(module)
    fitting = [folder for folder in ALLOWED if place == folder or place.startswith(folder + "/")]
    return ALLOWED[max(fitting, key=len)]


def strangers(tree: ast.AST, allowed: tuple[str, ...]) -> list[str]:
    """Imports that are neither the standard library's nor allowed."""
    return [
        f"line {line}: {name}"
        for line, name in imported_names(tree)
        if name.partition(".")[0] not in sys.stdlib_module_names
        if not any(name == each or name.startswith(each + ".") for each in allowed)
    ]


def test_every_module_leans_only_on_what_its_part_may() -> None:
    modules = modules_under("app/domain", "app/wire", "app/clearance", "widgets", "service")
    modules.append(REPOSITORY / "app" / "ports.py")
    assert breaches(modules, lambda module: strangers(parse(module), rule_for(module))) == {}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("app/domain/seeded.py", "import numpy"),
        ("app/domain/seeded.py", "from app.wire import envelope"),
        ("widgets/status/seeded.py", "import cv2"),
        ("widgets/radiograph/seeded.py", "from app import radiography"),
        ("service/seeded.py", "from app.storage import journal"),
    ],
)
def test_a_stranger_is_found(place: str, line: str) -> None:
    assert len(strangers(ast.parse(line), rule_for(REPOSITORY / place))) == 1
