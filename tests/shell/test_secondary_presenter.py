"""At secondary: a case is claimed, read, acknowledged and decided in two keys, or handed back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clearance.readings import DWELL_S
from app.clearance.release import ARMING_S
from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationReason,
)
from app.domain.decision import Disposition, Stage
from app.domain.events import (
    AlarmAdjudicated,
    CaseClaimed,
    DecisionMade,
    Event,
    RadiographAttached,
    SpectrumAttached,
)
from app.domain.evidence import EvidenceRef
from app.domain.finding import LockKind
from app.domain.identifiers import CaseId, StationId
from app.domain.officer import Role
from app.domain.reading import FirstLookEnd, ReadingVerdict
from app.domain.review_events import ImageRead
from app.radiography.image_cache import decode_to_cache
from app.workflow.desk import Acting
from app.workflow.updates import ImageFailed, ImageReady
from devices.radiograph.decode import decode_scan, read_scan
from tests.builders import NOW, officer, spectrum_file
from tests.devices.radiograph.packages import package
from tests.shell.booth import Booth, shown_booth
from tests.shell.cases import alarmed, decision, opening
from tests.workflow.fakes import MemoryEvidence
from widgets.common.actions import ScreenId
from widgets.common.lock_words import lock_label
from widgets.secondary.state import CaseView, ImageStatus

EventT = TypeVar("EventT", bound=Event)
CASE = CaseId("a")
REVIEWER = Acting(officer=officer(), role=Role.SECONDARY)
REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")


@pytest.fixture
def bay(qtbot: QtBot, qapp: QApplication) -> Iterator[Booth]:
    bay = shown_booth(qtbot, qapp)
    bay.sit_down(REVIEWER)
    refer = DecisionMade(case_id=CASE, decision=decision(Disposition.REFER))
    bay.record(*opening(CASE), *alarmed(CASE), refer)
    bay.workstation.refresh()
    yield bay
    bay.close()


def press(qtbot: QtBot, bay: Booth, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(bay.workstation.window, key)
        bay.workstation.refresh()


def recorded(bay: Booth, kind: type[EventT]) -> list[EventT]:
    return [item.event for item in bay.journal.written if isinstance(item.event, kind)]


def outcomes(bay: Booth) -> list[Disposition]:
    made = recorded(bay, DecisionMade)
    return [event.decision.disposition for event in made if event.decision.stage is Stage.SECONDARY]


def adjudicated(code: AdjudicationCode) -> AlarmAdjudicated:
    return AlarmAdjudicated(
        case_id=CASE,
        adjudication=Adjudication(
            act=AdjudicationAct.CLOSE,
            code=code,
            reason=AdjudicationReason.JUDGEMENT,
            badge=REVIEWER.officer.badge,
            adjudicated_at=NOW,
            shown_sha256="0" * 64,
            passage=1,
            nuclides=tuple(item.name for item in spectrum_file().nuclides),
        ),
    )


def answered(qtbot: QtBot, bay: Booth) -> None:
    """A spectrum explains the alarm, all is acknowledged, and a moment has passed."""
    bay.record(
        SpectrumAttached(case_id=CASE, file=spectrum_file(), evidence=REF),
        adjudicated(AdjudicationCode.NORM),
    )
    press(qtbot, bay, *[Qt.Key.Key_F10] * 6)
    bay.reaction_s += ARMING_S
    bay.workstation.refresh()


def shown(bay: Booth) -> CaseView:
    presenter = bay.workstation.secondary
    assert presenter is not None
    assert presenter.view is not None
    assert presenter.view.case is not None
    return presenter.view.case


def release_locks(bay: Booth) -> set[LockKind]:
    return {lock.kind for lock in shown(bay).key(Disposition.RELEASE).locks}


def seen_in(bay: Booth) -> float:
    bay.workstation.refresh()
    return shown(bay).review.look.seen_share


@pytest.fixture
def radiograph() -> RadiographAttached:
    """A real package of another station: its bytes are not here."""
    files, evidence = package(), MemoryEvidence()
    refs = [evidence.put(data, media_type=kind, name=name) for name, kind, data in files]
    scan = replace(read_scan(files), seals_read=("CA4471802",))
    return RadiographAttached(case_id=CASE, scan=scan, evidence=tuple(refs))


def test_a_secondary_officer_starts_at_the_work_list(bay: Booth) -> None:
    assert bay.workstation.window.screen_id is ScreenId.SECONDARY
    presenter = bay.workstation.secondary
    assert presenter is not None
    assert presenter.view is not None
    assert [row.case_id for row in presenter.view.work] == [CASE]


def test_opening_a_case_claims_it(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    (claim,) = recorded(bay, CaseClaimed)
    assert claim.claimed
    assert claim.badge == REVIEWER.officer.badge


def test_a_case_that_is_left_undecided_goes_back(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    bay.workstation.session.sign_out()
    assert [claim.claimed for claim in recorded(bay, CaseClaimed)] == [True, False]


def test_an_examination_takes_two_keys(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J, Qt.Key.Key_F5)
    assert not outcomes(bay)
    press(qtbot, bay, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outcomes(bay) == [Disposition.EXAMINE])
    assert not bay.workstation.board.at_secondary()


def test_escape_takes_an_armed_act_back(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J, Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert not outcomes(bay)


def test_release_opens_only_after_adjudication_and_acknowledgement(
    qtbot: QtBot, bay: Booth
) -> None:
    press(qtbot, bay, Qt.Key.Key_J, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not outcomes(bay)
    answered(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outcomes(bay) == [Disposition.RELEASE])


def test_an_alarm_that_was_adjudicated_as_real_keeps_release_locked_and_says_so(
    qtbot: QtBot, bay: Booth
) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    bay.record(adjudicated(AdjudicationCode.OTHER_REAL))
    press(qtbot, bay, *[Qt.Key.Key_F10] * 6)
    bay.reaction_s += ARMING_S
    bay.workstation.refresh()
    (lock,) = shown(bay).key(Disposition.RELEASE).locks
    assert lock.kind is LockKind.ALARM_OPEN
    assert "adjudicated as real" in lock_label(lock)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not outcomes(bay)


def test_the_adjudication_screen_opens_on_the_case_in_hand(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    qtbot.keyClick(bay.workstation.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    presenter = bay.workstation.radiation
    assert presenter is not None
    assert presenter.case_id == CASE


def test_a_key_on_its_way_when_an_alarm_appears_releases_nothing(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    answered(qtbot, bay)
    bay.reaction_s = 0.0
    bay.workstation.refresh()
    bay.clock.advance(3600)  # the demonstration's hour is no human second
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    assert not outcomes(bay)
    assert LockKind.JUST_ARRIVED in release_locks(bay)
    bay.reaction_s = ARMING_S
    bay.workstation.refresh()
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outcomes(bay) == [Disposition.RELEASE])


def test_an_alarm_between_the_two_keys_takes_the_release_back(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    answered(qtbot, bay)
    press(qtbot, bay, Qt.Key.Key_F9)
    bay.record(*alarmed(CASE))
    press(qtbot, bay, Qt.Key.Key_Return)
    assert not outcomes(bay)
    assert shown(bay).armed is None


def test_a_radiograph_that_is_not_on_the_screen_was_not_looked_at(
    qtbot: QtBot, bay: Booth, radiograph: RadiographAttached, tmp_path: Path
) -> None:
    bay.record(radiograph)
    press(qtbot, bay, Qt.Key.Key_J)
    answered(qtbot, bay)
    bay.clock.advance(DWELL_S)
    bay.workstation.refresh()
    assert release_locks(bay) == {LockKind.DWELL, LockKind.NOT_READ}
    folder = decode_to_cache(tuple(package()), tmp_path, decode=decode_scan)
    bay.workstation.take(ImageReady(CASE, radiograph.image_id, str(folder)))
    qtbot.waitUntil(lambda: seen_in(bay) == 1.0)
    assert release_locks(bay) == {LockKind.DWELL}
    bay.clock.advance(DWELL_S)
    bay.workstation.refresh()
    assert not release_locks(bay)
    press(qtbot, bay, Qt.Key.Key_F9, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: outcomes(bay) == [Disposition.RELEASE])
    (read,) = recorded(bay, ImageRead)
    assert read.reading.verdict is ReadingVerdict.CLEAR
    assert read.reading.first_look is FirstLookEnd.COVERED
    assert read.reading.dwell_s == DWELL_S


def test_an_image_of_another_vehicle_with_the_same_scan_name_is_never_shown(
    qtbot: QtBot, bay: Booth, radiograph: RadiographAttached, tmp_path: Path
) -> None:
    other = replace(radiograph.evidence[0], sha256="f" * 64)
    mine = replace(radiograph, evidence=(other, *radiograph.evidence[1:]))
    bay.record(mine)
    folder = decode_to_cache(tuple(package()), tmp_path, decode=decode_scan)
    bay.workstation.take(ImageReady(CaseId("b"), radiograph.image_id, str(folder)))
    press(qtbot, bay, Qt.Key.Key_J)
    presenter = bay.workstation.secondary
    assert presenter is not None
    assert not presenter.image_is_ready


def test_a_failed_image_is_shown_as_failed_with_its_reason(qtbot: QtBot, bay: Booth) -> None:
    press(qtbot, bay, Qt.Key.Key_J)
    bay.workstation.take(ImageFailed(CASE, "S-1", "page 2 is cut off"))
    presenter = bay.workstation.secondary
    assert presenter is not None
    view = presenter.view
    assert view is not None
    assert view.case is not None
    assert view.case.image.status is ImageStatus.NONE  # no scan of this case was recorded


def test_a_case_in_other_hands_says_whose(qtbot: QtBot, bay: Booth) -> None:
    other = replace(bay.workstation.station.place, station=StationId("bay-9"), lane="Bay 9")
    badge = officer("40912").badge
    bay.record(CaseClaimed(case_id=CASE, place=other, badge=badge, claimed=True))
    press(qtbot, bay, Qt.Key.Key_J)
    presenter = bay.workstation.secondary
    assert presenter is not None
    assert presenter.view is not None
    assert presenter.view.case is not None
    assert presenter.view.case.claimed_by_other == "40912"
    assert len(recorded(bay, CaseClaimed)) == 1
