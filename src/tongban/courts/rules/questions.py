"""Questions about a case whose jurisdiction is in question, as plain facts put them under `ask` and `about`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from tongban.courts.rules.handling import after_change, designation, elevation, first_seised, submission, transfer
from tongban.courts.rules.objections import objection
from tongban.courts.rules.reading import Reader
from tongban.courts.vocabulary import (
    Ask,
    Change,
    Conduct,
    Direction,
    Dispute,
    Elevation,
    Filed,
    HandedDown,
    Handling,
    Objection,
    Objector,
)
from tongban.kernel.refusal import Refusal

Decision = Callable[[], Handling | Refusal]
ABOUT: Mapping[Ask, str] = MappingProxyType(
    {
        Ask.SUBMISSION: "court, objected, answered",
        Ask.PRIORITY: "at, filings [{court, day}]",
        Ask.PERPETUATIO: "court, changes",
        Ask.TRANSFER: "court, transferred",
        Ask.DESIGNATION: "courts, agreed",
        Ask.ELEVATION: "direction, court, below, kind, approved, heard",
        Ask.OBJECTION: "court, by, served, raised, ruled, abroad, remanded, inconvenient, small_claim",
    }
)
"""The keys that each question needs under `about`."""
_OWN_WORDS = {
    "法院": "court",
    "已提出异议": "objected",
    "已应诉答辩": "answered",
    "本院": "at",
    "立案情况": "filings",
    "变化": "changes",
    "已经移送": "transferred",
    "争议法院": "courts",
    "协商一致": "agreed",
    "方向": "direction",
    "下级法院": "below",
    "案件种类": "kind",
    "已获批准": "approved",
    "已经开庭": "heard",
    "提出人": "by",
    "送达日期": "served",
    "提出日期": "raised",
    "裁定送达日期": "ruled",
    "在国内没有住所": "abroad",
    "发回重审": "remanded",
    "不方便法院": "inconvenient",
    "小额诉讼": "small_claim",
}
WITHOUT_DISPUTE = frozenset({Ask.PRIORITY, Ask.DESIGNATION, Ask.ELEVATION})


def decision(ask: Ask, about: Reader, dispute: Dispute, on: date) -> Decision:
    """What to call for the answer; flaws in the facts are kept by the reader, and then the answer is not asked for."""
    about.in_own_words(_OWN_WORDS)
    keys = ABOUT[ask].replace("[{court, day}]", "").split(", ")
    about.only(dict.fromkeys((key.strip() for key in keys), ""))
    return _READ[ask](about, dispute, on)


def _submission(about: Reader, dispute: Dispute, on: date) -> Decision:
    about.needed("court")
    court, conduct = about.court("court"), Conduct(about.truth("objected"), about.truth("answered"))
    return lambda: submission(court, dispute, conduct, on=on)


def _priority(about: Reader, _dispute: Dispute, on: date) -> Decision:
    about.needed("at", "filings")
    at, filings = about.court("at"), [_filed(inner) for inner in about.each("filings")]
    return lambda: first_seised(filings, at, on=on)


def _filed(filing: Reader) -> Filed:
    if filing.plain is not None:
        return Filed(filing.court_in(filing.plain))
    filing.in_own_words({"法院": "court", "立案日期": "day"})
    filing.only({"court": "", "day": ""})
    filing.needed("court")
    return Filed(filing.court("court"), filing.day("day"))


def _perpetuatio(about: Reader, dispute: Dispute, on: date) -> Decision:
    about.needed("court", "changes")
    court, changes = about.court("court"), about.words("changes", Change)
    return lambda: after_change(court, changes, dispute, on=on)


def _transfer(about: Reader, dispute: Dispute, on: date) -> Decision:
    about.needed("court")
    court, transferred = about.court("court"), about.truth("transferred")
    return lambda: transfer(court, dispute, on=on, transferred=transferred)


def _designation(about: Reader, _dispute: Dispute, on: date) -> Decision:
    about.needed("courts")
    courts, agreed = about.courts("courts"), about.truth("agreed")
    return lambda: designation(courts, on=on, agreed=agreed)


def _elevation(about: Reader, _dispute: Dispute, on: date) -> Decision:
    about.needed("court")
    direction = about.word("direction", Direction) or Direction.TAKEN_UP
    moving = Elevation(
        direction,
        about.court("court"),
        about.word("kind", HandedDown, needed=False),
        about.truth("approved"),
        about.truth("heard"),
    )
    below = about.court("below")
    if direction is Direction.DOWN:
        about.needed("below")
    return lambda: elevation(moving, below=below, on=on)


def _objection(about: Reader, dispute: Dispute, on: date) -> Decision:
    about.needed("court", "served", "raised")
    raised = Objection(
        about.court("court"),
        about.word("by", Objector) or Objector.DEFENDANT,
        about.day("served") or on,
        about.day("raised") or on,
        abroad=about.truth("abroad"),
        remanded=about.truth("remanded"),
        ruled=about.day("ruled"),
        inconvenient=about.truth("inconvenient"),
        small_claim=about.truth("small_claim"),
    )
    return lambda: objection(raised, dispute, on=on)


_READ: dict[Ask, Callable[[Reader, Dispute, date], Decision]] = {
    Ask.SUBMISSION: _submission,
    Ask.PRIORITY: _priority,
    Ask.PERPETUATIO: _perpetuatio,
    Ask.TRANSFER: _transfer,
    Ask.DESIGNATION: _designation,
    Ask.ELEVATION: _elevation,
    Ask.OBJECTION: _objection,
}
