"""Spectra find their alarm, say where that was a guess, and are named once by this station."""

from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta

import pytest

from app.domain.events import (
    AnalysisFailed,
    Event,
    SpectrumAttached,
    SpectrumIdentified,
    UnreadableInput,
)
from tests.builders import GAMMA_ALARM, NOW, occupancy, plate_read, spectrum_file
from tests.workflow.lane import UNREADABLE, Lane

N42 = b"<N42/>"


@pytest.fixture
def lane() -> Lane:
    return Lane()


def recorded(lane: Lane, kind: type[Event]) -> list[Event]:
    return [item.event for item in lane.journal.written if isinstance(item.event, kind)]


def test_the_same_spectrum_twice_is_attached_once(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    assert lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert len(lane.only_case().spectra) == 1


def test_a_spectrum_attaches_itself_to_the_open_alarm(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=40)))
    lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    alarmed, clean = lane.casebook.cases()
    assert len(alarmed.spectra) == 1
    assert not clean.spectra


def test_a_spectrum_that_names_a_vehicle_goes_to_that_vehicle(lane: Lane) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=5)))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=90), alarms=GAMMA_ALARM))
    lane.intake.spectrum(b"<N42/>", "riid.n42", spectrum_file(item="MSCU 660342 0"))
    assert [len(case.spectra) for case in lane.casebook.cases()] == [1, 0]


def test_a_spectrum_without_any_open_alarm_is_kept_and_said(lane: Lane) -> None:
    lane.intake.spectrum(b"<N42/>", "riid-0042.n42", spectrum_file())
    assert not any(isinstance(item.event, SpectrumAttached) for item in lane.journal.written)
    (event,) = [item.event for item in lane.journal.written]
    assert isinstance(event, UnreadableInput)
    assert event.evidence is not None
    assert lane.evidence.get(event.evidence) == b"<N42/>"


def test_a_spectrum_with_two_alarms_open_goes_to_the_newest_and_says_that_it_is_a_guess(
    lane: Lane,
) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "first.n42", spectrum_file())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=40), alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42 * 2, "second.n42", spectrum_file())
    assert [[attached.guessed for attached in case.spectra] for case in lane.casebook.cases()] == [
        [False],
        [True],
    ]


def test_a_spectrum_that_names_its_vehicle_is_no_guess_though_two_alarms_are_open(
    lane: Lane,
) -> None:
    lane.intake.plate_read(plate_read())
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=5), alarms=GAMMA_ALARM))
    lane.intake.occupancy(occupancy(at=NOW + timedelta(seconds=90), alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file(item="MSCU 660342 0"))
    named, _ = lane.casebook.cases()
    assert [attached.guessed for attached in named.spectra] == [False]


def test_what_we_name_is_recorded_of_the_very_spectrum_once_the_worker_has_said_it(
    lane: Lane,
) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    assert lane.only_case().identified == ()
    lane.identifiers.work()
    (identified,) = lane.only_case().identified
    assert identified.evidence == lane.only_case().spectra[0].evidence
    assert identified.found.names == ("Cs-137",)
    assert lane.only_case().opinion_of(identified.evidence) == identified.found


def test_the_same_file_again_and_a_start_again_name_nothing_twice(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    lane.intake.resume()
    lane.identifiers.work()
    again = Lane(lane.journal)
    again.intake.resume()
    assert again.identifiers.waiting == []
    assert len(recorded(again, SpectrumIdentified)) == 1


def test_a_station_that_was_stopped_before_the_answer_asks_again_at_its_next_start(
    lane: Lane,
) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    lane.intake.stop()
    lane.identifiers.work()
    assert recorded(lane, SpectrumIdentified) == []
    again = Lane(lane.journal)
    again.intake.resume()
    again.identifiers.work()
    assert len(again.only_case().identified) == 1


def test_a_spectrum_that_another_station_attached_is_for_that_station_to_name(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    assert lane.casebook.unidentified(lane.journal.written[0].ref.station)
    assert lane.casebook.unidentified(type(lane.journal.written[0].ref.station)("other")) == []


@pytest.mark.parametrize(
    ("item", "death", "why"),
    [
        (UNREADABLE, None, "the channels have no energies"),
        ("", BrokenProcessPool("gone"), "the process that analysed it ended unexpectedly"),
    ],
)
def test_a_worker_that_fails_is_said_and_leaves_the_case_as_it_was(
    lane: Lane, item: str, death: BrokenProcessPool | None, why: str
) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file(item=item))
    before = lane.only_case()
    lane.identifiers.work(death)
    case = lane.only_case()
    assert case.failures == (
        AnalysisFailed(case_id=case.case_id, analysis="spectrum", why=f"riid.n42: {why}"),
    )
    assert (case.identified, case.verdict, case.spectra) == ((), before.verdict, before.spectra)


def test_what_is_named_while_the_journal_is_full_is_shown_and_recorded_later(lane: Lane) -> None:
    lane.intake.occupancy(occupancy(alarms=GAMMA_ALARM))
    lane.intake.spectrum(N42, "riid.n42", spectrum_file())
    lane.journal.full = True
    lane.identifiers.work()
    assert lane.only_case().not_recorded
    assert len(lane.only_case().identified) == 1
    lane.journal.full = False
    assert lane.recorder.retry()
    assert len(recorded(lane, SpectrumIdentified)) == 1
    assert not lane.only_case().not_recorded
