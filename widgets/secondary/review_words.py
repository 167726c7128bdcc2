"""Words for what review discipline knows: categories of marks, hints, comparisons, readings."""

from PySide6.QtCore import QCoreApplication

from app.domain.annotation import Ability, ThreatCategory
from app.domain.hint import Hint, HintKind
from app.domain.reading import ReadingVerdict
from widgets.common.numbers import grouped
from widgets.secondary.review_state import CompareChoice, CompareKind, SecondWhy

translate = QCoreApplication.translate

SURE, LIKELY = 0.8, 0.5


def category_label(category: ThreatCategory) -> str:
    """What an officer takes a marked thing for."""
    match category:
        case ThreatCategory.ANOMALY:
            return translate("ReviewWords", "anomaly")
        case ThreatCategory.CONTRABAND:
            return translate("ReviewWords", "contraband")
        case ThreatCategory.EXPLOSIVE:
            return translate("ReviewWords", "explosive")
        case ThreatCategory.PHARMACEUTICAL:
            return translate("ReviewWords", "drugs")
        case ThreatCategory.PROHIBITED_ITEM:
            return translate("ReviewWords", "prohibited item")
        case ThreatCategory.OTHER:
            return translate("ReviewWords", "something else")


def ability_label(ability: Ability) -> str:
    """Whether the image could show what is behind; empty where it could."""
    if ability is Ability.SHIELD:
        return translate("ReviewWords", "too dense to see through")
    return ""


def hint_label(kind: HintKind) -> str:
    """What the machine has found, as a plain statement."""
    match kind:
        case HintKind.SHIELD:
            return translate("ReviewWords", "a heavy metal, as a shield would be")
        case HintKind.OPAQUE:
            return translate("ReviewWords", "too dense to see through")
        case HintKind.NOT_EMPTY:
            return translate("ReviewWords", "declared empty, but something is in it")
        case HintKind.REPETITION:
            return translate("ReviewWords", "one piece unlike the others in its row")
        case HintKind.FALSE_WALL:
            return translate("ReviewWords", "a wall where the container should go on")
        case HintKind.MASS:
            return translate("ReviewWords", "the mass is not the declared one")


def confidence_words(confidence: float) -> str:
    """How sure the machine is, in a word and as a number; the number alone is no judgement."""
    if confidence >= SURE:
        words = translate("ReviewWords", "strong ({share} %)")
    elif confidence >= LIKELY:
        words = translate("ReviewWords", "fair ({share} %)")
    else:
        words = translate("ReviewWords", "weak ({share} %)")
    return words.format(share=grouped(100 * confidence))


def origin_words(hint: Hint) -> str:
    """Which algorithm says so, and how sure it is."""
    words = translate("ReviewWords", "{confidence} · {algorithm} {version}")
    return words.format(
        confidence=confidence_words(hint.confidence),
        algorithm=hint.algorithm,
        version=hint.version,
    )


def compare_label(choice: CompareChoice) -> str:
    """Which image this is, and of when: no image is compared without it."""
    when = choice.taken_at.strftime("%Y-%m-%d")
    match choice.kind:
        case CompareKind.SAME_CONTAINER:
            words = translate("ReviewWords", "same container, {date}")
        case CompareKind.EMPTY_REFERENCE:
            words = translate("ReviewWords", "empty, {title}, {date}")
        case CompareKind.LIBRARY:
            words = translate("ReviewWords", "library, {title}, {date}")
    return words.format(date=when, title=choice.title)


def second_why_label(why: SecondWhy) -> str:
    """Why two officers read this image."""
    match why:
        case SecondWhy.SUSPECT:
            return translate("ReviewWords", "an examination was asked for")
        case SecondWhy.RADIATION_AND_DENSE:
            return translate("ReviewWords", "radiation alarm and a dense part")
        case SecondWhy.RANDOM_SHARE:
            return translate("ReviewWords", "drawn at random")
        case SecondWhy.ASKED:
            return translate("ReviewWords", "asked for by an officer")


def verdict_label(verdict: ReadingVerdict) -> str:
    """What an image says to the officer who read it."""
    match verdict:
        case ReadingVerdict.CLEAR:
            return translate("ReviewWords", "clear")
        case ReadingVerdict.SUSPECT:
            return translate("ReviewWords", "suspect")
        case ReadingVerdict.INCONCLUSIVE:
            return translate("ReviewWords", "not to be decided by the image")
