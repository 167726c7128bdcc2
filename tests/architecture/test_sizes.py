"""No module and no function outgrows what a reader holds in mind."""

import ast
from pathlib import Path

from tests.architecture.tree import breaches, modules_under, parse

MODULE_LINES_MAX = 300
FUNCTION_LINES_MAX = 50
MODULES = modules_under("app", "widgets", "devices", "service", "resources", "tests")


def long_functions(tree: ast.AST) -> list[str]:
    """Name and length of each function that is too long."""
    return [
        f"{node.name}: {length} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES_MAX
    ]


def oversize(module: Path) -> list[str]:
    """What of a module is too large."""
    lines = len(module.read_text(encoding="utf-8").splitlines())
    too_long = [f"{lines} lines"] if lines > MODULE_LINES_MAX else []
    return too_long + long_functions(parse(module))


def test_modules_and_their_functions_stay_small() -> None:
    assert len(MODULES) > 100
    assert breaches(MODULES, oversize) == {}


def test_a_long_function_is_found() -> None:
    body = "\n".join("    pass" for _ in range(FUNCTION_LINES_MAX))
    assert long_functions(ast.parse(f"async def seeded():\n{body}")) == ["seeded: 51 lines"]
