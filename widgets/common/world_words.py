"""What the workstation says when the world, or the program, lets the officer down."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def not_recorded_words(why: str) -> str:
    """An act or a measurement that the journal could not take."""
    return translate(
        "Messages", "Not recorded: {why}. It is kept and tried again; decide nothing on it yet."
    ).format(why=why)


def not_done_words(why: str) -> str:
    """An officer's act that was not done."""
    return translate("Messages", "Not done: {why}.").format(why=why)


def problem_words(reference: str) -> str:
    """A mistake of the program itself."""
    return translate(
        "Messages",
        "The program made a mistake ({reference}). It was written down; what was recorded is safe.",
    ).format(reference=reference)
