"""News of one's own matters: by which way they go out, and when.

A notice serves nothing: papers are served by the rules of service, whatever a person chose here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from tongban.helpline.vocabulary import NOTICE_LAW, Manner, News
from tongban.kernel.refusal import Refusal

DIGEST_HOUR = 8
"""The hour of the platform's day at which what was gathered goes out: house rule."""
USUAL = Manner.AT_ONCE
CALM = timedelta(hours=1)
"""How long one message of a kind speaks for those that follow: house rule."""


def judge_choices(chosen: Mapping[str, str]) -> list[Refusal]:
    """Every kind has its manner, and what is needed stays on."""
    found = []
    for kind in News:
        manner = chosen.get(kind, "")
        if manner not in set(Manner):
            found.append(Refusal("helpline.manner_missing", NOTICE_LAW, (kind.value,)))
        elif manner == Manner.NEVER and kind.needed:
            found.append(Refusal("helpline.news_needed", NOTICE_LAW, (kind.value,)))
    return found


def goes_out(manner: Manner, local: datetime, *, lately: bool = False) -> datetime | None:
    """When news of the moment `local`, in the platform's own time, goes out by e-mail; None for never.

    `lately`: news of the same kind came within `CALM`; then even what goes out at once is gathered for the morning, so
    that nobody with many cases gets a message for each.
    """
    if manner is Manner.NEVER:
        return None
    if manner is Manner.AT_ONCE and not lately:
        return local
    morning = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return morning if local <= morning else morning + timedelta(days=1)
