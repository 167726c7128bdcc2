"""Finding a command by a few letters, with or without accents, in either language."""

import unicodedata
from collections.abc import Iterable

NO_MATCH = 0
_START = 100
_WORD_START = 60
_INSIDE = 40
_SCATTERED = 10


def plain(text: str) -> str:
    """Lower case without accents: "Libérer" is "liberer"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def match_score(query: str, texts: Iterable[str]) -> int:
    """How well `query` fits the best of `texts`; NO_MATCH where a letter of it is missing."""
    wanted = plain(query).strip()
    return max((_score(wanted, plain(text)) for text in texts), default=NO_MATCH)


def _score(wanted: str, text: str) -> int:
    if not wanted or text.startswith(wanted):
        return _START
    if any(word.startswith(wanted) for word in text.split()):
        return _WORD_START
    if wanted in text:
        return _INSIDE
    letters = iter(text)
    return _SCATTERED if all(char in letters for char in wanted if char != " ") else NO_MATCH
