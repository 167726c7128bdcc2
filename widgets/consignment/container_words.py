"""Containers and goods as an officer says them."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.consignment import Consignment, GoodsItem
from widgets.common.numbers import measure

translate = QCoreApplication.translate

_LENGTHS = {"2": "20\u2032", "4": "40\u2032", "L": "45\u2032", "M": "48\u2032", "P": "53\u2032"}
_HIGH_CUBE = frozenset("569")


def size_type_label(iso_type: str) -> str:
    """An ISO 6346 size and type code in words: 45G1 is a 40 foot high cube.

    What is no such code, as of a trailer, is shown as it was declared.
    """
    found = re.fullmatch(r"([0-9A-Z])([0-9A-Z])([A-Z])[0-9A-Z]", iso_type.upper())
    if found is None or found[1] not in _LENGTHS:
        return iso_type
    words = [_LENGTHS[found[1]]]
    if found[2] in _HIGH_CUBE:
        words.append("HC")
    kinds = {
        "R": translate("Consignment", "reefer"),
        "T": translate("Consignment", "tank"),
        "U": translate("Consignment", "open top"),
        "P": translate("Consignment", "flat rack"),
        "B": translate("Consignment", "bulk"),
    }
    if found[3] in kinds:
        words.append(kinds[found[3]])
    return " ".join(words)


def load_label(consignment: Consignment) -> str:
    """Size and declared weight: 40' HC · 22 480 kg."""
    size = size_type_label(consignment.size_type)
    weight = measure(consignment.gross_kg, "kg")
    return f"{size} · {weight}" if size else weight


def goods_label(items: Sequence[GoodsItem], at_most: int) -> str:
    """The goods in the declarant's words, heaviest first, and how many more lines there are."""
    heaviest = sorted(items, key=lambda item: -item.gross_kg)
    words = ", ".join(item.description for item in heaviest[:at_most])
    more = len(items) - at_most
    if more <= 0:
        return words
    return translate("Consignment", "{goods} + {count} more").format(goods=words, count=more)
