"""Bodies and signatures of the exchange: what is written is read, and nothing else is."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.wire.errors import SignatureError, WireError
from app.wire.keys import public_key_bytes
from app.wire.messages import (
    AuditedDecision,
    DecisionPage,
    EnrolReply,
    EnrolRequest,
    EventPage,
    IngestReply,
    Refusal,
    Refused,
    check_enrol_reply,
    check_enrol_request,
    decode_message,
    encode_message,
    enrol_reply,
    enrol_request,
    read_secret,
)
from app.wire.reference import decode_page
from app.wire.requests import (
    Content,
    RequestSeal,
    check_answer,
    check_request,
    read_seal,
    sign_answer,
    sign_request,
)
from service.errors import STATUS
from tests.builders import place

KEY = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
SECRET = b"a secret of the site, long enough"
NONCE = b"n" * 16
MESSAGES = (
    Refused(Refusal.BUSY, "later"),
    EnrolReply(bytes(32), bytes(32)),
    IngestReply(b"receipt", bytes(64), None),
    IngestReply(b"receipt", bytes(64), 7),
    EventPage(3, b"batch"),
    DecisionPage(9, (AuditedDecision("coutts-3", 1, 2, bytes(32), "case-1", trusted=True),)),
    enrol_request(place(), epoch=1, public_key=bytes(32), nonce=NONCE, secret=SECRET),
)
KINDS = (Refused, EnrolRequest, EnrolReply, IngestReply, EventPage, DecisionPage)


def headers(content: Content, *, key: Ed25519PrivateKey = KEY) -> dict[str, str]:
    return sign_request(
        content,
        station=place().station,
        epoch=1,
        time_ms=1_795_518_696_445,
        nonce=NONCE,
        sign=key.sign,
    )


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_out_as_it_went_in(message: Refused) -> None:
    assert decode_message(type(message), encode_message(message)) == message


@given(st.binary(max_size=200))
def test_noise_is_a_wire_error_and_nothing_else(noise: bytes) -> None:
    for kind in KINDS:
        try:
            decode_message(kind, noise)
        except WireError:
            continue
    try:
        decode_page(noise)
    except WireError:
        return


def test_a_message_beyond_its_bound_is_refused() -> None:
    with pytest.raises(WireError, match="more than"):
        decode_message(EventPage, encode_message(EventPage(1, bytes(2000))), bytes_max=1000)


def test_every_refusal_has_a_status() -> None:
    assert set(STATUS) == set(Refusal)


def test_a_signed_request_is_known_for_what_it_is() -> None:
    content = Content.of("POST", "/v1/events?first=1", b"batch")
    seal = read_seal(headers(content))
    assert (seal.station, seal.epoch, seal.nonce) == (place().station, 1, NONCE)
    check_request(content, seal, KEY.public_key())


@pytest.mark.parametrize(
    "other",
    [
        Content.of("GET", "/v1/events?first=1", b"batch"),
        Content.of("POST", "/v1/events?first=2", b"batch"),
        Content.of("POST", "/v1/events?first=1", b"other"),
    ],
)
def test_a_signature_fits_no_other_request(other: Content) -> None:
    seal = read_seal(headers(Content.of("POST", "/v1/events?first=1", b"batch")))
    with pytest.raises(SignatureError):
        check_request(other, seal, KEY.public_key())


@pytest.mark.parametrize("field", ["station", "epoch", "time_ms", "nonce"])
def test_whoever_changes_a_header_breaks_the_signature(field: str) -> None:
    content = Content.of("GET", "/v1/receipt")
    seal = read_seal(headers(content))
    fields = {name: getattr(seal, name) for name in RequestSeal.__dataclass_fields__}
    fields[field] = {"station": "other-1", "epoch": 2, "time_ms": 5, "nonce": b"m" * 16}[field]
    with pytest.raises(SignatureError):
        check_request(content, RequestSeal(**fields), KEY.public_key())


def test_an_answer_fits_one_request_one_status_and_one_body() -> None:
    digest = hashlib.sha256(b"body").digest()
    signed = sign_answer(NONCE, 200, 1234, digest, CENTRE)
    public_key = CENTRE.public_key()
    assert check_answer(NONCE, 200, signed, digest, public_key) == 1234
    for nonce, status, body in (
        (b"m" * 16, 200, digest),
        (NONCE, 404, digest),
        (NONCE, 200, hashlib.sha256(b"other").digest()),
    ):
        with pytest.raises(SignatureError):
            check_answer(nonce, status, signed, body, public_key)
    with pytest.raises(WireError):
        check_answer(NONCE, 200, {}, digest, public_key)


def test_enrolment_shows_that_both_sides_hold_the_secret() -> None:
    request = enrol_request(
        place(), epoch=1, public_key=public_key_bytes(KEY), nonce=NONCE, secret=SECRET
    )
    check_enrol_request(request, SECRET)
    with pytest.raises(SignatureError):
        check_enrol_request(request, SECRET + b"!")
    reply = enrol_reply(request, public_key=public_key_bytes(CENTRE), secret=SECRET)
    check_enrol_reply(reply, request, SECRET)
    with pytest.raises(SignatureError):
        check_enrol_reply(reply, request, SECRET + b"!")
    other = enrol_reply(request, public_key=bytes(32), secret=b"somebody else's secret, as long ok")
    with pytest.raises(SignatureError):
        check_enrol_reply(other, request, SECRET)
    assert SECRET not in encode_message(request)


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(WireError):
        read_secret(b"  tim  \n")
    assert read_secret(SECRET + b"\n") == SECRET
