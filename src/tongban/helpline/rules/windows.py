"""What a court states about its counter: telephone, place, and hours on working days."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

from tongban.helpline.vocabulary import HOTLINE_LAW, Span
from tongban.kernel.refusal import Refusal

LONGEST_PLACE = 120
_PHONE = re.compile(r"[+\d][\d() -]{2,38}\d")
_BETWEEN, _FROM_TO = re.compile(r"[,，;；、\s]+"), re.compile(r"[-–—~至]")
_MOST_SPANS = 3


def read_hours(typed: str) -> tuple[Span, ...] | Refusal:
    """Hours such as "9:00-12:00, 14:00-17:30", in order and apart from each other; none when nothing is typed."""
    unclear = Refusal("helpline.hours_unclear", HOTLINE_LAW, ("hours",), (("typed", typed[:60]),))
    found = []
    for part in filter(None, _BETWEEN.split(typed.replace("：", ":"))):
        ends = [_time(each) for each in _FROM_TO.split(part)]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:  # noqa: PLR2004 - from and to
            return unclear
        found.append((ends[0], ends[1]))
    flat = [each for span in found for each in span]
    in_order = all(earlier < later for earlier, later in pairwise(flat))
    return tuple(found) if in_order and len(found) <= _MOST_SPANS else unclear


def _time(text: str) -> time | None:
    try:
        hour, minute = text.split(":")
        return time(int(hour), int(minute))
    except ValueError:
        return None


def judge_window(phone: str, place: str) -> list[Refusal]:
    """A telephone that can be dialled, and a place that is told in one line."""
    found = []
    if not _PHONE.fullmatch(phone.strip()):
        found.append(Refusal("helpline.phone_unclear", HOTLINE_LAW, ("phone",), (("typed", phone[:60]),)))
    if not 0 < len(place.strip()) <= LONGEST_PLACE or "\n" in place.strip():
        found.append(Refusal("helpline.place_unclear", HOTLINE_LAW, ("place",), (("most", str(LONGEST_PLACE)),)))
    return found
