"""What codes, steps and nuclides are called, in the officer's language."""

from PySide6.QtCore import QCoreApplication

from app.domain.adjudication import (
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationLock,
    Band,
    CommodityOutcome,
    MedicalAnswer,
    NuclideCategory,
)
from widgets.adjudication.state import Step, StepState
from widgets.common.numbers import measure

translate = QCoreApplication.translate

MINUTE_S = 60
SECONDS_SAID_MAX = 120
"""Longer times are said in minutes."""


def code_label(code: AdjudicationCode) -> str:
    """Name a code, with its number in OSCAR's list."""
    return f"{code.value} {_code_name(code)}"


def _code_name(code: AdjudicationCode) -> str:  # noqa: C901 - one line for each code
    match code:
        case AdjudicationCode.CONTRABAND:
            return translate("Adjudication", "contraband found")
        case AdjudicationCode.OTHER_REAL:
            return translate("Adjudication", "other real alarm")
        case AdjudicationCode.MEDICAL:
            return translate("Adjudication", "medical")
        case AdjudicationCode.NORM:
            return translate("Adjudication", "natural (NORM)")
        case AdjudicationCode.DECLARED_SHIPMENT:
            return translate("Adjudication", "declared shipment")
        case AdjudicationCode.INSPECTION_NEGATIVE:
            return translate("Adjudication", "inspection found nothing")
        case AdjudicationCode.BACKGROUND_ONLY:
            return translate("Adjudication", "background only")
        case AdjudicationCode.OTHER_FALSE:
            return translate("Adjudication", "other false alarm")
        case AdjudicationCode.TEST:
            return translate("Adjudication", "test or training")
        case AdjudicationCode.TAMPER_OR_FAULT:
            return translate("Adjudication", "tamper or fault")
        case AdjudicationCode.OTHER:
            return translate("Adjudication", "other")


def act_label(act: AdjudicationAct) -> str:
    """Name an act, as on its key."""
    match act:
        case AdjudicationAct.SPECIALIST:
            return translate("Adjudication", "Specialist")
        case AdjudicationAct.MEASURE_MORE:
            return translate("Adjudication", "Measure longer")
        case AdjudicationAct.SECOND_SPECTRUM:
            return translate("Adjudication", "Second spectrum")
        case AdjudicationAct.REACH_BACK:
            return translate("Adjudication", "Reach-back file")
        case AdjudicationAct.CLOSE:
            return translate("Adjudication", "Close")


def done_label(act: AdjudicationAct) -> str:
    """Name an act that was done."""
    match act:
        case AdjudicationAct.SPECIALIST:
            return translate("Adjudication", "referred to a specialist")
        case AdjudicationAct.MEASURE_MORE:
            return translate("Adjudication", "longer measurement asked for")
        case AdjudicationAct.SECOND_SPECTRUM:
            return translate("Adjudication", "second spectrum asked for")
        case AdjudicationAct.REACH_BACK:
            return translate("Adjudication", "file made for the expert")
        case AdjudicationAct.CLOSE:
            return translate("Adjudication", "closed")


def lock_label(lock: AdjudicationLock) -> str:  # noqa: C901 - one line for each lock
    """Say why, and what opens the lock where something does."""
    match lock:
        case AdjudicationLock.NO_ALARM:
            return translate("Adjudication", "no alarm on this passage")
        case AdjudicationLock.NOT_SIGNED_IN:
            return translate("Adjudication", "nobody is signed in")
        case AdjudicationLock.NOT_RECORDED:
            return translate("Adjudication", "not recorded")
        case AdjudicationLock.ALREADY_CLOSED:
            return translate("Adjudication", "already closed")
        case AdjudicationLock.NEUTRONS:
            return translate("Adjudication", "neutron alarm open: specialist")
        case AdjudicationLock.FOREIGN_NUCLIDE:
            return translate("Adjudication", "a nuclide is not natural: specialist")
        case AdjudicationLock.POSSIBLE_SNM:
            return translate("Adjudication", "nuclear material cannot be excluded: specialist")
        case AdjudicationLock.NO_SPECTRUM:
            return translate("Adjudication", "take a spectrum")
        case AdjudicationLock.NOT_IDENTIFIED:
            return translate("Adjudication", "nothing identified yet")
        case AdjudicationLock.COMMODITY:
            return translate("Adjudication", "the goods do not explain it")
        case AdjudicationLock.INTERVIEW:
            return translate("Adjudication", "ask about medical treatment (Y)")
        case AdjudicationLock.NOT_MEDICAL:
            return translate("Adjudication", "no medical nuclide")


