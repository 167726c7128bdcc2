"""Numbers, ages and times as an officer reads them. The digits are the same in both languages."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate

NO_BREAK = "\u00a0"
_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86400
_TEN_THOUSAND = 10_000


def grouped(number: float, decimals: int = 0) -> str:
    """A number in groups of three: 22 480; four digits stay together, as in SI."""
    text = f"{abs(number):.{decimals}f}"
    whole, _, fraction = text.partition(".")
    if int(whole) >= _TEN_THOUSAND:
        whole = f"{int(whole):,}".replace(",", NO_BREAK)
    sign = "\u2212" if number < 0 and float(text) else ""
    return sign + whole + (QLocale().decimalPoint() + fraction if fraction else "")


def measure(number: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit, which never breaks away from it."""
    return f"{grouped(number, decimals)}{NO_BREAK}{unit}"


def age(seconds: float) -> str:
    """How old something is, in its largest unit: 12 s, 38 min, 2 h, 3 d."""
    whole = max(int(seconds), 0)
    if whole < _MINUTE_S:
        return measure(whole, "s")
    if whole < _HOUR_S:
        return measure(whole // _MINUTE_S, "min")
    if whole < 2 * _DAY_S:
        return measure(whole // _HOUR_S, "h")
    return measure(whole // _DAY_S, translate("Numbers", "d", "days, as in 3 d"))


def since(then: datetime, now: datetime) -> str:
    """The age of `then`."""
    return age((now - then).total_seconds())


def hours_minutes(seconds: float) -> str:
    """A duration as on a clock: 00:42 is 42 minutes."""
    minutes = max(int(seconds), 0) // _MINUTE_S
    return f"{minutes // _MINUTE_S:02d}:{minutes % _MINUTE_S:02d}"


def day(when: date | None) -> str:
    """A calendar day, ISO 8601."""
    return when.isoformat() if when is not None else ""


def years_between(born: date, today: date) -> int:
    """Age in full years."""
    before_birthday = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - int(before_birthday)


def plate_text(plate: str, jurisdiction: str) -> str:
    """A plate with where it is from: AB · CJK 4419."""
    return f"{jurisdiction} · {plate}" if jurisdiction else plate
