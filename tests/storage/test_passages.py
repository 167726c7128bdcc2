"""The list of alarms follows the events, whoever asks and whenever the station was started."""

from datetime import timedelta
from pathlib import Path

from app.domain.adjudication import (
    Adjudication,
    AdjudicationAct,
    AdjudicationCode,
    AdjudicationReason,
    NuclideCategory,
    OwnOutcome,
)
from app.domain.alarm_list import AlarmQuery
from app.domain.events import (
    AlarmAdjudicated,
    CaseOpened,
    Event,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    SpectrumAttached,
    SpectrumIdentified,
)
from app.domain.evidence import EvidenceRef
from app.domain.identified import Identified, IdentifiedNuclide
from app.domain.identifiers import Badge, CaseId
from app.domain.occupancy import Radiation
from app.domain.spectrum import NuclideReport, SpectrumFile
from app.storage.station_store import StationStore
from tests.builders import GAMMA_ALARM, NOW, notice, occupancy, place, plate_read, verdict
from tests.storage.station import open_store, tampering

REF = EvidenceRef(sha256="0" * 64, media_type="application/xml", size_bytes=3, name="s.n42")


def passes(name: str, *, alarm: bool = True, own: bool = False, after_s: int = 0) -> list[Event]:
    case_id = CaseId(name)
    at = NOW + timedelta(seconds=after_s)
    alarms = GAMMA_ALARM if alarm else frozenset[Radiation]()
    return [
        CaseOpened(case_id=case_id, place=place(), opened_at=at, plate=plate_read()),
        OccupancyRecorded(case_id=case_id, occupancy=occupancy(alarms=alarms, at=at)),
        OccupancyAssessed(case_id=case_id, verdict=verdict(gamma=own)),
    ]


def spectrum(name: str, *nuclides: str) -> SpectrumAttached:
    reports = tuple(NuclideReport(name=nuclide) for nuclide in nuclides)
    file = SpectrumFile(spectra=(), nuclides=reports)
    return SpectrumAttached(case_id=CaseId(name), file=file, evidence=REF)


def identified(name: str, *nuclides: str, possible_snm: bool = False) -> SpectrumIdentified:
    named = tuple(
        IdentifiedNuclide(name=nuclide, category=NuclideCategory.OTHER, confidence=0.9)
        for nuclide in nuclides
    )
    found = Identified(
        outcome=OwnOutcome.IDENTIFIED,
        nuclides=named,
        possible_snm=possible_snm,
        algorithm="test",
        version="1",
    )
    return SpectrumIdentified(case_id=CaseId(name), evidence=REF, found=found)


def closed(name: str, code: AdjudicationCode = AdjudicationCode.NORM) -> AlarmAdjudicated:
    return AlarmAdjudicated(
        case_id=CaseId(name),
        adjudication=Adjudication(
            act=AdjudicationAct.CLOSE,
            code=code,
            reason=AdjudicationReason.COMMODITY_EXPLAINS,
            badge=Badge("41877"),
            adjudicated_at=NOW,
            shown_sha256="0" * 64,
            passage=1,
        ),
    )


def record(store: StationStore, *events: Event) -> None:
    for event in events:
        store.journal.append(event)


def cases(store: StationStore, query: AlarmQuery) -> list[str]:
    return [entry.case_id for entry in store.passages.page(query).entries]


def test_alarms_are_listed_newest_first_and_quiet_passages_are_not(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), *passes("b", alarm=False), *passes("c", alarm=False, own=True))
        page = store.passages.page(AlarmQuery())
        assert [entry.case_id for entry in page.entries] == ["c", "a"]
        assert page.entries[0].own == GAMMA_ALARM
        assert page.entries[0].monitor == frozenset()
        assert page.entries[1].monitor == GAMMA_ALARM
        assert page.entries[1].title == "CJK 4419"


def test_a_notice_that_is_found_later_names_the_passage(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        found = NoticeMatched(case_id=CaseId("a"), notice=notice(), notice_version=1)
        record(store, *passes("a"), found)
        assert store.passages.page(AlarmQuery()).entries[0].title == "MSCU 660342 0"


def test_filters_keep_a_nuclide_and_what_is_open(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), *passes("b"), *passes("c"))
        record(store, spectrum("a", "K-40"), spectrum("b", "Cs-137", "K-40"), closed("b"))
        assert cases(store, AlarmQuery(nuclide="K-40")) == ["b", "a"]
        assert cases(store, AlarmQuery(nuclide="K-40", open_only=True)) == ["a"]
        assert cases(store, AlarmQuery(nuclide="Cs-137")) == ["b"]
        assert cases(store, AlarmQuery(open_only=True)) == ["c", "a"]
        page = store.passages.page(AlarmQuery())
        assert page.nuclides == ("Cs-137", "K-40")
        assert [entry.code for entry in page.entries] == [None, AdjudicationCode.NORM, None]


