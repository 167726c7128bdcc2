"""What the site file expects of imagers. Imported before the sign-in screen, so without numpy."""

from app.domain.image_quality import QualityLimits
from app.runtime.settings import Site


def limits_of(site: Site) -> tuple[QualityLimits, ...]:
    """The site's limits, none where it gives none."""
    return tuple(
        QualityLimits(**{name: getattr(table, name) for name in table.__struct_fields__})
        for table in site.quality.limits
    )
