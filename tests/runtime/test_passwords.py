"""PINs as Argon2id hashes: the profile, the answer for strangers, and hashes that nobody trusts."""

import argon2
import pytest

from app.runtime.passwords import (
    STRANGER_HASH,
    VerifierDamagedError,
    hash_pin,
    needs_rehash,
    verify_pin,
)

PIN = "4471-8026"


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_pin(PIN)


def test_the_hash_is_of_the_low_memory_profile_of_rfc_9106(hashed: str) -> None:
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PIN not in hashed
    assert hashed != hash_pin(PIN)


def test_only_the_pin_that_was_hashed_fits(hashed: str) -> None:
    assert verify_pin(hashed, PIN)
    assert not verify_pin(hashed, PIN + " ")
    assert not verify_pin(hashed, "")


def test_a_strangers_hash_costs_as_much_as_an_officers(hashed: str) -> None:
    assert argon2.extract_parameters(STRANGER_HASH) == argon2.extract_parameters(hashed)
    assert not verify_pin(STRANGER_HASH, PIN)


def test_a_hash_of_other_parameters_wants_to_be_made_again(hashed: str) -> None:
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
    assert needs_rehash(cheap)
    assert not needs_rehash(hashed)
    assert verify_pin(cheap, PIN)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "$argon2id$",
        "$argon2id$v=19$m=65536,t=3,p=4$not base64$",
        "$2b$12$abcdefghijklmnopqrstuv",
        STRANGER_HASH.replace("argon2id", "argon2i"),
        STRANGER_HASH.replace("m=65536", "m=4194304"),
        STRANGER_HASH.replace("t=3", "t=3000"),
        STRANGER_HASH.replace("p=4", "p=400"),
    ],
)
def test_a_hash_that_cannot_be_checked_or_costs_too_much_is_refused(stored: str) -> None:
    with pytest.raises(VerifierDamagedError):
        verify_pin(stored, PIN)
