"""Which images a radiograph can be compared with. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.clearance.readings import OPEN, review_of
from app.domain.case import Case
from app.domain.conveyance import ContainerNumber
from app.domain.decision import Disposition, Stage
from app.domain.events import RadiographAttached
from app.radiography.image_questions import Reference
from app.shell.stations.shown_image import ShownImage
from widgets.secondary.review_state import CompareChoice, CompareKind, CompareStatus

EARLIER_MAX = 5

Source = RadiographAttached | Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One choice, and where its pixels come from."""

    choice: CompareChoice
    source: Source


def earlier_images(cases: Sequence[Case], shown: ShownImage) -> tuple[Compared, ...]:
    """Earlier images of the same container, the latest first.

    An image that was made for a test bears the name of the scan that it was made of, and a later
    time. Of one name only the first is offered, and none of the name under review: neither is a
    test compared with what it was made of, nor anything with a test.
    """
    number = container_of(shown.case, shown.attached)
    if number is None:
        return ()
    scan = shown.attached.scan
    found: dict[str, Compared] = {}
    for case in cases:
        for item in case.radiographs:
            name, before = item.scan.scan_id, found.get(item.scan.scan_id)
            if (
                item.scan.started_at < scan.started_at
                and name != scan.scan_id
                and container_of(case, item) == number
                and (before is None or item.scan.started_at < before.choice.scan.started_at)
            ):
                mine = case.case_id == shown.case.case_id
                found[name] = _earlier(item, None if mine else _outcome(case))
    newest = sorted(found.values(), key=lambda item: item.choice.taken_at, reverse=True)
    return tuple(newest[:EARLIER_MAX])


def reference_images(references: Sequence[Reference]) -> tuple[Compared, ...]:
    """What the site keeps to compare with."""
    return tuple(
        Compared(
            choice=CompareChoice(
                choice_id=f"reference:{item.title}",
                kind=CompareKind.EMPTY_REFERENCE if item.is_empty else CompareKind.LIBRARY,
                scan=item.scan,
                taken_at=item.scan.started_at.astimezone(),
                title=item.title,
                status=CompareStatus.FETCHING,
            ),
            source=item,
        )
        for item in references
    )


def container_of(case: Case, attached: RadiographAttached) -> str | None:
    """The container in an image, as numbers are compared: read by the imager, else declared."""
    if attached.scan.container_number:
        try:
            return ContainerNumber.parse(attached.scan.container_number).text
        except ValueError:
            return attached.scan.container_number
    goods = case.notice.consignment if case.notice else None
    return goods.container.text if goods and goods.container else None


def _earlier(attached: RadiographAttached, outcome: Disposition | None) -> Compared:
    return Compared(
        choice=CompareChoice(
            choice_id=attached.image_id,
            kind=CompareKind.SAME_CONTAINER,
            scan=attached.scan,
            taken_at=attached.scan.started_at.astimezone(),
            outcome=outcome,
            status=CompareStatus.FETCHING,
        ),
        source=attached,
    )


def _outcome(case: Case) -> Disposition | None:
    """What was decided; nothing while a blind reader may still have to read that image."""
    made = case.standing(Stage.SECONDARY)
    if made is None or review_of(case).stage in OPEN:
        return None
    return made.decision.disposition
