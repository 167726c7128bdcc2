"""Readings as DICOS operator reports, kept beside the reading and handed to other systems."""

from pathlib import Path

from app.domain.radiograph import Scan
from app.domain.reading import Reading
from app.runtime.outgoing import OutgoingError, put_out
from app.runtime.settings import Site
from app.workflow.desk import Acting
from app.workflow.kept_files import KeptFiles
from app.workflow.review import Reports
from devices.radiograph.tdr import write_operator_tdr

OUTGOING = "outgoing reports"


def reports_of(site: Site, kept: KeptFiles) -> Reports:
    """Reports of this site; without an outgoing folder they are only kept."""

    def write(scan: Scan, reading: Reading, acting: Acting) -> bytes:
        return write_operator_tdr(
            scan,
            reading.annotations,
            verdict=reading.verdict,
            officer_id=str(acting.officer.badge),
            officer_name=acting.officer.name,
            institution=site.place.port_name,
            decided_at=reading.decided_at,
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
