"""The workstation's command goes straight to it, and answers as every other command does."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "workstation", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("form", ["--site {site}", "--site={site}"])
def test_a_site_file_that_is_not_there_is_a_named_failure_either_way(
    tmp_path: Path, form: str
) -> None:
    done = run(*form.format(site=tmp_path / "none.toml").split())
    assert done.returncode == 1
    assert "cannot read the site file" in done.stderr
    assert done.stdout == ""


def test_the_straight_way_does_not_import_the_command_lines_library(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['parallel49', 'workstation', '--site', '/none.toml']\n"
        "from app.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('typer' in sys.modules, 'numpy' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "False", "False"]


def test_wrong_use_is_still_told_by_the_command_line(tmp_path: Path) -> None:
    assert run("--nonsense").returncode == 2
