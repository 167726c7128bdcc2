"""Readings as DICOS operator reports, kept beside the reading and handed to other systems."""

import logging
from pathlib import Path

from app.domain.events import RadiographAttached
from app.domain.reading import Reading
from app.ports import EvidenceStore, WorldError
from app.runtime.outgoing import OutgoingError, put_out
from app.runtime.settings import Site
from app.workflow.desk import Acting
from app.workflow.kept_files import KeptFiles
from app.workflow.review import Reports
from devices.radiograph.decode import DICOM_MEDIA_TYPE
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.tdr import original_images, write_operator_tdr
from devices.radiograph.tdr_codes import ReportedImage

NAMED_MAX = 256
_log = logging.getLogger(__name__)

OUTGOING = "outgoing reports"


def reports_of(site: Site, kept: KeptFiles, evidence: EvidenceStore) -> Reports:
    """Reports of this site; without an outgoing folder they are only kept."""
    named: dict[str, tuple[ReportedImage, ...]] = {}

    def names_of(attached: RadiographAttached) -> tuple[ReportedImage, ...]:
        """How the sender named its images; looked up once, for both readers of an image."""
        if attached.image_id not in named:
            if len(named) >= NAMED_MAX:
                named.clear()
            named[attached.image_id] = _sender_names(attached, evidence)
        return named[attached.image_id]

    def write(attached: RadiographAttached, reading: Reading, acting: Acting) -> bytes:
        return write_operator_tdr(
            attached.scan,
            reading.annotations,
            verdict=reading.verdict,
            officer_id=str(acting.officer.badge),
            officer_name=acting.officer.name,
            institution=site.place.port_name,
            decided_at=reading.decided_at,
            images=names_of(attached),
        )

    def send(name: str, data: bytes) -> None:
        if not site.review.outgoing_dir:
            return
        try:
            put_out(Path(site.review.outgoing_dir), name, data)
        except OutgoingError as error:
            # The reading stands and its report is kept; that it did not go out is said.
            kept.say_unreadable(OUTGOING, name, str(error), None)

    return Reports(write, send)


def _sender_names(
    attached: RadiographAttached, evidence: EvidenceStore
) -> tuple[ReportedImage, ...]:
    """Nothing where the image did not come as DICOS: then the report is about ours."""
    if any(ref.media_type != DICOM_MEDIA_TYPE for ref in attached.evidence):
        return ()
    try:
        return original_images([evidence.get(ref) for ref in attached.evidence])
    except (WorldError, UnreadableScanError) as error:
        # The reading must not be lost for want of a name.
        _log.warning("the report on %s does not name its sender's: %s", attached.image_id, error)
        return ()
