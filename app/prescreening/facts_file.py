"""Facts as a JSON file, for trying a policy without a case.

Either ``{"now": TIME, "facts": [{"name", "value", "source", "as_of"}]}`` or plainly
``{NAME: VALUE, ...}``, which states everything as of now. ``null`` says that a fact is not known,
which is the same as leaving it out.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app.domain.facts import Fact
from app.ports import WorldError

FACTS_BYTES_MAX = 1024 * 1024
FACTS_MAX = 1000
SOURCE_FILE = "file"


class FactsFileError(WorldError):
    """The file does not hold facts; the message names the fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """Facts and the time at which they are to be judged."""

    now: datetime
    facts: tuple[Fact, ...]


Time = Annotated[datetime, msgspec.Meta(tz=True)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Value = Annotated[str, msgspec.Meta(max_length=1000)] | float | bool | None


class _Fact(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    name: Name
    value: Value
    source: Name = SOURCE_FILE
    as_of: Time | None = None


class _Facts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    facts: Annotated[list[_Fact], msgspec.Meta(max_length=FACTS_MAX)]
    now: Time | None = None


_Plain = Annotated[dict[Name, Value], msgspec.Meta(max_length=FACTS_MAX)]


def load_facts(path: Path, now: datetime) -> FactsFile:
    """Read the facts in the file `path`. Raises FactsFileError."""
    try:
        with path.open("rb") as file:
            data = file.read(FACTS_BYTES_MAX + 1)
    except OSError as error:
        raise FactsFileError(f"cannot read {path}: {error.strerror}") from error
    return read_facts(data, now)


def read_facts(data: bytes, now: datetime) -> FactsFile:
    """Read facts; `now` is the time where the file gives none. Raises FactsFileError."""
    if len(data) > FACTS_BYTES_MAX:
        raise FactsFileError(f"a file of facts has at most {FACTS_BYTES_MAX} bytes")
    try:
        document = json.loads(data)
        raw = _as_listed(document)
    except msgspec.ValidationError as error:
        raise FactsFileError(f"not facts: {error}") from error
    except (ValueError, RecursionError) as error:
        raise FactsFileError(f"not JSON: {error}") from error
    at = raw.now or now
    facts = tuple(
        Fact(name=item.name, value=item.value, source=item.source, as_of=item.as_of or at)
        for item in raw.facts
        if item.value is not None
    )
    return FactsFile(now=at, facts=facts)


def _as_listed(document: Any) -> _Facts:
    if isinstance(document, dict) and isinstance(document.get("facts"), list):
        return msgspec.convert(document, _Facts)
    plain = msgspec.convert(document, _Plain)
    return _Facts(facts=[_Fact(name=name, value=value) for name, value in plain.items()])
