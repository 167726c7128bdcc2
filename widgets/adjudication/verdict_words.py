"""The verdict on an alarm in one sentence, and what to do next in another."""

from PySide6.QtCore import QCoreApplication

from app.domain.adjudication import AdjudicationCode, AlarmOpinion, NuclideCategory
from app.domain.finding import Priority
from app.domain.occupancy import ProfileShape, RadiationVerdict
from widgets.adjudication.state import AlarmView
from widgets.adjudication.words import code_label, time_words
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


def verdict_sentence(alarm: AlarmView) -> str:
    """What it looks like and why. It never says that there is no threat."""
    nuclear = ", ".join(nuclear_material(alarm))
    named = translate("Verdict", "NUCLEAR MATERIAL: {nuclear}.").format(nuclear=nuclear)
    if nuclear and alarm.opinion is AlarmOpinion.FOREIGN_NUCLIDE:
        return named
    sentence = _opinion_sentence(alarm)
    if alarm.opinion not in _WORSE_THAN_POSSIBLE or not may_be_nuclear(alarm):
        return sentence
    possible = translate("Verdict", "Uranium or plutonium is not excluded.")
    return f"{sentence} {named if nuclear else possible}"


def _opinion_sentence(alarm: AlarmView) -> str:  # noqa: C901 - one line for each opinion
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
            words = translate(
                "Verdict", "Uranium or plutonium may be here: the spectrum does not exclude it."
            )
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


def nuclear_material(alarm: AlarmView) -> list[str]:
    """The nuclides of `alarm` that are nuclear material, the instrument's and ours."""
    return [line.name for line in alarm.nuclides if line.category is NuclideCategory.SNM]


def may_be_nuclear(alarm: AlarmView) -> bool:
    """Whether nuclear material is named or cannot be excluded while there is an alarm."""
    is_alarm = alarm.opinion is not AlarmOpinion.NO_ALARM
    return is_alarm and (alarm.possible_snm or bool(nuclear_material(alarm)))


_WORSE_THAN_POSSIBLE = frozenset({AlarmOpinion.NEUTRONS, AlarmOpinion.FOREIGN_NUCLIDE})
_FOR_LONGER = frozenset(
    {
        AlarmOpinion.MEDICAL_CONFIRMED,
        AlarmOpinion.NORM_EXPLAINED,
        AlarmOpinion.NORM_UNEXPLAINED,
        AlarmOpinion.NORM_NO_GOODS,
    }
)
"""Where a surer name may change what the officer does."""


def action_sentence(alarm: AlarmView) -> str:
    """The next step, verb first, with its key; once closed, with what."""
    closing = [item for item in alarm.adjudications if item.code is not None]
    if closing and closing[-1].code is not None and closing[-1].passage == alarm.passages:
        words = translate("Verdict", "Closed: {code}.")
        return words.format(code=code_label(closing[-1].code))
    if may_be_nuclear(alarm):
        return translate(
            "Verdict",
            "Hold the vehicle, keep everybody away, open nothing. Call the specialist (F5).",
        )
    if alarm.opinion in _FOR_LONGER:
        return f"{_opinion_action(alarm)} {_longer(alarm)}".strip()
    return _opinion_action(alarm)


def _opinion_action(alarm: AlarmView) -> str:
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
        case AlarmOpinion.NOT_IDENTIFIED if alarm.measure_s:
            words = translate("Verdict", "Measure {time} more (F6), or send to the expert (F8).")
            return words.format(time=time_words(alarm.measure_s))
        case AlarmOpinion.NOT_IDENTIFIED:
            return translate("Verdict", "Measure longer (F6) or send to the expert (F8).")
        case AlarmOpinion.NO_SPECTRUM:
            return translate("Verdict", "Take a spectrum where the profile peaks.")


def _longer(alarm: AlarmView) -> str:
    """How much longer to measure for a surer answer, nothing where that does not help."""
    if not alarm.measure_s:
        return ""
    words = translate("Verdict", "To be surer, measure {time} more (F6).")
    return words.format(time=time_words(alarm.measure_s))


def where_sentence(alarm: AlarmView) -> str:
    """How strong, where, and how it is spread."""
    verdict = alarm.verdict
    if verdict is None:
        return translate("Verdict", "our verdict: not there yet")
    parts = []
    if verdict.peak_sigma is not None:
        parts.append(measure(verdict.peak_sigma, "σ", 1))
    if verdict.window_alarm and verdict.window_sigma is not None:
        words = translate("Verdict", "energies unlike the background's: {sigma}")
        parts.append(words.format(sigma=measure(verdict.window_sigma, "σ", 1)))
    parts += place_words(verdict)
    parts += _shape_words(verdict.shape)
    return " · ".join(parts)


def _shape_words(shape: ProfileShape) -> list[str]:
    match shape:
        case ProfileShape.POINT:
            return [translate("Verdict", "in one place")]
        case ProfileShape.DISTRIBUTED:
            return [translate("Verdict", "spread along the load")]
        case ProfileShape.PERSON:
            return [translate("Verdict", "a person on foot")]
        case ProfileShape.TWO_SOURCES:
            return [translate("Verdict", "in two places")]
        case ProfileShape.NONE:
            return []


def place_words(verdict: RadiationVerdict) -> list[str]:
    """Where along the vehicle, on which side and how high, as far as it is known."""
    parts = []
    if verdict.peak_at_m is not None:
        words = translate("Verdict", "{metres} m from the front")
        parts.append(words.format(metres=grouped(verdict.peak_at_m, 1)))
    return [*parts, *_side_words(verdict.side), *_height_words(verdict.height)]


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
