"""No module and no function outgrows what a reader holds in mind."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import modules_under, name_of, parse

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


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_and_its_functions_stay_small(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES_MAX, f"{lines} lines"
    assert long_functions(parse(module)) == []


def test_a_long_function_is_found() -> None:
    body = "\n".join("    pass" for _ in range(FUNCTION_LINES_MAX))
    assert long_functions(ast.parse(f"async def seeded():\n{body}")) == ["seeded: 51 lines"]
