"""A receiver with TLS hears those whom its authority knows, and shakes hands beside the others."""

import asyncio
import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from devices.emulators.imager_sender import Destination, SenderTls, send
from devices.errors import NotConnectedError
from devices.radiograph.receiver_place import ReceiverTls
from tests.devices.radiograph.receiving import (
    associate_rq,
    cut_off,
    radiograph,
    raw,
    receiving,
    shorter,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning:pydicom")

NOW = datetime.now(tz=UTC)


@dataclass(frozen=True)
class Authority:
    """A certificate authority that lasts for one test."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def file(self) -> Path:
        return self.folder / "ca.pem"

    def issue(self, name: str) -> tuple[Path, Path]:
        """Certificate and key of somebody at this machine."""
        key = ec.generate_private_key(ec.SECP256R1())
        address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        made = _builder(name, self.certificate.subject, key).add_extension(
            x509.SubjectAlternativeName([address]), critical=False
        )
        files = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        files[0].write_bytes(_pem(made.sign(self.key, hashes.SHA256())))
        files[1].write_bytes(_key_pem(key))
        return files


def authority(folder: Path) -> Authority:
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, folder.name)])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        _builder(folder.name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(_pem(made))
    return Authority(folder, key, made)


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    return authority(tmp_path / "ours")


@pytest.fixture
def tls(ours: Authority) -> ReceiverTls:
    return ReceiverTls(*ours.issue("station"), ours.file)


async def test_an_imager_with_a_certificate_of_ours_is_served(
    tmp_path: Path, ours: Authority, tls: ReceiverTls
) -> None:
    async with receiving(tmp_path / "d", tls=tls, energies=1, limits=shorter(pdu_s=5.0)) as heard:
        mine = SenderTls(*ours.issue("imager"), ours.file)
        place = Destination(host="127.0.0.1", port=heard.port, tls=mine)
        await asyncio.to_thread(send, place, [radiograph()])
    assert len(heard.scans) == 1


async def test_an_imager_of_a_strange_authority_is_not_served(
    tmp_path: Path, ours: Authority, tls: ReceiverTls
) -> None:
    strange = authority(tmp_path / "strange")
    async with receiving(tmp_path / "d", tls=tls) as heard:
        context = ssl.create_default_context(cafile=str(ours.file))
        context.load_cert_chain(*strange.issue("imager"))

        def shake() -> None:
            with (
                raw(heard.port) as plain,
                context.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
            ):
                connection.sendall(associate_rq())
                while connection.recv(65_536):  # TLS 1.3 tells a client only when it reads
                    pass

        with pytest.raises(OSError):  # noqa: PT011 - an alert or a reset, as it happens
            await asyncio.to_thread(shake)
        await heard.until(lambda it: any("did not shake hands" in why for why in it.whys))
    assert not heard.scans


async def test_an_imager_without_tls_is_not_served(tmp_path: Path, tls: ReceiverTls) -> None:
    async with receiving(tmp_path / "d", tls=tls) as heard:
        with raw(heard.port) as connection:
            connection.sendall(associate_rq())
            assert await asyncio.to_thread(cut_off, connection)
        await heard.until(lambda it: any("did not shake hands" in why for why in it.whys))


async def test_a_handshake_that_stalls_keeps_nobody_out(
    tmp_path: Path, ours: Authority, tls: ReceiverTls
) -> None:
    async with receiving(
        tmp_path / "d", tls=tls, energies=1, limits=shorter(handshake_s=20.0, pdu_s=5.0)
    ) as heard:
        with raw(heard.port) as stalled:
            mine = SenderTls(*ours.issue("imager"), ours.file)
            place = Destination(host="127.0.0.1", port=heard.port, tls=mine)
            await asyncio.to_thread(send, place, [radiograph()])
            assert heard.scans
            stalled.sendall(b"\x16\x03")


async def test_a_stalled_handshake_is_ended(tmp_path: Path, tls: ReceiverTls) -> None:
    async with receiving(tmp_path / "d", tls=tls) as heard:
        with raw(heard.port) as stalled:
            assert await asyncio.to_thread(cut_off, stalled)
        await heard.until(lambda it: any("did not shake hands" in why for why in it.whys))


async def test_missing_tls_files_are_a_device_failure_and_never_a_listener_without_tls(
    tmp_path: Path, tls: ReceiverTls
) -> None:
    bad = ReceiverTls(tls.certificate, tls.key, tmp_path / "missing.pem")
    with pytest.raises(NotConnectedError, match="the TLS files cannot be used"):
        async with receiving(tmp_path / "d", tls=bad):
            pass


async def test_a_key_behind_a_password_is_a_device_failure_and_asks_nobody(
    tmp_path: Path, tls: ReceiverTls
) -> None:
    key = serialization.load_pem_private_key(tls.key.read_bytes(), password=None)
    tls.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    with pytest.raises(NotConnectedError, match="the TLS files cannot be used"):
        async with receiving(tmp_path / "d", tls=tls):
            pass
