"""Findings in words: a sentence, a few words for a chip, and the banner's call to act.

The domain says which details a finding has and in which order; where one is not known the words do
without it. A sentence of the banner is the act first, then the reason, eight words at most.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.finding import Finding, FindingKind, Priority
from app.domain.identifiers import Country
from app.domain.observed import ScreeningGap
from app.domain.occupancy import PortalFault
from widgets.common.fact_words import fact_label
from widgets.common.labels import country_short, fault_label
from widgets.common.numbers import grouped, measure

translate = QCoreApplication.translate

RISK_KINDS = frozenset({FindingKind.RISK_HIGH, FindingKind.RISK_UNKNOWN, FindingKind.RISK_LOW})
FACTS_MAX = 3
"""Names of missing facts in one line; the risk panel of secondary has them all."""


def banner_sentence(finding: Finding) -> str:  # noqa: C901, PLR0912 - one line for each kind
    """Tell the officer what to do about the worst finding, and why."""
    match finding.kind:
        case FindingKind.GAMMA_ALARM:
            return translate("Findings", "REFER — gamma alarm on this vehicle")
        case FindingKind.NEUTRON_ALARM:
            return translate("Findings", "STOP — neutron alarm on this vehicle")
        case FindingKind.OWN_GAMMA:
            return translate("Findings", "REFER — gamma excess the portal did not report")
        case FindingKind.OWN_NEUTRON:
            return translate("Findings", "STOP — neutron excess the portal did not report")
        case FindingKind.NOT_SCREENED:
            return translate("Findings", "REFER — not screened for radiation")
        case FindingKind.SEAL_DIFFERS:
            return translate("Findings", "REFER — seal is not the declared one")
        case FindingKind.CONTAINER_DIFFERS:
            return translate("Findings", "REFER — container is not the declared one")
        case FindingKind.RISK_HIGH:
            return translate("Findings", "REFER — load is of high risk")
        case FindingKind.RISK_UNKNOWN:
            return translate("Findings", "ASK — risk of the load is unknown")
        case FindingKind.NO_NOTICE:
            return translate("Findings", "ASK — nothing was announced for this vehicle")
        case FindingKind.DOCUMENT_EXPIRED:
            return translate("Findings", "CHECK — a travel document has expired")
        case FindingKind.NUCLIDE_REPORTED:
            return translate("Findings", "REFER — instrument names a nuclide")
        case FindingKind.OWN_SNM:
            return translate("Findings", "STOP — nuclear material cannot be excluded")
        case FindingKind.PORTAL_FAULT:
            return translate("Findings", "REFER — portal fault, not screened")
        case FindingKind.ENDED_WITHOUT_GX:
            return translate("Findings", "REFER — portal did not close the passage")
        case FindingKind.NOT_RECORDED:
            return translate("Findings", "WAIT — this vehicle is not recorded")
        case _:
            return finding_sentence(finding)


def finding_chip(finding: Finding) -> str:  # noqa: C901, PLR0912 - one line for each kind
    """Say a finding in a few words."""
    first = _two(finding.details)[0]
    match finding.kind:
        case FindingKind.SEAL_DIFFERS:
            return translate("Findings", "seal differs")
        case FindingKind.SEAL_SAME:
            return translate("Findings", "seal as declared")
        case FindingKind.SEAL_NOT_READ:
            return translate("Findings", "seal not read")
        case FindingKind.CONTAINER_DIFFERS:
            return translate("Findings", "container differs")
        case FindingKind.RISK_HIGH:
            return _of_country(translate("Findings", "high risk"), first)
        case FindingKind.RISK_UNKNOWN:
            return _of_country(translate("Findings", "risk unknown"), first)
        case FindingKind.RISK_LOW:
            return _of_country(translate("Findings", "low risk"), first)
        case FindingKind.NO_NOTICE:
            return translate("Findings", "not announced")
        case FindingKind.NO_IMAGE:
            return translate("Findings", "no radiograph")
        case FindingKind.IMAGE_RECEIVED:
            return translate("Findings", "radiograph received")
        case FindingKind.PLATE_NOT_READ:
            return translate("Findings", "plate not read")
        case FindingKind.NOT_RECORDED:
            return translate("Findings", "not recorded")
        case FindingKind.LOOKOUTS_NOT_CHECKED:
            return translate("Findings", "lookouts not checked")
        case FindingKind.DOCUMENT_EXPIRED:
            return translate("Findings", "document expired")
        case _:
            return _radiation_chip(finding)


def finding_sentence(finding: Finding) -> str:
    """Say a finding in full: the chip's words, then its values."""
    chip = finding_chip(finding)
    return with_detail(chip[:1].upper() + chip[1:], finding_detail(finding))


