"""What the centre sends down goes forward only, and is found by those who ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.consignment import AdvanceNotice
from app.domain.identifiers import Badge
from app.domain.officer import OfficerVerifier
from app.ports import RecordError
from app.storage.station_store import StationStore
from app.wire.reference import (
    ReferenceItem,
    ReferenceKind,
    notice_item,
    officer_item,
    policy_item,
    sign_item,
)
from tests.builders import NOW, officer
from tests.storage.station import CENTRE, SetClock, open_store, run
from tests.wire.examples import NOTICE

VERIFIER = OfficerVerifier(
    officer=officer(), argon2_hash="$argon2id$v=19$x", valid_until=NOW + timedelta(days=14)
)


def notice(
    reference: str, *, plate: str = "CJK 4419", at: datetime = NOW, container: bool = True
) -> AdvanceNotice:
    goods = NOTICE.consignment if container else None
    return replace(NOTICE, reference=reference, plate=plate, expected_at=at, consignment=goods)


def signed(*notices: AdvanceNotice, version: int = 1) -> Sequence[ReferenceItem]:
    return [notice_item(item, version=version, key=CENTRE) for item in notices]


def test_a_notice_is_found_by_plate_and_by_container(store: StationStore) -> None:
    expected = notice("N-1")
    store.reference.install(signed(expected, version=3), 10)
    assert store.notices.by_plate("CJK4419") == (expected, 3)
    assert store.notices.by_container("MSCU6603420") == (expected, 3)
    assert store.notices.by_plate("CJK4418") is None
    assert store.notices.by_container("MSCU6603421") is None
    assert store.reference.notice_count() == 1


def test_a_notice_without_a_container_is_found_by_its_plate(store: StationStore) -> None:
    bare = notice("N-1", container=False)
    loose = replace(NOTICE, reference="N-2", plate="XX 1")
    assert loose.consignment is not None
    loose = replace(loose, consignment=replace(loose.consignment, container=None))
    store.reference.install(signed(bare, loose), 1)
    assert store.notices.by_plate("CJK4419") == (bare, 1)
    assert store.notices.by_plate("XX1") == (loose, 1)


def test_of_several_notices_of_a_plate_the_one_nearest_in_time_counts(
    store: StationStore, clock: SetClock
) -> None:
    yesterday, today, tomorrow = (
        notice(name, at=NOW + timedelta(hours=hours))
        for name, hours in (("a", -26), ("b", 1), ("c", 22))
    )
    store.reference.install(signed(yesterday, today, tomorrow), 1)
    assert store.notices.by_plate("CJK4419") == (today, 1)
    clock.moment = NOW + timedelta(hours=20)
    assert store.notices.by_plate("CJK4419") == (tomorrow, 1)


def test_the_next_expected_come_soonest_first(store: StationStore) -> None:
    early, late, soon, gone = (
        notice(name, at=NOW + timedelta(hours=hours))
        for name, hours in (("a", -3), ("b", 5), ("c", 1), ("d", -13))
    )
    store.reference.install(signed(early, late, soon, gone), 1)
    assert store.notices.expected(10) == [early, soon, late]
    assert store.notices.expected(2) == [early, soon]


def test_a_version_only_rises(store: StationStore) -> None:
    newer, older = notice("N-1", plate="NEW 1"), notice("N-1", plate="OLD 1")
    store.reference.install(signed(newer, version=5), 1)
    store.reference.install(signed(older, version=4), 2)
    store.reference.install(signed(older, version=5), 3)
    assert store.notices.by_plate("NEW1") == (newer, 5)
    assert store.notices.by_plate("OLD1") is None
    store.reference.install(signed(older, version=6), 4)
    assert store.notices.by_plate("OLD1") == (older, 6)
    assert store.notices.by_plate("NEW1") is None


def test_the_cursor_survives_with_what_it_stands_for(directory: Path) -> None:
    with open_store(directory) as store:
        assert store.reference.cursor() == 0
        store.reference.install(signed(notice("N-1")), 17)
    with open_store(directory) as store:
        assert store.reference.cursor() == 17
        assert store.notices.by_plate("CJK4419") is not None


def test_an_unreadable_item_installs_nothing_of_its_page(store: StationStore) -> None:
    odd = sign_item(ReferenceKind.NOTICE, "N-2", 1, b"\x80", key=CENTRE)
    with pytest.raises(RecordError, match="cannot read"):
        store.reference.install([*signed(notice("N-1")), odd], 5)
    assert store.reference.notice_count() == 0
    assert store.reference.cursor() == 0


def test_an_officer_is_known_after_the_centre_sent_the_verifier(store: StationStore) -> None:
    assert store.officers.verifier(Badge("41877")) is None
    store.reference.install([officer_item(VERIFIER, version=1, key=CENTRE)], 1)
    assert store.officers.verifier(Badge("41877")) == VERIFIER


def test_a_policy_is_given_as_the_bytes_of_its_file(store: StationStore) -> None:
    assert store.reference.policy("ca-land") is None
    store.reference.install([policy_item("ca-land", b"{}", version=2, key=CENTRE)], 1)
    assert store.reference.policy("ca-land") == (b"{}", 2)


def test_a_stored_item_that_cannot_be_read_is_named(directory: Path) -> None:
    with open_store(directory) as store:
        items = [*signed(notice("N-1")), officer_item(VERIFIER, version=1, key=CENTRE)]
        store.reference.install(items, 1)
    run(directory, "UPDATE reference SET body = x'80'")
    with open_store(directory) as store:
        with pytest.raises(RecordError, match="the notice N-1 cannot be read"):
            store.notices.by_plate("CJK4419")
        with pytest.raises(RecordError, match="the verifier of 41877 cannot be read"):
            store.officers.verifier(Badge("41877"))


def test_failed_attempts_survive_a_restart_and_end_with_a_success(directory: Path) -> None:
    badge, until = Badge("41877"), NOW + timedelta(minutes=15)
    with open_store(directory) as store:
        assert store.officers.failures(badge) == (0, None)
        store.officers.set_failures(badge, 4, None)
        assert store.officers.failures(badge) == (4, None)
        store.officers.set_failures(badge, 5, until)
    with open_store(directory) as store:
        assert store.officers.failures(badge) == (5, until)
        store.officers.set_failures(badge, 0, None)
        assert store.officers.failures(badge) == (0, None)
