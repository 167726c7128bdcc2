"""Now and then a released image comes back as a test: chosen here, made in a worker."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

from app.clearance.random_share import Lot
from app.domain.case import Case
from app.domain.evidence import EvidenceRef
from app.ports import Clock, EvidenceStore, Serial, WorldError
from app.radiography.projection import ProjectionError
from app.radiography.threat_image import TestImage, make_test_image
from app.workflow.analysis_words import why_not_analysed
from app.workflow.threat_tests import AGE_MIN, OPEN_MAX, LaidIn, ThreatTests, candidates
from devices.radiograph.decode import decode_scan
from devices.radiograph.errors import UnreadableScanError

CONTROL_SHARE = 0.5
"""Tests in which nothing is laid in: without them a false alarm could not be counted."""
TRIES = 3

_log = logging.getLogger(__name__)


class TestImages:
    """Puts tests on the list after readings, a share of them. Lives on the writer thread."""

    __test__ = False  # pytest would take the name for a test's

    def __init__(
        self,
        tests: ThreatTests,
        lot: Lot,
        clock: Clock,
        cases: Callable[[], Sequence[Case]],
        evidence: EvidenceStore,
        workers: Executor,
        writer: Serial,
        cache: Path,
        random: Random | None = None,
    ) -> None:
        self._tests = tests
        self._lot = lot
        self._clock = clock
        self._cases = cases
        self._evidence = evidence
        self._workers = workers
        self._writer = writer
        self._random = random or SystemRandom()
        self._make = partial(make_test_image, cache=cache, decode=decode_scan)

    def after_reading(self, reading_name: str) -> None:
        """A vehicle's image was read: perhaps a test comes next."""
        if self._tests.waiting < OPEN_MAX and self._lot.draw(reading_name).is_drawn:
            self._begin(TRIES)

    def _begin(self, tries: int) -> None:
        found = candidates(self._cases(), self._clock.now(), age_min=AGE_MIN)
        here = [case for case in found if all(map(self._evidence.has, _files(case)))]
        if not here or tries == 0:
            return
        case = self._random.choice(here)
        try:
            files = tuple(
                (ref.name, ref.media_type, self._evidence.get(ref)) for ref in _files(case)
            )
        except WorldError as error:
            _log.warning("no test image: %s", error)
            return
        control = self._random.random() < CONTROL_SHARE
        made = self._workers.submit(
            self._make, files, seed=self._random.getrandbits(63), control=control
        )
        made.add_done_callback(lambda done: self._writer.post(self._made, case, tries, done))

    def _made(self, case: Case, tries: int, done: "Future[TestImage]") -> None:
        if done.cancelled():
            return
        try:
            image = done.result()
        except ProjectionError:
            self._begin(tries - 1)  # not in this image, or not this object
            return
        except (UnreadableScanError, OSError, BrokenExecutor, MemoryError) as error:
            _log.warning("no test image: %s", why_not_analysed(error))
            return
        laid_in = LaidIn(folder=str(image.folder), object_name=image.object_name, box=image.box)
        self._tests.place(case, laid_in)


def _files(case: Case) -> tuple[EvidenceRef, ...]:
    return case.radiographs[-1].evidence
