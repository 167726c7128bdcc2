"""One spelling of a nuclide, so that what two sides named can be counted as one."""

import re

_NAME = re.compile(r"([A-Za-z]{1,2})[\s-]?(\d{1,3})(m?)(?![A-Za-z0-9])")
_NAME_REVERSED = re.compile(r"(\d{1,3})(m?)[\s-]?([A-Za-z]{1,2})(?![A-Za-z0-9])")


def plain_name(text: str) -> str:
    """An instrument's spelling ("Cs137", "CS-137", "137Cs (industrial)") as "Cs-137".

    What is no name of a nuclide comes back as it is, without blanks around it.
    """
    text = text.strip()
    if found := _NAME.match(text):
        symbol, mass, isomer = found.groups()
    elif found := _NAME_REVERSED.match(text):
        mass, isomer, symbol = found.groups()
    else:
        return text
    return f"{symbol.capitalize()}-{mass}{isomer}"
