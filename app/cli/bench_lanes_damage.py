"""What a damaged line costs, by kind of damage: refused, suspect, or not to be seen. Simulated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

DAMAGED = 0.01
WAYS = ("flipped-bit", "changed-digit", "cut", "merged", "swapped", "wrong-tag", "not-numeric")
SEED = 490
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Stream:
    """A damaged stream in pieces: bytes, the way of damage ("" for none), and intact lines."""

    pieces: list[tuple[bytes, str]] = field(default_factory=list)
    intact: list[bytes] = field(default_factory=list)


def damage_table(lines: Sequence[bytes], *, rate: float = DAMAGED) -> dict[str, Any]:
    """Damage one line in a hundred and say what became of each kind.

    `refused` lines are no frames, `suspect` ones are frames that contradict what was said before.
    The rest of the damage reads as a line that could be true: the protocol has no check, and
    swapped lines are whole and carry no time.
    """
    from devices.radiation.assembler import Assembler
    from devices.radiation.line_codec import Frame, LineDecoder, Rejected
    from devices.radiation.plausibility import Plausibility

    stream = damaged(lines, rate)
    decoder, assembler, look = LineDecoder(), Assembler("L"), Plausibility()
    at, kept = datetime.now(UTC), Counter[Any]()
    made, refused, suspect = Counter[str](), Counter[str](), Counter[str]()
    for piece, way in stream.pieces:
        made[way] += 1
        decoded = decoder.feed(piece)
        frames = [line for line in decoded if isinstance(line, Frame)]
        for frame in frames:
            assembler.feed(frame, at)
        doubts = [look.look(frame) for frame in frames]
        if any(isinstance(line, Rejected) for line in decoded):
            refused[way] += 1
        elif any(doubts):
            suspect[way] += 1
        kept.update(frames)
    wanted = Counter(LineDecoder().feed(b"".join(stream.intact)))
    damage = {way: _row(made[way], refused[way], suspect[way]) for way in WAYS}
    can_be_seen = [way for way in WAYS if way != "swapped"]
    total = sum(made[way] for way in can_be_seen)
    counted = sum(refused[way] + suspect[way] for way in can_be_seen)
    return {
        "lines": len(lines),
        "raised": 0,  # an exception would have ended this benchmark
        "intact": wanted.total(),
        "intact_kept": round((wanted & kept).total() / wanted.total(), 5),
        "intact_suspected": suspect[""],
        "intact_refused": refused[""],
        "damage": damage,
        "damaged_lines": total,
        "damaged_counted": counted,
        "part_counted": round(counted / total, 4) if total else None,
        "not_to_be_seen": total - counted,
        "swapped_pairs": made["swapped"],
    }


def _row(injected: int, refused: int, suspect: int) -> dict[str, Any]:
    return {
        "injected": injected,
        "refused": refused,
        "suspect": suspect,
        "part_counted": round((refused + suspect) / injected, 4) if injected else None,
    }


def damaged(lines: Sequence[bytes], rate: float) -> Stream:
    """One line in `1 / rate` is damaged in one of the ways."""
    random, stream, at = np.random.default_rng(SEED), Stream(), 0
    while at < len(lines):
        line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else b""
        at += 1
        if random.random() >= rate or not following:
            stream.pieces.append((line + b"\r\n", ""))
            stream.intact.append(line + b"\r\n")
            continue
        way = WAYS[int(random.integers(len(WAYS)))]
        if way == "swapped":
            at += 1
            stream.intact += [following + b"\r\n", line + b"\r\n"]
            stream.pieces.append((following + b"\r\n" + line + b"\r\n", way))
        elif way == "merged":
            at += 1
            stream.pieces.append((line + following + b"\r\n", way))
        else:
            stream.pieces.append((_changed(line, way, random) + b"\r\n", way))
    return stream


def _changed(line: bytes, way: str, random: np.random.Generator) -> bytes:
    """The line with one thing wrong; never the line as it was."""
    if way == "cut":
        return line[: int(random.integers(1, len(line)))]
    if way == "wrong-tag":
        tags = [b"GB", b"NB", b"GS", b"GA", b"NS", b"XX", b"G5", b"Gs", b"SG9", b"GX"]
        tag, _, rest = line.partition(b",")
        others = [other for other in tags if other != tag]
        return others[int(random.integers(len(others)))] + b"," + rest
    place = int(random.integers(len(line)))
    if way == "flipped-bit":
        return (
            line[:place] + bytes([line[place] ^ 1 << int(random.integers(8))]) + line[place + 1 :]
        )
    digits = [index for index, byte in enumerate(line) if byte in b"0123456789"]
    place = digits[int(random.integers(len(digits)))]
    if way == "changed-digit":
        digit = (line[place] - 48 + int(random.integers(1, 10))) % 10 + 48
        return line[:place] + bytes([digit]) + line[place + 1 :]
    letter = LETTERS[int(random.integers(len(LETTERS)))]
    return line[:place] + bytes([letter]) + line[place + 1 :]
