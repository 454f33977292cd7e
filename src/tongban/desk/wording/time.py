"""How much time is left, down to the minute: errands are answered within minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def time_left(due: date | datetime, now: datetime, *, done: datetime | None = None) -> tuple[str, str]:
    """State ("met", "late", "due", "soon", "overdue") and words for what is owed until `due`; a date lasts all day."""
    late = _past(due, done or now)
    if done is not None:
        return ("late", _("done, but late")) if late else ("met", _("done in time"))
    if not isinstance(due, datetime):
        return _days((due - timezone.localtime(now).date()).days)
    away = due - now
    if late:
        return "overdue", _("overdue by %(time)s") % {"time": span(-away)}
    return ("soon" if away < _HOUR else "due"), _("%(time)s left") % {"time": span(away)}


def span(length: timedelta) -> str:
    """A length of time in its largest unit: minutes, hours or days."""
    if length < _HOUR:
        minutes = int(length.total_seconds() // 60)
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if length < _DAY:
        hours = int(length.total_seconds() // 3600)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", length.days) % {"n": length.days}


def _days(days: int) -> tuple[str, str]:
    if days < 0:
        return "overdue", _("overdue by %(time)s") % {"time": span(timedelta(days=-days))}
    if days == 0:
        return "soon", _("due today")
    return ("soon" if days <= 2 else "due"), _("%(time)s left") % {"time": span(timedelta(days=days))}  # noqa: PLR2004 - two working days


def _past(due: date | datetime, moment: datetime) -> bool:
    return moment > due if isinstance(due, datetime) else timezone.localtime(moment).date() > due
