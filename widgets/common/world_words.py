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


def report_words(title: str, folder: str) -> str:
    """A reading was written as files for others."""
    return translate("Messages", "The report of {title} is in {folder}").format(
        title=title, folder=folder
    )


def report_failed_words(title: str, why: str) -> str:
    """It could not be."""
    return translate("Messages", "No report of {title} was written: {why}").format(
        title=title, why=why
    )


def nothing_read_words() -> str:
    """There is nothing to report on."""
    return translate("Messages", "No report: you have not read an image yet.")