def finding_detail(finding: Finding) -> str:
    """Say what a chip has no room for; nothing where there is no more to say."""
    first, second = _two(finding.details)
    match finding.kind:
        case FindingKind.NOT_SCREENED:
            return ", ".join(_gap_label(gap) for gap in finding.details)
        case FindingKind.PORTAL_FAULT:
            return ", ".join(fault_label(PortalFault(item)) for item in finding.details)
        case FindingKind.NUCLIDE_REPORTED:
            return translate("Findings", "named by the instrument")
        case FindingKind.OWN_SNM:
            return translate("Findings", "found by this station in a spectrum")
        case FindingKind.SEAL_DIFFERS | FindingKind.CONTAINER_DIFFERS | FindingKind.SEAL_SAME:
            text = translate("Findings", "read {read}, declared {declared}")
            return text.format(read=first or "—", declared=second or "—")
        case FindingKind.SEAL_NOT_READ if second:
            return translate("Findings", "declared {declared}").format(declared=second)
        case FindingKind.RISK_HIGH | FindingKind.RISK_UNKNOWN | FindingKind.RISK_LOW:
            return risk_reason(finding)
        case FindingKind.DOCUMENT_EXPIRED if first:
            return translate("Findings", "{name}, on {day}").format(name=first, day=second)
        case _:
            return _with_place(_plain_detail(finding.kind), finding)


def _radiation_chip(finding: Finding) -> str:  # noqa: C901, PLR0912 - one line for each kind
    first = _two(finding.details)[0]
    match finding.kind:
        case FindingKind.GAMMA_ALARM:
            return _with_sigma(translate("Findings", "gamma alarm"), first)
        case FindingKind.NEUTRON_ALARM:
            return translate("Findings", "neutron alarm")
        case FindingKind.OWN_GAMMA:
            return _with_sigma(translate("Findings", "gamma excess, ours"), first)
        case FindingKind.OWN_NEUTRON:
            return translate("Findings", "neutron excess, ours")
        case FindingKind.RADIATION_CLEAR:
            return translate("Findings", "no radiation alarm")
        case FindingKind.NEUTRON_CLEAR:
            return translate("Findings", "no neutron alarm")
        case FindingKind.NOT_SCREENED:
            if finding.priority is Priority.NONE:
                return translate("Findings", "screening under way")
            return translate("Findings", "not screened")
        case FindingKind.PORTAL_FAULT:
            return translate("Findings", "portal fault")
        case FindingKind.ENDED_WITHOUT_GX:
            return translate("Findings", "passage not closed by portal")
        case FindingKind.NUCLIDE_REPORTED:
            return ", ".join(finding.details) or translate("Findings", "nuclide named")
        case FindingKind.OWN_SNM:
            return ", ".join(finding.details) or translate("Findings", "possible nuclear material")
        case kind:
            raise ValueError(f"{kind} is no finding about radiation")


def risk_reason(finding: Finding) -> str:
    """The policy's own reason in the language of the screens, then what is not known."""
    _, english, french, *missing = (*finding.details, "", "", "")
    reason = french if QLocale().language() is QLocale.Language.French else english
    names = [fact_label(name) for name in missing if name]
    if not names:
        return reason or english or translate("Findings", "not assessed")
    unknown = translate("Findings", "not known: {facts}").format(facts=_first_names(names))
    return f"{reason}; {unknown}" if reason else unknown