def time_words(seconds: int) -> str:
    """A time to wait, in seconds or in whole minutes that are not too short."""
    if seconds <= SECONDS_SAID_MAX:
        return measure(seconds, "s")
    return measure(-(-seconds // MINUTE_S), "min")


def category_label(category: NuclideCategory) -> str:
    """Name where a nuclide is usually met."""
    match category:
        case NuclideCategory.NORM:
            return translate("Adjudication", "natural")
        case NuclideCategory.MEDICAL:
            return translate("Adjudication", "medical")
        case NuclideCategory.INDUSTRIAL:
            return translate("Adjudication", "industrial")
        case NuclideCategory.SNM:
            return translate("Adjudication", "nuclear material")
        case NuclideCategory.OTHER:
            return translate("Adjudication", "not known")


def band_label(band: Band) -> str:
    """Name how sure a nuclide is."""
    match band:
        case Band.STRONG:
            return translate("Adjudication", "strong")
        case Band.LIKELY:
            return translate("Adjudication", "likely")
        case Band.POSSIBLE:
            return translate("Adjudication", "possible")
        case Band.UNKNOWN:
            return translate("Adjudication", "unknown")


def step_label(step: Step) -> str:
    """Name a step."""
    match step:
        case Step.NEUTRONS:
            return translate("Adjudication", "Neutrons checked")
        case Step.SPECTRUM:
            return translate("Adjudication", "Spectrum taken")
        case Step.INTERVIEW:
            return translate("Adjudication", "Medical interview")
        case Step.REACH_BACK:
            return translate("Adjudication", "Expert has the file")


def step_state_label(state: StepState) -> str:
    """Say how far a step is."""
    match state:
        case StepState.DONE:
            return translate("Adjudication", "done")
        case StepState.OPEN:
            return translate("Adjudication", "open")
        case StepState.NOT_NEEDED:
            return translate("Adjudication", "not needed")
        case StepState.TROUBLE:
            return translate("Adjudication", "ALARM")


def medical_label(answer: MedicalAnswer) -> str:
    """Name an answer."""
    match answer:
        case MedicalAnswer.NOT_ASKED:
            return translate("Adjudication", "not asked")
        case MedicalAnswer.YES:
            return translate("Adjudication", "yes")
        case MedicalAnswer.NO:
            return translate("Adjudication", "no")


def outcome_label(outcome: CommodityOutcome) -> str:
    """Say whether the goods explain what was found."""
    match outcome:
        case CommodityOutcome.EXPLAINED:
            return translate("Adjudication", "Explained by the declared goods")
        case CommodityOutcome.NOT_EXPLAINED:
            return translate("Adjudication", "Not explained by the declared goods")
        case CommodityOutcome.CANNOT_SAY:
            return translate("Adjudication", "Cannot say")


def commodity_label(commodity: str) -> str:
    """Name a kind of goods; one without a name here keeps its own."""
    names = {
        "fruit-nuts": translate("Adjudication", "bananas, nuts"),
        "seaweed": translate("Adjudication", "seaweed"),
        "tobacco": translate("Adjudication", "tobacco"),
        "salt": translate("Adjudication", "salt"),
        "sand": translate("Adjudication", "sand"),
        "clay": translate("Adjudication", "clay, cat litter"),
        "phosphate": translate("Adjudication", "phosphate"),
        "stone": translate("Adjudication", "granite, stone"),
        "mica": translate("Adjudication", "mica"),
        "feldspar": translate("Adjudication", "feldspar"),
        "cement": translate("Adjudication", "cement, concrete"),
        "mineral-ore": translate("Adjudication", "mineral sands, bauxite"),
        "ash": translate("Adjudication", "ash, slag"),
        "rare-earth": translate("Adjudication", "rare earths"),
        "potassium": translate("Adjudication", "potassium compounds"),
        "abrasive": translate("Adjudication", "abrasives"),
        "potash": translate("Adjudication", "potash"),
        "mixed-fertiliser": translate("Adjudication", "mixed fertiliser"),
        "refractory": translate("Adjudication", "refractory bricks"),
        "ceramics": translate("Adjudication", "tiles, ceramics"),
        "glass": translate("Adjudication", "glass"),
        "thoriated": translate("Adjudication", "thoriated tungsten"),
        "lenses": translate("Adjudication", "lenses"),
    }
    return names.get(commodity, commodity)


def only_in_journal_words() -> str:
    """Say that an alarm is older than what the screens hold."""
    return translate("Adjudication", "This alarm is old: only the journal still holds it.")
