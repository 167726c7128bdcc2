"""What the workflow tells the screens. Values only; they cross threads."""

from dataclasses import dataclass

from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.events import Event
from app.domain.identifiers import CaseId
from app.domain.occupancy import PortalReading
from app.domain.quality_events import ImageQualityMeasured
from app.domain.sync_state import DeviceState, SyncState


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """A case as it stands after an event was recorded."""

    case: Case


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The journal could not take an event. It waits and is tried again; nothing is lost by us."""

    event: Event
    why: str


@dataclass(frozen=True, slots=True)
class Expected:
    """The vehicles that the centre announced for this port, soonest first."""

    notices: tuple[AdvanceNotice, ...]


@dataclass(frozen=True, slots=True)
class DeviceUpdate:
    """A device link changed."""

    state: DeviceState


@dataclass(frozen=True, slots=True)
class SyncUpdate:
    """The connection to the central service changed."""

    state: SyncState


@dataclass(frozen=True, slots=True)
class Reading:
    """A portal count just heard. It was measured, it is shown, it is not recorded by itself."""

    reading: PortalReading


@dataclass(frozen=True, slots=True)
class ImageReady:
    """A radiograph can be looked at: its pyramid lies in `folder`.

    `image_id` is that of the RadiographAttached that was asked for.
    """

    case_id: CaseId
    image_id: str
    folder: str


@dataclass(frozen=True, slots=True)
class ImageFailed:
    """A radiograph could not be brought to the screen."""

    case_id: CaseId
    image_id: str
    why: str


@dataclass(frozen=True, slots=True)
class QualityUpdate:
    """All that scans of test objects said of imagers, by the time of the scan."""

    measured: tuple[ImageQualityMeasured, ...]


Update = (
    CaseChanged
    | NotRecorded
    | Expected
    | DeviceUpdate
    | SyncUpdate
    | Reading
    | ImageReady
    | ImageFailed
    | QualityUpdate
)
