"""Radiographs come to the screen: each case that asked is told, whatever becomes of the image."""

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.events import RadiographAttached
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import CaseId
from app.ports import WorldError
from app.radiography.laid_file import LaidFile
from app.workflow.imagery import Imagery
from app.workflow.updates import ImageFailed, ImageReady, Update
from tests.builders import scan
from tests.workflow.fakes import HandExecutor, InlineSerial, MemoryEvidence

ONE, OTHER = CaseId("c-1"), CaseId("c-2")


class Dark:
    """Images of one station; a test fetches and decodes by hand."""

    def __init__(self, folder: Path) -> None:
        self.evidence = MemoryEvidence()
        self.workers = HandExecutor()
        self.fetching: list[Future[bytes]] = []
        self.told: list[Update] = []
        self.imagery = Imagery(
            self.evidence,
            self._fetch,
            InlineSerial(),
            self.workers,
            self._decode,
            folder,
            self.told.append,
        )

    def attached(self, case_id: CaseId, data: bytes = b"pixels") -> RadiographAttached:
        ref = self.evidence.put(data, media_type="image/tiff", name="scan.tif")
        return RadiographAttached(case_id=case_id, scan=scan(), evidence=(ref,))

    def _fetch(self, _ref: EvidenceRef) -> Future[bytes]:
        self.fetching.append(Future())
        return self.fetching[-1]

    @staticmethod
    def _decode(files: tuple[LaidFile, ...], cache: Path) -> Path:
        if files[0].path.read_bytes() == b"noise":
            raise ValueError("not an image")
        return cache / "home"


@pytest.fixture
def dark(tmp_path: Path) -> Dark:
    return Dark(tmp_path)


def asked_by(told: Sequence[Update]) -> list[tuple[type, CaseId]]:
    return [
        (type(item), item.case_id) for item in told if isinstance(item, ImageReady | ImageFailed)
    ]


def test_an_image_that_is_asked_for_twice_is_decoded_once(dark: Dark) -> None:
    attached = dark.attached(ONE)
    dark.imagery.request(attached)
    dark.imagery.request(attached)
    assert len(dark.workers.waiting) == 1
    dark.workers.work()
    assert asked_by(dark.told) == [(ImageReady, ONE)]


def test_the_same_bytes_under_two_cases_come_to_both(dark: Dark) -> None:
    attached = dark.attached(ONE)
    dark.imagery.request(attached)
    dark.imagery.request(replace(attached, case_id=OTHER))
    dark.workers.work()
    assert asked_by(dark.told) == [(ImageReady, ONE), (ImageReady, OTHER)]
    dark.imagery.request(attached)
    dark.workers.work()
    assert asked_by(dark.told)[2:] == [(ImageReady, ONE)]


DEATHS: list[Callable[[Dark], None]] = [
    lambda dark: dark.workers.work(BrokenExecutor()),
    lambda dark: dark.workers.work(MemoryError()),
]


@pytest.mark.parametrize("die", DEATHS)
def test_a_worker_that_dies_fails_every_case_that_asked(
    dark: Dark, die: Callable[[Dark], None]
) -> None:
    attached = dark.attached(ONE)
    dark.imagery.request(attached)
    dark.imagery.request(replace(attached, case_id=OTHER))
    die(dark)
    assert asked_by(dark.told) == [(ImageFailed, ONE), (ImageFailed, OTHER)]
    dark.imagery.request(attached)
    dark.workers.work()
    assert asked_by(dark.told)[-1] == (ImageReady, ONE)


def test_bytes_that_are_no_image_and_bytes_that_do_not_come_are_said(dark: Dark) -> None:
    dark.imagery.request(dark.attached(ONE, b"noise"))
    dark.workers.work()
    missing = dark.attached(OTHER, b"elsewhere")
    dark.evidence.kept.clear()
    dark.imagery.request(missing)
    dark.fetching[0].set_exception(WorldError("no link"))
    assert asked_by(dark.told) == [(ImageFailed, ONE), (ImageFailed, OTHER)]
