"""What a portal says, in a few words, for tests of the assembler."""

from collections.abc import Iterable
from datetime import timedelta

from app.domain.occupancy import Occupancy
from devices.radiation.assembler import Assembler, Output
from devices.radiation.line_codec import FIELDS, Field, Frame, Tag, parse_line
from tests.builders import OPENED_AT

VALUES: dict[Field, int | float | str] = {Field.COUNT: 12, Field.NUMBER: 12.5, Field.TEXT: "SUM"}


class Lane:
    """An assembler with a clock that goes on 200 ms per gamma line."""

    def __init__(self) -> None:
        self.assembler = Assembler("L03")
        self.now = OPENED_AT
        self.outputs: list[Output] = []

    def hear(self, *lines: bytes, after_s: float = 0.2) -> list[Output]:
        heard: list[Output] = []
        for line in lines:
            frame = parse_line(line)
            assert isinstance(frame, Frame)
            self.now += timedelta(seconds=after_s)
            heard += self.assembler.feed(frame, self.now)
        self.outputs += heard
        return heard

    def wait(self, seconds: float) -> list[Output]:
        self.now += timedelta(seconds=seconds)
        return self.assembler.tick(self.now)

    @property
    def occupancies(self) -> list[Occupancy]:
        return occupancies(self.outputs)


def occupancies(outputs: Iterable[Output]) -> list[Occupancy]:
    return [output for output in outputs if isinstance(output, Occupancy)]


def line(tag: Tag, *counts: int) -> bytes:
    return ",".join([tag.value, *(f"{count:06d}" for count in counts)]).encode()


def gamma(total: int = 200, tag: Tag = Tag.GAMMA_SCAN) -> bytes:
    return line(tag, *[total // 4] * 4)


def background(total: int = 1000) -> list[bytes]:
    return [line(Tag.NEUTRON_BACKGROUND, 2, 2, 2, 2), gamma(total, Tag.GAMMA_BACKGROUND)]


def end(number: int = 1) -> bytes:
    return line(Tag.END, number, 8000, 0, 0)


def frame_of(tag: Tag) -> Frame:
    return Frame(tag, tuple(VALUES[field] for field in FIELDS[tag]))
