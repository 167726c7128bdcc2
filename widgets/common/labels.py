"""Domain values as words in the officer's language. Findings and locks are in modules beside."""

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Disposition, Reason
from app.domain.identifiers import Country
from app.domain.occupancy import OccupancyEnd, PortalFault, Radiation
from app.domain.officer import Role
from app.domain.place import Direction
from app.domain.risk import Determination, MissingWhy
from app.domain.sync_state import LinkState
from app.domain.traveller import Seat

translate = QCoreApplication.translate


def radiation_label(radiation: Radiation) -> str:
    """Name a kind of radiation."""
    match radiation:
        case Radiation.GAMMA:
            return translate("Labels", "gamma")
        case Radiation.NEUTRON:
            return translate("Labels", "neutron")


def country_label(country: Country) -> str:
    """Name a country."""
    match country:
        case Country.CANADA:
            return translate("Labels", "Canada")
        case Country.UNITED_STATES:
            return translate("Labels", "United States")


def country_short(country: Country) -> str:
    """Name a country where there is little room."""
    match country:
        case Country.CANADA:
            return translate("Labels", "Canada")
        case Country.UNITED_STATES:
            return translate("Labels", "US", "the United States, where there is little room")


def lane_label(lane: str) -> str:
    """Name a lane; one that is no number, such as a bay, is named by itself."""
    return translate("Labels", "lane {lane}").format(lane=lane) if lane.isdigit() else lane


def direction_label(direction: Direction) -> str:
    """Name a direction of traffic."""
    match direction:
        case Direction.ENTRY:
            return translate("Labels", "entry")
        case Direction.EXIT:
            return translate("Labels", "exit")


def role_label(role: Role) -> str:
    """Name what an officer is signed in as."""
    match role:
        case Role.PRIMARY:
            return translate("Labels", "Primary")
        case Role.SECONDARY:
            return translate("Labels", "Secondary")
        case Role.SUPERVISOR:
            return translate("Labels", "Supervisor")
        case Role.ADMINISTRATOR:
            return translate("Labels", "Administrator")
        case Role.AUDITOR:
            return translate("Labels", "Auditor")


def disposition_label(disposition: Disposition) -> str:
    """Name an act, as on its key."""
    match disposition:
        case Disposition.RELEASE:
            return translate("Labels", "Release")
        case Disposition.REFER:
            return translate("Labels", "Refer")
        case Disposition.HOLD:
            return translate("Labels", "Hold in lane")
        case Disposition.EXAMINE:
            return translate("Labels", "Physical examination")
        case Disposition.HOLD_FOR_SPECIALIST:
            return translate("Labels", "Hold for specialist")
        case Disposition.RESCAN:
            return translate("Labels", "Scan again")


def done_label(disposition: Disposition) -> str:
    """Name what has been done, for a record of it."""
    match disposition:
        case Disposition.RELEASE:
            return translate("Labels", "Released")
        case Disposition.REFER:
            return translate("Labels", "Referred to secondary")
        case Disposition.HOLD:
            return translate("Labels", "Held in lane")
        case Disposition.EXAMINE:
            return translate("Labels", "Sent to physical examination")
        case Disposition.HOLD_FOR_SPECIALIST:
            return translate("Labels", "Held for a specialist")
        case Disposition.RESCAN:
            return translate("Labels", "Sent to be scanned again")


def reason_label(reason: Reason) -> str:
    """Name a reason to refer or hold."""
    match reason:
        case Reason.RADIATION:
            return translate("Labels", "radiation")
        case Reason.LOOKOUT:
            return translate("Labels", "lookout")
        case Reason.DOCUMENT:
            return translate("Labels", "document")
        case Reason.IDENTITY:
            return translate("Labels", "identity")
        case Reason.ADMISSIBILITY:
            return translate("Labels", "admissibility")
        case Reason.GOODS:
            return translate("Labels", "goods")
        case Reason.AGRICULTURE:
            return translate("Labels", "plants, food")
        case Reason.RANDOM:
            return translate("Labels", "random")
        case Reason.JUDGEMENT:
            return translate("Labels", "officer's judgement")


def reason_digit(reason: Reason) -> int:
    """The digit key of a reason."""
    return list(Reason).index(reason) + 1


