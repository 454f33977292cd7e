"""What a judge and a president may do to a running period: leave days out, extend it (审限规定 9-12; CPL 152)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import counted, recount, running_clock
from tongban.cases.actions.move import step_case
from tongban.cases.events import DaysExcluded, ExclusionEnded, ExtensionApproved, ExtensionAsked, ExtensionRefused
from tongban.cases.models import Clock, ClockIncident
from tongban.cases.rules.clocks import DECIDED_BY, days_told, ground_of, reason_given, reference_given
from tongban.cases.vocabulary import Act, Befell, IncidentState
from tongban.courts.law import period_rule
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.incidents import NewStart, Prolonged, Span
from tongban.kernel.periods import Approver, PeriodRule, Unit
from tongban.kernel.refusal import Refusal, Refused, require


def exclude_days(
    case: UUID, clock: UUID, *, ground: str, first: date, last: date | None, by: Actor, at: datetime
) -> UUID:
    """The judge of the case leaves days out of a period, or lets it start anew on `first`, as the ground's rule says.

    Without `last` the period stands still until `end_exclusion`. Returns the incident. Refused: a ground that the
    period does not know, days outside it, a fixed period, a period that is over.
    """
    with act(by=by, at=at) as record:
        step_case(record, case, Act.EXCLUDE_DAYS)
        row = running_clock(record, case, clock)
        rule = _rule(row)
        today = timezone.localtime(at).date()
        kind = days_told(rule, ground, first, last, today)
        if isinstance(kind, Refusal):
            raise Refused(kind)
        until = None if kind is Befell.NEW_START else last
        told = NewStart(first, ground) if kind is Befell.NEW_START else Span(first, until or today, ground)
        found = counted(row, told, today=today)
        require(found if isinstance(found, Refusal) else None)
        _check_overlap(row, kind, ground, until)
        made = note_incident(record, row, kind, IncidentState.HOLDS, ground=ground, first=first, last=until)
        fact = DaysExcluded(
            case=case, clock=row.uid, incident=made.uid, rule=row.rule, ground=ground, first=first, last=until
        )
        known = ground_of(rule, ground)
        record(fact, under=known.article if known else rule.article, case=case)
        if kind is Befell.NEW_START or until is not None:
            recount(record, row)
    return made.uid


def end_exclusion(incident: UUID, *, last: date, by: Actor, at: datetime) -> None:
    """The judge closes an open span: `last` is the last day that does not count, and the period runs on."""
    with act(by=by, at=at) as record:
        made = _incident(incident, Befell.SPAN)
        assert made.case is not None  # noqa: S101 - an incident belongs to a case
        step_case(record, made.case, Act.EXCLUDE_DAYS)
        row = running_clock(record, made.case, made.of_clock.uid)
        _hold(record, made)
        known = ground_of(_rule(row), made.ground)
        law = known.article if known else row.article
        if made.last is not None or made.first is None:
            raise Refused(Refusal("cases.span_closed_before", law))
        if last > timezone.localtime(at).date():
            raise Refused(Refusal("cases.span_not_over", law, ("last",), (("last", last.isoformat()),)))
        made.last = last
        made.save(update_fields=["last"])
        fact = ExclusionEnded(
            case=made.case,
            clock=row.uid,
            incident=made.uid,
            rule=row.rule,
            ground=made.ground,
            first=made.first,
            last=last,
        )
        record(fact, under=law, case=made.case)
        recount(record, row)


def extend_clock(
    case: UUID, clock: UUID, *, approver: str, amount: int, unit: str, reason: str, by: Actor, at: datetime
) -> UUID:
    """The judge of the case proposes to extend a period, with reasons; returns the incident.

    What the court itself or all parties may decide holds at once; else it waits for `decide_extension`. Refused: a
    fixed period (SI 127), an approver or a length that the law does not know for it, a period that is over.
    """
    with act(by=by, at=at) as record:
        _, law = step_case(record, case, Act.ASK_EXTENSION)
        row = running_clock(record, case, clock)
        more = _prolonged(approver, amount, unit, timezone.localtime(at).date())
        found = counted(row, more, today=more.on)
        require([one for one in (found, reason_given(reason, law)) if isinstance(one, Refusal)])
        if _waiting(row):
            raise Refused(Refusal("cases.extension_waits", law))
        at_once = DECIDED_BY.get(more.by) == by.role
        told = {"amount": amount, "unit": unit, "approver": approver, "reason": reason.strip(), "first": more.on}
        made = note_incident(
            record, row, Befell.EXTENSION, IncidentState.HOLDS if at_once else IncidentState.ASKED, **told
        )
        if at_once:
            _approved(record, row, made)
        else:
            fact = ExtensionAsked(
                case=case,
                clock=row.uid,
                incident=made.uid,
                rule=row.rule,
                approver=approver,
                amount=amount,
                unit=unit,
            )
            record(fact, under=_extension_law(row, approver), case=case)
    return made.uid


def decide_extension(incident: UUID, *, approve: bool, reference: str, by: Actor, at: datetime) -> None:
    """The president approves the extension or not; for the court above, the number of its paper is entered.

    Refused: another function, a decision taken before, no number where another court decides, a period that ended.
    """
    with act(by=by, at=at) as record:
        made = _incident(incident, Befell.EXTENSION)
        assert made.case is not None  # noqa: S101 - an incident belongs to a case
        holds = ["special_reason"] if made.reason else []
        step_case(record, made.case, Act.EXTEND_LIMIT, holds=holds)
        row = running_clock(record, made.case, made.of_clock.uid)
        _hold(record, made)
        law = _extension_law(row, made.approver)
        if made.state != IncidentState.ASKED:
            raise Refused(Refusal("cases.extension_decided_before", law))
        require(reference_given(Approver(made.approver), reference, law))
        made.decided_by, made.decided_at, made.reference = by.person, at, reference.strip()
        made.first = timezone.localtime(at).date()
        made.state = IncidentState.HOLDS if approve else IncidentState.REFUSED
        made.layer = Layer.PROCESS if approve else Layer.STAFF
        made.save(update_fields=["decided_by", "decided_at", "reference", "first", "state", "layer"])
        if approve:
            _approved(record, row, made)
        else:
            fact = ExtensionRefused(
                case=made.case, clock=row.uid, incident=made.uid, rule=row.rule, approver=made.approver
            )
            record(fact, under=law, case=made.case)


def agreed_extension(record: Recording, row: Clock, days: int) -> date:
    """A step: all parties agreed to `days` more of a period that they may extend themselves; returns its new last day.

    Refused when the law knows no such extension of this period.
    """
    more = Prolonged(days, Unit.DAY, Approver.PARTIES, timezone.localtime(record.at).date())
    found = counted(row, more, today=more.on)
    require(found if isinstance(found, Refusal) else None)
    told = {"amount": days, "unit": Unit.DAY, "approver": Approver.PARTIES, "first": more.on}
    _approved(record, row, note_incident(record, row, Befell.EXTENSION, IncidentState.HOLDS, **told))
    assert row.due is not None  # noqa: S101 - a period of days ends on a day
    return row.due


def _approved(record: Recording, row: Clock, made: ClockIncident) -> None:
    assert made.case is not None  # noqa: S101 - an incident belongs to a case
    assert made.amount is not None  # noqa: S101 - an extension has its length
    fact = ExtensionApproved(
        case=made.case,
        clock=row.uid,
        incident=made.uid,
        rule=row.rule,
        approver=made.approver,
        amount=made.amount,
        unit=made.unit,
        reference=made.reference,
    )
    record(fact, under=_extension_law(row, made.approver), case=made.case)
    recount(record, row)


def note_incident(record: Recording, row: Clock, kind: Befell, state: IncidentState, **told: object) -> ClockIncident:
    """A step: keep what befell the clock; what only waits is the court's own."""
    return ClockIncident.objects.create(
        layer=Layer.STAFF if state is IncidentState.ASKED else Layer.PROCESS,
        court=row.court,
        case=row.case,
        of_clock=row,
        kind=kind,
        state=state,
        made_by=record.by.person,
        made_at=record.at,
        **told,
    )


