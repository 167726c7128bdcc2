"""Whoever is not an enrolled station, in time and for the first time, is refused and counted."""

import hashlib
import socket
import time
from collections.abc import Iterator

import httpx
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.wire.batch import BATCH_BYTES_MAX, encode_batch
from app.wire.keys import public_key_bytes, public_key_from_bytes
from app.wire.messages import (
    EnrolReply,
    IngestReply,
    Refusal,
    Refused,
    check_enrol_reply,
    decode_message,
    encode_message,
    enrol_request,
)
from app.wire.requests import Content, check_answer, sign_request
from tests.builders import place
from tests.service.centre_process import CentreProcess
from tests.service.centres import Booth

STRANGER = Ed25519PrivateKey.from_private_bytes(b"x" * 32)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreProcess]:
    with CentreProcess(tmp_path_factory.mktemp("refusals") / "centre") as centre:
        yield centre


class Caller:
    """Makes requests by hand, right or wrong in whatever respect a test wants."""

    def __init__(self, centre: CentreProcess, booth: Booth) -> None:
        self.centre = centre
        self.booth = booth
        self.nonces = 0

    def headers(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        *,
        key: Ed25519PrivateKey | None = None,
        time_ms: int | None = None,
        nonce: bytes | None = None,
    ) -> dict[str, str]:
        self.nonces += 1
        return sign_request(
            Content.of(method, target, body),
            station=self.booth.at.station,
            epoch=self.booth.epoch,
            time_ms=time.time_ns() // 1_000_000 if time_ms is None else time_ms,
            nonce=nonce or hashlib.sha256(f"{id(self)} {self.nonces}".encode()).digest()[:16],
            sign=(key or self.booth.key).sign,
        )

    def call(
        self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        signed = headers or self.headers(method, target, body)
        with httpx.Client(trust_env=False, timeout=30) as client:
            return client.request(method, self.centre.url + target, content=body, headers=signed)

    def enrol(self, *, secret: bytes | None = None, nonce: bytes = b"n" * 16) -> httpx.Response:
        right = self.centre.enrolment_secret_file.read_bytes().strip()
        request = enrol_request(
            self.booth.at,
            epoch=self.booth.epoch,
            public_key=public_key_bytes(self.booth.key),
            nonce=nonce,
            secret=secret or right,
        )
        body = encode_message(request)
        answer = self.call(
            "POST", "/v1/enrol", body, self.headers("POST", "/v1/enrol", body, nonce=nonce)
        )
        if answer.status_code == 200:
            check_enrol_reply(decode_message(EnrolReply, answer.content), request, right)
        return answer


@pytest.fixture
def caller(centre: CentreProcess, request: pytest.FixtureRequest) -> Caller:
    """An enrolled station, another one for each test."""
    name = "b" + hashlib.sha256(request.node.name.encode()).hexdigest()[:12]
    caller = Caller(centre, Booth(at=place(name)))
    assert caller.enrol().status_code == 200
    return caller


def refused(answer: httpx.Response) -> Refusal:
    assert answer.status_code != 200
    return decode_message(Refused, answer.content).refusal


def counted(centre: CentreProcess, refusal: Refusal) -> int:
    return int(centre.health()["refused"].get(refusal, 0))


def test_an_enrolled_station_gets_a_signed_answer(centre: CentreProcess, caller: Caller) -> None:
    headers = caller.headers("GET", "/v1/receipt")
    answer = caller.call("GET", "/v1/receipt", headers=headers)
    assert answer.status_code == 200
    decode_message(IngestReply, answer.content)
    check_answer(
        bytes.fromhex(headers["P49-Nonce"]),
        200,
        answer.headers,
        hashlib.sha256(answer.content).digest(),
        public_key_from_bytes(bytes.fromhex(centre.ready["public_key"])),
    )


def test_a_request_signed_with_another_key_is_refused(
    centre: CentreProcess, caller: Caller
) -> None:
    before = counted(centre, Refusal.BAD_SIGNATURE)
    headers = caller.headers("GET", "/v1/receipt", key=STRANGER)
    assert refused(caller.call("GET", "/v1/receipt", headers=headers)) is Refusal.BAD_SIGNATURE
    assert counted(centre, Refusal.BAD_SIGNATURE) == before + 1


def test_a_signature_fits_one_target_and_one_body_only(caller: Caller) -> None:
    events = encode_batch(caller.booth.make(2))
    for_first = caller.headers("POST", "/v1/events?first=1", events)
    answer = caller.call("POST", "/v1/events?first=2", events, for_first)
    assert refused(answer) is Refusal.BAD_SIGNATURE
    other = encode_batch(Booth().make(1))
    answer = caller.call("POST", "/v1/events?first=1", other, for_first)
    assert refused(answer) is Refusal.BAD_SIGNATURE


def test_a_request_that_comes_twice_is_refused_the_second_time(
    centre: CentreProcess, caller: Caller
) -> None:
    before = counted(centre, Refusal.REPLAYED)
    headers = caller.headers("GET", "/v1/receipt")
    assert caller.call("GET", "/v1/receipt", headers=headers).status_code == 200
    assert refused(caller.call("GET", "/v1/receipt", headers=headers)) is Refusal.REPLAYED
    assert counted(centre, Refusal.REPLAYED) == before + 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_request_out_of_time_is_refused_and_told_the_time(caller: Caller, hours: int) -> None:
    then_ms = time.time_ns() // 1_000_000 + hours * 3_600_000
    headers = caller.headers("GET", "/v1/receipt", time_ms=then_ms)
    answer = caller.call("GET", "/v1/receipt", headers=headers)
    assert refused(answer) is Refusal.STALE
    assert abs(int(answer.headers["P49-Time"]) - time.time_ns() // 1_000_000) < 60_000


def test_a_station_that_never_enrolled_is_refused(centre: CentreProcess) -> None:
    unknown = Caller(centre, Booth(at=place("nobody-1")))
    assert refused(unknown.call("GET", "/v1/receipt")) is Refusal.UNKNOWN_STATION


def test_enrolment_needs_the_sites_secret(centre: CentreProcess) -> None:
    before = counted(centre, Refusal.WRONG_SECRET)
    stranger = Caller(centre, Booth(at=place("stranger-1")))
    assert refused(stranger.enrol(secret=b"g" * 32)) is Refusal.WRONG_SECRET
    assert refused(stranger.call("GET", "/v1/receipt")) is Refusal.UNKNOWN_STATION
    assert counted(centre, Refusal.WRONG_SECRET) == before + 1


def test_a_life_of_a_station_belongs_to_one_key(centre: CentreProcess, caller: Caller) -> None:
    thief = Caller(centre, Booth(at=caller.booth.at, key=STRANGER))
    assert refused(thief.enrol(nonce=b"t" * 16)) is Refusal.FOREIGN_KEY
    assert caller.call("GET", "/v1/receipt").status_code == 200


def test_the_same_station_may_enrol_again(caller: Caller) -> None:
    assert caller.enrol(nonce=b"2" * 16).status_code == 200


def test_a_life_before_the_newest_cannot_begin_any_more(
    centre: CentreProcess, caller: Caller
) -> None:
    later = Caller(centre, Booth(at=caller.booth.at, key=STRANGER, epoch=5))
    assert later.enrol(nonce=b"5" * 16).status_code == 200
    earlier = Caller(centre, Booth(at=caller.booth.at, key=STRANGER, epoch=4))
    assert refused(earlier.enrol(nonce=b"4" * 16)) is Refusal.FOREIGN_KEY


def test_a_batch_beyond_the_limit_is_refused_unread(centre: CentreProcess, caller: Caller) -> None:
    before = counted(centre, Refusal.TOO_LARGE)
    announced = {
        **caller.headers("POST", "/v1/events?first=1"),
        "Content-Length": str(BATCH_BYTES_MAX + 1),
    }
    request = "POST /v1/events?first=1 HTTP/1.1\r\nHost: x\r\n"
    request += "".join(f"{name}: {value}\r\n" for name, value in announced.items()) + "\r\n"
    url = httpx.URL(centre.url)
    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        connection.sendall(request.encode())
        answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413")
    assert counted(centre, Refusal.TOO_LARGE) == before + 1


def test_a_body_that_never_ends_is_cut_off_at_the_limit(caller: Caller) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(BATCH_BYTES_MAX // 65536 + 2):
            yield bytes(65536)

    headers = caller.headers("POST", "/v1/enrol")
    with httpx.Client(trust_env=False, timeout=30) as client:
        try:
            answer = client.post(
                caller.centre.url + "/v1/events?first=1", content=endless(), headers=headers
            )
        except httpx.WriteError:
            return  # the service hung up while we were still talking
    assert refused(answer) in (Refusal.TOO_LARGE, Refusal.BAD_SIGNATURE)


def test_a_batch_that_is_none_is_refused(caller: Caller) -> None:
    body = b"\x28\xb5\x2f\xfd not a batch"
    assert refused(caller.call("POST", "/v1/events?first=1", body)) is Refusal.MALFORMED
    assert refused(caller.call("POST", "/v1/events?first=0", body)) is Refusal.MALFORMED


def test_a_zip_bomb_is_refused(caller: Caller) -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(BATCH_BYTES_MAX * 4))
    assert len(bomb) < 100_000
    assert refused(caller.call("POST", "/v1/events?first=1", bomb)) is Refusal.MALFORMED


@pytest.mark.parametrize("name", ["P49-Station", "P49-Epoch", "P49-Time", "P49-Nonce"])
def test_headers_that_cannot_be_read_are_refused(caller: Caller, name: str) -> None:
    for value in ("", "?" * 500, "-1"):
        headers = {**caller.headers("GET", "/v1/receipt"), name: value}
        answer = caller.call("GET", "/v1/receipt", headers=headers)
        assert refused(answer) is Refusal.MALFORMED


def test_what_is_not_there_is_said_so(caller: Caller) -> None:
    assert refused(caller.call("GET", "/v2/receipt")) is Refusal.NOT_FOUND


def test_only_auditors_read_the_decisions(centre: CentreProcess) -> None:
    url = f"{centre.url}/v1/audit/decisions"
    for header in ("", "Bearer", "Bearer wrong", "Basic wrong"):
        answer = httpx.get(url, headers={"Authorization": header}, trust_env=False)
        assert refused(answer) is Refusal.NOT_ALLOWED
    assert centre.decisions() == []


def test_no_refusal_was_answered_with_an_error_of_ours(centre: CentreProcess) -> None:
    assert counted(centre, Refusal.FAILED) == 0
    assert "Traceback" not in centre.errors()
