"""Why an officer was not let in, in words that help the officer and nobody else."""

from PySide6.QtCore import QCoreApplication

from widgets.session.state import Refusal, Refused

translate = QCoreApplication.translate

TIME_FORMAT = "%H:%M:%S"


def refusal_words(refused: Refused) -> str:
    """Say why, and what to do. Times of day are in the zone that they carry."""
    match refused.refusal:
        case Refusal.WRONG:
            return _wrong(refused.attempts_left)
        case Refusal.LOCKED_OUT:
            text = translate("Session", "Too many attempts. Try again at {time}.")
            until = refused.locked_until
            return text.format(time=until.strftime(TIME_FORMAT) if until else "")
        case Refusal.EXPIRED:
            return translate(
                "Session", "Your rights were last confirmed too long ago. Connect to the centre."
            )
        case Refusal.ROLE_NOT_HELD:
            return translate("Session", "You do not hold this role. Choose another one.")
        case Refusal.OTHER_PORT:
            return translate("Session", "Your powers are not for this port.")
        case Refusal.NO_OFFICERS:
            return translate(
                "Session", "This station knows no officers yet. Connect to the centre."
            )
        case Refusal.NOT_RECORDED:
            return translate(
                "Session", "The station log takes nothing, so nobody can sign in. Call support."
            )


def _wrong(attempts_left: int | None) -> str:
    if attempts_left is None:
        return translate("Session", "Badge or PIN is not right.")
    if attempts_left == 1:
        return translate("Session", "Badge or PIN is not right. One attempt is left.")
    text = translate("Session", "Badge or PIN is not right. {count} attempts are left.")
    return text.format(count=attempts_left)
