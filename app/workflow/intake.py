"""Turns what devices report into recorded facts, and joins them to the right case.

Everything here runs on the writer thread, one call at a time. Analyses run elsewhere and come back
as further calls.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from app.domain.case import Case
from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import PlateRead, normal_plate
from app.domain.events import (
    AnalysisFailed,
    CaseOpened,
    ConsignmentAssessed,
    DeviceChanged,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RadiographAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.facts import Fact
from app.domain.identifiers import CaseId
from app.domain.observed import ANALYSIS_RADIATION
from app.domain.occupancy import Occupancy, RadiationVerdict
from app.domain.place import Place
from app.domain.radiograph import Scan
from app.domain.risk import Assessment
from app.domain.spectrum import SpectrumFile
from app.domain.sync_state import DeviceState, LinkState
from app.ports import Clock, EvidenceStore, Notices, Serial
from app.workflow.analysis_words import why_not_analysed
from app.workflow.casebook import CaseBook
from app.workflow.kept_files import LINES_TYPE, KeptFiles
from app.workflow.quality_scans import QualityScans
from app.workflow.recorder import Recorder
from app.workflow.spectra import Identifier, Spectra
from app.workflow.updates import DeviceUpdate, Update

PLATE_TO_PORTAL = timedelta(seconds=90)
"""A plate read longer before the occupancy belongs to another vehicle."""


class Original(NamedTuple):
    """What a passage was read from: the lines or the file of a portal, as they came."""

    name: str
    media_type: str
    data: bytes


def lines_of(lane: str, lines: bytes) -> Original:
    """The lines of a portal."""
    return Original(f"lane-{lane}-lines.txt", LINES_TYPE, lines)


@dataclass(frozen=True, slots=True)
class Analyses:
    """What is computed about a case, and where.

    `assess_occupancy` is picklable and runs in a worker process, spectra have one of their own;
    the policies are cheap and run in place.
    """

    workers: Executor
    assess_occupancy: Callable[[Occupancy], RadiationVerdict]
    assess_consignment: Callable[[Sequence[Fact], datetime], tuple[Assessment, ...]]
    facts_of: Callable[[Case, datetime], tuple[Fact, ...]]
    identifier: Identifier


class Intake:
    """Opens cases for what presents itself and attaches what is measured."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        writer: Serial,
        casebook: CaseBook,
        recorder: Recorder,
        notices: Notices,
        evidence: EvidenceStore,
        analyses: Analyses,
        new_id: Callable[[], str],
        publish: Callable[[Update], None],
        *,
        simulated: bool = False,
        quality: QualityScans | None = None,
    ) -> None:
        self._place = place
        self._clock = clock
        self._writer = writer
        self._casebook = casebook
        self._recorder = recorder
        self._notices = notices
        self._kept = KeptFiles(evidence, recorder)
        self._spectra = Spectra(
            place.station, writer, casebook, recorder, self._kept, analyses.identifier
        )
        self._analyses = analyses
        self._new_id = new_id
        self._publish = publish
        self._simulated = simulated
        self._quality = quality
        if quality is not None:
            quality.when_not_one(lambda event: self._attach(event.scan, event.evidence))
        self._at_portal: CaseId | None = None
        self._devices: dict[str, LinkState] = {}

    def plate_read(self, read: PlateRead) -> None:
        """A vehicle approaches: open its case and look for its notice."""
        case_id = self._open_case(read, opened_at=read.read_at)
        self._at_portal = case_id
        self._match(case_id, self._notices.by_plate(normal_plate(read.plate)))

    def occupancy(self, occupancy: Occupancy, original: Original | None = None) -> None:
        """A vehicle passed the portal. Record it, then let a worker judge it.

        `original` is what the portal itself said, as it came. Where that cannot be kept it is
        said, and the passage is recorded all the same.
        """
        case_id = self._case_at_portal(occupancy)
        kept = self._kept.keep_one(*original) if original and original.data else None
        event = OccupancyRecorded(case_id=case_id, occupancy=occupancy, raw_lines=kept)
        self._recorder.record_or_keep(event)
        verdict = self._analyses.workers.submit(self._analyses.assess_occupancy, occupancy)
        verdict.add_done_callback(lambda done: self._writer.post(self._judged, case_id, done))

    def scan(self, scan: Scan, files: Sequence[tuple[str, str, bytes]]) -> bool:
        """A radiograph arrived. It belongs to the newest case of that container or plate.

        One of a test object belongs to no case.

        True once bytes and event are on the disk. The same bytes again change nothing; the same
        scan with other bytes is another radiograph, of which an officer judges.
        """
        refs = self._kept.keep(scan.scan_id, files)
        if refs is None:
            return False
        if self._quality is not None and self._quality.is_one(scan):
            return self._quality.scan(scan, refs)
        return self._attach(scan, refs)

    def original(self, file: tuple[str, str, bytes]) -> bool:
        """A part of a radiograph that is not whole yet. True once its bytes are on the disk."""
        return self._kept.keep_one(*file) is not None

    def spectrum(self, data: bytes, name: str, file: SpectrumFile) -> bool:
        """An identifier wrote a spectrum: it attaches itself to the open alarm it belongs to.

        True once bytes and event are on the disk. The same bytes again change nothing.
        """
        changed, is_taken = self._spectra.attach(data, name, file)
        if changed is not None:
            self._assess(changed)
        return is_taken

    def resume(self) -> None:
        """Go on with what the last run of the station began and did not end."""
        self._spectra.identify_what_is_not()
        if self._quality is not None:
            self._quality.resume()

    def stop(self) -> None:
        """The record is about to be closed: what is still being computed comes too late."""
        self._spectra.stop()
        if self._quality is not None:
            self._quality.stop()

    def unreadable(self, device: str, data: bytes, name: str, why: str) -> bool:
        """A file that no reader understood is kept, and said. True once that is on the disk."""
        ref = self._kept.keep_one(name, "application/octet-stream", data)
        return ref is not None and self._kept.say_unreadable(device, name, why, ref)

    def device(self, state: DeviceState) -> None:
        """A link changed. What changed is recorded, the heartbeat between is only shown."""
        self._publish(DeviceUpdate(state))
        if self._devices.get(state.name) is state.link:
            return
        self._devices[state.name] = state.link
        event = DeviceChanged(device=state.name, state=state.link, why=state.why)
        self._recorder.record_or_keep(event)

    def notices_changed(self) -> None:
        """The centre sent notices: cases that looked in vain look again."""
        for case in self._casebook.cases():
            if not case.awaits_primary or case.notice is not None or case.place != self._place:
                continue
            found = self._notices.by_plate(normal_plate(case.plate.plate)) if case.plate else None
            if found is not None:
                self._match(case.case_id, found)

    def _attach(self, scan: Scan, refs: tuple[EvidenceRef, ...]) -> bool:
        if (known := self._casebook.holding(refs)) is not None:
            return not known.not_recorded
        case = self._casebook.latest_with(plate=scan.plate, container=scan.container_number)
        case_id = case.case_id if case else self._open_case(None, opened_at=scan.started_at)
        if case is None:
            self._match(case_id, self._notice_of_scan(scan))
        event = RadiographAttached(case_id=case_id, scan=scan, evidence=refs)
        is_recorded = self._recorder.record_or_keep(event)
        self._assess(case_id)
        return is_recorded

    def _open_case(self, read: PlateRead | None, *, opened_at: datetime) -> CaseId:
        case_id = CaseId(f"{self._place.station}-{self._new_id()}")
        self._recorder.record_or_keep(
            CaseOpened(
                case_id=case_id,
                place=self._place,
                opened_at=opened_at,
                plate=read,
                simulated=self._simulated,
            )
        )
        return case_id

    def _case_at_portal(self, occupancy: Occupancy) -> CaseId:
        case = self._casebook.case(self._at_portal) if self._at_portal else None
        self._at_portal = None
        if case is not None and case.opened_at is not None:
            waited = occupancy.opened_at - case.opened_at
            if not case.occupancies and waited <= PLATE_TO_PORTAL:
                return case.case_id
        case_id = self._open_case(None, opened_at=occupancy.opened_at)
        self._match(case_id, None)
        return case_id

    def _match(self, case_id: CaseId, found: tuple[AdvanceNotice, int] | None) -> None:
        notice, version = found or (None, 0)
        self._recorder.record_or_keep(
            NoticeMatched(case_id=case_id, notice=notice, notice_version=version)
        )
        self._assess(case_id)

    def _judged(self, case_id: CaseId, done: Future[RadiationVerdict]) -> None:
        if done.cancelled():
            return
        if (error := done.exception()) is not None:
            why = why_not_analysed(error)
            event = AnalysisFailed(case_id=case_id, analysis=ANALYSIS_RADIATION, why=why)
            self._recorder.record_or_keep(event)
        else:
            self._recorder.record_or_keep(OccupancyAssessed(case_id=case_id, verdict=done.result()))
        self._assess(case_id)

    def _assess(self, case_id: CaseId) -> None:
        """Let both countries' policies judge the case on what is known now."""
        case = self._casebook.case(case_id)
        if case is None:
            return
        now = self._clock.now()
        facts = self._analyses.facts_of(case, now)
        assessments = self._analyses.assess_consignment(facts, now)
        if _without_time(assessments) == _without_time(case.assessments):
            return
        self._recorder.record_or_keep(ConsignmentAssessed(case_id=case_id, assessments=assessments))

    def _notice_of_scan(self, scan: Scan) -> tuple[AdvanceNotice, int] | None:
        if scan.container_number and (found := self._notices.by_container(scan.container_number)):
            return found
        return self._notices.by_plate(normal_plate(scan.plate)) if scan.plate else None


def _without_time(assessments: Sequence[Assessment]) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            item.country,
            item.policy_sha256,
            item.determination,
            item.fired,
            item.could_fire,
            item.missing_required,
            item.actions,
        )
        for item in assessments
    )
