"""How an officer ends a portal alarm, and what has to be known before.

The codes and their numbers are those of OSCAR (oscar-viewer, AdjudicationConstants.ts, MPL-2.0), so
that the records of both systems can be counted together. What a code is called stands in the
widgets.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from app.domain.identifiers import Badge


class AdjudicationCode(IntEnum):
    """What an alarm turned out to be."""

    CONTRABAND = 1
    OTHER_REAL = 2
    MEDICAL = 3
    NORM = 4
    DECLARED_SHIPMENT = 5
    INSPECTION_NEGATIVE = 6
    BACKGROUND_ONLY = 7
    OTHER_FALSE = 8
    TEST = 9
    TAMPER_OR_FAULT = 10
    OTHER = 11


ADVERSE_CODES = frozenset(
    {
        AdjudicationCode.CONTRABAND,
        AdjudicationCode.OTHER_REAL,
        AdjudicationCode.TAMPER_OR_FAULT,
    }
)
"""Codes that take nobody's word for it that all is well: nothing found can lock them."""


class AdjudicationAct(StrEnum):
    """What an officer does with an alarm. Only `CLOSE` ends it; the others leave it open."""

    SPECIALIST = "specialist"
    MEASURE_MORE = "measure-more"
    SECOND_SPECTRUM = "second-spectrum"
    REACH_BACK = "reach-back"
    CLOSE = "close"


class AdjudicationReason(StrEnum):
    """What the act rests on."""

    COMMODITY_EXPLAINS = "commodity-explains"
    COMMODITY_DOES_NOT = "commodity-does-not"
    MEDICAL_PATIENT = "medical-patient"
    NEUTRONS = "neutrons"
    FOREIGN_NUCLIDE = "foreign-nuclide"
    POSSIBLE_SNM = "possible-snm"
    NOT_IDENTIFIED = "not-identified"
    NO_SPECTRUM = "no-spectrum"
    JUDGEMENT = "judgement"


class MedicalAnswer(StrEnum):
    """The answer to "have you had a nuclear-medicine treatment or scan?"."""

    NOT_ASKED = "not-asked"
    YES = "yes"
    NO = "no"


class CommodityOutcome(StrEnum):
    """Whether the declared goods explain what was identified."""

    EXPLAINED = "explained"
    NOT_EXPLAINED = "not-explained"
    CANNOT_SAY = "cannot-say"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedNuclides:
    """A declared goods line whose kind is known to be radioactive by nature.

    `commodity` names the kind; the words for it live in the widgets.
    """

    hs_code: str
    commodity: str
    nuclides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommodityCheck:
    """Identified nuclides beside declared goods. `unexplained` are those that no line explains."""

    outcome: CommodityOutcome
    expected: tuple[ExpectedNuclides, ...] = ()
    explained: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSpectrum:
    """The spectrum that stood on the screen: a file, or the sum of some of its records.

    Records count from 0, both ends included; None is all of them. `rest_is_background` says that
    the other records stood for the background.
    """

    sha256: str
    first_record: int | None = None
    last_record: int | None = None
    rest_is_background: bool = False

    def __post_init__(self) -> None:
        if (self.first_record is None) is not (self.last_record is None):
            raise ValueError("a part of a measurement has two ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """One officer's act on one alarm. `passage` counts the case's passages up to the judged one.

    `nuclides` are those that instruments and this station named when the officer judged;
    `spectrum` is the one that was on the screen, None where there was none.
    """

    act: AdjudicationAct
    code: AdjudicationCode | None
    reason: AdjudicationReason
    badge: Badge
    adjudicated_at: datetime
    shown_sha256: str
    passage: int
    medical: MedicalAnswer = MedicalAnswer.NOT_ASKED
    commodity: CommodityOutcome = CommodityOutcome.CANNOT_SAY
    nuclides: tuple[str, ...] = ()
    seconds_on_screen: float = 0.0
    note: str = ""
    spectrum: ShownSpectrum | None = None

    def __post_init__(self) -> None:
        if (self.act is AdjudicationAct.CLOSE) is not (self.code is not None):
            raise ValueError("an alarm is closed with a code, and only then has one")
        if self.adjudicated_at.tzinfo is None:
            raise ValueError("the time of an adjudication must carry a time zone")
        if self.passage < 1:
            raise ValueError("an alarm belongs to a passage")


class AdjudicationLock(StrEnum):
    """Why an alarm cannot be closed with a code now."""

    NO_ALARM = "no-alarm"
    NOT_SIGNED_IN = "not-signed-in"
    NOT_RECORDED = "not-recorded"
    ALREADY_CLOSED = "already-closed"
    NEUTRONS = "neutrons"
    FOREIGN_NUCLIDE = "foreign-nuclide"
    POSSIBLE_SNM = "possible-snm"
    NO_SPECTRUM = "no-spectrum"
    NOT_IDENTIFIED = "not-identified"
    COMMODITY = "commodity"
    INTERVIEW = "interview"
    NOT_MEDICAL = "not-medical"


class AlarmOpinion(StrEnum):
    """What this station makes of an alarm: the verdict that the screen puts in one sentence."""

    NO_ALARM = "no-alarm"
    NEUTRONS = "neutrons"
    FOREIGN_NUCLIDE = "foreign-nuclide"
    POSSIBLE_SNM = "possible-snm"
    MEDICAL_TO_ASK = "medical-to-ask"
    MEDICAL_CONFIRMED = "medical-confirmed"
    MEDICAL_DENIED = "medical-denied"
    NORM_EXPLAINED = "norm-explained"
    NORM_UNEXPLAINED = "norm-unexplained"
    NORM_NO_GOODS = "norm-no-goods"
    NOT_IDENTIFIED = "not-identified"
    NO_SPECTRUM = "no-spectrum"


class Band(StrEnum):
    """How sure a nuclide is, in four bands. Unknown is an answer too."""

    STRONG = "strong"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class NuclideCategory(StrEnum):
    """Where a nuclide is usually met."""

    NORM = "norm"
    MEDICAL = "medical"
    INDUSTRIAL = "industrial"
    SNM = "snm"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNuclide:
    """A nuclide that this station named from a spectrum. `lines_kev` are the lines it saw."""

    name: str
    band: Band
    category: NuclideCategory
    lines_kev: tuple[float, ...] = ()


class OwnOutcome(StrEnum):
    """How our own identification of a spectrum ended."""

    IDENTIFIED = "identified"
    BACKGROUND = "background"
    INSUFFICIENT = "insufficient"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnIdentification:
    """What this station makes of a spectrum.

    `possible_snm` says that special nuclear material cannot be excluded, whatever was named.
    `measure_s` is how many seconds more would make a surer answer, 0 if none. `gain_correction` is
    the share by which the energy scale was moved to fit the background's own lines.
    """

    outcome: OwnOutcome
    nuclides: tuple[OwnNuclide, ...] = ()
    possible_snm: bool = False
    measure_s: int = 0
    gain_correction: float = 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The nuclides by name."""
        return tuple(item.name for item in self.nuclides)
