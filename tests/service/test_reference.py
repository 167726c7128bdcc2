"""Notices, officers and policies: published in versions, signed, and followed by stations."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.conveyance import normal_plate
from app.domain.identifiers import Badge
from app.wire.errors import SignatureError, WireError
from app.wire.reference import (
    ReferenceItem,
    ReferenceKind,
    check_item,
    decode_page,
    encode_page,
    notice_item,
    open_notice,
    open_officer,
    open_policy,
    policy_item,
)
from service.centre import Centre, load_files
from service.errors import CentreError
from tests.builders import notice, officer, place
from tests.service.centre_process import CentreProcess
from tests.service.centres import Booth, centre_in_process, enrol
from tests.sync.station import running_station

KEY = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaA"


def content(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(notice())
    person = msgspec.to_builtins(officer())
    return {
        "notices": [fields | changes],
        "officers": [person | {"argon2_hash": HASH, "valid_until": "2027-01-01T00:00:00Z"}],
        "policies": [{"jurisdiction": "CA", "table": "ca-land", "version": 1}],
    }


def write(path: Path, what: object) -> Path:
    path.write_text(json.dumps(what))
    return path


@pytest.fixture
def centre(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre_in_process(database_url, tmp_path / "centre") as centre:
        yield centre


def read(centre: Centre, after: int = 0, port: str = "CA-0705") -> tuple[int, list[ReferenceItem]]:
    reader = enrol(centre, Booth(at=place("reader-" + port[-4:], port=port)))
    page = decode_page(encode_page(centre.feeds.reference(reader, after)))
    for item in page.items:
        check_item(item, centre.keys.signing.public_key())
    return page.cursor, list(page.items)


def test_a_file_is_published_once_and_a_change_is_a_new_version(
    centre: Centre, tmp_path: Path
) -> None:
    path = write(tmp_path / "load.json", content())
    assert load_files(centre, (path,)) == 3
    assert load_files(centre, (path,)) == 0
    cursor, items = read(centre)
    assert {(item.kind, item.version) for item in items} == {
        (ReferenceKind.NOTICE, 1),
        (ReferenceKind.OFFICER, 1),
        (ReferenceKind.POLICY, 1),
    }
    write(path, content(plate="NEW 1234"))
    assert load_files(centre, (path,)) == 1
    _, changed = read(centre, cursor)
    assert [(item.kind, item.version) for item in changed] == [(ReferenceKind.NOTICE, 2)]
    assert open_notice(changed[0]).plate == "NEW 1234"
    _, anew = read(centre)
    assert len(anew) == 3


def test_what_was_loaded_is_what_comes_out(centre: Centre, tmp_path: Path) -> None:
    load_files(centre, (write(tmp_path / "load.json", content()),))
    _, items = read(centre)
    found = {item.kind: item for item in items}
    assert open_notice(found[ReferenceKind.NOTICE]) == notice()
    verifier = open_officer(found[ReferenceKind.OFFICER])
    assert (verifier.officer, verifier.argon2_hash) == (officer(), HASH)
    assert json.loads(open_policy(found[ReferenceKind.POLICY]))["table"] == "ca-land"


def test_a_port_gets_its_own_notices_and_officers_only(centre: Centre, tmp_path: Path) -> None:
    load_files(centre, (write(tmp_path / "load.json", content()),))
    _, items = read(centre, port="CA-0440")
    assert [item.kind for item in items] == [ReferenceKind.POLICY]


@pytest.mark.parametrize(
    "wrong",
    [
        "not JSON",
        {"surprise": []},
        {"notices": [{"reference": "N-1"}]},
        {"officers": [msgspec.to_builtins(officer())]},
        {"policies": [{"name": "nameless"}]},
    ],
)
def test_a_file_that_is_wrong_is_refused_whole_in_words(
    centre: Centre, tmp_path: Path, wrong: object
) -> None:
    good = write(tmp_path / "good.json", content())
    bad = write(tmp_path / "bad.json", wrong)
    with pytest.raises(CentreError, match=r"bad\.json"):
        load_files(centre, (good, bad))
    assert read(centre)[1] == []


def test_an_item_passes_neither_for_another_nor_for_a_newer_one() -> None:
    item = notice_item(notice(), version=1, key=KEY)
    public_key = KEY.public_key()
    check_item(item, public_key)
    for forged in (
        {"version": 2},
        {"key": "N-other"},
        {"kind": ReferenceKind.POLICY},
        {"body": item.body + b"\0"},
    ):
        fields = {name: getattr(item, name) for name in ReferenceItem.__dataclass_fields__}
        with pytest.raises(SignatureError):
            check_item(ReferenceItem(**(fields | forged)), public_key)
    with pytest.raises(WireError):
        open_officer(item)
    with pytest.raises(WireError):
        open_notice(policy_item("ca-land", b"{}", version=1, key=KEY))


async def test_a_notice_that_is_loaded_while_stations_wait_reaches_them(tmp_path: Path) -> None:
    path = write(tmp_path / "load.json", {})
    with CentreProcess(tmp_path / "centre", load=[path]) as centre:
        async with running_station(tmp_path / "station", centre) as station:
            await station.until(lambda: station.state.notices_as_of is not None)
            assert station.state.notices == 0
            write(path, content())
            centre.load_again()
            await station.until(lambda: station.state.notices == 1)
            known = station.store.notices.by_plate(normal_plate(notice().plate))
            assert known == (notice(), 1)
            assert station.store.officers.verifier(Badge(officer().badge)) is not None
            assert station.references >= 1
