"""Reading XML that a stranger wrote: bounded, without entities, each field checked."""

import math
from datetime import UTC, datetime
from io import BytesIO
from typing import NoReturn, TypeVar
from xml.etree.ElementTree import Element, ParseError, SubElement

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.domain.radiograph import ChannelRole, PixelUnit
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    SHEET_BYTES_MAX,
    SHEET_DEPTH_MAX,
    SHEET_ELEMENTS_MAX,
    TEXT_CHARS_MAX,
)

_Choice = TypeVar("_Choice", ChannelRole, PixelUnit)


def bounded_tree(data: bytes) -> Element:
    """The root of an XML document. Raises UnreadableScanError if it is too much or not XML."""
    if len(data) > SHEET_BYTES_MAX:
        refuse(f"the sheet has {len(data)} bytes; {SHEET_BYTES_MAX} are the most")
    depth = elements = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth, elements = depth + 1, elements + 1
            if depth > SHEET_DEPTH_MAX or elements > SHEET_ELEMENTS_MAX:
                refuse("the sheet is nested too deep or has too many elements")
    except (ParseError, DefusedXmlException, UnicodeDecodeError, LookupError) as error:
        raise UnreadableScanError(f"the sheet is not XML that we accept: {error}") from error
    if root is None:
        refuse("the sheet is empty")
    return root


def text_of(parent: Element, name: str) -> str | None:
    """An attribute, or the text of a child of the same name; None if absent or blank."""
    text = parent.get(name)
    if text is None:
        text = parent.findtext(name)
    text = (text or "").strip()
    if len(text) > TEXT_CHARS_MAX:
        refuse(f"{name} has more than {TEXT_CHARS_MAX} characters")
    if not text.isprintable():
        refuse(f"{name} holds characters that cannot be printed")
    return text or None


def required_text(parent: Element, name: str) -> str:
    """Like `text_of`, but absence is an error."""
    if (text := text_of(parent, name)) is None:
        refuse(f"{name} is missing")
    return text


def item_text(item: Element) -> str | None:
    """The text of an element that stands in a list."""
    holder = Element(item.tag)
    holder.set("text", item.text or "")
    return text_of(holder, "text")


def time_of(text: str, name: str) -> datetime:
    """A time with its zone, in UTC."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnreadableScanError(f"{name} is not an ISO 8601 time: {text!r}") from error
    if time.tzinfo is None:
        refuse(f"{name} has no time zone")
    try:
        return time.astimezone(UTC)
    except OverflowError as error:
        raise UnreadableScanError(f"{name} lies outside the calendar") from error


def choice(kind: type[_Choice], text: str) -> _Choice:
    """The member of `kind` that is written so."""
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(kind)
        raise UnreadableScanError(f"{text!r} is none of {known}") from error


def number(text: str, name: str) -> float:
    """A finite number."""
    try:
        number = float(text)
    except ValueError as error:
        raise UnreadableScanError(f"{name} is not a number: {text!r}") from error
    if not math.isfinite(number):
        refuse(f"{name} is not finite")
    return number


def flag(text: str | None) -> bool:
    """Whether a flag is set; absent is no."""
    if text not in (None, "true", "false", "1", "0"):
        refuse("Simulated is true or false")
    return text in ("true", "1")


def add_text(parent: Element, name: str, text: str | None) -> None:
    """Write a child element, unless there is nothing to write."""
    if text:
        SubElement(parent, name).text = text


def refuse(why: str) -> NoReturn:
    """Refuse the radiograph for this reason."""
    raise UnreadableScanError(why)
