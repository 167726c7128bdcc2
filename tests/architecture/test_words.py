"""Every word an officer reads goes through the translator, in a form that can be translated."""

import ast

import pytest

from tests.architecture.tree import breaches, modules_under, parse

# What marks or looks up a text, and how many leading arguments must be readable in the source.
TRANSLATORS = {"tr": 1, "translate": 2, "QT_TRANSLATE_NOOP": 2}
# Calls whose text an officer sees or hears.
SHOWS_TEXT = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "QMenu", "QDockWidget", "QMessageBox", "QListWidgetItem", "QTableWidgetItem", "QStandardItem",
    "setText", "setPlainText", "setHtml", "setTitle", "setWindowTitle", "setToolTip",
    "setStatusTip", "setWhatsThis", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "setInformativeText", "setPrefix", "setSuffix", "addItem",
    "addTab", "insertItem", "addAction", "addMenu", "addRow", "showMessage", "setTabText",
    "setHeaderLabels", "setHorizontalHeaderLabels", "setVerticalHeaderLabels", "drawText",
}  # fmt: skip
# Symbols of units and the name of the product are the same in every language.
SYMBOLS = {"keV", "MeV", "kV", "MV", "cps", "m", "mm", "cm", "km", "s", "ms", "h", "kg", "t",
           "σ", "µSv", "Sv", "Hz", "px", "x", "γ", "n", "CA", "US", "EN", "FR",
           "Parallel", "PARALLEL"}  # fmt: skip
MODULES = modules_under("widgets", "app/shell")


def called_name(call: ast.Call) -> str:
    """The last part of what is called: `self.label.setText` is `setText`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def untranslated_texts(tree: ast.AST) -> list[str]:
    """Literal words given straight to something that shows them."""
    found = []
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or called_name(call) not in SHOWS_TEXT:
            continue
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
            found += [
                f"line {call.lineno}: {called_name(call)}({text!r})"
                for text in literal_texts(argument)
                if has_words(text)
            ]
    return found


def literal_texts(node: ast.expr) -> list[str]:
    """The literal parts of an argument, without what goes through a call or an index."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return [text for part in node.values for text in literal_texts(part)]
    if isinstance(node, ast.BinOp):
        return literal_texts(node.left) + literal_texts(node.right)
    if isinstance(node, ast.IfExp):
        return literal_texts(node.body) + literal_texts(node.orelse)
    if isinstance(node, ast.List | ast.Tuple):
        return [text for element in node.elts for text in literal_texts(element)]
    return []


def has_words(text: str) -> bool:
    """Are there letters that are not a unit's symbol?"""
    letters = "".join(character if character.isalpha() else " " for character in text)
    return any(word not in SYMBOLS for word in letters.split())


def untranslatable_calls(tree: ast.AST) -> list[str]:
    """Calls of the translator whose text the translation tool cannot read from the source.

    `tr` and the no-op marker take literals. `translate` may also be given a name that stands for
    a text which the marker has marked where it was written.
    """
    return [
        f"line {call.lineno}: {called_name(call)}({ast.unparse(argument)})"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and is_translator(call)
        for argument in call.args[: TRANSLATORS[called_name(call)]]
        if not is_literal(argument)
        if not (called_name(call) == "translate" and isinstance(argument, ast.Name | ast.Attribute))
    ]


def is_translator(call: ast.Call) -> bool:
    """Is this Qt's translator, and not a string's or a painter's `translate`?"""
    if called_name(call) != "translate":
        return called_name(call) in TRANSLATORS
    owner, _, _ = ast.unparse(call.func).rpartition(".")
    return owner == "" or owner.endswith("Application")


def is_literal(node: ast.expr) -> bool:
    """Is this a plain text?"""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_no_word_passes_the_translator_by() -> None:
    assert breaches(MODULES, lambda module: untranslated_texts(parse(module))) == {}


def test_the_translator_is_given_plain_literals() -> None:
    assert breaches(MODULES, lambda module: untranslatable_calls(parse(module))) == {}


@pytest.mark.parametrize(
    "line",
    [
        'QLabel("Release")',
        'self._state.setText(f"{count} to send")',
        'box.addItem("on" if lit else "—")',
        'table.setHeaderLabels(["Energy", "keV"])',
        'QAction(text="Refer")',
    ],
)
def test_a_word_in_the_open_is_found(line: str) -> None:
    assert len(untranslated_texts(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'QLabel(self.tr("Release"))',
        'cell.setText(f"{energy_kev:.1f} keV")',
        'cell.setText("—")',
        'view.setObjectName("decision")',
        'label.setText(labels["release"])',
    ],
)
def test_what_needs_no_translation_is_let_through(line: str) -> None:
    assert untranslated_texts(ast.parse(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"{n} left")',
        "self.tr(text)",
        'tr("a" + b)',
        'QCoreApplication.translate("Actions", f"Go to {screen}")',
        'QT_TRANSLATE_NOOP("Actions", text)',
        'translate("Findings", f"{n} alarms")',
    ],
)
def test_a_text_that_cannot_be_extracted_is_found(line: str) -> None:
    assert len(untranslatable_calls(ast.parse(line))) == 1
