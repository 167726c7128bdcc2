"""States of a review: hints after the first look, a comparison, both readings, a test image."""

from dataclasses import replace
from datetime import timedelta

from app.domain.annotation import Ability, Annotation, AssessmentFlag, PixelBox, ThreatCategory
from app.domain.decision import Disposition
from app.domain.finding import FindingKind, Priority
from app.domain.hint import Hint, HintKind
from app.domain.reading import ReadingVerdict
from tests.widgets.secondary import views
from widgets.secondary.review_state import (
    AidState,
    AidStatus,
    CompareChoice,
    CompareKind,
    CompareState,
    LookState,
    MassLine,
    ReadingLine,
    ReviewState,
    SecondReader,
    SecondStage,
    SecondWhy,
    TestImage,
)
from widgets.secondary.state import ManifestLine, SecondaryView, ShiftFacts

DENSE = PixelBox(left=780, top=215, right=870, bottom=295)
ROOF = PixelBox(left=1240, top=60, right=1560, bottom=100)
MARKS = (
    Annotation(
        number=1,
        box=DENSE,
        category=ThreatCategory.ANOMALY,
        ability=Ability.SHIELD,
        flag=AssessmentFlag.THREAT,
        note="0.5 m cube, 0.9 m ahead of the gamma peak",
    ),
    Annotation(
        number=2,
        box=ROOF,
        category=ThreatCategory.CONTRABAND,
        ability=Ability.NO_INTERFERENCE,
        flag=AssessmentFlag.THREAT,
    ),
)
HINTS = (
    Hint(
        kind=HintKind.SHIELD,
        box=DENSE,
        confidence=0.91,
        algorithm="peeled-ratio",
        version="1.0",
    ),
    Hint(
        kind=HintKind.REPETITION,
        box=PixelBox(left=1380, top=140, right=1490, bottom=350),
        confidence=0.55,
        algorithm="repetition",
        version="1.0",
    ),
)
MASS = MassLine(
    estimated_kg=24_900,
    low_kg=23_700,
    high_kg=26_100,
    declared_kg=22_480,
    starved_share=0.004,
    is_comparable=True,
    algorithm="mass",
    version="1.0",
)
SHIFT = ShiftFacts(
    reviewed=42,
    median_review_s=58.0,
    tests_shown=5,
    tests_found=5,
    tests_interval=(0.57, 1.0),
    reviewing_min=14,
)


def older() -> CompareState:
    """The same container two months ago, and an empty one of the same type."""
    taken_at = views.NOW - timedelta(days=67)
    older_scan = replace(views.scan("scan-0"), started_at=taken_at)
    empty_scan = replace(views.scan("scan-e"), started_at=taken_at, container_number=None)
    return CompareState(
        choices=(
            CompareChoice(
                choice_id="scan-0",
                kind=CompareKind.SAME_CONTAINER,
                scan=older_scan,
                taken_at=taken_at,
                outcome=Disposition.RELEASE,
            ),
            CompareChoice(
                choice_id="scan-e",
                kind=CompareKind.EMPTY_REFERENCE,
                scan=empty_scan,
                taken_at=taken_at,
                title="45G1",
            ),
        ),
        score=0.93,
    )


def review_view() -> SecondaryView:
    """Seen whole, hints asked for, marks made, a comparison there, a second reader wanted."""
    judged = (True, True, False)
    case = replace(
        views.gamma_case(),
        manifest=tuple(
            ManifestLine(item=item, seen=seen)
            for item, seen in zip(views.ITEMS, judged, strict=True)
        ),
        review=ReviewState(
            look=LookState(dwell_s=41.0, seen_share=1.0, ended=True),
            aids=AidState(status=AidStatus.READY, hints=HINTS, mass=MASS, elapsed_ms=310.0),
            compare=older(),
            second=SecondReader(
                stage=SecondStage.AFTER_OWN,
                whys=(SecondWhy.SUSPECT, SecondWhy.RADIATION_AND_DENSE),
                first=ReadingLine(officer="Tremblay"),
                may_call=True,
            ),
        ),
    )
    return SecondaryView(work=views.work_rows(), case=case, shift=SHIFT)


def first_look_view() -> SecondaryView:
    """Not yet seen whole, and idle: hints are locked and the case will go back."""
    case = replace(
        views.gamma_case(),
        armed=None,
        review=ReviewState(
            look=LookState(dwell_s=3.0, seen_share=0.62, hints_in_s=17, hand_back_in_s=42),
            compare=CompareState(older_at_centre=True),
            second=SecondReader(
                stage=SecondStage.BLIND,
                whys=(SecondWhy.RANDOM_SHARE,),
                first=ReadingLine(officer="Nguyen", entered_at=views.NOW),
                second=ReadingLine(officer="Tremblay"),
            ),
        ),
    )
    return SecondaryView(work=views.work_rows(), case=case, shift=SHIFT, offline=True)


def arbitration_view() -> SecondaryView:
    """Two readings differ, a supervisor sees both; a test image was just revealed."""
    review = ReviewState(
        look=LookState(dwell_s=12.0, seen_share=1.0, ended=True),
        second=SecondReader(
            stage=SecondStage.ARBITRATION,
            whys=(SecondWhy.SUSPECT,),
            first=ReadingLine(
                officer="Nguyen",
                verdict=ReadingVerdict.SUSPECT,
                disposition=Disposition.EXAMINE,
                entered_at=views.NOW,
                marks=2,
                note="block behind the second pallet",
            ),
            second=ReadingLine(
                officer="Roy",
                verdict=ReadingVerdict.CLEAR,
                disposition=Disposition.RELEASE,
                entered_at=views.NOW,
            ),
        ),
    )
    case = replace(
        views.gamma_case(),
        findings=(views.row(FindingKind.RISK_HIGH, Priority.P2, "CA"),),
        armed=None,
        review=review,
    )
    test = TestImage(
        title="TGHU 304122 1",
        found=False,
        object_name="brick of organic, 200 × 100 × 60 mm",
        decided=Disposition.RELEASE,
        box=DENSE,
        shown_count=6,
        found_count=5,
    )
    return SecondaryView(work=views.work_rows(), case=case, shift=SHIFT, revealed=test)
