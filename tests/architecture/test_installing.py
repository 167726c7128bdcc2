"""A clone becomes a running program from what it names itself, and from nothing else."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.tree import REPOSITORY, SHIPPED

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(
    r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)(?: ; [\w \"=]+)?((?: --hash=sha256:[0-9a-f]{64})+)$"
)


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything in a lock; a line that is no pin with hashes is an error."""
    text = (REPOSITORY / lock).read_text(encoding="utf-8").replace(" \\\n   ", "")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = PIN.match(line)
            assert match, f"{lock}: {line[:60]}"
            found[normal(match[1])] = match[2]
    return found


def normal(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> dict[str, Any]:
    """The [project] table of pyproject.toml."""
    with (REPOSITORY / "pyproject.toml").open("rb") as stream:
        project: dict[str, Any] = tomllib.load(stream)["project"]
    return project


def names_of(requirements: list[str]) -> set[str]:
    """Names of the distributions that some requirements ask for."""
    return {normal(re.split(r"[^\w.-]", each)[0]) for each in requirements}


@pytest.mark.parametrize(
    ("lock", "extras"), [(LOCKS[0], ["spectra", "build"]), (LOCKS[1], ["spectra", "build", "dev"])]
)
def test_a_lock_pins_all_that_is_declared(lock: str, extras: list[str]) -> None:
    project = declared()
    asked = names_of(project["dependencies"])
    for extra in extras:
        asked |= names_of(project["optional-dependencies"][extra])
    assert asked - pins(lock).keys() == set()


def test_the_tests_run_on_the_versions_that_the_workstation_runs_on() -> None:
    run, develop = (pins(lock) for lock in LOCKS)
    assert run.items() <= develop.items()


def test_what_is_installed_is_what_is_locked() -> None:
    locked = pins(LOCKS[1])
    installed = {name: metadata.version(name) for name in locked if name != "colorama"}
    assert installed.items() <= locked.items()


def test_a_wheel_holds_the_five_packages_and_their_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        timeout=60,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(SHIPPED)
    assert "resources/fonts/B612-Regular.otf" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def bootstrap(word: str, fakes: Path, programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap with some system programs replaced by scripts."""
    for name, body in programs.items():
        path = fakes / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
    return subprocess.run(
        [str(REPOSITORY / "installer" / "bootstrap.sh"), word],
        env={**os.environ, "PATH": f"{fakes}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_the_right_to_install_the_one_command_to_run_is_named(tmp_path: Path) -> None:
    lacks_xvfb = 'case "$*" in *xvfb*) echo not-installed;; *) printf installed;; esac'
    answer = bootstrap(
        "demo", tmp_path, {"dpkg-query": lacks_xvfb, "id": "echo 1000", "sudo": "exit 1"}
    )
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1].strip() == (
        "sudo apt-get install --no-install-recommends xvfb"
    )


def test_what_is_missing_is_installed_without_questions(tmp_path: Path) -> None:
    lacks_xvfb = 'case "$*" in *xvfb*) echo not-installed;; *) printf installed;; esac'
    told = tmp_path / "told"
    answer = bootstrap(
        "demo",
        tmp_path,
        {
            "dpkg-query": lacks_xvfb,
            "id": "echo 1000",
            # Ends at the installation: the environment of this clone is not the test's to touch.
            "sudo": f"""[ "$2" = true ] || printf '%s\\n' "$*" >> {told}
                        case "$*" in *apt-get\\ install*) exit 9;; esac""",
        },
    )
    assert answer.returncode == 9
    update, install = told.read_text().splitlines()
    assert update.endswith("apt-get update -qq")
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert install.endswith("--no-install-recommends xvfb")


def test_the_bootstrap_knows_two_words(tmp_path: Path) -> None:
    answer = bootstrap("everything", tmp_path, {})
    assert answer.returncode == 2
    assert "usage: " in answer.stderr
