"""Spectra of handheld identifiers: each finds its alarm, and this station names each one once."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from app.domain.case import Case
from app.domain.conveyance import normal_plate
from app.domain.events import AnalysisFailed, SpectrumAttached, SpectrumIdentified
from app.domain.identified import Identified
from app.domain.identifiers import CaseId, StationId
from app.domain.observed import monitor_alarms, own_alarms
from app.domain.spectrum import SpectrumFile
from app.ports import Serial
from app.workflow.analysis_words import why_not_analysed
from app.workflow.casebook import CaseBook, container_of
from app.workflow.kept_files import KeptFiles
from app.workflow.recorder import Recorder

ANALYSIS_SPECTRUM = "spectrum"
SPECTRUM_TYPE = "application/xml"

_Key = tuple[CaseId, str]


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names nuclides, and where: `identify` is picklable and runs in a worker process."""

    workers: Executor
    identify: Callable[[SpectrumFile], Identified]


class Spectra:
    """Attaches spectra and records what this station makes of them. Lives on the writer thread."""

    def __init__(
        self,
        station: StationId,
        writer: Serial,
        casebook: CaseBook,
        recorder: Recorder,
        kept: KeptFiles,
        identifier: Identifier,
    ) -> None:
        self._station = station
        self._writer = writer
        self._casebook = casebook
        self._recorder = recorder
        self._kept = kept
        self._identifier = identifier
        self._asked: set[_Key] = set()
        self._stopped = False

    def attach(self, data: bytes, name: str, file: SpectrumFile) -> tuple[CaseId | None, bool]:
        """Attach a spectrum to the alarm it belongs to.

        The case that changed, if one did, and whether bytes and event are on the disk. The same
        bytes again change nothing.
        """
        ref = self._kept.keep_one(name, SPECTRUM_TYPE, data)
        if ref is None:
            return None, False
        if (known := self._casebook.holding((ref,))) is not None:
            return None, not known.not_recorded
        case, guessed = chosen_case(self._casebook.cases(), name, file)
        if case is None:
            why = "no open alarm to attach this spectrum to"
            return None, self._kept.say_unreadable("spectrum", name, why, ref)
        event = SpectrumAttached(case_id=case.case_id, file=file, evidence=ref, guessed=guessed)
        is_recorded = self._recorder.record_or_keep(event)
        self._identify(event)
        return case.case_id, is_recorded

    def identify_what_is_not(self) -> None:
        """Name what this station attached and was stopped before it could name it."""
        for attached in self._casebook.unidentified(self._station):
            self._identify(attached)

    def stop(self) -> None:
        """Record nothing more: what is not named by now is named after the next start."""
        self._stopped = True

    def _identify(self, attached: SpectrumAttached) -> None:
        key = attached.case_id, attached.evidence.sha256
        if key in self._asked:
            return
        self._asked.add(key)
        found = self._identifier.workers.submit(self._identifier.identify, attached.file)
        found.add_done_callback(lambda done: self._writer.post(self._identified, attached, done))

    def _identified(self, attached: SpectrumAttached, done: Future[Identified]) -> None:
        if done.cancelled() or self._stopped:
            return
        case = self._casebook.case(attached.case_id)
        if case is not None and case.opinion_of(attached.evidence) is not None:
            return
        if (error := done.exception()) is not None:
            why = f"{attached.evidence.name}: {why_not_analysed(error)}"
            failed = AnalysisFailed(case_id=attached.case_id, analysis=ANALYSIS_SPECTRUM, why=why)
            self._recorder.record_or_keep(failed)
            return
        self._recorder.record_or_keep(
            SpectrumIdentified(
                case_id=attached.case_id, evidence=attached.evidence, found=done.result()
            )
        )


def chosen_case(cases: Iterable[Case], name: str, file: SpectrumFile) -> tuple[Case | None, bool]:
    """The case that a spectrum belongs to, and whether that is a guess.

    A vehicle that the file or its name tells goes before all; else the newest open alarm, which is
    certain only where no other is open. `cases` come oldest first.
    """
    written = normal_plate(" ".join((name, file.item)))
    open_cases = [
        case for case in reversed(list(cases)) if case.awaits_primary or case.awaits_secondary
    ]
    for case in open_cases:
        names = (case.plate.plate if case.plate else "", container_of(case) or "")
        if any(item and normal_plate(item) in written for item in names):
            return case, False
    alarmed = [case for case in open_cases if monitor_alarms(case) or own_alarms(case)]
    return (alarmed[0], len(alarmed) > 1) if alarmed else (None, False)
