"""Cases in the states in which screens show them, made by folding events as the product does."""

from app.domain.case import Case, fold_all
from app.domain.decision import Decision, Disposition, Reason, Stage
from app.domain.events import (
    CaseOpened,
    ConsignmentAssessed,
    DecisionMade,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RecordedEvent,
)
from app.domain.identifiers import Badge, CaseId, Country, EventRef, StationId
from app.domain.occupancy import CountProfile, Radiation
from app.domain.risk import Assessment, Determination
from tests.builders import (
    GAMMA_ALARM,
    NOW,
    gamma_profile,
    notice,
    occupancy,
    place,
    plate_read,
    verdict,
)

NEUTRON_PROFILE = CountProfile(
    radiation=Radiation.NEUTRON, interval_s=1.0, counts=(2, 1, 3), background_cps=2.0
)


def history(case_id: str, *events: Event, station: str = "coutts-3") -> list[RecordedEvent]:
    """Events of one station in order."""
    return [
        RecordedEvent(
            ref=EventRef(station=StationId(station), epoch=1, seq=seq),
            hlc=seq,
            recorded_at=NOW,
            event=event,
        )
        for seq, event in enumerate(opening(CaseId(case_id)) + events, start=1)
    ]


def opening(case_id: CaseId) -> tuple[Event, ...]:
    """A vehicle came, was announced, and is low for both countries."""
    return (
        CaseOpened(case_id=case_id, place=place(), opened_at=NOW, plate=plate_read()),
        NoticeMatched(case_id=case_id, notice=notice(), notice_version=1),
        ConsignmentAssessed(case_id=case_id, assessments=assessments(Determination.LOW)),
    )


def assessments(determination: Determination) -> tuple[Assessment, ...]:
    """Both countries come to the same determination."""
    return tuple(
        Assessment(
            country=country,
            policy="test",
            policy_version=1,
            policy_sha256="0" * 64,
            assessed_at=NOW,
            determination=determination,
            fired=(),
            could_fire=(),
            missing_required=(),
            actions=(),
        )
        for country in Country
    )


def waiting(case_id: str) -> Case:
    """A vehicle that was announced and has not passed the portal."""
    return fold_all(CaseId(case_id), history(case_id))


def screened(case_id: str) -> tuple[Event, ...]:
    """It passed the portal and nothing was found."""
    measured = occupancy(profiles=(gamma_profile(), NEUTRON_PROFILE))
    return (
        OccupancyRecorded(case_id=CaseId(case_id), occupancy=measured),
        OccupancyAssessed(case_id=CaseId(case_id), verdict=verdict()),
    )


def alarmed(case_id: str) -> tuple[Event, ...]:
    """It passed the portal, and both the monitor and this station see a gamma alarm."""
    measured = occupancy(alarms=GAMMA_ALARM, profiles=(gamma_profile(), NEUTRON_PROFILE))
    return (
        OccupancyRecorded(case_id=CaseId(case_id), occupancy=measured),
        OccupancyAssessed(case_id=CaseId(case_id), verdict=verdict(gamma=True)),
    )


def decision(disposition: Disposition, stage: Stage = Stage.PRIMARY) -> Decision:
    """An officer's decision at the usual place."""
    return Decision(
        stage=stage,
        disposition=disposition,
        reason=None if disposition is Disposition.RELEASE else Reason.RADIATION,
        badge=Badge("41877"),
        country=Country.CANADA,
        lane="3",
        decided_at=NOW,
        seconds_on_screen=4.0,
        shown_sha256="0" * 64,
        offline=False,
    )


def decided(case_id: str, disposition: Disposition) -> Case:
    """A vehicle on which the primary officer has decided."""
    made = DecisionMade(case_id=CaseId(case_id), decision=decision(disposition))
    return fold_all(CaseId(case_id), history(case_id, made))
