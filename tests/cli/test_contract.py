"""The command line is a contract: every command, its options, its exit codes, honest absence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli.program import program, run
from app.ports import WorldError

# Every command of the design, with its arguments and options.
CONTRACT = {
    "demo": {"--headless", "--out"},
    "workstation": {"--site"},
    "emulate play": {"scenario"},
    "emulate handheld": {"--nuclide", "--shield", "--seconds", "--drop-dir", "--gain-shift"},
    "emulate test-object": {
        "--scan-dir",
        "--scans",
        "--quanta",
        "--worn",
        "--shift-y-mm",
        "--seed",
    },
    "central": {"--database", "--listen"},
    "spectrum identify": {"paths", "--background", "--json", "--mode", "--out-format", "--drf"},
    "spectrum convert": {"file", "--to", "--out"},
    "spectrum show": {"file", "--png"},
    "portal replay": {"log", "--json"},
    "radiograph info": {"file", "--json"},
    "radiograph render": {"file", "--out", "--window", "--material"},
    "radiograph aids": {"file", "--json"},
    "document mrz": {"text_or_file", "--json"},
    "document verify": {"sod", "--dg", "--csca", "--json"},
    "face compare": {"first", "second", "--json"},
    "lookout index": {"names", "--out"},
    "lookout screen": {"database", "--json"},
    "message parse": {"file", "--json"},
    "consignment assess": {"facts", "--policy", "--json"},
    "seal verify": {"log", "--json"},
    "procedure check": {"--json"},
    "journal verify": {"directory", "--json"},
    "journal export": {"case", "--out"},
    "bench": {"name", "--json"},
    "doctor": {"--json"},
}

# What belongs to later work, called rightly. FILE stands for a file that exists.
NOT_BUILT = [
    "document mrz P<CAN",
    "document verify FILE --dg FILE --csca FILE --json",
    "face compare FILE FILE --json",
    "lookout index FILE --out out.db",
    "lookout screen FILE --json",
    "message parse FILE --json",
    "seal verify FILE --json",
    "procedure check --json",
]

HEAVY = {"numpy", "PySide6", "cv2", "sqlalchemy", "fastapi", "httpx", "msgspec", "pydicom"}
HELP_CPU_S_MAX = 0.3
HELP_PROBE = """
import json, sys, time
from app.cli.program import program
print(json.dumps({"modules": list(sys.modules), "cpu_s": time.process_time()}))
"""


def leaf_commands() -> dict[str, Any]:
    """Every command of the program by its whole name."""
    found: dict[str, Any] = {}

    def walk(command: Any, name: str) -> None:
        children = getattr(command, "commands", None)
        if children is None:
            found[name] = command
            return
        for word, child in children.items():
            walk(child, f"{name} {word}".strip())

    walk(typer.main.get_command(program), "")
    return found


def exit_code(arguments: list[str]) -> int:
    """Run the program in this process and say how it left."""
    with pytest.raises(SystemExit) as left:
        run(arguments)
    code = left.value.code
    return code if isinstance(code, int) else 0 if code is None else 1


def test_the_program_has_every_command_of_the_contract() -> None:
    assert set(leaf_commands()) == set(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_command_takes_what_the_contract_says(name: str) -> None:
    offered = {
        word
        for parameter in leaf_commands()[name].params
        for word in (*parameter.opts, parameter.name)
    }
    assert CONTRACT[name] - offered == set()


@pytest.mark.parametrize("name", ["", *CONTRACT])
def test_help_is_given(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code([*name.split(), "--help"]) == 0
    assert "Usage: " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", *CONTRACT])
def test_wrong_use_is_told_apart(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code([*name.split(), "--no-such-option"]) == 2
    streams = capsys.readouterr()
    assert "--no-such-option" in streams.err
    assert streams.out == ""


@pytest.mark.parametrize("line", NOT_BUILT)
def test_what_is_not_built_says_so(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("content")
    words = [str(file) if word == "FILE" else word for word in line.split()]
    assert exit_code(words) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith(f"not built yet: {' '.join(words[:2])}, planned in the ")


def test_an_unknown_benchmark_names_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["bench", "no-such-bench", "--json"]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "these exist: " in streams.err


def test_the_doctor_prints_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    code = exit_code(["doctor", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert document["fit"] is (code == 0)
    assert all({"name", "state", "seen", "mend"} == set(each) for each in document["findings"])


def test_a_failure_of_the_world_is_told_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise WorldError("the disk is full")

    monkeypatch.setattr("app.runtime.doctor.examine", fails)
    assert exit_code(["doctor", "--json"]) == 1
    streams = capsys.readouterr()
    assert (streams.out, streams.err) == ("", "the disk is full\n")


def test_a_failure_of_ours_is_not_hushed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise KeyError("ours")

    monkeypatch.setattr("app.runtime.doctor.examine", fails)
    with pytest.raises(KeyError):
        run(["doctor"])


def test_help_waits_for_no_heavy_import() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", HELP_PROBE], capture_output=True, text=True, check=True, timeout=30
    )
    probe = json.loads(answer.stdout)
    assert set(probe["modules"]) & HEAVY == set()
    assert probe["cpu_s"] < HELP_CPU_S_MAX
