"""All that is known of one alarm in one file that an expert elsewhere can open.

A ZIP with the original spectrum files as the instruments wrote them, the case as JSON, a report as
PDF, the raw lines of the portal, and the hash of every file. What is not there is said in
`contents.json` and never left out silently.
"""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from app.clearance.blindness import before_all_read
from app.domain.case import Case
from app.domain.evidence import EvidenceRef
from app.ports import EvidenceStore, WorldError
from app.workflow.kept_files import LINES_TYPE

NAME_CHARACTERS_MAX = 80
OWNER_ONLY = 0o600
NOT_KEPT = "not kept: the portal's link has none, or there was no room for them"
NOT_ALL_READ = "readings of the radiograph in case.json: another officer has still to read it blind"
NOT_IDENTIFIED = "not there: the analysis was not done by then, or failed (see case.json)"

NOTE = """\
Evidence of one portal alarm (Parallel 49)
==========================================

report.pdf      what the officer saw, on paper
case.json       the case as recorded: passages, verdicts, spectra, decisions, adjudications
spectra/        the original files of the instruments, byte for byte
identified/     what this station named in each spectrum, with the evidence for each nuclide
portal/         each passage in the portal's own words, byte for byte: its lines as they came,
                damaged ones too, with those before it from which the background was taken; the
                registers of an Aspect portal as lines (time in UTC, then all registers, hex);
                or the N42 file that it wrote
contents.json   the SHA-256 and size of every file here, and what is missing and why
SHA256SUMS      the same hashes for `sha256sum -c SHA256SUMS`

The signed record of the same case is written by `parallel49 journal export`.
This file holds personal data in the clear. Handle it by the rules for such data.
"""


class BundleError(WorldError):
    """The evidence bundle cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBundle:
    """A bundle on the disk. `missing` says what is not in it and why."""

    path: Path
    sha256: str
    files: int
    missing: tuple[str, ...]


class BundleWriter:
    """Writes bundles into one folder. Any thread may call it; it touches nothing else."""

    def __init__(self, folder: Path, evidence: EvidenceStore) -> None:
        self._folder = folder
        self._evidence = evidence

    def write(self, case: Case, report: bytes, now: datetime) -> WrittenBundle:
        """Write the bundle of `case` with `report` (PDF) in it. Raises BundleError."""
        if case.opened_at is None:
            raise BundleError(f"there is no case {case.case_id}")
        missing: list[str] = []
        if (told := before_all_read(case)) is not case:
            missing.append(NOT_ALL_READ)
            case = told
        contents = dict(self._contents(case, report, missing))
        data = packed(case, contents, missing, now)
        name = f"{safe_name(case.case_id)}-{now:%Y%m%dT%H%M%S%fZ}.zip"
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(path, data)
        except OSError as error:
            raise BundleError(f"{path.name} cannot be written: {error.strerror}") from error
        return WrittenBundle(
            path=path,
            sha256=hashlib.sha256(data).hexdigest(),
            files=len(contents),
            missing=tuple(missing),
        )

    def _contents(
        self, case: Case, report: bytes, missing: list[str]
    ) -> Iterator[tuple[str, bytes]]:
        yield "report.pdf", report
        yield "case.json", _json(plain(case))
        for number, lines in enumerate(case.raw_lines, start=1):
            if lines is None:
                missing.append(f"portal/passage-{number} {NOT_KEPT}")
            else:
                yield from self._originals(_portal_name(number, lines), lines, missing)
        if not case.spectra:
            missing.append("spectra/ none was measured on this case")
        for number, item in enumerate(case.spectra, start=1):
            name = f"spectra/{number}-{safe_name(item.evidence.name)}"
            yield from self._originals(name, item.evidence, missing)
            name = f"identified/{number}.json"
            if (found := case.opinion_of(item.evidence)) is None:
                missing.append(f"{name} {NOT_IDENTIFIED}")
            else:
                document = {"spectrum_sha256": item.evidence.sha256, **plain(found)}
                yield name, _json(document)

    def _originals(
        self, name: str, ref: EvidenceRef, missing: list[str]
    ) -> Iterator[tuple[str, bytes]]:
        try:
            yield name, self._original(ref)
        except WorldError as error:
            missing.append(f"{name} {error}")

    def _original(self, ref: EvidenceRef) -> bytes:
        data = self._evidence.get(ref)
        if hashlib.sha256(data).hexdigest() != ref.sha256:
            raise BundleError("is not what was recorded: its hash differs")
        return data


def packed(case: Case, contents: dict[str, bytes], missing: list[str], now: datetime) -> bytes:
    """The ZIP of `contents` with their hashes."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    document = {
        "case_id": case.case_id,
        "written_at": now.isoformat(),
        "simulated": case.simulated,
        "files": [
            {"name": name, "sha256": hashes[name], "size_bytes": len(data)}
            for name, data in contents.items()
        ],
        "missing": missing,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in contents.items():
            package.writestr(name, data)
        package.writestr("contents.json", json.dumps(document, indent=2, ensure_ascii=False))
        sums = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
        package.writestr("SHA256SUMS", sums)
        package.writestr("README.txt", NOTE)
    return buffer.getvalue()


def _json(document: Any) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode()


def _portal_name(number: int, original: EvidenceRef) -> str:
    if original.media_type == LINES_TYPE:
        return f"portal/passage-{number}.txt"
    return f"portal/passage-{number}-{safe_name(original.name)}"


def safe_name(name: str) -> str:
    """A file name made of what came from outside: no path, no surprise."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return kept.lstrip(".")[-NAME_CHARACTERS_MAX:] or "unnamed"


def plain(value: Any) -> Any:
    """A domain value as JSON can hold it: fields by name, sets sorted, times ISO 8601."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _write_whole(path: Path, data: bytes) -> None:
    """Write a new file for its owner's eyes only, and no half of one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink()  # half a bundle would pass for the whole
        raise
