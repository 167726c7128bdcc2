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
from widgets.common.labels import country_label, fault_label
from widgets.common.numbers import grouped, measure

translate = QCoreApplication.translate

_ALARMS = frozenset(
    {
        FindingKind.GAMMA_ALARM,
        FindingKind.NEUTRON_ALARM,
        FindingKind.OWN_GAMMA,
        FindingKind.OWN_NEUTRON,
    }
)


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
        case FindingKind.GAMMA_ALARM:
            return _with_sigma(translate("Findings", "gamma alarm"), first)
        case FindingKind.NEUTRON_ALARM:
            return _with_sigma(translate("Findings", "neutron alarm"), first)
        case FindingKind.OWN_GAMMA:
            return _with_sigma(translate("Findings", "gamma excess, ours"), first)
        case FindingKind.OWN_NEUTRON:
            return _with_sigma(translate("Findings", "neutron excess, ours"), first)
        case FindingKind.RADIATION_CLEAR:
            return translate("Findings", "no radiation alarm")
        case FindingKind.NEUTRON_CLEAR:
            return translate("Findings", "no neutron alarm")
        case FindingKind.NOT_SCREENED:
            return translate("Findings", "not screened")
        case FindingKind.PORTAL_FAULT:
            return translate("Findings", "portal fault")
        case FindingKind.ENDED_WITHOUT_GX:
            return translate("Findings", "passage not closed by portal")
        case FindingKind.NUCLIDE_REPORTED:
            return ", ".join(finding.details) or translate("Findings", "nuclide named")
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


def finding_sentence(finding: Finding) -> str:
    """Say a finding in full."""
    first, second = _two(finding.details)
    match finding.kind:
        case FindingKind.NOT_SCREENED:
            text = translate("Findings", "This vehicle was not screened for radiation")
            return with_detail(text, ", ".join(_gap_label(gap) for gap in finding.details))
        case FindingKind.PORTAL_FAULT:
            return with_detail(translate("Findings", "The portal has a fault"), _faults(finding))
        case FindingKind.NUCLIDE_REPORTED:
            text = translate("Findings", "The instrument names {nuclides}")
            return text.format(nuclides=", ".join(finding.details))
        case FindingKind.SEAL_DIFFERS:
            text = translate("Findings", "Seal read {read}, declared {declared}")
            return text.format(read=first or "\u2014", declared=second or "\u2014")
        case FindingKind.CONTAINER_DIFFERS:
            text = translate("Findings", "Container read {read}, declared {declared}")
            return text.format(read=first or "\u2014", declared=second or "\u2014")
        case FindingKind.SEAL_SAME if first:
            return translate("Findings", "Seal {number} as declared").format(number=first)
        case FindingKind.RISK_HIGH | FindingKind.RISK_UNKNOWN | FindingKind.RISK_LOW:
            return with_detail(finding_chip(finding), risk_reason(finding))
        case FindingKind.DOCUMENT_EXPIRED if first:
            text = translate("Findings", "Travel document of {name} expired on {day}")
            return text.format(name=first, day=second)
        case _:
            return with_detail(
                _plain_sentence(finding.kind) or finding_chip(finding), _peak(finding)
            )


def risk_reason(finding: Finding) -> str:
    """The policy's own reason in the language of the screens, then what is not known."""
    _, english, french, *missing = (*finding.details, "", "", "")
    reason = french if QLocale().language() is QLocale.Language.French else english
    names = ", ".join(fact_label(name) for name in missing if name)
    if not names:
        return reason or english
    unknown = translate("Findings", "not known: {facts}").format(facts=names)
    return f"{reason}; {unknown}" if reason else unknown


def with_detail(text: str, detail: str) -> str:
    """A sentence with a detail after a colon, if there is one."""
    if not detail:
        return text
    return translate("Findings", "{what}: {detail}").format(what=text, detail=detail)


def is_urgent(finding: Finding) -> bool:
    """Whether a finding is an alarm of priority 1 or 2."""
    return finding.priority in (Priority.P1, Priority.P2)


def _plain_sentence(kind: FindingKind) -> str:
    sentences = {
        FindingKind.GAMMA_ALARM: translate("Findings", "The portal reports a gamma alarm"),
        FindingKind.NEUTRON_ALARM: translate("Findings", "The portal reports a neutron alarm"),
        FindingKind.OWN_GAMMA: translate(
            "Findings", "This workstation sees a gamma excess, the portal does not"
        ),
        FindingKind.OWN_NEUTRON: translate(
            "Findings", "This workstation sees a neutron excess, the portal does not"
        ),
        FindingKind.RADIATION_CLEAR: translate(
            "Findings", "No gamma alarm, from the portal or from us"
        ),
        FindingKind.NEUTRON_CLEAR: translate(
            "Findings", "No neutron alarm, from the portal or from us"
        ),
        FindingKind.ENDED_WITHOUT_GX: translate(
            "Findings", "The portal did not close this passage"
        ),
        FindingKind.NO_NOTICE: translate("Findings", "No advance notice fits this vehicle"),
        FindingKind.NO_IMAGE: translate("Findings", "No radiograph of this vehicle was received"),
        FindingKind.PLATE_NOT_READ: translate("Findings", "The plate reader read no plate"),
        FindingKind.NOT_RECORDED: translate(
            "Findings", "Not recorded: the station log takes nothing"
        ),
        FindingKind.LOOKOUTS_NOT_CHECKED: translate(
            "Findings", "Lookout lists are not connected: nobody was checked"
        ),
    }
    return sentences.get(kind, "")


def _peak(finding: Finding) -> str:
    """Strength and place of an alarm: 8.4 sigma, 8.5 m from the front."""
    if finding.kind not in _ALARMS:
        return ""
    sigma, at_m = _two(finding.details)
    parts = [sigma_text(sigma)] if sigma else []
    if at_m:
        text = translate("Findings", "{distance} from the front")
        parts.append(text.format(distance=measure(float(at_m), "m", 1)))
    return ", ".join(parts)


def sigma_text(sigma: str) -> str:
    """A significance as the domain writes it, in the officer's notation."""
    return f"{grouped(float(sigma), 1)}\u03c3"


def _two(details: Sequence[str]) -> tuple[str, str]:
    padded = (*details, "", "")
    return padded[0], padded[1]


def _with_sigma(text: str, sigma: str) -> str:
    return f"{text} {sigma_text(sigma)}" if sigma else text


def _of_country(text: str, code: str) -> str:
    return f"{country_label(Country(code))}: {text}" if code else text


def _faults(finding: Finding) -> str:
    return ", ".join(fault_label(PortalFault(item)) for item in finding.details)


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
