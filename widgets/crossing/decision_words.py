"""A decision of the record in a line."""

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Decision
from widgets.common.labels import done_label, reason_label

translate = QCoreApplication.translate


def decision_line(decision: Decision) -> str:
    """What was done and why: Referred to secondary: radiation."""
    done = done_label(decision.disposition)
    if decision.reason is None:
        return done
    text = translate("Decisions", "{done}: {reason}")
    return text.format(done=done, reason=reason_label(decision.reason))