def _incident(uid: UUID, kind: Befell) -> ClockIncident:
    """The incident as it stood before its case was held: enough to know which case and which clock to hold."""
    found = ClockIncident.objects.filter(uid=uid, kind=kind).select_related("of_clock").first()
    if found is None:
        raise Refused(Refusal("cases.no_such_incident", "CPL 85"))
    return found


def _hold(record: Recording, made: ClockIncident) -> None:
    """A step: hold the incident and read it anew, after case and clock: acts that take them in this order never wait
    for each other in a circle.
    """
    del record  # proves that an act is open
    made.refresh_from_db(from_queryset=locked(ClockIncident.objects.all()))


def _waiting(row: Clock) -> bool:
    return ClockIncident.objects.filter(of_clock=row, state=IncidentState.ASKED).exists()


def _check_overlap(row: Clock, kind: Befell, ground: str, last: date | None) -> None:
    """One open span for each ground: what stands still on a ground cannot begin to stand still on it again."""
    same = ClockIncident.objects.filter(of_clock=row, kind=Befell.SPAN, ground=ground, last__isnull=True)
    if kind is Befell.SPAN and last is None and same.exists():
        raise Refused(Refusal("cases.span_open_already", row.article, ("ground",)))


def _rule(row: Clock) -> PeriodRule:
    found = period_rule(row.period, row.started)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _prolonged(approver: str, amount: int, unit: str, on: date) -> Prolonged:
    try:
        return Prolonged(amount, Unit(unit), Approver(approver), on)
    except ValueError:
        raise Refused(Refusal("period.extension_empty", "CPL 85", ("amount",))) from None


def _extension_law(row: Clock, approver: str) -> str:
    known = (one.article for one in _rule(row).extensions if one.approver == approver)
    return next(known, row.article)