def determination_label(determination: Determination) -> str:
    """Name a determination of risk."""
    match determination:
        case Determination.LOW:
            return translate("Labels", "low risk")
        case Determination.HIGH:
            return translate("Labels", "high risk")
        case Determination.UNKNOWN:
            return translate("Labels", "risk unknown")


def missing_why_label(why: MissingWhy) -> str:
    """Say why a fact cannot be used."""
    match why:
        case MissingWhy.ABSENT:
            return translate("Labels", "missing")
        case MissingWhy.STALE:
            return translate("Labels", "too old")
        case MissingWhy.CONFLICTING:
            return translate("Labels", "contradictory")
        case MissingWhy.UNUSABLE:
            return translate("Labels", "not usable")


def link_label(link: LinkState) -> str:
    """Name the state of a link."""
    match link:
        case LinkState.NOT_CONFIGURED:
            return translate("Labels", "not connected")
        case LinkState.CONNECTING:
            return translate("Labels", "connecting")
        case LinkState.UP:
            return translate("Labels", "ready")
        case LinkState.DEGRADED:
            return translate("Labels", "silent")
        case LinkState.DOWN:
            return translate("Labels", "not reached")


def seat_label(seat: Seat) -> str:
    """Name a person's place in the vehicle."""
    match seat:
        case Seat.DRIVER:
            return translate("Labels", "driver")
        case Seat.PASSENGER:
            return translate("Labels", "passenger")


def fault_label(fault: PortalFault) -> str:
    """Say what is wrong with a portal."""
    match fault:
        case PortalFault.GAMMA_HIGH:
            return translate("Labels", "gamma background too high")
        case PortalFault.GAMMA_LOW:
            return translate("Labels", "gamma background too low")
        case PortalFault.NEUTRON_HIGH:
            return translate("Labels", "neutron background too high")
        case PortalFault.NEUTRON_LOW:
            return translate("Labels", "neutron background too low")
        case PortalFault.TAMPER:
            return translate("Labels", "cabinet opened")
        case PortalFault.LINK_LOST:
            return translate("Labels", "connection lost while the vehicle passed")
        case PortalFault.NO_BACKGROUND:
            return translate("Labels", "no background measured")


def end_label(end: OccupancyEnd) -> str:
    """Say how the end of a passage was known."""
    match end:
        case OccupancyEnd.GX:
            return translate("Labels", "ended by the portal")
        case OccupancyEnd.BACKGROUND_RETURNED:
            return translate("Labels", "ended without a word from the portal")
        case OccupancyEnd.SILENCE:
            return translate("Labels", "the portal fell silent")
        case OccupancyEnd.LINK_LOST:
            return translate("Labels", "the connection was lost")


def family_label(family: str) -> str:
    """Name a family of devices; one that this program does not know keeps its own name."""
    names = {
        "portal": translate("Labels", "Radiation portal"),
        "plates": translate("Labels", "Plate reader"),
        "spectra": translate("Labels", "Spectrum folder"),
        "scans": translate("Labels", "Imager folder"),
        "kiosk": translate("Labels", "Traveller kiosk"),
        "seal": translate("Labels", "Seal reader"),
        "lookouts": translate("Labels", "Lookout lists"),
    }
    return names.get(family, family)


def state_name(code: str) -> str:
    """Name the state behind a code of a travel document (ICAO 9303-3), if it is a common one."""
    names = {
        "CAN": translate("Labels", "Canada"),
        "USA": translate("Labels", "United States"),
        "MEX": translate("Labels", "Mexico"),
        "GBR": translate("Labels", "United Kingdom"),
        "FRA": translate("Labels", "France"),
        "D": translate("Labels", "Germany"),
        "IND": translate("Labels", "India"),
        "CHN": translate("Labels", "China"),
        "PHL": translate("Labels", "Philippines"),
        "NGA": translate("Labels", "Nigeria"),
        "UKR": translate("Labels", "Ukraine"),
        "BRA": translate("Labels", "Brazil"),
        "JPN": translate("Labels", "Japan"),
        "KOR": translate("Labels", "South Korea"),
    }
    return names.get(code, "")
