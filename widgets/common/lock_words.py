"""Why a decision cannot be made now, in the few words that fit on its key."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.finding import Finding, FindingKind, Lock, LockKind, Priority
from widgets.common.finding_words import finding_chip, with_detail

translate = QCoreApplication.translate

NOT_REFERRED = "not-referred"
REASONS_MAX = 2


def lock_label(lock: Lock) -> str:  # noqa: C901, PLR0912 - one line for each kind
    """Say why, and what opens the lock where something does."""
    match lock.kind:
        case LockKind.ALARM_OPEN:
            return _of_finding(lock)
        case LockKind.RISK_NOT_LOW:
            return _wanting(translate("Locks", "risk is not low"), lock)
        case LockKind.NO_NOTICE:
            return _wanting(translate("Locks", "vehicle not announced"), lock)
        case LockKind.SEAL_DIFFERS:
            return _wanting(translate("Locks", "seal differs"), lock)
        case LockKind.NOT_RECORDED:
            return translate("Locks", "not recorded")
        case LockKind.NOT_SCREENED:
            return _wanting(translate("Locks", "not screened for radiation"), lock)
        case LockKind.ROLE:
            return _denied(lock)
        case LockKind.NOT_SIGNED_IN:
            return translate("Locks", "nobody is signed in")
        case LockKind.DWELL:
            return translate("Locks", "look at the image first")
        case LockKind.COVERAGE:
            return translate("Locks", "part of the image not seen")
        case LockKind.MARKS_OPEN:
            return translate("Locks", "a mark stands: delete it, or hold")
        case LockKind.ALREADY_DECIDED:
            return translate("Locks", "already decided")
        case LockKind.NO_CASE:
            if NOT_REFERRED in lock.details:
                return translate("Locks", "not referred")
            return translate("Locks", "no vehicle")
        case LockKind.JUST_ARRIVED:
            return translate("Locks", "new alarm, read it first")
        case LockKind.OTHER_OFFICER:
            return translate("Locks", "another officer has it")
        case LockKind.NOT_READ:
            return translate("Locks", "image not read")
        case LockKind.SECOND_READER:
            return translate("Locks", "a second officer has to read it")
        case LockKind.READINGS_DIFFER:
            return translate("Locks", "readings differ: a supervisor decides")
        case LockKind.NOT_CLEAR:
            return translate("Locks", "the image was not read as clear")
        case LockKind.MAY_NOT_READ:
            return translate("Locks", "you may not read this image now")


def locks_sentence(locks: Sequence[Lock]) -> str:
    """Say the first reasons that differ, and how many more there are."""
    labels = list(dict.fromkeys(lock_label(lock) for lock in locks))
    reasons = ", ".join(labels[:REASONS_MAX])
    if len(labels) > REASONS_MAX:
        reasons = f"{reasons} +{len(labels) - REASONS_MAX}"
    return translate("Locks", "locked: {reasons}").format(reasons=reasons)


def _of_finding(lock: Lock) -> str:
    """An alarm names the finding behind it, then what is still wanted."""
    if not lock.details:
        return translate("Locks", "alarm open")
    match FindingKind(lock.details[0]):
        case FindingKind.GAMMA_ALARM:
            text = translate("Locks", "gamma alarm open")
        case FindingKind.NEUTRON_ALARM:
            text = translate("Locks", "neutron alarm open")
        case kind:
            text = finding_chip(Finding(kind=kind, priority=Priority.NONE))
    return _wanting(text, lock)


def _wanting(text: str, lock: Lock) -> str:
    names = {
        "spectrum": translate("Locks", "take a spectrum"),
        "acknowledge": translate("Locks", "acknowledge it"),
        "supervisor": translate("Locks", "supervisor only"),
        "not-here": translate("Locks", "hold for specialist"),
        "adjudicate": translate("Locks", "adjudicate it (Ctrl+3)"),
        "found-real": translate("Locks", "adjudicated as real"),
        "named-since": translate("Locks", "another nuclide was named since"),
    }
    return with_detail(text, ", ".join(names[item] for item in lock.details if item in names))


def _denied(lock: Lock) -> str:
    names = {
        "other-country": translate("Locks", "your powers are of the other country"),
        "other-port": translate("Locks", "your powers are of another port"),
        "case-of-other-country": translate("Locks", "the case is of the other country"),
        "case-of-other-port": translate("Locks", "the case is of another port"),
    }
    known = [names[item] for item in lock.details if item in names]
    return known[0] if known else translate("Locks", "not with your role")
