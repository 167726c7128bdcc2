"""A crowded space through the search for shields, and through the rules beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.cli.bench_aids_peers import Box, lead_class_regions, published_blobs
from app.radiography.aids.hold import find_hold
from app.radiography.aids.picture import picture_of
from app.radiography.aids.run import OPAQUE_ALPHA
from app.radiography.aids.shield import ALPHA_TRUSTED, Thing, find_things
from devices.emulators.imaging.varied.hard_scene import make_hard_scene

Counted = Callable[[int, int], dict[str, Any]]
"""Makes a part with its n and intervals of hits and trials."""

NEAR_PX = 4
LARGER_MAX = 4

AID, PUBLISHED, LEAD_CLASS = "aid", "published", "lead-class pixels"
SHIELDS = ("hollow shield", "solid shield")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shield:
    """One true thing of high atomic number and which rules found it.

    `alpha` is its middle's without noise; `called_opaque` is the aid's "cannot exclude".
    """

    what: str
    alpha: float
    found_by: frozenset[str]
    called_opaque: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What a rule saw that touches no true high-Z thing, and how much of it it flagged."""

    seen: int
    flagged: int
    opaque: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowded:
    """One scene: its true shields, and per rule what else was seen and flagged."""

    seed: int
    shields: tuple[Shield, ...]
    others: dict[str, Others]
    false_of: tuple[str, ...]


def judge_crowded(seed: int) -> Crowded:
    """Make a crowded scene, search it by every rule, and compare with its truth."""
    scene = make_hard_scene(seed)
    objects = scene.truth["objects_px"]
    picture = picture_of(scene.channels, None)
    alpha = picture.alpha()
    hold = find_hold(picture, alpha)
    height, width = picture.shape
    part = hold.inside if hold else (slice(0, height), slice(0, width))
    things = find_things(picture, alpha, part)
    flagged = [_box(thing) for thing in things if thing.high_z]
    opaque = [_box(thing) for thing in things if thing.opaque and thing.alpha > OPAQUE_ALPHA]
    blobs = published_blobs(picture, hold)
    plain = lead_class_regions(picture, hold)
    rules = {
        AID: flagged,
        PUBLISHED: [blob.box for blob in blobs if blob.flagged],
        LEAD_CLASS: plain,
    }
    truths = [item["box"] for item in objects if item["high_z"]]
    shields = tuple(_shield(item, rules, opaque) for item in objects if item["high_z"])
    wrong = {name: _away(boxes, truths) for name, boxes in rules.items()}
    seen = {
        AID: len(_away([_box(thing) for thing in things], truths)),
        PUBLISHED: len(_away([blob.box for blob in blobs], truths)),
        LEAD_CLASS: len(wrong[LEAD_CLASS]),
    }
    return Crowded(
        seed=seed,
        shields=shields,
        others={
            name: Others(
                seen=seen[name],
                flagged=len(wrong[name]),
                opaque=len(_away(opaque, truths)) if name == AID else 0,
            )
            for name in rules
        },
        false_of=tuple(_named(box, objects) for box in wrong[AID]),
    )


def _shield(item: dict[str, Any], rules: dict[str, list[Box]], opaque: list[Box]) -> Shield:
    """What every rule made of one true shield."""
    return Shield(
        what=item["what"],
        alpha=item["alpha"],
        found_by=frozenset(
            name for name, boxes in rules.items() if any(_on(box, item["box"]) for box in boxes)
        ),
        called_opaque=any(_on(box, item["box"]) for box in opaque),
    )


def crowded_figures(items: Sequence[Crowded], counted: Counted) -> dict[str, Any]:
    """Recall and false flags of every rule over the scenes; `counted` makes a part with its n."""
    shields = [shield for item in items for shield in item.shields if shield.what in SHIELDS]
    clear = [shield for shield in shields if shield.alpha < ALPHA_TRUSTED]
    cells = [shield for item in items for shield in item.shields if shield.what not in SHIELDS]
    found = _found(AID, shields)
    of_all = _count(AID in s.found_by or s.called_opaque for s in shields)
    return {
        "target": "recall >= 0.9 where alpha < 8, other blobs flagged <= 0.03",
        "generator": "parallel49 hard scene 1: the space alone, 8 to 16 dense things",
        "scenes": len(items),
        "seeds": [items[0].seed, items[-1].seed] if items else None,
        **_rule(AID, items, shields, clear, counted),
        "shields_called_opaque": counted(of_all - found, len(shields)),
        "found_or_called_opaque": counted(of_all, len(shields)),
        "other_blobs_called_opaque": counted(
            sum(item.others[AID].opaque for item in items),
            sum(item.others[AID].seen for item in items),
        ),
        "accumulators_found": counted(_found(AID, cells), len(cells)),
        "false_of": _tally(name for item in items for name in item.false_of),
        "peers": {
            name: _rule(name, items, shields, clear, counted) for name in (PUBLISHED, LEAD_CLASS)
        },
    }


def _rule(
    name: str,
    items: Sequence[Crowded],
    shields: Sequence[Shield],
    clear: Sequence[Shield],
    counted: Counted,
) -> dict[str, Any]:
    wrong = [item.others[name].flagged for item in items]
    figures = {
        "recall_where_alpha_below_8": counted(
            _count(name in s.found_by for s in clear), len(clear)
        ),
        "recall_of_all": counted(_count(name in s.found_by for s in shields), len(shields)),
        "scenes_with_false_flag": counted(_count(count > 0 for count in wrong), len(items)),
        "false_flags": sum(wrong),
    }
    if name != LEAD_CLASS:
        others = sum(item.others[name].seen for item in items)
        figures["other_blobs_flagged"] = counted(sum(wrong), others)
    return figures


def _found(name: str, shields: Sequence[Shield]) -> int:
    return _count(name in shield.found_by for shield in shields)


def _count(answers: Iterable[bool]) -> int:
    return sum(answers)


def _tally(names: Iterable[str]) -> dict[str, int]:
    table: dict[str, int] = {}
    for name in names:
        table[name] = table.get(name, 0) + 1
    return dict(sorted(table.items(), key=lambda item: -item[1]))


def _box(thing: Thing) -> Box:
    return thing.left, thing.top, thing.right, thing.bottom


def _away(boxes: Sequence[Box], truths: Sequence[Sequence[int]]) -> list[Box]:
    """Boxes that touch none of the true ones."""
    return [box for box in boxes if not any(_meet(box, truth) for truth in truths)]


def _named(box: Box, objects: Sequence[dict[str, Any]]) -> str:
    names = sorted(item["what"] for item in objects if _meet(box, item["box"]))
    return " + ".join(names) or "load"


def _on(box: Box, target: Sequence[int]) -> bool:
    """Whether a box's middle lies on a target, and it is not much larger than it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = (
        target[0] - NEAR_PX < x < target[2] + NEAR_PX
        and target[1] - NEAR_PX < y < target[3] + NEAR_PX
    )
    size = (box[2] - box[0]) * (box[3] - box[1])
    return inside and size < LARGER_MAX * (target[2] - target[0]) * (target[3] - target[1])


def _meet(box: Sequence[int], target: Sequence[int]) -> bool:
    return min(box[2], target[2]) > max(box[0], target[0]) and min(box[3], target[3]) > max(
        box[1], target[1]
    )
