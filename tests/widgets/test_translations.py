"""The French is complete, current and of the same shape as the English."""

import ast
import importlib.util
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import WIDE, stage
from tests.widgets.shown import SHOWN

REPOSITORY = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
MNEMONIC = re.compile(r"&(\w)")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The command that keeps the translation in step."""
    path = REPOSITORY / "installer" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _messages(path: Path) -> dict[tuple[str, str, str], ET.Element]:
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file
    messages = {}
    for context in root.findall("context"):
        for item in context.findall("message"):
            source, comment = item.findtext("source", ""), item.findtext("comment", "")
            messages[context.findtext("name", ""), source, comment] = item
    return messages


def test_every_text_is_translated(tool: ModuleType) -> None:
    unfinished = [
        key
        for key, item in _messages(tool.SOURCE).items()
        if (found := item.find("translation")) is None or found.get("type") or not found.text
    ]
    assert unfinished == []


def test_placeholders_are_the_same_in_both(tool: ModuleType) -> None:
    for (_, source, _), item in _messages(tool.SOURCE).items():
        translated = item.findtext("translation", "")
        assert Counter(PLACEHOLDER.findall(source)) == Counter(PLACEHOLDER.findall(translated)), (
            source
        )
        assert len(MNEMONIC.findall(source)) == len(MNEMONIC.findall(translated)), source


def test_the_translation_is_in_step_with_the_sources(tool: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ts"
    copy.write_bytes(tool.SOURCE.read_bytes())
    tool.update(copy)
    fresh, kept = _messages(copy), _messages(tool.SOURCE)
    assert fresh.keys() - kept.keys() == set(), "new texts: run installer/translations.py update"
    assert kept.keys() - fresh.keys() == set(), "texts that are gone"


def test_what_the_program_loads_is_what_was_translated(tool: ModuleType, tmp_path: Path) -> None:
    compiled = tmp_path / "copy.qm"
    tool.release(tool.SOURCE, compiled)
    assert compiled.read_bytes() == tool.COMPILED.read_bytes(), "run installer/translations.py"


def test_texts_are_marked_where_the_extractor_finds_them(tool: ModuleType) -> None:
    """`tr` within an f-string is not extracted; `tr` of an f-string never matches."""
    wrong = []
    for path in tool.sources():
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            id(node)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.JoinedStr)
            for node in ast.walk(outer)
        }
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or _called(call) not in ("tr", "translate"):
                continue
            texts = call.args if _called(call) == "tr" else call.args[:2]
            literal = all(isinstance(item, ast.Constant) for item in texts[:2])
            if id(call) in inside or not (literal or _passes_on(call)):
                wrong.append(f"{path.relative_to(REPOSITORY)}:{call.lineno}")
    assert wrong == []


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        owner = function.value.id if isinstance(function.value, ast.Name) else ""
        return function.attr if owner in ("self", "QCoreApplication") else ""
    return function.id if isinstance(function, ast.Name) else ""


def _passes_on(call: ast.Call) -> bool:
    """A call that hands on a text which a table has marked: its context is a constant's name."""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Name) and first.id in ("CONTEXT", "context")


def _worded(window: QWidget) -> list[QLabel | QPushButton]:
    found: list[QLabel | QPushButton] = [*window.findChildren(QLabel)]
    found += window.findChildren(QPushButton)
    return [widget for widget in found if widget.isVisible()]


@pytest.mark.parametrize("name", SHOWN)
def test_no_english_is_left_on_a_french_screen(
    qapp: QApplication, qtbot: QtBot, name: str, tool: ModuleType
) -> None:
    sources = {source for _, source, _ in _messages(tool.SOURCE)}
    alike = {
        source
        for (_, source, _), item in _messages(tool.SOURCE).items()
        if item.findtext("translation") == source
    }
    with speaking(qapp, Tongue.FRENCH):
        window = stage(qtbot, SHOWN[name].make, size=WIDE, sync=SHOWN[name].sync)
        texts = {widget.text() for widget in _worded(window)}
    assert (texts & sources) - alike - {"Français"} == set()


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("name", SHOWN)
def test_no_two_mnemonics_of_a_screen_clash(
    qapp: QApplication, qtbot: QtBot, name: str, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        window = stage(qtbot, SHOWN[name].make, size=WIDE)
        texts = [
            widget.text()
            for widget in _worded(window)
            if not isinstance(widget, QLabel) or widget.buddy() is not None
        ]
    letters = Counter(found.lower() for text in texts for found in MNEMONIC.findall(text))
    assert [letter for letter, count in letters.items() if count > 1] == []
