"""The periods of a running case: its trial limit, and who may change a period (CPL 152-168; 审限规定 8-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from tongban.cases.vocabulary import Befell, PartyView, Track
from tongban.courts.law import period_amount, period_rule
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.deadlines import HOUSE_OUTAGE
from tongban.kernel.periods import Approver, DueKind, Ground, GroundEffect, PeriodRule
from tongban.kernel.refusal import Refusal

DECIDED_BY: Mapping[Approver, str] = MappingProxyType(
    {
        Approver.PRESIDENT: "president",
        Approver.HIGHER_COURT: "president",
        Approver.HIGH_COURT_RECORD: "president",
        Approver.COURT: "judge",
        Approver.PARTIES: "judge",
    }
)
"""Who enters an approval here. The president reports to the court above and enters its decision (延长审限规定 1(3))."""
OUTSIDE = frozenset({Approver.HIGHER_COURT, Approver.HIGH_COURT_RECORD})
"""Approvals given by another court: they are entered with the number of its paper."""
ABROAD: Mapping[str, str] = MappingProxyType(
    {
        "defence": "defence_foreign",
        "jurisdiction_objection": "jurisdiction_objection_foreign",
        "appeal_judgment": "appeal_foreign",
        "appeal_ruling": "appeal_foreign",
        "appeal_defence": "appeal_defence_foreign",
    }
)
"""The period that runs in place of another for a party with no domicile in the country (CPL 285, 286; SI 536)."""
TO_APPEAL = "appeal_judgment"
LONGEST_REASON = 2000
LONGEST_NUMBER = 80
"""Signs in the number of a paper: house rule."""
LONGEST_OUTAGE = timedelta(days=30)
"""What is longer is taken for a typing slip in a year, which would move periods that nobody meant: house rule."""


def trial_limit(track: Track) -> str:
    """The period within which a case of this track is decided, from docketing (CPL 152, 164, 168; 审限规定 8)."""
    return f"trial_{track.value}"


def period_of(rule: str, *, abroad: bool) -> str:
    """The id of the period that runs for a party: the longer one for who has no domicile in the country, if any."""
    return ABROAD.get(rule, rule) if abroad else rule


def days_to_appeal(rule: str, parties: Iterable[PartyView], on: date) -> dict[str, int]:
    """How long one may appeal, as papers tell it: `days`, and `days_abroad` where a party lives abroad (SI 536)."""
    told = {"days": period_amount(rule, on)}
    longer = any(one.abroad for one in parties)
    return told | ({"days_abroad": period_amount(ABROAD[rule], on)} if longer else {})


def ground_of(rule: PeriodRule, ground: str) -> Ground | None:
    """The ground called `ground`, when the period knows it; the count itself refuses all others."""
    return next((one for one in rule.grounds if one.id == ground), None)


def days_told(rule: PeriodRule, ground: str, first: date, last: date | None, today: date) -> Befell | Refusal:
    """What the ground makes of the days: a span or a new start. A span without an end must have begun."""
    known = ground_of(rule, ground)
    if known is not None and known.effect is GroundEffect.RESTARTS:
        return Befell.NEW_START
    if last is None and first > today:
        facts = (("first", first.isoformat()),)
        return Refusal("cases.span_not_begun", known.article if known else rule.article, ("first",), facts)
    return Befell.SPAN


def may_be_restored(rule: str, due: date | None, met_on: date | None = None) -> bool:
    """Whether the court may give a party days of this period back (CPL 86): the table has it as a party's, and as not
    fixed by law (不变期间, SI 127); it is counted in days, and nothing was done in it.

    `due`: its last day; `met_on`: since when it is over. One that runs, or ran out, waits for what is owed; the time to
    appeal ends also when the judgment takes effect, and then it is over only because nobody acted in it.
    """
    found = period_rule(rule)
    if due is None or isinstance(found, Refusal) or found.fixed or not found.rolls:
        return False
    if found.kind is not DueKind.LATEST and not found.least:
        return False
    return met_on is None or (rule == TO_APPEAL and met_on > due)


def reason_given(reason: str, law: str) -> Refusal | None:
    """延长审限规定 1(2): whoever asks says why in detail."""
    if 0 < len(reason.strip()) <= LONGEST_REASON:
        return None
    return Refusal("cases.extension_reason_missing", law, ("reason",), (("most", str(LONGEST_REASON)),))


def reference_given(approver: Approver, reference: str, law: str) -> Refusal | None:
    """A decision of another court is entered with the number of its paper."""
    if len(reference.strip()) > LONGEST_NUMBER:
        return _too_long("reference")
    if approver not in OUTSIDE or reference.strip():
        return None
    return Refusal("cases.reference_missing", law, ("reference",))


def outage_told(
    by: Actor, *, court: str, began_at: datetime, ended_at: datetime, record: str, at: datetime
) -> list[Refusal]:
    """Everything that stands against recording an outage. The operator speaks for all courts, a president for one."""
    operator = by.kind is ActorKind.OFFICE
    found = []
    if not operator and (by.role != "president" or by.court != court):
        found.append(Refusal("cases.outage_not_yours", HOUSE_OUTAGE))
    if not record.strip():
        found.append(Refusal("period.outage_without_record", HOUSE_OUTAGE, ("record",)))
    if len(record.strip()) > LONGEST_NUMBER:
        found.append(_too_long("record"))
    if ended_at <= began_at:
        found.append(Refusal("cases.outage_backwards", HOUSE_OUTAGE, ("ended_at",)))
    if ended_at - began_at > LONGEST_OUTAGE:
        facts = (("days", str(LONGEST_OUTAGE.days)),)
        found.append(Refusal("cases.outage_too_long", HOUSE_OUTAGE, ("began_at",), facts))
    if ended_at > at:
        found.append(Refusal("cases.outage_not_over", HOUSE_OUTAGE, ("ended_at",)))
    return found


def _too_long(field: str) -> Refusal:
    return Refusal(
        "cases.number_too_long", "house rule: lengths of answers", (field,), (("most", str(LONGEST_NUMBER)),)
    )
