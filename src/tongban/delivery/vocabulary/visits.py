"""Words of service in person, by another court and by public notice (CPL 88, 89, 91, 95; SI 130-140)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.delivery.vocabulary import Purpose
from tongban.kernel.terms import Guard, Term


class Place(Term):
    """Where officers met the recipient."""

    COURT = "court", "人民法院"
    HOME = "home", "受送达人住所"
    ELSEWHERE = "elsewhere", "受送达人住所以外"


class Taker(Term):
    """Who took the papers, or would not."""

    RECIPIENT = "recipient", "受送达人本人"
    FAMILY = "family", "同住成年家属"
    GUARDIAN = "guardian", "法定代理人"
    HEAD = "head", "法定代表人或者主要负责人"
    MAILROOM = "mailroom", "负责收件的人"
    AGENT = "agent", "诉讼代理人"
    RECEIVER = "receiver", "指定的代收人"


class VisitEnd(Term):
    """How a visit ended."""

    SIGNED = "signed", "签收"
    REFUSED = "refused", "拒绝签收"
    NOBODY = "nobody", "未能见到可以签收的人"
    NOT_LIVING_THERE = "not_living_there", "受送达人不在该处居住或者办公"


@dataclass(frozen=True, slots=True)
class Visit:
    """What the officers noted about one visit.

    `taker_name`: who signed or refused; `officers`, `witnesses`: names; `refusal`: the reason given for refusing;
    `recorded`: photographs or a video of the visit are on file.
    """

    day: date
    place: Place
    end: VisitEnd
    taker: Taker | None = None
    taker_name: str = ""
    officers: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    refusal: str = ""
    recorded: bool = False


class Unit(Guard):
    """Through whom papers are handed on to somebody who cannot be reached otherwise (CPL 92, 93)."""

    ARMY = "army", "部队团以上单位的政治机关", "CPL 92"
    PRISON = "prison", "监所", "CPL 93(1)"
    EDUCATION = "education", "强制性教育机构", "CPL 93(2)"


class UnitEnd(Term):
    """What the unit's return slip says (CPL 94)."""

    SIGNED = "signed", "受送达人签收"
    NOT_THERE = "unit_not_there", "受送达人不在该单位"
    UNSIGNED = "unit_unsigned", "受送达人未签收"


class NoticeGround(Guard):
    """Why papers are served by public notice (CPL 95)."""

    MISSING = "missing", "受送达人下落不明", "CPL 95(1)"
    EXHAUSTED = "exhausted", "用其他方式无法送达", "CPL 95(1)"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What is told for a public notice: the ground, what was tried (`course`, in the file), what is told to the public
    (`gist`, SI 139), whether the recipient has no domicile in the country (`abroad`).
    """

    ground: NoticeGround
    course: str
    gist: str
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A public notice as anybody reads it."""

    uid: UUID
    court: str
    number: str
    to: str
    purpose: Purpose
    ground: NoticeGround
    gist: str
    titles: tuple[str, ...]
    published_on: date
    ends_on: date
    document: UUID
