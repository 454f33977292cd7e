"""“This was not me”: a person disputes an act, the account stands still, a clerk of the court decides."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from tongban.access.vocabulary import Layer
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.access import sessions_end
from tongban.people.actions.companions import named_leave
from tongban.people.actions.contact import recount_contact
from tongban.people.events import ActDisputed, DisputePassedOn, DisputeRejected, DisputeReturned, DisputeUpheld
from tongban.people.models import Account, Dispute, OutsideLogin, Person
from tongban.people.queries import companion_of, disputable
from tongban.people.queries.disputes import renewed_at
from tongban.people.rules.disputes import LAW, check_words, may_decide, may_dispute
from tongban.people.vocabulary import FACES, ActElsewhere, DisputeState, Role
from tongban.register.queries import entry_by_uid
from tongban.register.vocabulary import EntryView

REVIEWERS = frozenset({Role.CLERK, Role.PRESIDENT})


def dispute_act(entry: UUID, why: str, *, court: str, by: Actor, at: datetime) -> UUID:
    """The acting person disputes an entry made in her name; `court` reviews it. All her sessions end.

    Which session goes on, and what others see, the doors judge (rules/disputes.py:is_held).

    Refused: a helper alone says so, not an act of litigation in her name, disputed before, nothing said.
    """
    person, view = by.person, _entry(entry)
    if person is None or view is None:
        raise Refused(Refusal("people.no_such_act", LAW))
    if by.helper and not by.helper_court and companion_of(person, by.helper, at=at) not in FACES:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        locked(Person.objects.filter(uid=person)).get()  # two tabs dispute nothing twice
        known = Dispute.objects.filter(entry=entry).exists()
        require(
            [
                *may_dispute(person, view.actor, disputed=known, event=view.event, open_to=disputable()),
                *check_words(why, "why"),
            ]
        )
        return open_dispute(record, view, why, person=person, court=court)


def open_dispute(
    record: Recording,
    view: EntryView | ActElsewhere,
    why: str,
    *,
    person: UUID,
    court: str,
    uid: UUID | None = None,
    peer: str = "",
    here: bool = True,
) -> UUID:
    """A step: from now on the act is disputed, and whoever sits in the person's account does nothing any more.

    What he told of where the court reaches the person counts no more, either.
    """
    row = Dispute.objects.create(
        uid=uid or new_id(),
        layer=Layer.COUNTER,
        court=court,
        case=view.case,
        holder=person,
        entry=view.uid,
        event=view.event,
        done_at=view.at,
        why=why.strip(),
        state=DisputeState.OPEN,
        at=record.at,
        peer=peer,
        here=here,
    )
    record(ActDisputed(dispute=row.uid, entry=view.uid, person=person), under=LAW, case=view.case)
    if Account.objects.filter(person__uid=person).exists():
        sessions_end(record, person)
    recount_contact(record, person)
    return row.uid


def share_dispute(record: Recording, dispute: UUID, *, peer: str, here: bool) -> None:
    """A step: another platform is told of the dispute; `here`: the review stays with a court of this one."""
    row = locked(Dispute.objects.filter(uid=dispute)).get()
    row.peer, row.here = peer, here
    row.save(update_fields=["peer", "here"])
    assert row.holder is not None  # noqa: S101 - a dispute is somebody's
    record(DisputePassedOn(dispute=dispute, person=row.holder, peer=peer, here=here), under=LAW, case=row.case)


def take_decision(record: Recording, dispute: UUID, outcome: str, reasons: str, *, peer: str) -> None:
    """A step: the other platform has decided; "" as outcome: it has no such act, so a court of this one reviews it.

    Refused when `peer` was not to decide about it, or has done so.
    """
    row = locked(Dispute.objects.filter(uid=dispute, peer=peer, here=False, state=DisputeState.OPEN)).first()
    if row is None or row.holder is None:
        raise Refused(Refusal("people.no_such_dispute", LAW))
    if not outcome:
        row.here = True
        row.save(update_fields=["here"])
        record(DisputeReturned(dispute=dispute, person=row.holder, peer=peer), under=LAW, case=row.case)
        return
    row.state, row.reasons, row.decided_at = DisputeState(outcome), reasons.strip(), record.at
    row.save(update_fields=["state", "reasons", "decided_at"])
    fact = DisputeUpheld if row.state is DisputeState.UPHELD else DisputeRejected
    record(fact(dispute=dispute, entry=row.entry, person=row.holder), under=LAW, case=row.case)
    recount_contact(record, row.holder)
    if row.state is DisputeState.UPHELD:
        _close(record, row.holder, row.at)


def uphold(dispute: UUID, reasons: str, *, by: Actor, at: datetime) -> None:
    """It was not she: every way into the account is closed; she gets a new one at a counter, paper in hand.

    What else was told in it of where papers and money go, counts no more (`recount_contact`, `fees.deny_payees`).
    """
    with act(by=by, at=at) as record:
        row, person = _decided(record, dispute, reasons, DisputeState.UPHELD)
        record(DisputeUpheld(dispute=row.uid, entry=row.entry, person=person), under=LAW, case=row.case)
        _close(record, person, row.at)


def _close(record: Recording, person: UUID, opened: datetime) -> None:
    """Every way into the person's account is closed, where the account is here; whom somebody in it named leaves.

    What a counter gave her since the dispute was `opened` is her own, and stays.
    """
    named_leave(record, person, under=LAW)
    account, renewed = Account.objects.filter(person__uid=person).first(), renewed_at(person)
    if account is None or (renewed is not None and renewed >= opened):
        return
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    OutsideLogin.objects.filter(account=account).delete()
    sessions_end(record, person)


def reject(dispute: UUID, reasons: str, *, by: Actor, at: datetime) -> None:
    """The act stays hers, the account acts again, and what was told in it counts again."""
    with act(by=by, at=at) as record:
        row, person = _decided(record, dispute, reasons, DisputeState.REJECTED)
        record(DisputeRejected(dispute=row.uid, entry=row.entry, person=person), under=LAW, case=row.case)
        recount_contact(record, person)


def _decided(record: Recording, dispute: UUID, reasons: str, state: DisputeState) -> tuple[Dispute, UUID]:
    by = record.by
    row = locked(Dispute.objects.filter(uid=dispute, court=by.court)).first()
    if row is None or row.holder is None or by.person is None:
        raise Refused(Refusal("people.no_such_dispute", LAW))
    if by.role not in REVIEWERS:
        raise Refused(Refusal("people.not_your_function", "house rule: the court's register of functions"))
    if not row.here:
        raise Refused(Refusal("people.dispute_elsewhere", LAW, (), (("peer", row.peer),)))
    view = _entry(row.entry)
    actor = view.actor if view else {}
    is_open = row.state == DisputeState.OPEN
    require([*may_decide(by.person, row.holder, actor, is_open=is_open), *check_words(reasons, "reasons")])
    row.state, row.reasons, row.decided_at, row.decided_by = state, reasons.strip(), record.at, by.person
    row.save(update_fields=["state", "reasons", "decided_at", "decided_by"])
    return row, row.holder


def _entry(uid: UUID) -> EntryView | None:
    found = entry_by_uid(uid)
    return found[0] if found else None
