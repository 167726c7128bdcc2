"""The verdict on an alarm in one sentence, and what to do next in another."""

from PySide6.QtCore import QCoreApplication

from app.domain.adjudication import AdjudicationCode, AlarmOpinion, NuclideCategory
from app.domain.finding import Priority
from app.domain.occupancy import ProfileShape
from widgets.adjudication.state import AlarmView
from widgets.adjudication.words import code_label
from widgets.common.numbers import grouped, measure

translate = QCoreApplication.translate

CLEAR_SIDE = 0.3
"""Excess that leans this far to one pillar, or to one height, is said to be there."""

PRIORITIES: dict[AlarmOpinion, Priority] = {
    AlarmOpinion.NO_ALARM: Priority.NONE,
    AlarmOpinion.NEUTRONS: Priority.P1,
    AlarmOpinion.FOREIGN_NUCLIDE: Priority.P1,
    AlarmOpinion.POSSIBLE_SNM: Priority.P1,
    AlarmOpinion.MEDICAL_TO_ASK: Priority.P2,
    AlarmOpinion.MEDICAL_CONFIRMED: Priority.P2,
    AlarmOpinion.MEDICAL_DENIED: Priority.P1,
    AlarmOpinion.NORM_EXPLAINED: Priority.P2,
    AlarmOpinion.NORM_UNEXPLAINED: Priority.P2,
    AlarmOpinion.NORM_NO_GOODS: Priority.P2,
    AlarmOpinion.NOT_IDENTIFIED: Priority.P1,
    AlarmOpinion.NO_SPECTRUM: Priority.P1,
}
"""How urgent an open alarm is, by the alarm philosophy: a gamma alarm is P1 until it is natural."""


def verdict_sentence(alarm: AlarmView) -> str:  # noqa: C901 - one line for each opinion
    """What it looks like and why. It never says that there is no threat."""
    foreign = ", ".join(_of(alarm, natural=False))
    natural = ", ".join(_of(alarm, natural=True))
    match alarm.opinion:
        case AlarmOpinion.NO_ALARM:
            words = translate("Verdict", "No alarm on this passage.")
        case AlarmOpinion.NEUTRONS:
            words = translate("Verdict", "Neutron alarm: goods and patients do not explain it.")
        case AlarmOpinion.FOREIGN_NUCLIDE:
            words = translate("Verdict", "{foreign} is neither natural nor medical.")
        case AlarmOpinion.POSSIBLE_SNM:
            words = translate("Verdict", "Possible nuclear material: it cannot be excluded.")
        case AlarmOpinion.MEDICAL_TO_ASK:
            words = translate("Verdict", "{foreign} is used in medicine: nobody was asked yet.")
        case AlarmOpinion.MEDICAL_CONFIRMED:
            words = translate("Verdict", "{foreign} fits the treatment that the person names.")
        case AlarmOpinion.MEDICAL_DENIED:
            words = translate("Verdict", "{foreign}, and nobody names a medical treatment.")
        case AlarmOpinion.NORM_EXPLAINED:
            words = translate("Verdict", "{natural}: natural, and expected of the declared goods.")
        case AlarmOpinion.NORM_UNEXPLAINED:
            words = translate("Verdict", "{natural}: natural, but not expected of these goods.")
        case AlarmOpinion.NORM_NO_GOODS:
            words = translate("Verdict", "{natural}: natural, but no goods are declared.")
        case AlarmOpinion.NOT_IDENTIFIED:
            words = translate("Verdict", "Not identified: the spectrum names no nuclide.")
        case AlarmOpinion.NO_SPECTRUM:
            words = translate("Verdict", "Gamma alarm, no spectrum yet: not identified.")
    return words.format(foreign=foreign, natural=natural)


def action_sentence(alarm: AlarmView) -> str:
    """The next step, verb first, with its key; once closed, with what."""
    closing = [item for item in alarm.adjudications if item.code is not None]
    if closing and closing[-1].code is not None and closing[-1].passage == alarm.passages:
        words = translate("Verdict", "Closed: {code}.")
        return words.format(code=code_label(closing[-1].code))
    match alarm.opinion:
        case AlarmOpinion.NO_ALARM:
            return ""
        case (
            AlarmOpinion.NEUTRONS
            | AlarmOpinion.FOREIGN_NUCLIDE
            | AlarmOpinion.POSSIBLE_SNM
            | AlarmOpinion.MEDICAL_DENIED
        ):
            return translate("Verdict", "Keep away, refer to a specialist (F5).")
        case AlarmOpinion.MEDICAL_TO_ASK:
            return translate("Verdict", "Ask the person, then press Y or N.")
        case AlarmOpinion.MEDICAL_CONFIRMED | AlarmOpinion.NORM_EXPLAINED:
            code = alarm.keys[-1].code or AdjudicationCode.NORM
            words = translate("Verdict", "Suggested: close with {code} (F9).")
            return words.format(code=code_label(code))
        case AlarmOpinion.NORM_UNEXPLAINED | AlarmOpinion.NORM_NO_GOODS:
            return translate("Verdict", "Look at the goods, or refer (F5).")
        case AlarmOpinion.NOT_IDENTIFIED:
            return translate("Verdict", "Measure longer (F6) or send to the expert (F8).")
        case AlarmOpinion.NO_SPECTRUM:
            return translate("Verdict", "Take a spectrum where the profile peaks.")


def where_sentence(alarm: AlarmView) -> str:
    """How strong, where, and how it is spread."""
    verdict = alarm.verdict
    if verdict is None:
        return translate("Verdict", "our verdict: not there yet")
    parts = []
    if verdict.peak_sigma is not None:
        parts.append(measure(verdict.peak_sigma, "σ", 1))
    if verdict.peak_at_m is not None:
        words = translate("Verdict", "{metres} m from the front")
        parts.append(words.format(metres=grouped(verdict.peak_at_m, 1)))
    parts += [*_side_words(verdict.side), *_height_words(verdict.height)]
    match verdict.shape:
        case ProfileShape.POINT:
            parts.append(translate("Verdict", "in one place"))
        case ProfileShape.DISTRIBUTED:
            parts.append(translate("Verdict", "spread along the load"))
        case ProfileShape.NONE:
            pass
    return " · ".join(parts)


def _side_words(side: float | None) -> list[str]:
    """On which side, where the panels leave no doubt."""
    if side is None or abs(side) < CLEAR_SIDE:
        return []
    if side < 0:
        return [translate("Verdict", "towards the master pillar")]
    return [translate("Verdict", "towards the slave pillar")]


def _height_words(height: float | None) -> list[str]:
    """How high, where the panels leave no doubt."""
    if height is None or abs(height) < CLEAR_SIDE:
        return []
    return [translate("Verdict", "low") if height < 0 else translate("Verdict", "high")]


def _of(alarm: AlarmView, *, natural: bool) -> list[str]:
    categories = {line.name: line.category for line in alarm.nuclides}
    return [
        name for name in alarm.named if (categories.get(name) is NuclideCategory.NORM) is natural
    ]