def test_a_nuclide_is_found_whichever_side_named_it_and_however_it_was_spelled(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), *passes("b"), *passes("c"))
        record(store, spectrum("a", "Cs137"), spectrum("b", "K-40"), spectrum("c", "137CS"))
        record(store, identified("b", "Cs-137"), identified("c", "Cs-137", "Co-60"))
        assert cases(store, AlarmQuery(nuclide="Cs-137")) == ["c", "b", "a"]
        page = store.passages.page(AlarmQuery())
        assert page.nuclides == ("Co-60", "Cs-137", "K-40")
        assert [(set(entry.nuclides), set(entry.own_only)) for entry in page.entries] == [
            ({"Cs-137", "Co-60"}, {"Co-60"}),
            ({"Cs-137", "K-40"}, {"Cs-137"}),
            ({"Cs-137"}, set()),
        ]


def test_what_cannot_be_excluded_stays_said_though_another_spectrum_is_innocent(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), *passes("b"))
        record(store, identified("a", "K-40", possible_snm=True), identified("a", "K-40"))
        record(store, identified("b", "K-40"))
        entries = store.passages.page(AlarmQuery()).entries
        assert [entry.possible_snm for entry in entries] == [False, True]


OLD_LIST = """
DROP TABLE passage_nuclide;
ALTER TABLE passage DROP COLUMN possible_snm;
CREATE TABLE passage_nuclide (
  nuclide TEXT NOT NULL, position INTEGER NOT NULL, state INTEGER NOT NULL,
  PRIMARY KEY (position, nuclide)
) STRICT, WITHOUT ROWID;
INSERT INTO passage_nuclide VALUES ('Cs137', 1, 1);
UPDATE nuclide_seen SET nuclide = 'Cs137';
UPDATE alembic_version SET version_num = '0002';
PRAGMA user_version = 2
"""


def test_a_list_of_an_earlier_program_is_made_anew_from_the_events(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), spectrum("a", "Cs137"))
        assert cases(store, AlarmQuery(nuclide="Cs-137")) == ["a"]
    with tampering(tmp_path) as log:
        for statement in OLD_LIST.split(";"):
            log.execute(statement)
    with open_store(tmp_path) as store:
        assert cases(store, AlarmQuery(nuclide="Cs-137")) == ["a"]
        assert store.passages.page(AlarmQuery()).nuclides == ("Cs-137",)


def test_pages_join_without_a_gap_and_without_a_repeat(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        names = [f"case-{number}" for number in range(7)]
        for name in names:
            record(store, *passes(name))
        seen: list[str] = []
        before, has_next = 0, True
        while has_next:
            page = store.passages.page(AlarmQuery(limit=3, before=before))
            seen += [entry.case_id for entry in page.entries]
            before, has_next = page.entries[-1].position, page.has_next
        assert seen == names[::-1]


def test_a_station_that_starts_again_goes_on_where_the_list_was(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"))
        assert cases(store, AlarmQuery()) == ["a"]
        record(store, *passes("b"))
    with open_store(tmp_path) as store:
        assert cases(store, AlarmQuery()) == ["b", "a"]


def test_a_second_passage_of_a_case_is_an_alarm_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        record(store, *passes("a"), closed("a"), *passes("a", after_s=60)[1:])
        page = store.passages.page(AlarmQuery())
        assert [entry.code for entry in page.entries] == [None, AdjudicationCode.NORM]


def test_the_background_of_a_lane_is_read_in_means_of_five_minutes(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for number in range(4):
            record(store, *passes(f"case-{number}", alarm=False, after_s=200 * number))
        points = store.passages.background("3", since=NOW)
        assert len(points) == 3
        assert {point.background_cps for point in points} == {300.0}
        assert store.passages.background("4", since=NOW) == []
        assert store.passages.background("3", since=NOW + timedelta(hours=1)) == []
