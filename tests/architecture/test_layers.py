"""The import contracts in pyproject.toml hold, and each catches the import it forbids."""

import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

from tests.architecture.tree import REPOSITORY, SHIPPED

RINGS = "Every import points inward, and what shares a ring is blind to its neighbours"
QT = "Qt stays in the shell, the demo and the widgets"
DOMAIN = "The domain needs nothing but the standard library"
VIEWS = "Views see the domain's values and nothing else of the application"
PIXELS = "Only the radiograph view resizes pixels with OpenCV"
USE_CASES = "A use case knows the sciences and the ports, never a database, a socket or a window"
SHELL = "The shell reaches storage, sync and devices only through the workflow"
DEVICES = "Devices speak the domain and know nothing of what is done with it"
EMULATORS = "Emulators never run inside the workstation or the central service"
CENTRE = "The central service shares the vocabulary and the wire, not the workstation"

# Contract, importer, imported: each of these imports alone must break the contract.
SEEDED = [
    (RINGS, "app.domain", "app.ports"),
    (RINGS, "app.ports", "app.wire"),
    (RINGS, "app.radiation", "app.radiography"),
    (RINGS, "app.identity", "app.wire"),
    (RINGS, "app.clearance", "app.workflow"),
    (RINGS, "app.storage", "app.sync"),
    (RINGS, "app.workflow", "app.runtime"),
    (RINGS, "widgets", "app.shell"),
    (RINGS, "app.shell", "app.main"),
    (RINGS, "app.main", "app.cli"),
    (RINGS, "app.main", "service"),
    (RINGS, "app.demo", "service"),
    (RINGS, "service", "app.cli"),
    (QT, "app.radiography", "PySide6"),
    (QT, "app.workflow", "PySide6"),
    (QT, "app.storage", "shiboken6"),
    (QT, "app.runtime", "PySide6"),
    (QT, "devices.radiation", "pyqtgraph"),
    (QT, "service", "PySide6"),
    (DOMAIN, "app.domain", "numpy"),
    (DOMAIN, "app.domain", "msgspec"),
    (VIEWS, "widgets.radiation", "app.radiation"),
    (VIEWS, "widgets.status", "app.ports"),
    (VIEWS, "widgets.crossing", "sqlalchemy"),
    (PIXELS, "widgets.radiation", "cv2"),
    (USE_CASES, "app.workflow", "app.storage"),
    (USE_CASES, "app.workflow", "devices.radiation"),
    (USE_CASES, "app.workflow", "httpx"),
    (SHELL, "app.shell", "app.storage"),
    (SHELL, "app.shell", "devices.radiograph"),
    (DEVICES, "devices.radiation", "app.radiation"),
    (DEVICES, "devices.seal", "app.workflow"),
    (EMULATORS, "app.main", "devices.emulators"),
    (EMULATORS, "app.shell", "devices.emulators"),
    (EMULATORS, "devices.radiation", "devices.emulators"),
    (EMULATORS, "service", "devices.emulators"),
    (CENTRE, "service", "app.workflow"),
    (CENTRE, "service", "app.storage"),
    (CENTRE, "service", "devices.radiation"),
]

# What the contracts must let through, or the house could not be built.
ALLOWED = [
    ("app.cli", "service"),
    ("app.cli", "devices.emulators"),
    ("app.demo", "devices.emulators"),
    ("app.workflow", "app.clearance"),
    ("app.storage", "app.wire"),
    ("service", "app.wire"),
    ("widgets.radiograph", "cv2"),
    ("app.shell", "app.workflow"),
]

CONTRACT_KINDS = {"layers": LayersContract, "forbidden": ForbiddenContract}


@pytest.fixture(scope="module")
def options() -> dict[str, Any]:
    """The import linter's part of pyproject.toml."""
    return dict(read_configuration(str(REPOSITORY / "pyproject.toml")))


@pytest.fixture(scope="module")
def graph(options: dict[str, Any]) -> grimp.ImportGraph:
    """Who imports whom, everywhere in the shipped packages."""
    return grimp.build_graph(
        *options["session_options"]["root_packages"], include_external_packages=True, cache_dir=None
    )


def broken_contracts(options: dict[str, Any], graph: grimp.ImportGraph) -> set[str]:
    """Names of the contracts that the graph breaks."""
    broken = set()
    for contract in options["contracts_options"]:
        settings = {key: value for key, value in contract.items() if key not in ("name", "type")}
        kind = CONTRACT_KINDS[contract["type"]]
        checker = kind(
            name=contract["name"],
            session_options=options["session_options"],
            contract_options=settings,
        )
        if not checker.check(deepcopy(graph), verbose=False).kept:
            broken.add(contract["name"])
    return broken


def with_import(graph: grimp.ImportGraph, importer: str, imported: str) -> grimp.ImportGraph:
    """A copy of the graph with one import more."""
    seeded = deepcopy(graph)
    if imported not in seeded.modules:
        seeded.add_module(imported, is_squashed=True)
    seeded.add_import(importer=importer, imported=imported)
    return seeded


def test_every_import_points_inward(options: dict[str, Any], graph: grimp.ImportGraph) -> None:
    assert broken_contracts(options, graph) == set()


def test_every_contract_has_a_violation_seeded_below(options: dict[str, Any]) -> None:
    assert {name for name, _, _ in SEEDED} == {
        each["name"] for each in options["contracts_options"]
    }


def test_every_package_of_the_application_has_its_ring(options: dict[str, Any]) -> None:
    layers = " | ".join(options["contracts_options"][0]["layers"])
    ringed = {name.strip("() ") for name in layers.split("|")}
    present = {
        f"app.{path.stem}"
        for path in (REPOSITORY / "app").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"app.__init__"}
    assert present - ringed == set()


@pytest.mark.parametrize(("contract", "importer", "imported"), SEEDED)
def test_a_contract_catches_its_violation(
    options: dict[str, Any], graph: grimp.ImportGraph, contract: str, importer: str, imported: str
) -> None:
    assert contract in broken_contracts(options, with_import(graph, importer, imported))


@pytest.mark.parametrize(("importer", "imported"), ALLOWED)
def test_what_the_house_needs_is_let_through(
    options: dict[str, Any], graph: grimp.ImportGraph, importer: str, imported: str
) -> None:
    assert broken_contracts(options, with_import(graph, importer, imported)) == set()


def test_a_bad_import_in_a_file_fails_the_command_of_the_makefile(tmp_path: Path) -> None:
    for folder in SHIPPED:
        shutil.copytree(
            REPOSITORY / folder,
            tmp_path / folder,
            ignore=lambda _, names: [n for n in names if not (n.endswith(".py") or "." not in n)],
        )
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    with (tmp_path / "app" / "radiation" / "__init__.py").open("a") as module:
        module.write("\n\ndef late() -> None:\n    import app.radiography\n")
    run = subprocess.run(
        [sys.executable, "-c", LINT_HERE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert "app.radiation is not allowed to import app.radiography" in " ".join(run.stdout.split())


LINT_HERE = """
import sys
sys.path.insert(0, ".")
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True))
"""
