"""One spelling of a nuclide, so that what two sides named can be counted as one."""

import re

_NAME = re.compile(r"([A-Za-z]{1,2})[\s-]?(\d{1,3})(m?)")
_NAME_REVERSED = re.compile(r"(\d{1,3})(m?)[\s-]?([A-Za-z]{1,2})")


def nuclide_name(text: str) -> str | None:
    """Bring an instrument's spelling ("Cs137", "CS-137", "137Cs") to "Cs-137"; None if it is none.

    Anything after the name, such as "(industrial)" or "shielded", is left out.
    """
    text = text.strip()
    if found := _NAME.match(text):
        symbol, mass, isomer = found.groups()
    elif found := _NAME_REVERSED.match(text):
        mass, isomer, symbol = found.groups()
    else:
        return None
    return f"{symbol.capitalize()}-{mass}{isomer}"


def compact_name(text: str) -> str:
    """A name in capitals, letters before numbers and nothing between: "99mTc" is "TC99M"."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    if leading_mass := re.fullmatch(r"(\d+M?)([A-Z]+)", compact):
        return leading_mass[2] + leading_mass[1]
    return compact


def plain_name(text: str) -> str:
    """`nuclide_name`, and what is no name of a nuclide as it is."""
    return nuclide_name(text) or text.strip()
