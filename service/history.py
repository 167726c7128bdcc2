"""How a batch of events fits what is held of a station. Pure: bytes and numbers in, verdicts out.

An event has one place, its number. Two different events for one place, or an event that does not
continue its neighbour, are a fork: somebody copied a station's log. Nothing is overwritten then;
both histories are kept, and a person decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.identifiers import CaseId, StationId
from app.wire.codec import kind_of
from app.wire.envelope import GENESIS, SealedEvent, check, open_event, read_header
from app.wire.errors import ChainError, SignatureError, WireError

DETAIL_CHARS_MAX = 500


class Fault(StrEnum):
    """Why an event is put in quarantine. It counts as received, so that later ones go on."""

    HASH = "hash"
    SIGNATURE = "signature"
    UNREADABLE = "unreadable"
    MISPLACED = "misplaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One event as it came, with what could be read of it. `kind` is empty if nothing could."""

    seq: int
    sealed: SealedEvent
    kind: str
    case_id: CaseId | None
    fault: Fault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An event's place in its chain."""

    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A batch, sorted: what is new, what was held already, and what belongs to another history."""

    new: tuple[Arrival, ...]
    known: tuple[Arrival, ...]
    forked: tuple[Arrival, ...]


def inspect(
    sealed: SealedEvent, *, station: StationId, epoch: int, seq: int, public_key: Ed25519PublicKey
) -> Arrival:
    """Check one event on its own: hash, signature, readability, and that it says who it is."""
    kind, case_id, fault, detail = "", None, None, ""
    try:
        check(sealed, prev=None, public_key=public_key)
        recorded = open_event(sealed.body)
        kind, case_id = kind_of(recorded.event), recorded.case_id
        ref = recorded.ref
        if (ref.station, ref.epoch, ref.seq) != (station, epoch, seq):
            fault, detail = Fault.MISPLACED, f"it says that it is {ref}"
    except ChainError as error:
        fault, detail = Fault.HASH, str(error)
    except SignatureError as error:
        fault, detail = Fault.SIGNATURE, str(error)
    except WireError as error:
        fault, detail = Fault.UNREADABLE, str(error)
    if not kind:
        with suppress(WireError):  # what it says of itself, for whoever looks into it
            header = read_header(sealed.body)
            kind, case_id = header.kind, header.case_id
    return Arrival(
        seq=seq,
        sealed=sealed,
        kind=kind,
        case_id=case_id,
        fault=fault,
        detail=detail[:DETAIL_CHARS_MAX],
    )


def sort_batch(
    held: Mapping[int, Link], arrivals: Iterable[Arrival], other_history: Iterable[bytes] = ()
) -> Sorted:
    """Sort a batch against the links held of its numbers, the one before and the one after.

    `other_history` are the hashes of events that were found to be forked before: what continues
    one of them belongs to that history too, even where its own number is free.
    """
    links = dict(held)
    others = set(other_history)
    new: list[Arrival] = []
    known: list[Arrival] = []
    forked: list[Arrival] = []
    for arrival in arrivals:
        own = Link(arrival.sealed.prev, arrival.sealed.hash)
        there = links.get(arrival.seq)
        if there is not None and there.hash == own.hash:
            known.append(arrival)
        elif there is None and own.prev not in others and _continues(links, arrival.seq, own):
            new.append(arrival)
            links[arrival.seq] = own
        else:
            forked.append(arrival)
            others.add(own.hash)
    return Sorted(new=tuple(new), known=tuple(known), forked=tuple(forked))


def _continues(links: Mapping[int, Link], seq: int, own: Link) -> bool:
    before = Link(GENESIS, GENESIS) if seq == 1 else links.get(seq - 1)
    after = links.get(seq + 1)
    return (before is None or before.hash == own.prev) and (after is None or after.prev == own.hash)


def advance(seq: int, digest: bytes, above: Iterable[tuple[int, Link]]) -> tuple[int, bytes]:
    """The watermark after `seq`, given the links above it in order: contiguous, never a maximum."""
    for next_seq, link in above:
        if next_seq != seq + 1 or link.prev != digest:
            break
        seq, digest = next_seq, link.hash
    return seq, digest


def gaps_between(watermark_seq: int, above: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The closed ranges missing between a watermark and the numbers held above it, in order."""
    before = [watermark_seq, *above]
    return tuple(
        (left + 1, right - 1)
        for left, right in zip(before, above, strict=False)
        if right - left > 1
    )
