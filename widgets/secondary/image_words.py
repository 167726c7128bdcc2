"""What is said in the place of a radiograph that is not there, and what can be done about it."""

from PySide6.QtCore import QCoreApplication

from widgets.common.numbers import grouped
from widgets.secondary.state import ImageState, ImageStatus

translate = QCoreApplication.translate

BYTES_PER_MB = 1_000_000


def image_words(image: ImageState) -> str:
    """How far the image is on its way; an empty frame could be taken for an empty load.

    Empty where the image is ready.
    """
    heading, act = _heading_and_act(image)
    return f"{heading}\n{act}" if act else heading


def _heading_and_act(image: ImageState) -> tuple[str, str]:
    match image.status:
        case ImageStatus.READY:
            return "", ""
        case ImageStatus.NONE:
            return (
                translate("ImageWords", "No radiograph of this vehicle"),
                translate("ImageWords", "F7 sends it to be scanned."),
            )
        case ImageStatus.AT_CENTRE:
            return (
                translate("ImageWords", "The radiograph is at the centre, which is not reached"),
                translate("ImageWords", "It comes by itself when the link is back."),
            )
        case ImageStatus.FETCHING:
            return translate("ImageWords", "Fetching the radiograph"), _progress(image)
        case ImageStatus.DECODING:
            return translate("ImageWords", "Preparing the radiograph"), ""
        case ImageStatus.FAILED:
            why = image.why or translate("ImageWords", "No reason was given")
            words = translate("ImageWords", "{why}. The files are kept; F7 sends for a new scan.")
            return translate("ImageWords", "The radiograph cannot be shown"), words.format(why=why)


def _progress(image: ImageState) -> str:
    if not image.total_bytes:
        return ""
    words = translate("ImageWords", "{done} of {total} MB")
    return words.format(
        done=grouped(image.received_bytes / BYTES_PER_MB, 1),
        total=grouped(image.total_bytes / BYTES_PER_MB, 1),
    )
