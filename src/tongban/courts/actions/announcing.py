"""Taking a year's working calendar into the platform, from the file that the court made of the yearly notice."""

from __future__ import annotations

import hashlib
from datetime import datetime

from tongban.courts.events import CalendarAnnounced
from tongban.courts.models import CalendarYear
from tongban.courts.rules.calendars import LAW, read_year
from tongban.courts.vocabulary import DayKind
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused

LONGEST_NOTICE = 200


def announce_year(content: bytes, *, year: int, notice: str, by: Actor, at: datetime) -> CalendarAnnounced:
    """Make `content` the working calendar of `year` on this platform; periods counted from now on use it.

    Doing it twice changes nothing the second time (and says so in the register); a corrected notice is announced again
    and takes the place of the first. Raises `Refused` with everything wrong in the file.
    """
    days = read_year(content, year)
    if isinstance(days, list):
        raise Refused(days)
    if not 0 < len(notice.strip()) <= LONGEST_NOTICE:
        raise Refused(Refusal("calendar.notice_missing", LAW, ("notice",)))
    digest = hashlib.sha256(canonical(days)).hexdigest()
    with act(by=by, at=at) as record:
        known = locked(CalendarYear.objects.filter(year=year)).first()
        changed = known is None or known.digest != digest
        if changed:
            row = known or CalendarYear(year=year)
            row.notice, row.digest = notice.strip(), digest
            row.days = [[one.day.isoformat(), one.kind.value, one.festival] for one in days]
            row.save()
        fact = CalendarAnnounced(
            year=year,
            notice=notice.strip(),
            holidays=sum(one.kind is DayKind.HOLIDAY for one in days),
            working=sum(one.kind is DayKind.WORKING for one in days),
            changed=changed,
            digest=digest,
        )
        record(fact, under=LAW)
    return fact
