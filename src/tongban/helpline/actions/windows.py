"""The president of a court states how its counter is reached."""

from __future__ import annotations

from datetime import datetime

from tongban.frame.acts import act
from tongban.helpline.events import WindowStated
from tongban.helpline.models import CourtWindow
from tongban.helpline.rules.windows import judge_window, read_hours
from tongban.helpline.vocabulary import HOTLINE_LAW, Window
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

STATED_BY = "president"


def state_window(*, phone: str, place: str, hours: str, by: Actor, at: datetime) -> Window:
    """State telephone, place and hours of the counter of the actor's court; every refusal there names them from now on.

    Refused: another function than the president's, a telephone that cannot be dialled, no place, unclear hours.
    """
    if by.role != STATED_BY:
        raise Refused(Refusal("helpline.not_your_act", HOTLINE_LAW, (), (("by", STATED_BY),)))
    spans = read_hours(hours)
    require(judge_window(phone, place) + ([spans] if isinstance(spans, Refusal) else []))
    assert not isinstance(spans, Refusal)  # noqa: S101 - required above
    told = [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in spans]
    with act(by=by, at=at) as record:
        stated = {"phone": phone.strip(), "place": place.strip(), "open": told, "stated_at": at}
        CourtWindow.objects.update_or_create(court=by.court, defaults=stated)
        fact = WindowStated(
            court=by.court,
            phone=phone.strip(),
            place=place.strip(),
            open=tuple(f"{start}-{end}" for start, end in told),
        )
        record(fact, under=HOTLINE_LAW)
    return Window(by.court, phone.strip(), place.strip(), spans)
