"""The centre's own keys and secrets, each in a file of its own, readable by its owner only."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.wire.errors import WireError
from app.wire.keys import load_or_create_key, load_or_create_secret, public_key_bytes
from app.wire.messages import read_secret
from service.errors import CentreError

SIGNING_KEY = "signing.key"
EVIDENCE_KEY = "evidence.key"
ENROLMENT_SECRET = "enrolment.secret"  # noqa: S105 - the name of a file
AUDITOR_TOKEN = "auditor.token"  # noqa: S105 - the name of a file
SECRET_FILE_BYTES_MAX = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreKeys:
    """What proves that the centre is the centre, and what lets others in."""

    signing: Ed25519PrivateKey
    evidence: bytes
    enrolment_secret: bytes
    auditor_token: bytes

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which stations know the centre."""
        return public_key_bytes(self.signing)


def load_keys(folder: Path, enrolment_secret_file: Path | None = None) -> CentreKeys:
    """Read the keys in `folder`; make what is missing. Raises CentreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        given = enrolment_secret_file or folder / ENROLMENT_SECRET
        return CentreKeys(
            signing=load_or_create_key(folder / SIGNING_KEY),
            evidence=load_or_create_secret(folder / EVIDENCE_KEY),
            enrolment_secret=_load_or_create_text(given, may_create=not enrolment_secret_file),
            auditor_token=_load_or_create_text(folder / AUDITOR_TOKEN, may_create=True),
        )
    except WireError as error:
        raise CentreError(str(error)) from error
    except OSError as error:
        raise CentreError(f"the centre's keys cannot be read: {error}") from error


def _load_or_create_text(path: Path, *, may_create: bool) -> bytes:
    if may_create and not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
    with path.open("rb") as file:
        return read_secret(file.read(SECRET_FILE_BYTES_MAX))
