"""Takes an N42 document apart into elements, bounded in size, depth and number.

Instruments write XML that is not quite a document: text before the declaration, several roots in a
row, prefixes that nobody declared, namespaces of three years. So a document is wrapped in a root of
our own and elements go by their local names. Document types and entities are refused.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from devices.radiation.unreadable import SpectrumUnreadableError

BYTES_MAX = 32 * 2**20
DEPTH_MAX = 32
ELEMENTS_MAX = 500_000
PREFIXES_MAX = 64
CHUNK_CHARS = 64 * 1024
NAMES = ("InstrumentData", "ChannelData", "DetectorData", "RadMeasurement", "GrossCounts")
"""Broken XML with none of these is no damaged N42 file but something else."""

_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_DOCUMENT_TYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,60}):[A-Za-z_]")
_CHARACTER = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,8}));")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "latin-1"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class N42UnreadableError(SpectrumUnreadableError):
    """An N42 file was refused."""


class NotN42Error(N42UnreadableError):
    """The file is something else, which another reader may know."""


def parse_tree(data: bytes) -> Element:
    """Return a root whose children are the document's roots. Raises N42UnreadableError."""
    if len(data) > BYTES_MAX:
        raise N42UnreadableError(f"the file is larger than {BYTES_MAX // 2**20} MiB")
    text = _text(data)
    start = text.find("<")
    if start < 0:
        raise NotN42Error("this is not XML")
    text = _CONTROL.sub("", _DECLARATION.sub("", text[start:])).strip()
    text = _CHARACTER.sub(_allowed_character, text)
    if _DOCUMENT_TYPE.search(text):
        raise N42UnreadableError("the file declares a document type or entities")
    parser = XMLParser(target=_BoundedBuilder(), forbid_dtd=True)
    try:
        parser.feed(f"<file {_declarations(text)}>")
        for offset in range(0, len(text), CHUNK_CHARS):
            parser.feed(text[offset : offset + CHUNK_CHARS])
        parser.feed("</file>")
        root = parser.close()
    except ParseError as error:
        if not any(name in text for name in NAMES):
            raise NotN42Error("this is not N42: it names nothing of it") from error
        raise N42UnreadableError(f"the XML is broken: {error}") from error
    except (DefusedXmlException, ValueError) as error:
        raise N42UnreadableError(f"the XML holds what is not read: {error}") from error
    if not isinstance(root, Element):
        raise N42UnreadableError("the XML has no elements")
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """The direct children with a local name."""
    return (child for child in element if local_name(child) == name)


def child(element: Element, name: str) -> Element | None:
    """The first direct child with a local name."""
    return next(children(element, name), None)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """All elements below with a local name, in document order."""
    return (item for item in element.iter() if item is not element and local_name(item) == name)


def text_of(element: Element, *path: str) -> str:
    """The text at a path of local names below `element`, stripped; empty if it is not there."""
    found: Element | None = element
    for name in path:
        found = child(found, name) if found is not None else None
    return (found.text or "").strip() if found is not None else ""


class _BoundedBuilder(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH_MAX:
            raise N42UnreadableError(f"elements lie deeper than {DEPTH_MAX} in one another")
        if self._elements > ELEMENTS_MAX:
            raise N42UnreadableError(f"the file has more than {ELEMENTS_MAX} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    match = _ENCODING.search(data[:4096])
    named = match[1].decode("ascii").lower() if match else "utf-8"
    return data.decode(named if named in _ENCODINGS else "utf-8", errors="replace")


def _allowed_character(reference: re.Match[str]) -> str:
    """Drop references to characters that XML does not know, such as a device's padding zeros."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    allowed = code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
    return reference[0] if allowed or 0x10000 <= code <= 0x10FFFF else ""


def _declarations(text: str) -> str:
    """Give every prefix a meaning, so that one that the file forgot to declare breaks nothing."""
    prefixes: set[str] = set()
    for match in _PREFIX.finditer(text):
        prefixes.add(match[1])
        if len(prefixes) > PREFIXES_MAX:
            raise N42UnreadableError(f"the file uses more than {PREFIXES_MAX} prefixes")
    usable = sorted(prefix for prefix in prefixes if not prefix.lower().startswith("xml"))
    return " ".join(f'xmlns:{prefix}="urn:prefix:{prefix}"' for prefix in usable)
