"""A worker process that dies over a spectrum costs an answer and never the workstation."""

import os
import signal

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.adjudication import OwnIdentification, OwnOutcome
from app.domain.spectrum import SpectrumFile
from app.domain.time_history import Measured, TimePart
from app.ports import WorldError
from app.runtime.workers import make_workers
from app.shell.adjudicating import Identification, IdentificationDiedError
from tests.shell.booth import Booth

DEADLY, WEAK = SpectrumFile(spectra=(), item="deadly"), SpectrumFile(spectra=())


def die_of(file: SpectrumFile, _part: TimePart | None) -> Measured:
    """Runs in the worker."""
    if file.item:
        os.kill(os.getpid(), signal.SIGKILL)
    return Measured(own=OwnIdentification(outcome=OwnOutcome.INSUFFICIENT))


def test_the_death_of_a_worker_is_a_failure_and_the_next_spectrum_is_answered(
    qtbot: QtBot, qapp: QApplication
) -> None:
    booth = Booth(qapp)
    workers = make_workers()
    identify = booth.adjudicating_with(Identification(workers, die_of)).identify
    errors: list[WorldError] = []
    answers: list[Measured] = []
    assert identify(DEADLY, done=answers.append, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=30_000)
    assert isinstance(errors[0], IdentificationDiedError)
    assert identify(WEAK, done=answers.append, failed=errors.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
    assert answers[0].own.outcome is OwnOutcome.INSUFFICIENT
    workers.shutdown()
    booth.close()