def _first_names(names: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    shown, more = ", ".join(names[:FACTS_MAX]), len(names) - FACTS_MAX
    if more <= 0:
        return shown
    return translate("Findings", "{facts} and {count} more").format(facts=shown, count=more)


def same_said_once(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    """Chip words and finding of each line: what two countries say alike is one line."""
    lines: dict[tuple[FindingKind, str], list[Finding]] = {}
    for finding in findings:
        own = finding_detail(finding) if finding.kind in RISK_KINDS else str(finding.details)
        lines.setdefault((finding.kind, own), []).append(finding)
    return [(_chip_of(alike), alike[0]) for alike in lines.values()]


def with_detail(text: str, detail: str) -> str:
    """A sentence with a detail after a colon, if there is one."""
    if not detail:
        return text
    return translate("Findings", "{what}: {detail}").format(what=text, detail=detail)


def is_urgent(finding: Finding) -> bool:
    """Whether a finding is an alarm of priority 1 or 2."""
    return finding.priority in (Priority.P1, Priority.P2)


def _plain_detail(kind: FindingKind) -> str:
    details = {
        FindingKind.GAMMA_ALARM: translate("Findings", "reported by the portal"),
        FindingKind.NEUTRON_ALARM: translate("Findings", "reported by the portal"),
        FindingKind.OWN_GAMMA: translate("Findings", "not reported by the portal"),
        FindingKind.OWN_NEUTRON: translate("Findings", "not reported by the portal"),
        FindingKind.RADIATION_CLEAR: translate("Findings", "from the portal or from us"),
        FindingKind.NEUTRON_CLEAR: translate("Findings", "from the portal or from us"),
        FindingKind.ENDED_WITHOUT_GX: translate("Findings", "its end was not reported"),
        FindingKind.NO_NOTICE: translate("Findings", "no advance notice fits this vehicle"),
        FindingKind.PLATE_NOT_READ: translate("Findings", "type it or read it again"),
        FindingKind.NOT_RECORDED: translate("Findings", "the station log takes nothing"),
    }
    return details.get(kind, "")


def _with_place(text: str, finding: Finding) -> str:
    """Where along the vehicle, for an alarm of the gamma counts."""
    at_m = _two(finding.details)[1]
    if finding.kind not in (FindingKind.GAMMA_ALARM, FindingKind.OWN_GAMMA) or not at_m:
        return text
    place = translate("Findings", "{what}, at {distance}")
    return place.format(what=text, distance=measure(float(at_m), "m", 1))


def sigma_text(sigma: str) -> str:
    """A significance as the domain writes it, in the officer's notation."""
    return f"{grouped(float(sigma), 1)}σ"


def _two(details: Sequence[str]) -> tuple[str, str]:
    padded = (*details, "", "")
    return padded[0], padded[1]


def _with_sigma(text: str, sigma: str) -> str:
    return f"{text} {sigma_text(sigma)}" if sigma else text


def _of_country(text: str, code: str) -> str:
    if not code:
        return text
    named = translate("Findings", "{country}: {what}")
    return named.format(country=country_short(Country(code)), what=text)


def _chip_of(alike: Sequence[Finding]) -> str:
    """The chip of findings that differ in their country only."""
    first = alike[0]
    if len(alike) == 1 or first.kind not in RISK_KINDS:
        return finding_chip(first)
    countries = " + ".join(country_short(Country(item.details[0])) for item in alike)
    return finding_chip(first).replace(country_short(Country(first.details[0])), countries, 1)


def _gap_label(gap: str) -> str:
    match ScreeningGap(gap):
        case ScreeningGap.NO_OCCUPANCY:
            return translate("Findings", "no passage through the portal")
        case ScreeningGap.ANALYSIS_FAILED:
            return translate("Findings", "our analysis failed")
        case ScreeningGap.NOT_ANALYSED:
            return translate("Findings", "our analysis is not done yet")
        case ScreeningGap.NOT_MEASURED:
            return translate("Findings", "the portal measured nothing")
        case ScreeningGap.FAULT:
            return translate("Findings", "the portal has a fault")
        case ScreeningGap.ENDED_WITHOUT_GX:
            return translate("Findings", "the portal did not close the passage")
